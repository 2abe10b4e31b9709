// Payments that are under way: transfers that have not come, and checkouts nobody has ended.
import type { Payment } from '#sdk/contract/payments.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { formatDate } from '#web/times.ts'
import { Link } from '@tanstack/react-router'
import { formatMoney } from './say-money.ts'

/** A line for each payment that waits; nothing when none does. */
export function WaitingPayments({ payments }: { readonly payments: readonly Payment[] }) {
  const t = useT()
  const waiting = payments.filter(({ status }) => status === 'open' || status === 'pending')
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting" className="mb-10">
      <h2 id="waiting" className="mb-2 text-15 font-semibold">
        {t('billing.invoices.waiting')}
      </h2>
      <ul className="border-t border-ink">
        {waiting.map((payment) => (
          <li
            key={payment.id}
            data-testid="waiting-payment"
            className="num flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3"
          >
            <p className="min-w-0 flex-1">
              <b className="block font-semibold">{payment.name[getLanguage()]}</b>
              <span className="text-12 text-chalk">
                {t(
                  payment.provider === 'manual'
                    ? 'billing.invoices.waitingTransfer'
                    : 'billing.invoices.waitingPay',
                )}
                {payment.expiresAt &&
                  ` · ${t('billing.checkout.waitingUntil', { day: formatDate(payment.expiresAt) })}`}
              </span>
            </p>
            <p className="font-semibold">{formatMoney(payment.amount, payment.currency)}</p>
            <Link to="/account/checkout/$id" params={{ id: payment.id }} className="link">
              {t('billing.invoices.open')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
