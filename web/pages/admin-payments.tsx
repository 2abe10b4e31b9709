// Bank transfers that are announced: confirmed when the money is there, or rejected; and all that was paid.
import type { AdminPayment } from '#sdk/contract/admin-shapes.ts'
import { ActDialog } from '#web/admin/act-dialog.tsx'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import { sayMoney } from '#web/admin/admin-words.ts'
import { PaidList } from '#web/admin/paid-list.tsx'
import { PersonCell } from '#web/admin/person-cell.tsx'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

const heading = 'mb-3 text-18 font-semibold'

export function AdminPaymentsPage() {
  const t = useT()
  const { only } = useSearch({ from: '/signed-in/admin/payments' })
  const queries = useQueryClient()
  const [asked, setAsked] = useState<{
    readonly payment: AdminPayment
    readonly act: 'confirm' | 'reject'
  } | null>(null)
  const query = useQuery({
    queryKey: ['admin', 'payments'],
    queryFn: async ({ signal }) => maepsi.admin.listPayments({ signal }),
  })
  const items = query.data?.items ?? []
  return (
    <>
      <AdminTitle title={t('admin.payments')} help={t('admin.paymentsHelp')} />
      <h2 className={heading}>{t('admin.transfers')}</h2>
      <AdminPart query={query}>
        {items.length === 0 ? (
          <p className="text-ink-3">{t('admin.paymentsNone')}</p>
        ) : (
          <AdminTable
            label={t('admin.transfers')}
            rows={items}
            keyOf={({ id }) => id}
            testId="admin-payment"
            columns={[
              {
                head: t('admin.user'),
                render: ({ user }) => <PersonCell user={user} />,
              },
              { head: t('admin.bought'), render: ({ name }) => name[getLanguage()] },
              {
                head: t('admin.sum'),
                end: true,
                render: ({ amount, currency }) => (
                  <b className="font-semibold">{sayMoney(amount, currency)}</b>
                ),
              },
              { head: t('admin.remittance'), render: ({ remittance }) => <code>{remittance}</code> },
              { head: t('admin.when'), render: ({ createdAt }) => formatMoment(createdAt) },
              {
                head: t('admin.acts'),
                end: true,
                render: (payment) => (
                  <span className="flex flex-wrap gap-2 md:justify-end">
                    <Button size="small" onClick={() => setAsked({ payment, act: 'confirm' })}>
                      {t('admin.confirm.do')}
                    </Button>
                    <Button size="small" look="danger" onClick={() => setAsked({ payment, act: 'reject' })}>
                      {t('admin.reject.do')}
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        )}
      </AdminPart>
      <h2 className={`mt-12 ${heading}`}>{t('admin.paid')}</h2>
      <PaidList first={only ?? 'all'} />
      {asked && (
        <ActDialog
          open
          onClose={() => setAsked(null)}
          title={t(`admin.${asked.act}.title`, {
            sum: sayMoney(asked.payment.amount, asked.payment.currency),
          })}
          help={t(`admin.${asked.act}.help`)}
          submit={t(`admin.${asked.act}.do`)}
          danger={asked.act === 'reject'}
          onAct={async (reason) => {
            const given = { params: { id: asked.payment.id }, body: { reason } }
            if (asked.act === 'confirm') await maepsi.admin.confirmPayment(given)
            else await maepsi.admin.rejectPayment(given)
            showToast(t('admin.done'))
            await queries.invalidateQueries({ queryKey: ['admin'] })
          }}
        />
      )}
    </>
  )
}
