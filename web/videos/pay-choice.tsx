// What a video costs in either kind of point, and which one pays.
import { useT } from '#web/i18n.ts'
import { askBalance } from '#web/queries.ts'
import { formatNumber } from '#web/times.ts'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

export type Pay = 'credit' | 'video_ticket'

/** The kind of point that pays, and whether there is enough of it. `prices` leaves out a kind that cannot pay. */
export function usePay(prices: Readonly<Partial<Record<Pay, number>>>) {
  const balance = useQuery(askBalance).data
  const have = { video_ticket: balance?.videoTicket ?? 0, credit: balance?.credit ?? 0 }
  const [chosen, setChosen] = useState<Pay | null>(null)
  // A ticket first: it is good for nothing else.
  const first = prices.video_ticket !== undefined && have.video_ticket > 0 ? 'video_ticket' : 'credit'
  const pay = chosen !== null && prices[chosen] !== undefined ? chosen : first
  const price = prices[pay] ?? null
  return { pay, price, have, short: balance !== undefined && price !== null && have[pay] < price, setChosen }
}

interface PayChoiceProps extends ReturnType<typeof usePay> {
  readonly prices: Readonly<Partial<Record<Pay, number>>>
}

export function PayChoice({ prices, pay, have, short, setChosen }: PayChoiceProps) {
  const t = useT()
  const group = useId()
  const pays = (['video_ticket', 'credit'] as const).filter((one) => prices[one] !== undefined)
  return (
    <>
      <fieldset className="num mt-5 grid auto-cols-fr grid-flow-col divide-x divide-line rounded-control border border-line-2 bg-surface">
        <legend className="sr">{t('studio.payWith')}</legend>
        {pays.map((one) => (
          <label
            key={one}
            className="relative grid px-3 pt-2.5 pb-3 has-checked:inset-ring-[1.5px] has-checked:inset-ring-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
          >
            <input
              type="radio"
              name={group}
              checked={one === pay}
              onChange={() => setChosen(one)}
              className="absolute top-3 right-2.5 size-4 accent-ink outline-none"
            />
            <b className={`display text-[2.25rem]/10 ${one === pay ? '' : 'text-ink-3'}`}>
              {formatNumber(prices[one] ?? 0)}
            </b>
            <span className="font-semibold">
              {one === 'video_ticket' ? t('videos.payTicket') : t('studio.points.credit')}
            </span>
            <span className="text-12 text-ink-3">{t('videos.have', { have: have[one] })}</span>
          </label>
        ))}
      </fieldset>
      {short && (
        <p role="status" className="mt-3 text-13 text-err">
          {t('videos.short')}
        </p>
      )}
    </>
  )
}
