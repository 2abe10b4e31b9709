// Puts a row of the ledger into words: what it was, which kind, and where to see it.
import type { LedgerRow, UsageType } from '#sdk/contract/points.ts'
import type { Translate } from '#web/i18n.ts'

export type LedgerKind = 'held' | 'used' | 'returned' | 'granted' | 'topUp' | 'expired' | 'adjusted'

const KINDS: Readonly<Record<string, LedgerKind>> = {
  refund: 'returned',
  goodwill: 'returned',
  opening_grant: 'granted',
  admin_grant: 'granted',
  subscription: 'granted',
  purchase: 'topUp',
  expiry: 'expired',
  expired: 'expired',
}

/** The kind of a row: what a job that has not ended has spent is held. */
export function kindOf({ reason, job, amount }: LedgerRow): LedgerKind {
  if (reason === 'vto_use') return job?.status === 'PENDING' || job?.status === 'RUNNING' ? 'held' : 'used'
  return KINDS[reason] ?? (amount > 0 ? 'granted' : 'adjusted')
}

const WORDS = {
  opening_grant: 'points.rowOpening',
  admin_grant: 'points.rowGrant',
  subscription: 'points.rowSubscription',
  purchase: 'points.rowTopUp',
  expiry: 'points.rowExpired',
  expired: 'points.rowExpired',
} as const

/** What a row was, in one line. */
export function sayRow(t: Translate, row: LedgerRow): string {
  const { reason, job } = row
  const name = job?.projectName ?? t('points.gone')
  if (job?.kind === 'video' && reason === 'vto_use') return t('points.rowUseVideo', { name })
  if (job?.kind === 'video' && reason === 'refund') return t('points.rowReturnVideo', { name })
  if (reason === 'vto_use')
    return job ? t('points.rowUse', { name, count: job.lookCount }) : t('points.rowUsePlain')
  if (reason === 'refund')
    return job
      ? t('points.rowReturn', { name, count: Math.max(0, job.lookCount - job.deliveredCount) })
      : t('points.rowReturnPlain')
  return t(WORDS[reason as keyof typeof WORDS] ?? 'points.rowAdjusted')
}

const UNITS = {
  credit: 'points.credit',
  look_book_ticket: 'points.ticket',
  video_ticket: 'points.videoTicket',
  subscription: 'points.included',
} as const

/** The kind of point, in words. */
export function sayUnit(t: Translate, usageType: UsageType): string {
  return t(UNITS[usageType])
}
