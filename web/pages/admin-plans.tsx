// What is sold, as the file says, and how many people hold each plan.
import type { AdminPlans } from '#sdk/contract/admin-shapes.ts'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import { sayMoney } from '#web/admin/admin-words.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatNumber } from '#web/times.ts'
import { useQuery } from '@tanstack/react-query'

const heading = 'display mt-9 mb-2 text-26'

export function AdminPlansPage() {
  const t = useT()
  const query = useQuery({
    queryKey: ['admin', 'plans'],
    queryFn: async ({ signal }) => maepsi.admin.listPlans({ signal }),
  })
  return (
    <>
      <AdminTitle title={t('admin.plans')} help={t('admin.plansHelp')} />
      <AdminPart query={query}>{query.data && <Sold data={query.data} />}</AdminPart>
    </>
  )
}

function Sold({ data }: { readonly data: AdminPlans }) {
  const t = useT()
  const gone = data.holders.filter(({ plan }) => !data.plans.some(({ id }) => id === plan))
  const held = (id: string) =>
    data.holders
      .filter(({ plan }) => plan === id)
      .map(({ status, users }) => `${status} ${formatNumber(users)}`)
      .join(' · ')
  const columns = (withHolders: boolean) => [
    {
      head: t('admin.name'),
      render: ({ id, name }: AdminPlans['plans'][number]) => (
        <>
          <b className="font-semibold">{name[getLanguage()]}</b>{' '}
          <code className="text-12 text-ink-3">{id}</code>
        </>
      ),
    },
    ...(['KRW', 'USD', 'JPY'] as const).map((currency) => ({
      head: currency,
      end: true,
      render: ({ prices }: AdminPlans['plans'][number]) => sayMoney(prices[currency] ?? 0, currency),
    })),
    {
      head: t('admin.unit.credit'),
      end: true,
      render: ({ grants }: AdminPlans['plans'][number]) => formatNumber(grants.credit),
    },
    {
      head: t('admin.unit.ticket'),
      end: true,
      render: ({ grants }: AdminPlans['plans'][number]) => formatNumber(grants.lookBookTicket),
    },
    {
      head: t('admin.unit.video'),
      end: true,
      render: ({ grants }: AdminPlans['plans'][number]) => formatNumber(grants.videoTicket),
    },
    {
      head: t('admin.unit.included'),
      end: true,
      render: ({ grants }: AdminPlans['plans'][number]) => formatNumber(grants.includedLook),
    },
    ...(withHolders
      ? [{ head: t('admin.holders'), render: ({ id }: AdminPlans['plans'][number]) => held(id) || '—' }]
      : []),
  ]
  return (
    <>
      <AdminTable
        label={t('admin.plans')}
        rows={data.plans}
        keyOf={({ id }) => id}
        columns={columns(true)}
        testId="admin-plan"
      />
      <h2 className={heading}>{t('admin.packs')}</h2>
      <AdminTable
        label={t('admin.packs')}
        rows={data.packs}
        keyOf={({ id }) => id}
        columns={columns(false)}
      />
      {gone.length > 0 && (
        <>
          <h2 className={heading}>{t('admin.plansGone')}</h2>
          <AdminTable
            label={t('admin.plansGone')}
            rows={gone}
            keyOf={({ plan, status }) => `${plan} ${status}`}
            columns={[
              { head: t('admin.name'), render: ({ plan }) => <code>{plan}</code> },
              { head: t('admin.state'), render: ({ status }) => status },
              { head: t('admin.users'), end: true, render: ({ users }) => formatNumber(users) },
            ]}
          />
        </>
      )}
    </>
  )
}
