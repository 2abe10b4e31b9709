// Puts a row of the ledger into words: what it was, which kind, and where to see it.
import { engineWhy } from '#web/engine-words.ts'
import { kindOfRow, type KnownReason, type LedgerKind } from '#sdk/contract/ledger-kinds.ts'
import type { LedgerRow, RemainingGrant, UsageType } from '#sdk/contract/points.ts'
import type { TextKey, Translate } from '#web/i18n.ts'

/** The kind of a row: what a job that has not ended has spent is held. */
export function kindOf({ reason, job, amount }: Pick<LedgerRow, 'reason' | 'job' | 'amount'>): LedgerKind {
  return kindOfRow({ reason, amount, running: job?.status === 'PENDING' || job?.status === 'RUNNING' })
}

/** Every reason but those of a job, which say more. */
const WORDS: Readonly<Record<Exclude<KnownReason, 'vto_use' | 'refund' | 'goodwill'>, TextKey>> = {
  opening_grant: 'points.rowOpening',
  admin_grant: 'points.rowGrant',
  admin_adjust: 'points.rowAdjust',
  admin_refund: 'points.rowAdminRefund',
  plan_grant: 'points.rowPlanGrant',
  subscription: 'points.rowPlanGrant',
  plan_end: 'points.rowPlanEnd',
  pack: 'points.rowTopUp',
  purchase: 'points.rowTopUp',
  pack_refund: 'points.rowPaidBack',
  purchase_refund: 'points.rowPaidBack',
  plan_refund: 'points.rowPaidBack',
  refund_undone: 'points.rowRefundUndone',
  expiry: 'points.rowExpired',
  expired: 'points.rowExpired',
}

const KNOWN = new Map<string, TextKey>(Object.entries(WORDS))

/** What a row was, in one line; `month` is the month it was written in, in words. */
export function sayRow(t: Translate, row: LedgerRow, month: string): string {
  const { reason, job, amount } = row
  if (reason === 'vto_use') return sayUse(t, job)
  if (reason === 'refund') return sayReturn(t, job)
  if (reason === 'goodwill') {
    if (row.look) return t('points.rowGoodwillLook', { number: pad(row.look.number) })
    return t(job?.kind === 'video' ? 'points.rowGoodwillVideo' : 'points.rowGoodwill')
  }
  const known = KNOWN.get(reason)
  if (!known) return t(amount > 0 ? 'points.rowNewIn' : 'points.rowNewOut')
  return t(reason === 'admin_grant' && amount < 0 ? 'points.rowAdjust' : known, { month })
}

function sayUse(t: Translate, job: LedgerRow['job']): string {
  if (!job) return t('points.rowUsePlain')
  const name = job.projectName ?? t('points.gone')
  if (job.kind === 'video') return t('points.rowUseVideo', { name })
  if (job.kind === 'letter') return t('points.rowLetter', { name })
  return t('points.rowUse', { name, count: job.lookCount })
}

function sayReturn(t: Translate, job: LedgerRow['job']): string {
  if (!job) return t('points.rowReturnPlain')
  if (job.kind === 'video') return t('points.rowReturnVideo')
  if (job.kind === 'letter') return t('points.rowReturnLetter')
  return t('points.rowReturn', { count: Math.max(0, job.lookCount - job.deliveredCount) })
}

/** Look numbers are said as they are shown: 07. */
function pad(number: number): string {
  return String(number).padStart(2, '0')
}

const FAILS = [
  'cancelled',
  'cloth_failed',
  'photo_broken',
  'photo_missing',
  'photo_none',
  'worker_lost',
] as const

/** More about a row, a few words each: which project and run it goes back to and why, what came of it, until when it is good. */
export function sayMore(
  t: Translate,
  row: LedgerRow,
  say: { readonly clock: (iso: string) => string; readonly day: (iso: string) => string },
): string[] {
  const { job, reason } = row
  const kind = kindOf(row)
  const more: string[] = row.note === null ? [] : [row.note]
  if (job && kind === 'returned') {
    if (reason === 'refund') {
      const fail = FAILS.find((one) => one === job.failReason) ?? 'other'
      more.push(engineWhy(job.failReason, t) ?? t(`points.fail.${fail}`))
    }
    more.push(
      job.projectName ?? t('points.gone'),
      t('points.fromJob', { time: `${say.day(job.queuedAt)} ${say.clock(job.queuedAt)}` }),
    )
  }
  if (job?.kind === 'look' && kind === 'used' && job.deliveredCount < job.lookCount)
    more.push(t('points.delivered', { made: job.deliveredCount, total: job.lookCount }))
  if (job?.apiKeyName) more.push(t('points.byKey', { name: job.apiKeyName }))
  if (row.expiresAt) more.push(t('points.until', { day: say.day(row.expiresAt) }))
  return more
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

/** Where what is left of a grant came from: bought, given, or come back. */
export function sayGrant(t: Translate, { reason }: Pick<RemainingGrant, 'reason'>): string {
  const kind = kindOf({ reason, amount: 1, job: null })
  return t(`points.grant.${kind === 'topUp' || kind === 'returned' ? kind : 'granted'}`)
}
