// Which rows of the ledger are asked for: kind, kind of point and month, kept in the address so that back and reload keep them.
import { LEDGER_FILTERS, type LedgerFilter } from '#sdk/contract/ledger-kinds.ts'
import { USAGE_TYPES, type UsageType } from '#sdk/contract/points.ts'

export interface LedgerSearch {
  readonly kind?: LedgerFilter
  readonly type?: UsageType
  /** `2026-06`. */
  readonly month?: string
}

/** Reads the search of the address; what makes no sense is left out. */
export function readLedgerSearch(search: Readonly<Record<string, unknown>>): LedgerSearch {
  const kind = LEDGER_FILTERS.find((one) => one === search['kind'])
  const type = USAGE_TYPES.find((one) => one === search['type'])
  const { month } = search
  return {
    ...(kind && { kind }),
    ...(type && { type }),
    ...(typeof month === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) && { month }),
  }
}

/** The months from now back to the one an account began in, newest first, as the reader's calendar has them. */
export function monthsSince(createdAt: string, now: Date = new Date()): string[] {
  const first = new Date(createdAt)
  const months: string[] = []
  let year = now.getFullYear()
  let month = now.getMonth()
  while (year > first.getFullYear() || (year === first.getFullYear() && month >= first.getMonth())) {
    months.push(`${year}-${String(month + 1).padStart(2, '0')}`)
    month -= 1
    if (month < 0) [year, month] = [year - 1, 11]
  }
  return months
}
