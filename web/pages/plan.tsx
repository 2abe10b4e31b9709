// The page of plans and packs: the plan one has, all of them side by side, and what is bought once.
import type { Currency, Plan } from '#sdk/contract/subscriptions.ts'
import { goOn } from '#web/billing/begin-checkout.ts'
import { BuyDialog, type Buying } from '#web/billing/buy-dialog.tsx'
import { ChangeDialog } from '#web/billing/change-dialog.tsx'
import { EndDialog } from '#web/billing/end-dialog.tsx'
import { PackList } from '#web/billing/pack-list.tsx'
import { PlanNow } from '#web/billing/plan-now.tsx'
import { PlanTable } from '#web/billing/plan-table.tsx'
import { firstCurrency } from '#web/billing/say-money.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askOffer, askPlan } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'

const route = getRouteApi('/signed-in/account/plan')

export function PlanPage() {
  const t = useT()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const offer = useQuery(askOffer)
  const plan = useQuery(askPlan)
  const [buying, setBuying] = useState<Buying | null>(null)
  const [changing, setChanging] = useState<Plan | null>(null)
  const [ending, setEnding] = useState(false)
  const [busy, setBusy] = useState(false)
  const broken = [offer, plan].find(({ error }) => error)
  const subscription = plan.data?.subscription ?? null
  const currency: Currency =
    subscription?.currency ?? search.currency ?? (offer.data ? firstCurrency(offer.data) : 'KRW')

  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await act()
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const resume = async () => {
    await maepsi.subscriptions.resume()
    await queries.invalidateQueries({ queryKey: keys.subscriptions })
    showToast(t('billing.resumed'))
  }
  const toPayment = async (id: string) => navigate({ to: '/account/checkout/$id', params: { id } })
  const changeCard = async () => {
    if (subscription?.hasPortal) {
      const portal = await maepsi.subscriptions.portal()
      if (portal) return location.assign(portal.url)
    }
    const begun = await maepsi.payments.changeMethod({ body: { id: uuidv7() } })
    if ((await goOn(begun)) === 'here') await toPayment(begun.payment.id)
  }
  /** Choosing the plan one has withdraws the change that was planned. */
  const stay = async (id: string) => {
    await maepsi.subscriptions.change({
      body: { id: uuidv7(), plan: id, price: 0, at: new Date().toISOString() },
    })
    await queries.invalidateQueries({ queryKey: keys.subscriptions })
    showToast(t('billing.change.withdrawn', { name: subscription?.name[getLanguage()] ?? '' }))
  }
  const choose = (chosen: Plan) => {
    if (!subscription) setBuying({ kind: 'plan', item: chosen })
    else if (chosen.id === subscription.plan) void attempt(async () => stay(chosen.id))
    else setChanging(chosen)
  }
  return (
    <>
      <title>{`${t('billing.plan')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-lg:sr">{t('billing.plan')}</h1>
      <PartFailed of={[offer, plan]} />
      {(plan.isPending || offer.isPending) && !broken && <Skeleton className="h-96" />}
      {plan.data && offer.data && (
        <>
          <PlanNow
            subscription={subscription}
            busy={busy}
            onCard={() => void attempt(changeCard)}
            onEnd={() => setEnding(true)}
            onResume={() => void attempt(resume)}
          />
          <PlanTable
            offer={offer.data}
            subscription={subscription}
            currency={currency}
            onCurrency={(next) =>
              void navigate({ search: { currency: next }, replace: true, resetScroll: false })
            }
            onChoose={choose}
          />
          <PackList
            packs={offer.data.packs}
            currency={currency}
            onBuy={(item) => setBuying({ kind: 'pack', item })}
          />
          <BuyDialog
            buying={buying}
            offer={offer.data}
            currency={currency}
            onClose={() => setBuying(null)}
            onStale={() => void offer.refetch()}
            onBegun={(id) => void toPayment(id)}
          />
          {subscription && (
            <>
              <ChangeDialog to={changing} from={subscription} onClose={() => setChanging(null)} />
              <EndDialog open={ending} subscription={subscription} onClose={() => setEnding(false)} />
            </>
          )}
        </>
      )}
    </>
  )
}
