// What became of a payment, and the ways on: to what was bought, or back to choose again.
import type { Payment } from '#sdk/contract/payments.ts'
import { getLanguage, type TextKey, useT } from '#web/i18n.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Link } from '@tanstack/react-router'
import { sayGrants } from './say-money.ts'

/** A payment that is over, well or not. */
export function PaymentOutcome({ payment }: { readonly payment: Payment }) {
  const t = useT()
  const name = payment.name[getLanguage()]
  if (payment.status === 'paid') {
    const title = TITLES[payment.purpose] ?? 'billing.checkout.paidOther'
    const got = payment.purpose === 'method' ? [] : sayGrants(t, payment.grants)
    return (
      <section data-testid="payment-done">
        <h2 className="text-22 font-semibold">{t(title, { name })}</h2>
        {got.length > 0 && (
          <>
            <h3 className="mt-5 text-13 font-semibold text-ink-2">{t('billing.checkout.got')}</h3>
            <ul className="num mt-1 border-t border-ink">
              {got.map((line) => (
                <li key={line} className="border-b border-line py-2.5">
                  {line}
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
          <Link to="/" className={buttonClass('primary')}>
            {t('billing.checkout.makeLooks')}
          </Link>
          <Link to="/account/points" className="link">
            {t('billing.checkout.toPoints')}
          </Link>
          <Link to="/account/invoices" className="link">
            {t('billing.checkout.toInvoices')}
          </Link>
        </p>
      </section>
    )
  }
  const [title, help] = ENDS[payment.status] ?? ENDS.void
  return (
    <section data-testid="payment-over">
      <h2 className="text-22 font-semibold">{t(title)}</h2>
      <p className="mt-1 text-ink-2">{t(help)}</p>
      <p className="mt-6">
        <Link to="/account/plan" className={buttonClass('primary')}>
          {t('billing.checkout.again')}
        </Link>
      </p>
    </section>
  )
}

const TITLES: Readonly<Partial<Record<Payment['purpose'], TextKey>>> = {
  start: 'billing.checkout.paidPlan',
  upgrade: 'billing.checkout.paidPlan',
  pack: 'billing.checkout.paidPack',
  method: 'billing.checkout.methodDone',
}

const ENDS: Readonly<Record<string, readonly [TextKey, TextKey]>> & {
  readonly void: readonly [TextKey, TextKey]
} = {
  failed: ['billing.checkout.failed', 'billing.checkout.failedHelp'],
  mismatch: ['billing.checkout.mismatch', 'billing.checkout.mismatchHelp'],
  void: ['billing.checkout.over', 'billing.checkout.overHelp'],
}
