// What kind of ledger row a reason makes: the one table of it, for the words in the browser and the filter in the server.

/** Held is what a job that has not ended has spent; everything else follows from the reason, or for new ones from the sign. */
export type LedgerKind =
  | 'held'
  | 'used'
  | 'returned'
  | 'granted'
  | 'topUp'
  | 'expired'
  | 'paidBack'
  | 'adjusted'

/** Every reason the studio writes, and those of older ledgers. */
export const KIND_OF_REASON = {
  vto_use: 'used',
  refund: 'returned',
  goodwill: 'returned',
  admin_refund: 'returned',
  opening_grant: 'granted',
  admin_grant: 'granted',
  admin_adjust: 'adjusted',
  plan_grant: 'granted',
  subscription: 'granted',
  pack: 'topUp',
  purchase: 'topUp',
  pack_refund: 'paidBack',
  purchase_refund: 'paidBack',
  plan_refund: 'paidBack',
  refund_undone: 'returned',
  expiry: 'expired',
  expired: 'expired',
  plan_end: 'expired',
} as const satisfies Record<string, LedgerKind>

export type KnownReason = keyof typeof KIND_OF_REASON

/** The kinds one can look at alone; `added` is all that came in or was set right: granted, topped up, paid back, adjusted. */
export const LEDGER_FILTERS = ['used', 'returned', 'added', 'expired'] as const
export type LedgerFilter = (typeof LEDGER_FILTERS)[number]

/** Whether a reason is one of those this version knows. */
export function isKnownReason(reason: string): reason is KnownReason {
  return Object.hasOwn(KIND_OF_REASON, reason)
}

/** The kind of a row. `running`: its job has not ended. An administrator's grant below zero is an adjustment. */
export function kindOfRow(row: {
  readonly reason: string
  readonly amount: number
  readonly running: boolean
}): LedgerKind {
  const { reason, amount, running } = row
  if (!isKnownReason(reason)) return amount > 0 ? 'granted' : 'adjusted'
  const kind = KIND_OF_REASON[reason]
  if (kind === 'used') return running ? 'held' : 'used'
  return kind === 'granted' && amount < 0 ? 'adjusted' : kind
}

/** The reasons a filter shows; null for `added`, which shows all that no other does, those nobody foresaw among them. */
export function reasonsOfFilter(filter: LedgerFilter): readonly string[] | null {
  if (filter === 'added') return null
  return Object.entries(KIND_OF_REASON).flatMap(([reason, kind]) => (kind === filter ? [reason] : []))
}
