// One user: who they are, what they can spend, their ledger, and what an administrator may do.
import type { LedgerRow } from '#sdk/contract/points.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { sayLedgerReason, sayPerson, sayUnit } from '#web/admin/admin-words.ts'
import { UserActs } from '#web/admin/user-acts.tsx'
import { UserMarks } from '#web/admin/user-marks.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatChange, formatDay, formatMoment, formatNumber } from '#web/times.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'

export function AdminUserPage() {
  const t = useT()
  const { id } = useParams({ from: '/signed-in/admin/users/$id' })
  const query = useQuery({
    queryKey: ['admin', 'user', id],
    queryFn: async ({ signal }) => maepsi.admin.getUser({ params: { id }, signal }),
  })
  const user = query.data
  const balances =
    user &&
    ([
      [t('admin.unit.credit'), user.balance.credit, user.held.credit],
      [t('admin.unit.ticket'), user.balance.lookBookTicket, user.held.lookBookTicket],
      [t('admin.unit.video'), user.balance.videoTicket, user.held.videoTicket],
      [t('admin.unit.included'), user.balance.includedLook, user.held.includedLook],
    ] as const)
  return (
    <>
      <AdminTitle title={user ? sayPerson(user) : t('admin.user')} />
      <AdminPart query={query}>
        {user && balances && (
          <>
            <p className="num -mt-3 mb-4 text-13 text-ink-2">
              <UserMarks user={user} /> {user.email} · <code className="break-all text-ink-3">{user.id}</code>
              <span className="block text-ink-3">
                {t('admin.userFacts', {
                  day: formatDay(user.createdAt),
                  projects: user.projectCount,
                  looks: user.lookCount,
                })}
                {user.plan && ` · ${t('admin.plan')}: ${user.plan}`}
                {user.suspendedAt &&
                  ` · ${t('admin.suspendedSince', { time: formatMoment(user.suspendedAt) })}`}
              </span>
            </p>
            <UserActs user={user} />
            <dl
              data-testid="admin-balances"
              className="mt-6 grid border-y border-t-ink border-b-line max-md:grid-cols-2 md:grid-cols-4"
            >
              {balances.map(([name, left, held]) => (
                <div key={name} className="py-4">
                  <dt className="text-13 font-semibold text-ink-2">{name}</dt>
                  <dd className="display num text-40">{formatNumber(left)}</dd>
                  {held > 0 && <dd className="text-12 text-ink-3">{t('admin.held', { count: held })}</dd>}
                </div>
              ))}
            </dl>
            <p className="mt-4 flex flex-wrap gap-x-5">
              <Link to="/admin/jobs" search={{ userId: id }} className="link">
                {t('admin.theirJobs')}
              </Link>
              <Link to="/admin/audit" search={{ userId: id }} className="link">
                {t('admin.theirAudit')}
              </Link>
            </p>
            <h2 className="display mt-9 mb-2 text-26">{t('admin.theirLedger')}</h2>
            <AdminList<LedgerRow>
              label={t('admin.theirLedger')}
              queryKey={['user', id, 'ledger']}
              load={async (page, signal) => maepsi.admin.userLedger({ params: { id }, query: page, signal })}
              keyOf={(row) => row.id}
              empty={t('admin.ledgerNone')}
              testId="admin-ledger-row"
              columns={[
                {
                  head: t('admin.what'),
                  render: (row) => (
                    <>
                      {row.job ? (
                        <Link to="/admin/jobs/$id" params={{ id: row.job.id }} className="link">
                          {sayLedgerReason(t, row.reason)}
                        </Link>
                      ) : (
                        <b className="font-semibold">{sayLedgerReason(t, row.reason)}</b>
                      )}
                      {row.note && <span className="block text-12 text-ink-2">{row.note}</span>}
                    </>
                  ),
                },
                { head: t('admin.when'), render: (row) => formatMoment(row.createdAt) },
                { head: t('admin.kind'), render: (row) => sayUnit(t, row.usageType) },
                { head: t('admin.amount'), end: true, render: (row) => formatChange(row.amount) },
                { head: t('admin.left'), end: true, render: (row) => formatNumber(row.balanceAfter) },
                {
                  head: t('admin.expires'),
                  render: (row) => (row.expiresAt ? formatDay(row.expiresAt) : '—'),
                },
              ]}
            />
          </>
        )}
      </AdminPart>
    </>
  )
}
