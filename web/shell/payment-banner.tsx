// Says on every page that the plan could not be paid, until when it keeps working, and the two ways to mend it.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askPlan } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'

/** The band under the top bar while a payment is outstanding; nothing otherwise. */
export function PaymentBanner() {
  const t = useT()
  const queries = useQueryClient()
  const { data } = useQuery(askPlan)
  const [busy, setBusy] = useState(false)
  const subscription = data?.subscription
  if (subscription?.status !== 'past_due') return null
  const payNow = async () => {
    setBusy(true)
    try {
      const { subscription: after } = await maepsi.subscriptions.payNow()
      await queries.invalidateQueries({ queryKey: keys.subscriptions })
      await queries.invalidateQueries({ queryKey: keys.points })
      showToast(t(after?.status === 'active' ? 'plan.paid' : 'plan.stillDue'), {
        kind: after?.status === 'active' ? 'done' : 'error',
      })
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="bg-warn-wash px-[calc(var(--margin)-1rem)]">
      <Banner
        kind="warn"
        icon={<CircleAlert size={18} strokeWidth={1.5} aria-hidden />}
        title={t('plan.due')}
        testId="payment-due"
        action={
          <span className="flex items-center gap-3 max-md:basis-full max-md:justify-end">
            <Link to="/account/plan" className="link text-13">
              {t('plan.otherCard')}
            </Link>
            <Button size="small" busy={busy} onClick={() => void payNow()}>
              {t('plan.payNow')}
            </Button>
          </span>
        }
      >
        {subscription.nextBillingAt && subscription.graceUntil
          ? t('plan.dueMeans', {
              day: formatDate(subscription.nextBillingAt),
              grace: formatDate(subscription.graceUntil),
            })
          : t('plan.dueLast')}
      </Banner>
    </div>
  )
}
