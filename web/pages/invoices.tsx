// The page of invoices: payments under way, invoices with their papers, and whom they are made out to.
import { DetailsForm } from '#web/billing/details-form.tsx'
import { InvoiceTable } from '#web/billing/invoice-table.tsx'
import { WaitingPayments } from '#web/billing/waiting-payments.tsx'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

export function InvoicesPage() {
  const t = useT()
  const payments = useQuery({
    queryKey: [...keys.payments, 'list'],
    queryFn: async ({ signal }) => maepsi.payments.list({ query: { limit: 50 }, signal }),
  })
  const invoices = useInfiniteQuery({
    queryKey: keys.invoices,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      maepsi.payments.listInvoices({ query: { limit: 30, ...(pageParam && { after: pageParam }) }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const details = useQuery({
    queryKey: keys.billingDetails,
    queryFn: async ({ signal }) => maepsi.billingDetails.get({ signal }),
  })
  const broken = [payments, invoices, details].find(({ error }) => error)
  const items = invoices.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <title>{`${t('account.invoices')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-lg:sr">{t('account.invoices')}</h1>
      <PartFailed of={[payments, invoices, details]} />
      {payments.data && <WaitingPayments payments={payments.data.items} />}
      {!items && !broken && <Skeleton className="h-40" />}
      {items?.length === 0 && (
        <EmptyState title={t('billing.invoices.empty')}>{t('billing.invoices.emptyHelp')}</EmptyState>
      )}
      {items && items.length > 0 && <InvoiceTable invoices={items} />}
      {invoices.hasNextPage && (
        <p className="mt-5">
          <Button busy={invoices.isFetchingNextPage} onClick={() => void invoices.fetchNextPage()}>
            {t('billing.invoices.more')}
          </Button>
        </p>
      )}
      {details.data && <DetailsForm details={details.data} />}
    </>
  )
}
