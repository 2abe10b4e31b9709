// Invoices, newest first: what for, how it was paid, and the papers.
import type { Invoice } from '#sdk/contract/payments.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { formatMoney, sayMethod } from './say-money.ts'

/** The invoices as a table; on a phone each stands as a block. */
export function InvoiceTable({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const t = useT()
  const head = 'border-b border-ink py-2.5 pr-4 text-left text-12 font-medium text-ink-3'
  return (
    <table className="num w-full text-14 max-md:block [&_tbody]:max-md:block">
      <thead className="max-md:sr">
        <tr>
          <th scope="col" className={head}>
            {t('billing.invoices.day')}
          </th>
          <th scope="col" className={head}>
            {t('billing.invoices.what')}
          </th>
          <th scope="col" className={head}>
            {t('billing.invoices.method')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('billing.invoices.total')}
          </th>
          <th scope="col" className={`${head} pr-0 text-right`}>
            {t('billing.invoices.papers')}
          </th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <InvoiceLine key={invoice.id} invoice={invoice} />
        ))}
      </tbody>
    </table>
  )
}

const cell = 'border-b border-line py-3 pr-4 align-top max-md:block max-md:border-0 max-md:p-0'

function InvoiceLine({ invoice }: { readonly invoice: Invoice }) {
  const t = useT()
  const language = getLanguage()
  const { id, number, lines, total, refunded, currency, method, issuedAt } = invoice
  const paper = (kind: 'invoice' | 'receipt') => `/v1/invoices/${id}/pdf?kind=${kind}&language=${language}`
  const send = async () => {
    try {
      await maepsi.billingDetails.sendInvoice({ params: { id } })
      showToast(t('billing.invoices.sent', { number }))
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <tr data-testid="invoice" className="max-md:block max-md:border-b max-md:border-line max-md:py-3">
      <td className={`${cell} whitespace-nowrap text-ink-3`}>{formatDate(issuedAt)}</td>
      <td className={cell}>
        <b className="font-semibold">{lines.map(({ what }) => what[language]).join(', ')}</b>
        <span className="block text-12 text-ink-3">
          {number}
          {lines[0]?.period &&
            ` · ${formatDate(lines[0].period.from)} – ${formatDate(lastDay(lines[0].period.to))}`}
        </span>
      </td>
      <td className={`${cell} text-ink-2`}>{method ? sayMethod(t, method) : '—'}</td>
      <td className={`${cell} text-right font-semibold whitespace-nowrap max-md:text-left`}>
        {formatMoney(total, currency)}
        {refunded > 0 && (
          <span className="block text-12 font-medium text-ok">
            {t('billing.invoices.refunded', { amount: formatMoney(refunded, currency) })}
          </span>
        )}
      </td>
      <td aria-label={t('billing.invoices.papers')} className={`${cell} pr-0`}>
        <span className="flex flex-wrap items-center justify-end gap-x-4 gap-y-1 text-13 max-md:justify-start max-md:[&>*]:min-h-11 max-md:[&>a]:inline-flex max-md:[&>a]:items-center">
          <a href={paper('invoice')} target="_blank" rel="noreferrer" className="link">
            {t('billing.invoices.pdf')}
          </a>
          <a href={paper('receipt')} target="_blank" rel="noreferrer" className="link">
            {t('billing.invoices.receipt')}
          </a>
          <Button look="ghost" size="small" onClick={() => void send()}>
            {t('billing.invoices.send')}
          </Button>
        </span>
      </td>
    </tr>
  )
}

/** The last day that is paid for: a period ends where the next one begins. */
function lastDay(end: string): string {
  return new Date(new Date(end).getTime() - 86_400_000).toISOString()
}
