// The page of one payment: paying it, waiting for it, and what became of it. Providers send the browser back here.
import type { Payment } from '#sdk/contract/payments.ts'
import { goOn, WindowFailed } from '#web/billing/begin-checkout.ts'
import { PaymentOutcome } from '#web/billing/payment-outcome.tsx'
import { formatMoney } from '#web/billing/say-money.ts'
import { TestCardForm } from '#web/billing/test-card-form.tsx'
import { TransferNote } from '#web/billing/transfer-note.tsx'
import { getLanguage, useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

const route = getRouteApi('/signed-in/account/checkout/$id')

/** How often a payment that is on its way is looked at again, in milliseconds, and how often in all. */
const LOOK_EVERY = 2_500
const LOOKS = 24

export function CheckoutPage() {
  const t = useT()
  const { id } = route.useParams()
  const payment = useQuery({
    queryKey: keys.payment(id),
    queryFn: async ({ signal }) => maepsi.payments.get({ params: { id }, signal }),
  })
  const { data } = payment
  return (
    <>
      <title>{`${t('billing.checkout.title')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('billing.checkout.title')}</h1>
      {payment.error && <p role="alert">{sayError(payment.error)}</p>}
      {payment.isPending && <Skeleton className="h-40 max-w-xl" />}
      {data && (
        <div className="max-w-xl" data-testid="checkout" data-status={data.status}>
          <p className="num mb-6 flex items-baseline justify-between gap-4 border-y border-t-ink border-b-line py-3">
            <b className="font-semibold">{data.name[getLanguage()]}</b>
            {data.amount > 0 && (
              <b className="text-18 font-semibold">{formatMoney(data.amount, data.currency)}</b>
            )}
          </p>
          {isOpen(data) ? <Paying payment={data} /> : <PaymentOutcome payment={data} />}
        </div>
      )}
    </>
  )
}

function isOpen({ status }: Payment): boolean {
  return status === 'open' || status === 'pending'
}

/** What somebody has begun to buy, and not what a plan asks for by itself. */
function isBought({ purpose }: Payment): boolean {
  return purpose !== 'renewal' && purpose !== 'upgrade'
}

/** Takes the purchase up again: that is the same payment, and it says how the browser goes on. */
async function takeUp({ id, purpose, item, currency, amount, provider }: Payment) {
  if (purpose === 'method') return maepsi.payments.changeMethod({ body: { id } })
  const kind = purpose === 'pack' ? 'pack' : 'plan'
  return maepsi.payments.buy({ body: { id, kind, item, currency, price: amount, provider } })
}

function Paying({ payment }: { readonly payment: Payment }) {
  const t = useT()
  const queries = useQueryClient()
  const { left } = route.useSearch()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const begun = useQuery({
    queryKey: keys.checkout(payment.id),
    queryFn: async () => takeUp(payment),
    staleTime: Infinity,
    retry: false,
    enabled: isBought(payment),
  })
  // A month of a plan that is paid by transfer has no checkout to take up.
  const transfer = useQuery({
    queryKey: keys.transfer(payment.id),
    queryFn: async ({ signal }) => maepsi.billingDetails.transfer({ params: { id: payment.id }, signal }),
    enabled: payment.remittance !== null && !isBought(payment),
  })
  const how = begun.data?.checkout.how
  const look = async (answer: { readonly cardNumber?: string } = {}) => {
    const next = await maepsi.payments.complete({ params: { id: payment.id }, body: answer })
    queries.setQueryData(keys.payment(payment.id), next)
    if (!isOpen(next))
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.subscriptions }),
        queries.invalidateQueries({ queryKey: keys.points }),
        queries.invalidateQueries({ queryKey: keys.payments }),
      ])
    return next
  }
  const looks = useWatch(how !== undefined && how !== 'test-card' && !left, look)
  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(null)
    try {
      await act()
    } catch (error) {
      setFailure(error instanceof WindowFailed ? t('billing.checkout.windowFailed') : sayError(error))
    } finally {
      setBusy(false)
    }
  }
  const withdraw = async () => {
    const gone = await maepsi.payments.withdraw({ params: { id: payment.id } })
    queries.setQueryData(keys.payment(payment.id), gone)
    showToast(t('billing.checkout.withdrawn'))
  }
  const amount = formatMoney(payment.amount, payment.currency)
  if (transfer.data) return <TransferNote {...transfer.data} amount={amount} expiresAt={payment.expiresAt} />
  if (begun.error) return <p role="alert">{sayError(begun.error)}</p>
  if (!begun.data)
    return begun.isLoading ? <Skeleton className="h-40" /> : <p>{t('billing.checkout.looking')}</p>
  const { checkout } = begun.data
  return (
    <>
      {checkout.how === 'transfer' && (
        <TransferNote {...checkout} amount={amount} expiresAt={payment.expiresAt} />
      )}
      {checkout.how === 'test-card' && (
        <TestCardForm
          cards={checkout.cards}
          amount={amount}
          busy={busy}
          failure={failure}
          onCard={(cardNumber) => void attempt(async () => look({ cardNumber }))}
        />
      )}
      {(checkout.how === 'redirect' || checkout.how === 'browser') && (
        <section>
          {left ? (
            <p className="font-medium">{t('billing.checkout.left')}</p>
          ) : (
            looks < LOOKS && (
              <p aria-live="polite">
                <b className="block text-18 font-semibold">{t('billing.checkout.looking')}</b>
                <span className="text-ink-2">{t('billing.checkout.lookingHelp')}</span>
              </p>
            )
          )}
          <Button
            look="primary"
            size="large"
            busy={busy}
            className="mt-6 w-full"
            onClick={() =>
              void attempt(async () => {
                if ((await goOn(begun.data)) === 'here') await look()
              })
            }
          >
            {t(checkout.how === 'redirect' ? 'billing.checkout.toStripe' : 'billing.checkout.openWindow')}
          </Button>
        </section>
      )}
      {failure && checkout.how !== 'test-card' && (
        <p role="alert" className="mt-3 text-13 font-medium text-err">
          {failure}
        </p>
      )}
      <p className="mt-6">
        <Button look="ghost" size="small" className="-ml-2.5" onClick={() => void attempt(withdraw)}>
          {t('billing.checkout.withdraw')}
        </Button>
      </p>
    </>
  )
}

/** Looks again and again for a while at a payment that ends elsewhere; answers how often it has. What fails is tried again next time. */
function useWatch(on: boolean, look: () => Promise<unknown>): number {
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    if (!on || looks >= LOOKS) return undefined
    const clock = setTimeout(
      () => {
        void look()
          .catch(() => {})
          .then(() => setLooks(looks + 1))
      },
      looks === 0 ? 0 : LOOK_EVERY,
    )
    return () => clearTimeout(clock)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the look is the same one, made anew each time
  }, [on, looks])
  return looks
}
