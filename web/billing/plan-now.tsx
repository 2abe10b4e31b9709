// The plan one has: what it costs, when it is paid next, what it gives, and the ways on from here.
import type { Current } from '#sdk/contract/subscriptions.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { formatMoney, sayGrants, sayMethod } from './say-money.ts'

interface PlanNowProps {
  readonly subscription: Current['subscription']
  readonly busy: boolean
  readonly onCard: () => void
  readonly onEnd: () => void
  readonly onResume: () => void
}

/** The band at the top of the page of plans. */
export function PlanNow({ subscription, busy, onCard, onEnd, onResume }: PlanNowProps) {
  const t = useT()
  if (!subscription)
    return (
      <section
        aria-label={t('billing.yours')}
        data-testid="plan-now"
        className="border-y border-t-ink border-b-line py-5"
      >
        <h2 className="text-13 font-semibold text-ink-2">{t('billing.yours')}</h2>
        <p className="display mt-1 text-30">{t('billing.free')}</p>
        <p className="mt-1 text-ink-2">{t('billing.freeHelp')}</p>
      </section>
    )
  const { name, grants, currency, nextAmount, nextBillingAt, endsAt, cancelledAt, nextPlan, method } =
    subscription
  const language = getLanguage()
  return (
    <section
      aria-label={t('billing.yours')}
      data-testid="plan-now"
      className="grid gap-x-7 gap-y-4 border-y border-t-ink border-b-line py-5 md:grid-cols-[1fr_1fr_auto]"
    >
      <div>
        <h2 className="text-13 font-semibold text-ink-2">{t('billing.yours')}</h2>
        <p className="display mt-1 text-40 max-md:text-30">{name[language]}</p>
        <ul className="num mt-1 text-13 text-ink-2">
          {sayGrants(t, grants).map((line) => (
            <li key={line}>
              {t('billing.monthly')} {line}
            </li>
          ))}
        </ul>
      </div>
      <div className="num grid content-start gap-1.5 text-14 md:border-l md:border-line md:pt-6 md:pl-7">
        {cancelledAt ? (
          <p className="font-medium text-warn" data-testid="plan-ends">
            {t('billing.cancelledNote', { day: formatDate(endsAt) })}
          </p>
        ) : (
          <p>
            {nextBillingAt && nextAmount !== null
              ? t('billing.next', {
                  day: formatDate(nextBillingAt),
                  amount: formatMoney(nextAmount, currency),
                })
              : t('billing.noNext')}
          </p>
        )}
        {nextPlan && !cancelledAt && (
          <p className="font-medium text-warn" data-testid="plan-next">
            {t('billing.nextPlanNote', {
              day: formatDate(endsAt),
              name: nextPlan.name[language],
              amount: nextAmount === null ? '' : formatMoney(nextAmount, currency),
            })}
          </p>
        )}
        {method && <p className="text-ink-3">{sayMethod(t, method)}</p>}
      </div>
      <div className="flex flex-wrap content-start items-center gap-x-4 gap-y-2 md:flex-col md:items-end md:pt-6">
        {cancelledAt ? (
          <Button look="primary" busy={busy} onClick={onResume} data-testid="resume-plan">
            {t('billing.resume')}
          </Button>
        ) : (
          <>
            {subscription.provider !== 'manual' && (
              <Button onClick={onCard} busy={busy} data-testid="change-card">
                {subscription.hasPortal ? t('billing.portal') : t('billing.changeCard')}
              </Button>
            )}
            <Button look="ghost" onClick={onEnd} data-testid="end-plan">
              {t('billing.cancelPlan')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
