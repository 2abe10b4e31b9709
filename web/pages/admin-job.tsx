// One job: what was wished, what it went through, what came of each look, what it cost, and what an administrator may do.
import type { WholeAdminJob } from '#sdk/contract/admin-shapes.ts'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import {
  sayLedgerReason,
  sayPerson,
  sayReason,
  sayStatus,
  sayUnit,
  STATUS_TONES,
} from '#web/admin/admin-words.ts'
import { JobActs } from '#web/admin/job-acts.tsx'
import { JobPictures } from '#web/admin/job-pictures.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatChange, formatMoment, formatNumber } from '#web/times.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** While it has not ended the page asks again this often, in milliseconds. */
const EVERY = 2_000
const heading = 'display mt-9 mb-2 text-26'

export function AdminJobPage() {
  const t = useT()
  const { id } = useParams({ from: '/signed-in/admin/jobs/$id' })
  const query = useQuery({
    queryKey: ['admin', 'job', id],
    queryFn: async ({ signal }) => maepsi.admin.getJob({ params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.status === 'PENDING' || state.data?.status === 'RUNNING' ? EVERY : false,
  })
  const job = query.data
  return (
    <>
      <AdminTitle title={job?.projectName ?? t('admin.job')} />
      <AdminPart query={query}>
        {job && (
          <>
            <JobActs job={job} />
            <Facts job={job} />
            <h2 className={heading}>{t('admin.inputs')}</h2>
            <JobPictures job={job} />
            <details className="mt-4">
              <summary className="min-h-6 font-medium text-ink-2">{t('admin.wish')}</summary>
              {/* Long lines scroll in their own frame, by keyboard too. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre tabIndex={0} className="mt-2 max-h-96 overflow-auto bg-well p-3 text-12">
                {JSON.stringify(
                  {
                    ...job.input,
                    looks: job.looks.map(({ view, price, wish }) => ({ view, price, ...wish })),
                  },
                  null,
                  2,
                )}
              </pre>
            </details>
            <h2 className={heading}>{t('admin.steps')}</h2>
            <AdminTable
              label={t('admin.steps')}
              rows={[
                {
                  at: job.queuedAt,
                  status: 'PENDING' as const,
                  attempt: 0,
                  worker: null,
                  version: null,
                  stage: null,
                  reason: null,
                },
                ...job.steps,
              ]}
              keyOf={({ at, status }) => `${at} ${status}`}
              testId="admin-step"
              columns={[
                {
                  head: t('admin.state'),
                  render: ({ status }) => (
                    <span className={STATUS_TONES[status]}>{sayStatus(t, status)}</span>
                  ),
                },
                { head: t('admin.when'), render: ({ at }) => new Date(at).toLocaleString() },
                { head: t('admin.attempt'), end: true, render: ({ attempt }) => formatNumber(attempt) },
                { head: t('admin.worker'), render: ({ worker }) => worker ?? '—' },
                { head: t('admin.version'), render: ({ version }) => version ?? '—' },
                { head: t('admin.stage'), render: ({ stage }) => stage ?? '—' },
                { head: t('admin.reason'), render: ({ reason }) => (reason ? sayReason(t, reason) : '—') },
              ]}
            />
            <h2 className={heading}>{t('admin.itsLedger')}</h2>
            {job.ledger.length === 0 ? (
              <p className="text-ink-3">{t('admin.itsLedgerNone')}</p>
            ) : (
              <AdminTable
                label={t('admin.itsLedger')}
                rows={job.ledger}
                keyOf={(row) => row.id}
                columns={[
                  {
                    head: t('admin.what'),
                    render: ({ reason, note }) => (
                      <>
                        {sayLedgerReason(t, reason)}
                        {note && <span className="block text-12 text-ink-2">{note}</span>}
                      </>
                    ),
                  },
                  { head: t('admin.when'), render: ({ createdAt }) => formatMoment(createdAt) },
                  { head: t('admin.kind'), render: ({ usageType }) => sayUnit(t, usageType) },
                  { head: t('admin.amount'), end: true, render: ({ amount }) => formatChange(amount) },
                  {
                    head: t('admin.left'),
                    end: true,
                    render: ({ balanceAfter }) => formatNumber(balanceAfter),
                  },
                ]}
              />
            )}
          </>
        )}
      </AdminPart>
    </>
  )
}

function Facts({ job }: { readonly job: WholeAdminJob }) {
  const t = useT()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('admin.state'),
      <span key="status" className={STATUS_TONES[job.status]}>
        {sayStatus(t, job.status)}
        {job.status === 'RUNNING' && ` ${formatNumber(job.progress)}% ${job.stage ?? ''}`}
        {job.failReason && ` · ${sayReason(t, job.failReason)}`}
      </span>,
    ],
    [
      t('admin.user'),
      <Link key="user" to="/admin/users/$id" params={{ id: job.user.id }} className="link">
        {sayPerson(job.user)}
      </Link>,
    ],
    [t('admin.product'), job.productName ?? '—'],
    [t('admin.engine'), job.engine ?? '—'],
    [t('admin.delivered'), `${formatNumber(job.deliveredCount)}/${formatNumber(job.lookCount)}`],
    [
      t('admin.cost'),
      job.usedAmount === 0
        ? t('admin.free')
        : `${formatNumber(job.usedAmount)} ${sayUnit(t, job.usedPointType)}`,
    ],
    [t('admin.worker'), job.worker ?? '—'],
    [t('admin.attempt'), formatNumber(job.attempt)],
    ...(
      [
        ['retryOf', job.retryOf],
        ['retriedBy', job.retriedBy],
      ] as const
    ).flatMap(([name, other]) =>
      other
        ? [
            [
              t(`admin.${name}`),
              <Link key={name} to="/admin/jobs/$id" params={{ id: other }} className="link">
                …{other.slice(-8)}
              </Link>,
            ] as const,
          ]
        : [],
    ),
    [
      'ID',
      <code key="id" className="break-all">
        {job.id}
      </code>,
    ],
  ]
  return (
    <dl className="num mt-5 grid grid-cols-[8rem_minmax(0,1fr)] border-t border-ink text-13">
      {facts.map(([name, value]) => (
        <div key={name} className="contents [&>*]:border-b [&>*]:border-line [&>*]:py-2">
          <dt className="text-ink-3">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
