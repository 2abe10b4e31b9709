// Buys a plan or a pack: what it costs, how to pay, and one button with the sum on it.
import type { Currency, Offer, Pack, Plan } from '#sdk/contract/subscriptions.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { goOn, WindowFailed } from './begin-checkout.ts'
import { waysFor } from './pay-ways.ts'
import { formatMoney, sayGrants } from './say-money.ts'
import { WayChoice } from './way-choice.tsx'

export type Buying =
  | { readonly kind: 'plan'; readonly item: Plan }
  | { readonly kind: 'pack'; readonly item: Pack }

interface BuyDialogProps {
  readonly buying: Buying | null
  readonly offer: Offer
  readonly currency: Currency
  readonly onClose: () => void
  /** The price has changed while the page stood open. */
  readonly onStale: () => void
  /** The rest happens on the page of the payment. */
  readonly onBegun: (paymentId: string) => void
}

/** The dialog; it is gone while nothing is being bought. */
export function BuyDialog({ buying, ...props }: BuyDialogProps) {
  const t = useT()
  return (
    <Dialog
      open={buying !== null}
      onClose={props.onClose}
      title={buying?.item.name[getLanguage()] ?? ''}
      closeLabel={t('do.close')}
      testId="buy"
    >
      {buying && <BuyForm key={buying.item.id} buying={buying} {...props} />}
    </Dialog>
  )
}

function BuyForm({
  buying: { kind, item },
  offer,
  currency,
  onStale,
  onBegun,
}: Omit<BuyDialogProps, 'buying'> & { readonly buying: Buying }) {
  const t = useT()
  // The same purchase however often the button is pressed; another way to pay is another one.
  const ids = useRef(new Map<string, string>())
  const ways = waysFor(t, offer, currency)
  const [wayId, setWayId] = useState(ways[0]?.id ?? '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const way = ways.find(({ id }) => id === wayId)
  const price = item.prices[currency]
  const amount = formatMoney(price, currency)
  const percent = offer.vatPercent[currency]
  const vat = price - Math.round(price / (1 + percent / 100))
  const pay = async () => {
    if (!way) return
    const ticket = `${way.id} ${price}`
    const id = ids.current.get(ticket) ?? uuidv7()
    ids.current.set(ticket, id)
    setBusy(true)
    setFailure(null)
    try {
      const begun = await maepsi.payments.buy({
        body: {
          id,
          kind,
          item: item.id,
          currency,
          price,
          provider: way.provider,
          ...(way.payWay && { payWay: way.payWay }),
        },
      })
      if ((await goOn(begun)) === 'here') onBegun(begun.payment.id)
    } catch (error) {
      setFailure(error instanceof WindowFailed ? t('billing.checkout.windowFailed') : sayError(error))
      if (error instanceof MaepsiError && error.code === 'price_changed') onStale()
      setBusy(false)
    }
  }
  return (
    <>
      <ul className="num mb-4 text-14">
        {sayGrants(t, item.grants).map((line) => (
          <li key={line}>
            {kind === 'plan' && `${t('billing.monthly')} `}
            {line}
          </li>
        ))}
      </ul>
      <p className="num text-26 font-semibold tracking-[-0.02em]">{amount}</p>
      <p className="mb-5 text-13 text-ink-3">
        {vat > 0 && `${t('billing.vat', { amount: formatMoney(vat, currency) })} · `}
        {kind === 'plan' ? t('billing.recurs', { amount }) : t('billing.once')}
      </p>
      {ways.length === 0 ? (
        <p className="text-14">{t('billing.noWay')}</p>
      ) : (
        <WayChoice ways={ways} value={wayId} onChange={setWayId} />
      )}
      {failure && (
        <p role="alert" className="mt-3 text-13 font-medium text-err">
          {failure}
        </p>
      )}
      {way && (
        <Button
          look="primary"
          size="large"
          busy={busy}
          className="mt-5 w-full"
          onClick={() => void pay()}
          data-testid="pay"
        >
          {way.provider === 'manual' ? t('billing.orderTransfer') : t('billing.payAmount', { amount })}
        </Button>
      )}
    </>
  )
}
