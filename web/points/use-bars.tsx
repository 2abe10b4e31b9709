// Thirty days of use as bars: credits solid, tickets outlined; for screen readers the same as a table.
import type { DaysOfUse } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { formatDate, formatDay, formatNumber } from '#web/times.ts'

type Day = DaysOfUse['days'][number]

/** Tickets of every sort: those of a look, of a video, and the looks of a plan. */
const ticketsOf = (day: Day): number => day.lookBookTicket + day.videoTicket + day.includedLook

/** Without a zone this is noon where the reader is: the day they are told of. */
const noonOf = (day: string): string => `${day}T12:00:00`
const sayDay = (day: string): string => formatDate(noonOf(day))

/** The bars with their legend. */
export function UseBars({ use }: { readonly use: DaysOfUse }) {
  const t = useT()
  const { days } = use
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0)
  const credit = sum((day) => day.credit)
  const ticket = sum(ticketsOf)
  const most = days.toSorted((a, b) => b.credit + ticketsOf(b) - a.credit - ticketsOf(a))[0]
  const top = most ? most.credit + ticketsOf(most) : 0
  const share = (amount: number) => `${top > 0 ? (100 * amount) / top : 0}%`
  const axis = [days[0], days[Math.floor(days.length / 2)], days.at(-1)]
  return (
    <section aria-labelledby="use" data-testid="use" className="pt-7 pb-2">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="use" className="text-15 font-semibold">
          {t('points.use.title')}
        </h2>
        <p className="num flex gap-3.5 text-12 text-ink-2">
          <span>
            <span
              aria-hidden
              className="mr-1.5 inline-block size-2.25 bg-ink forced-colors:bg-[CanvasText]"
            />
            {t('points.credit')} {formatNumber(credit)}
          </span>
          <span>
            <span aria-hidden className="mr-1.5 inline-block size-2.25 border-[1.5px] border-ink" />
            {t('points.use.tickets')} {formatNumber(ticket)}
          </span>
        </p>
        <p className="num ml-auto text-13 max-md:ml-0 max-md:basis-full">
          {[t('points.use.looks', { count: use.looks }), t('points.use.videos', { count: use.videos })].join(
            ', ',
          )}
        </p>
      </header>
      <div
        aria-hidden
        className="mt-4 grid h-24 auto-cols-fr grid-flow-col gap-1.25 border-b border-ink max-md:h-18 max-md:gap-0.5"
      >
        {days.map((day) => (
          <div
            key={day.day}
            data-testid="use-bar"
            title={`${sayDay(day.day)} · ${t('points.credit')} ${day.credit} · ${t('points.use.tickets')} ${ticketsOf(day)}`}
            className="flex min-h-0 flex-col justify-end gap-0.5"
          >
            {ticketsOf(day) > 0 && (
              <div
                className="min-h-1 border-[1.5px] border-ink motion-safe:transition-[height] motion-safe:duration-200"
                style={{ height: share(ticketsOf(day)) }}
              />
            )}
            {day.credit > 0 && (
              <div
                className="min-h-0.5 bg-ink motion-safe:transition-[height] motion-safe:duration-200 forced-colors:bg-[CanvasText]"
                style={{ height: share(day.credit) }}
              />
            )}
          </div>
        ))}
      </div>
      <p aria-hidden className="num mt-1.5 flex justify-between text-12 text-ink-3">
        {axis.map(
          (day, at) =>
            day && <span key={day.day}>{at === 2 ? formatDay(noonOf(day.day)) : sayDay(day.day)}</span>,
        )}
      </p>
      <p className={top === 0 ? 'mt-1 text-13 text-ink-3' : 'sr'}>
        {top === 0 || !most
          ? t('points.use.none')
          : t('points.use.most', { day: sayDay(most.day), credit: most.credit, ticket: ticketsOf(most) })}
      </p>
      <table className="sr" data-testid="use-table">
        <caption>{t('points.use.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('points.use.day')}</th>
            <th scope="col">{t('points.credit')}</th>
            <th scope="col">{t('points.use.tickets')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{sayDay(day.day)}</th>
              <td>{formatNumber(day.credit)}</td>
              <td>{formatNumber(ticketsOf(day))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
