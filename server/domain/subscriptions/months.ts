// Months as a calendar on the wall counts them: the 31st of January, the last of February, the 31st of March.

interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Milliseconds since midnight. */
  readonly time: number
}

const DAY_MS = 24 * 3600_000

/**
 * The moment `months` after `anchor`, at the same day and time on the wall of `timeZone`; in a shorter month, on its last day. Count
 * every month from the same anchor, or the 31st becomes the 28th for good.
 */
export function addMonths(anchor: Date, months: number, timeZone: string): Date {
  const { year, month, day, time } = onTheWall(anchor, timeZone)
  const target = month - 1 + months
  const lastDay = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  const wall = Date.UTC(year, target, Math.min(day, lastDay)) + time
  // The zone's offset at about that moment, then at exactly that: summer time may begin in between.
  const first = wall - offsetAt(new Date(wall), timeZone)
  return new Date(wall - offsetAt(new Date(first), timeZone))
}

/** The month since `anchor` in which `moment` lies: it begins at `from` and ends before `to`. A moment before the anchor is in the first. */
export function monthOf(
  anchor: Date,
  moment: Date,
  timeZone: string,
): { readonly from: Date; readonly to: Date } {
  let n = Math.max(0, Math.floor((moment.getTime() - anchor.getTime()) / (31 * DAY_MS)) - 1)
  while (addMonths(anchor, n + 1, timeZone) <= moment) n += 1
  return { from: addMonths(anchor, n, timeZone), to: addMonths(anchor, n + 1, timeZone) }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function onTheWall(moment: Date, timeZone: string): Wall {
  const shifted = new Date(moment.getTime() + offsetAt(moment, timeZone))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    time: shifted.getTime() - Math.floor(shifted.getTime() / DAY_MS) * DAY_MS,
  }
}

/** How far the wall of the zone is ahead of UTC at that moment, in milliseconds. */
function offsetAt(moment: Date, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const part = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
  return wall - Math.floor(moment.getTime() / 1000) * 1000
}
