// The ledger as a CSV file for spreadsheets: a mark at its start that says UTF-8, and words in the reader's language.
import type { LedgerRow } from '#sdk/contract/points.ts'
import type { Translate } from '#web/i18n.ts'
import { stringify } from 'csv-stringify/browser/esm/sync'
import { kindOf, sayRow, sayUnit } from './ledger-words.ts'

/** How times are written; spreadsheets read 2026-06-01 14:02:33 in every language. */
export interface CsvTimes {
  readonly stamp: (iso: string) => string
  readonly month: (iso: string) => string
}

/** The rows in the order given. A text that a spreadsheet would work as a formula is quoted by an apostrophe; numbers stay numbers. */
export function writeLedgerCsv(rows: readonly LedgerRow[], t: Translate, times: CsvTimes): string {
  const head = [
    t('points.csvTime'),
    t('points.what'),
    t('points.csvProject'),
    t('points.kind'),
    t('points.csvUnit'),
    t('points.csvAmount'),
    t('points.left'),
    t('points.csvExpires'),
    t('points.csvLook'),
    t('points.csvKey'),
    t('points.csvReason'),
    t('points.csvJob'),
  ]
  return stringify(
    [
      head,
      ...rows.map((row) => [
        times.stamp(row.createdAt),
        sayRow(t, row, times.month(row.createdAt)),
        row.job?.projectName ?? '',
        t(`points.${kindOf(row)}`),
        sayUnit(t, row.usageType),
        row.amount,
        row.balanceAfter,
        row.expiresAt === null ? '' : times.stamp(row.expiresAt),
        row.look?.number ?? '',
        row.job?.apiKeyName ?? '',
        row.reason,
        row.job?.id ?? '',
      ]),
    ],
    { bom: true, escape_formulas: true, record_delimiter: '\r\n' },
  )
}
