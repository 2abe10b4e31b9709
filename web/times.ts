// Times and numbers in the reader's language: today 14:02, 3 June, 1,284.
import { getLanguage } from './i18n.ts'

const DAY = 86_400_000

/** Midnight of the day a moment is in, in the reader's zone. */
function dayOf(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
}

/** A number with the separators of the language. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(getLanguage()).format(value)
}

/** A change of a balance with its sign: +8, −2. */
export function formatChange(value: number): string {
  return new Intl.NumberFormat(getLanguage(), { signDisplay: 'exceptZero' }).format(value).replace('-', '−')
}

/** The time of day: 14:02. */
export function formatClock(iso: string): string {
  return new Intl.DateTimeFormat(getLanguage(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso))
}

/** The day: today and yesterday by name, others by month and day, with the year unless it is this one. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  const days = Math.round((dayOf(now) - dayOf(time)) / DAY)
  const language = getLanguage()
  if (days === 0 || days === 1)
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day')
  return new Intl.DateTimeFormat(language, {
    month: 'long',
    day: 'numeric',
    year: time.getFullYear() === now.getFullYear() ? undefined : 'numeric',
  }).format(time)
}

/** Day and time of day: today 14:02. */
export function formatMoment(iso: string): string {
  return `${formatDay(iso)} ${formatClock(iso)}`
}
