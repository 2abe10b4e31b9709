// The studio at a glance: the queue, the waits, what fails, who works, and the points of the day.
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import { sayLength, sayReason, sayShare, sayUnit } from '#web/admin/admin-words.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatNumber } from '#web/times.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The page asks again this often, in milliseconds. */
const EVERY = 5_000

function Figure({
  name,
  children,
  more,
}: {
  readonly name: string
  readonly children: ReactNode
  readonly more?: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-col border-line py-4 max-md:nth-[n+3]:border-t max-md:odd:pr-4 max-md:even:border-l max-md:even:pl-4 md:px-6 md:not-first:border-l md:first:pl-0 md:last:pr-0">
      <dt className="text-13 font-semibold text-ink-2">{name}</dt>
      <dd className="display num text-40">{children}</dd>
      {more && <dd className="text-12 text-ink-3">{more}</dd>}
    </div>
  )
}

const heading = 'display mt-11 mb-2 text-26'

export function AdminOverviewPage() {
  const t = useT()
  const query = useQuery({
    queryKey: ['admin', 'overview'],
    queryFn: async ({ signal }) => maepsi.admin.overview({ signal }),
    refetchInterval: EVERY,
    staleTime: 0,
  })
  const seen = query.data
  const failures = seen?.failed.reduce((sum, { jobs }) => sum + jobs, 0) ?? 0
  return (
    <>
      <AdminTitle title={t('admin.overview')} />
      <AdminPart query={query}>
        {seen && (
          <>
            <dl
              data-testid="admin-figures"
              className="grid border-y border-t-ink border-b-line max-md:grid-cols-2 md:auto-cols-fr md:grid-flow-col"
            >
              {seen.lanes.map(({ lane, waiting, running, oldest }) => (
                <Figure
                  key={lane}
                  name={t(lane === 'cpu' ? 'admin.laneCpu' : 'admin.laneWait')}
                  more={t('admin.laneMore', { running, oldest: sayLength(t, oldest) })}
                >
                  {formatNumber(waiting)}
                </Figure>
              ))}
              <Figure
                name={t('admin.wait')}
                more={
                  seen.wait.p95 === null
                    ? t('admin.waitNone')
                    : t('admin.wait95', { time: sayLength(t, seen.wait.p95) })
                }
              >
                {seen.wait.p50 === null ? '—' : sayLength(t, seen.wait.p50)}
              </Figure>
              <Figure
                name={t('admin.failing')}
                more={t('admin.failingOf', { failed: failures, count: seen.ended })}
              >
                {sayShare(failures, seen.ended)}
              </Figure>
              <Figure
                name={t('admin.workersUp')}
                more={t('admin.workersMore', { drained: seen.workers.drained, silent: seen.workers.silent })}
              >
                <span className={seen.workers.up === 0 ? 'text-err' : ''}>
                  {formatNumber(seen.workers.up)}
                </span>
              </Figure>
            </dl>
            {(seen.open.reports > 0 || seen.open.payments > 0 || seen.open.disputes > 0) && (
              <p className="mt-5 flex flex-wrap gap-x-5">
                {seen.open.payments > 0 && (
                  <Link to="/admin/payments" className="link">
                    {t('admin.openPayments', { count: seen.open.payments })}
                  </Link>
                )}
                {seen.open.disputes > 0 && (
                  <Link to="/admin/payments" search={{ only: 'disputed' }} className="link">
                    {t('admin.openDisputes', { count: seen.open.disputes })}
                  </Link>
                )}
                {seen.open.reports > 0 && (
                  <Link to="/admin/reports" className="link">
                    {t('admin.openReports', { count: seen.open.reports })}
                  </Link>
                )}
              </p>
            )}
            <h2 className={heading}>{t('admin.today', { day: seen.day })}</h2>
            {seen.today.length === 0 ? (
              <p className="text-ink-3">{t('admin.todayNone')}</p>
            ) : (
              <AdminTable
                label={t('admin.todayTable')}
                rows={seen.today}
                keyOf={({ usageType }) => usageType}
                columns={[
                  {
                    head: t('admin.kind'),
                    render: ({ usageType }) => <b className="font-semibold">{sayUnit(t, usageType)}</b>,
                  },
                  ...(['sold', 'plan', 'granted', 'used', 'returned'] as const).map((name) => ({
                    head: t(`admin.sums.${name}`),
                    end: true,
                    render: (row: (typeof seen.today)[number]) => formatNumber(row[name]),
                  })),
                ]}
              />
            )}
            <h2 className={heading}>{t('admin.failedDay')}</h2>
            {seen.failed.length === 0 ? (
              <p className="text-ink-3">{t('admin.failedNone')}</p>
            ) : (
              <AdminTable
                label={t('admin.failedDay')}
                rows={seen.failed}
                keyOf={({ reason }) => reason}
                columns={[
                  {
                    head: t('admin.reason'),
                    render: ({ reason }) => (
                      <Link to="/admin/jobs" search={{ reason }} className="link">
                        {sayReason(t, reason)}
                      </Link>
                    ),
                  },
                  { head: t('admin.jobs'), end: true, render: ({ jobs }) => formatNumber(jobs) },
                  { head: t('admin.share'), end: true, render: ({ jobs }) => sayShare(jobs, seen.ended) },
                ]}
              />
            )}
          </>
        )}
      </AdminPart>
    </>
  )
}
