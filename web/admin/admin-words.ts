// Words of administration: states, acts, kinds of points, reasons, and how long things took.
import type { AuditEntry } from '#sdk/contract/admin-shapes.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { JobStatus } from '#sdk/contract/vto-jobs.ts'
import { getLanguage, type Translate } from '#web/i18n.ts'
import { formatNumber } from '#web/times.ts'

const UNITS = {
  credit: 'admin.unit.credit',
  look_book_ticket: 'admin.unit.ticket',
  video_ticket: 'admin.unit.video',
  subscription: 'admin.unit.included',
} as const

export function sayUnit(t: Translate, usageType: UsageType): string {
  return t(UNITS[usageType])
}

export function sayStatus(t: Translate, status: JobStatus): string {
  return t(`admin.status.${status}`)
}

export function sayAct(t: Translate, act: AuditEntry['act']): string {
  return t(`admin.act.${act}`)
}

/** Colour beside the word, never instead of it. */
export const STATUS_TONES: Readonly<Record<JobStatus, string>> = {
  PENDING: 'text-ink-2',
  RUNNING: 'text-chalk font-semibold',
  DONE: 'text-ok',
  FAILED: 'text-err font-semibold',
  CANCELLED: 'text-ink-3',
}

const KNOWN = [
  'cancelled',
  'worker_lost',
  'photo_missing',
  'photo_broken',
  'photo_none',
  'engine_failed',
  'look_failed',
] as const

/** A reason in words where there are some; engines have codes of their own. */
export function sayReason(t: Translate, code: string): string {
  const known = KNOWN.find((one) => one === code)
  return known ? `${t(`admin.fail.${known}`)} · ${code}` : code
}

const LEDGER = [
  'vto_use',
  'refund',
  'goodwill',
  'admin_refund',
  'admin_grant',
  'admin_adjust',
  'opening_grant',
  'plan_grant',
  'plan_end',
  'pack',
  'pack_refund',
  'plan_refund',
  'refund_undone',
  'expiry',
  'expired',
] as const

/** A reason of the ledger in a word or two. */
export function sayLedgerReason(t: Translate, reason: string): string {
  const known = LEDGER.find((one) => one === reason)
  return known ? t(`admin.ledger.${known}`) : reason
}

/** A length of time in the unit that suits it: 0.4 s, 12 s, 3 min, 2 h. */
export function sayLength(t: Translate, seconds: number): string {
  if (seconds < 10) return t('admin.seconds', { count: Math.round(seconds * 10) / 10 })
  if (seconds < 120) return t('admin.seconds', { count: Math.round(seconds) })
  if (seconds < 7200) return t('admin.minutes', { count: Math.round(seconds / 60) })
  if (seconds < 172_800) return t('admin.hours', { count: Math.round(seconds / 3600) })
  return t('admin.days', { count: Math.round(seconds / 86_400) })
}

/** A share in percent, with one digit below ten. */
export function sayShare(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (100 * part) / whole
  return `${formatNumber(percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent))}%`
}

/** Whose it is, as one recognises them. */
export function sayPerson(person: {
  readonly name: string | null
  readonly email?: string | null
  readonly id: string
}): string {
  return person.name ?? person.email ?? person.id.slice(0, 8)
}

/** A sum of money, given in the smallest unit of its currency. */
export function sayMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat(getLanguage(), { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}
