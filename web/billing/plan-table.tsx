// Plans side by side: price, what each month gives, and one button each that says what pressing it would do.
import type { Currency, Current, Offer, Plan } from '#sdk/contract/subscriptions.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { formatDate, formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { formatMoney, sayGrants, takenCurrencies } from './say-money.ts'

interface PlanTableProps {
  readonly offer: Offer
  readonly subscription: Current['subscription']
  readonly currency: Currency
  readonly onCurrency: (currency: Currency) => void
  /** A plan was chosen: to buy it, or to change to it. */
  readonly onChoose: (plan: Plan) => void
}

/** Every plan that is sold, the first being everyone's. The currency of a running plan cannot be changed. */
export function PlanTable({ offer, subscription, currency, onCurrency, onChoose }: PlanTableProps) {
  const t = useT()
  const currencies = takenCurrencies(offer)
  return (
    <section aria-labelledby="plans" className="mt-11">
      <header className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="plans" className="display text-30 max-md:text-26">
          {t('billing.all')}
        </h2>
        {!subscription && currencies.length > 1 && (
          <Segmented
            label={t('billing.currency')}
            value={currency}
            options={currencies.map((value) => ({ value, label: value }))}
            onChange={onCurrency}
          />
        )}
      </header>
      <ul className="grid border-y border-t-ink border-b-line md:auto-cols-fr md:grid-flow-col">
        {offer.plans.map((plan, n) => (
          <li
            key={plan.id}
            data-testid={`plan-${plan.id}`}
            className="flex min-w-0 flex-col border-line py-5 max-md:not-first:border-t md:px-6 md:not-first:border-l md:first:pl-0 md:last:pr-0"
          >
            <PlanColumn
              plan={plan}
              currency={currency}
              vat={offer.vatPercent[currency] > 0}
              isEveryones={n === 0}
              subscription={subscription}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PlanColumnProps {
  readonly plan: Plan
  readonly currency: Currency
  readonly vat: boolean
  readonly isEveryones: boolean
  readonly subscription: Current['subscription']
  readonly onChoose: (plan: Plan) => void
}

function PlanColumn({ plan, currency, vat, isEveryones, subscription, onChoose }: PlanColumnProps) {
  const t = useT()
  const language = getLanguage()
  const price = plan.prices[currency]
  const given = sayGrants(t, plan.grants)
  const { waitingJobs, photoMegabytes } = plan.limits
  return (
    <>
      <h3 className="text-15 font-semibold">{plan.name[language]}</h3>
      <p className="num mt-2 text-22 font-semibold tracking-[-0.02em]">
        {price === 0 ? t('billing.free') : formatMoney(price, currency)}{' '}
        {price > 0 && (
          <span className="text-13 font-normal tracking-normal text-ink-3">
            {t(vat ? 'billing.perMonth' : 'billing.perMonthPlain')}
          </span>
        )}
      </p>
      <p className="mt-2 min-h-[2lh] text-13 text-ink-2 max-md:min-h-0">{plan.about[language]}</p>
      <ul className="num mt-4 grid gap-1.5 text-14">
        {(given.length > 0 ? given : [t('billing.onlyGiven')]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul className="num mt-3 mb-5 grid gap-1 text-12 text-ink-3">
        {plan.grants.credit > 0 && plan.creditLastsDays !== null && (
          <li>{t('billing.creditLasts', { days: plan.creditLastsDays })}</li>
        )}
        <li>{t('billing.waiting', { n: waitingJobs })}</li>
        <li>{t('billing.storage', { size: saySize(photoMegabytes) })}</li>
      </ul>
      <p className="mt-auto min-h-10">
        {isEveryones ? (
          <span className="text-13 text-ink-3">
            {subscription ? t('billing.everyone') : t('billing.current')}
          </span>
        ) : (
          <ChooseButton plan={plan} subscription={subscription} onChoose={onChoose} />
        )}
      </p>
    </>
  )
}

function ChooseButton({
  plan,
  subscription,
  onChoose,
}: Pick<PlanColumnProps, 'plan' | 'subscription' | 'onChoose'>) {
  const t = useT()
  const name = plan.name[getLanguage()]
  if (!subscription)
    return (
      <Button
        look="primary"
        className="max-md:w-full"
        aria-label={t('billing.chooseName', { name })}
        onClick={() => onChoose(plan)}
      >
        {t('billing.choose')}
      </Button>
    )
  const isCurrent = subscription.plan === plan.id
  if (isCurrent && !subscription.nextPlan)
    return <span className="text-13 font-semibold">{t('billing.current')}</span>
  if (subscription.nextPlan?.plan === plan.id)
    return (
      <span className="text-13 font-semibold text-warn">
        {t('billing.planned', { day: formatDate(subscription.endsAt) })}
      </span>
    )
  // A plan that was cancelled is taken up again before it is changed.
  if (subscription.cancelledAt) return null
  return (
    <Button
      className="max-md:w-full"
      aria-label={isCurrent ? undefined : t('billing.upName', { name })}
      onClick={() => onChoose(plan)}
    >
      {t(isCurrent ? 'billing.stay' : 'billing.up')}
    </Button>
  )
}

/** 20 GB, 1 TB. */
function saySize(megabytes: number): string {
  if (megabytes >= 1_000_000) return `${formatNumber(megabytes / 1_000_000)} TB`
  return megabytes >= 1_000 ? `${formatNumber(megabytes / 1_000)} GB` : `${formatNumber(megabytes)} MB`
}
