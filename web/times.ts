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

/** The day by its date, also when it is today: 30 June, with the year unless it is this one. */
export function formatDate(iso: string, now: Date = new Date()): string {
  const time = new Date(iso)
  return new Intl.DateTimeFormat(getLanguage(), {
    month: 'long',
    day: 'numeric',
    year: time.getFullYear() === now.getFullYear() ? undefined : 'numeric',
  }).format(time)
}

/** A month: June 2026. */
export function formatMonth(iso: string): string {
  return new Intl.DateTimeFormat(getLanguage(), { year: 'numeric', month: 'long' }).format(new Date(iso))
}

/** The reader's time zone, by its IANA name. */
export function readZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Date and time in the reader's zone as spreadsheets read it in every language: 2026-06-01 14:02:33. */
export function formatStamp(iso: string): string {
  const time = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ` +
    `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
  )
}
