// Fetches all rows that are asked for and saves them as a CSV file.
import type { LedgerRow } from '#sdk/contract/points.ts'
import { t } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatMonth, formatStamp, readZone } from '#web/times.ts'
import type { LedgerSearch } from './ledger-wish.ts'

/** The most rows a page of the API has. */
const PAGE = 100

/** Saves the file and answers how many rows it has. Throws what the studio refuses. */
export async function downloadLedger({ kind, type, month }: LedgerSearch): Promise<number> {
  const rows: LedgerRow[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: { readonly items: LedgerRow[]; readonly next: string | null } = await maepsi.points.ledger({
      query: {
        limit: PAGE,
        zone: readZone(),
        ...(kind && { kind }),
        ...(type && { usageType: type }),
        ...(month && { month }),
        ...(after && { after }),
      },
    })
    rows.push(...page.items)
    after = page.next
  }
  // The writer comes when it is asked for: few who look at the page want a file.
  const { writeLedgerCsv } = await import('./ledger-csv.ts')
  const text = writeLedgerCsv(rows, t, { stamp: formatStamp, month: formatMonth })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = `${t('points.csvName')}${month ? `-${month}` : ''}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return rows.length
}
