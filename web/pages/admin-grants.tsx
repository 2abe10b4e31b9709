// Everything moved by hand: given, taken, given back.
import type { Grant } from '#sdk/contract/admin-shapes.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { sayLedgerReason, sayUnit } from '#web/admin/admin-words.ts'
import { PersonCell } from '#web/admin/person-cell.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatChange, formatDay, formatMoment } from '#web/times.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Link } from '@tanstack/react-router'

export function AdminGrantsPage() {
  const t = useT()
  return (
    <>
      <AdminTitle title={t('admin.grants')} help={t('admin.grantsHelp')}>
        <Link to="/admin/users" className={buttonClass('primary')}>
          {t('admin.grantTo')}
        </Link>
      </AdminTitle>
      <AdminList<Grant>
        label={t('admin.grants')}
        queryKey={['grants']}
        load={async (page, signal) => maepsi.admin.listGrants({ query: page, signal })}
        keyOf={({ id }) => id}
        empty={t('admin.grantsNone')}
        testId="admin-grant"
        columns={[
          {
            head: t('admin.user'),
            render: ({ user }) => <PersonCell user={user} />,
          },
          {
            head: t('admin.amount'),
            end: true,
            render: ({ amount, usageType }) => (
              <>
                <b className="font-semibold">{formatChange(amount)}</b>{' '}
                <span className="text-ink-3">{sayUnit(t, usageType)}</span>
              </>
            ),
          },
          {
            head: t('admin.what'),
            render: ({ reason, jobId }) =>
              jobId ? (
                <Link to="/admin/jobs/$id" params={{ id: jobId }} className="link">
                  {sayLedgerReason(t, reason)}
                </Link>
              ) : (
                sayLedgerReason(t, reason)
              ),
          },
          { head: t('admin.reason'), render: ({ note }) => note ?? '—' },
          { head: t('admin.expires'), render: ({ expiresAt }) => (expiresAt ? formatDay(expiresAt) : '—') },
          { head: t('admin.when'), render: ({ createdAt }) => formatMoment(createdAt) },
        ]}
      />
    </>
  )
}
