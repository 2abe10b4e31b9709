// What the run costs in each kind of point, side by side, and which of them pays.
import { useT } from '#web/i18n.ts'
import { formatNumber } from '#web/times.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import { useId } from 'react'
import type { Offer } from './call-sheet-state.ts'

interface PriceChoiceProps {
  readonly offers: readonly Offer[]
  readonly chosen: PayWith
  readonly onChoose: (pay: PayWith) => void
  /** Tickets do not pay this engine, whatever the size. */
  readonly creditOnly: boolean
}

/** The prices as radio buttons. One that cannot pay this run says why. */
export function PriceChoice({ offers, chosen, onChoose, creditOnly }: PriceChoiceProps) {
  const t = useT()
  const group = useId()
  return (
    <fieldset
      id="pay"
      tabIndex={-1}
      data-testid="price"
      className="num grid scroll-mt-24 auto-cols-fr grid-flow-col divide-x divide-line rounded-control border border-line-2 bg-surface max-[22rem]:grid-flow-row max-[22rem]:divide-x-0 max-[22rem]:divide-y"
    >
      <legend className="sr">{t('studio.payWith')}</legend>
      {offers.map(({ pay, total, each, have }) => {
        const possible = total !== null
        return (
          <label
            key={pay}
            className="relative grid content-start px-3 pt-2.5 pb-3 has-checked:inset-ring-[1.5px] has-checked:inset-ring-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
          >
            <input
              type="radio"
              name={group}
              value={pay}
              checked={pay === chosen}
              disabled={!possible && pay !== chosen}
              onChange={() => onChoose(pay)}
              className="absolute top-3 right-2.5 size-4 accent-ink outline-none"
            />
            <b className={`display text-[2.75rem]/12 ${pay === chosen && possible ? '' : 'text-ink-3'}`}>
              {possible ? formatNumber(total) : '–'}
            </b>
            <span className="font-semibold">{t(`studio.points.${pay}`)}</span>
            <span className="text-12 text-ink-3">
              {!possible
                ? t(creditOnly ? 'engines.creditOnly' : 'studio.standardOnly')
                : pay === 'credit'
                  ? t('studio.creditsOf', { have, each: each ?? 0 })
                  : t('studio.ticketsOf', { have })}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
