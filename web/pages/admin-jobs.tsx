// Jobs of everybody, with filters that stand in the address.
import type { AdminJob } from '#sdk/contract/admin-shapes.ts'
import { JOB_STATUSES } from '#sdk/contract/vto-jobs.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { sayPerson, sayReason, sayStatus, sayUnit, STATUS_TONES } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { JOB_KINDS, type JobSearch } from '#web/admin/job-search.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { formatMoment, formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

/** The page asks again this often, in milliseconds. */
const EVERY = 10_000

export function AdminJobsPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/admin/jobs' })
  const { data: studio } = useQuery(askStudio)
  const set = (change: JobSearch) => {
    const next = { ...search, ...change }
    void navigate({
      to: '/admin/jobs',
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')),
      replace: true,
    })
  }
  const all = { value: '', label: t('admin.only.all') }
  const day = (end: boolean, value: string | undefined) =>
    value ? new Date(`${value}T${end ? '23:59:59.999' : '00:00:00'}`).toISOString() : undefined
  const [from, until] = [day(false, search.from), day(true, search.until)]
  return (
    <>
      <AdminTitle title={t('admin.jobs')} />
      <search className="mb-5 grid grid-cols-6 gap-3 max-lg:grid-cols-3 max-md:grid-cols-2">
        <Choice
          label={t('admin.state')}
          value={search.status ?? ''}
          options={[all, ...JOB_STATUSES.map((value) => ({ value, label: sayStatus(t, value) }))]}
          onChange={(value) => set({ status: JOB_STATUSES.find((one) => one === value) ?? '' })}
        />
        <Choice
          label={t('admin.makes')}
          value={search.kind ?? ''}
          options={[all, ...JOB_KINDS.map((value) => ({ value, label: t(`admin.kinds.${value}`) }))]}
          onChange={(value) => set({ kind: JOB_KINDS.find((one) => one === value) ?? '' })}
        />
        <Choice
          label={t('admin.engine')}
          value={search.engine ?? ''}
          options={[all, ...(studio?.engines ?? []).map(({ name }) => ({ value: name, label: name }))]}
          onChange={(engine) => set({ engine })}
        />
        <Field
          label={t('admin.reason')}
          defaultValue={search.reason ?? ''}
          key={search.reason}
          maxLength={64}
          onBlur={(event) => set({ reason: event.target.value.trim() })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') set({ reason: event.currentTarget.value.trim() })
          }}
        />
        <Field
          label={t('admin.from')}
          type="date"
          value={search.from ?? ''}
          onChange={(event) => set({ from: event.target.value })}
        />
        <Field
          label={t('admin.untilDay')}
          type="date"
          value={search.until ?? ''}
          onChange={(event) => set({ until: event.target.value })}
        />
      </search>
      {search.userId && (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-13">
          {t('admin.ofUser')} <code className="break-all">{search.userId}</code>
          <Button size="small" onClick={() => set({ userId: '' })}>
            {t('admin.ofAll')}
          </Button>
        </p>
      )}
      <AdminList<AdminJob>
        label={t('admin.jobs')}
        queryKey={['jobs', search]}
        every={EVERY}
        load={async (page, signal) =>
          maepsi.admin.listJobs({
            query: {
              ...page,
              ...(search.status && { status: search.status }),
              ...(search.kind && { kind: search.kind }),
              ...(search.engine && { engine: search.engine }),
              ...(search.reason && { reason: search.reason }),
              ...(search.userId && { userId: search.userId }),
              ...(from !== undefined && { from }),
              ...(until !== undefined && { until }),
            },
            signal,
          })
        }
        keyOf={({ id }) => id}
        empty={t('admin.jobsNone')}
        testId="admin-job"
        columns={[
          {
            head: t('admin.job'),
            render: (job) => (
              <>
                <Link to="/admin/jobs/$id" params={{ id: job.id }} className="link">
                  {job.projectName ?? job.id.slice(-8)}
                </Link>
                <span className="block text-12 text-ink-3">
                  {t(`admin.kinds.${job.kind}`)} · {job.engine ?? '—'} · …{job.id.slice(-8)}
                </span>
              </>
            ),
          },
          {
            head: t('admin.user'),
            render: ({ user }) => (
              <Link to="/admin/users/$id" params={{ id: user.id }} className="link">
                {sayPerson(user)}
              </Link>
            ),
          },
          {
            head: t('admin.state'),
            render: (job) => (
              <>
                <span className={STATUS_TONES[job.status]}>{sayStatus(t, job.status)}</span>
                {job.status === 'RUNNING' && ` ${formatNumber(job.progress)}%`}
                {job.failReason && (
                  <span className="block text-12 text-ink-3">{sayReason(t, job.failReason)}</span>
                )}
              </>
            ),
          },
          {
            head: t('admin.delivered'),
            end: true,
            render: ({ deliveredCount, lookCount }) =>
              `${formatNumber(deliveredCount)}/${formatNumber(lookCount)}`,
          },
          {
            head: t('admin.cost'),
            end: true,
            render: ({ usedAmount, usedPointType }) =>
              usedAmount === 0 ? t('admin.free') : `${formatNumber(usedAmount)} ${sayUnit(t, usedPointType)}`,
          },
          { head: t('admin.attempt'), end: true, render: ({ attempt }) => formatNumber(attempt) },
          { head: t('admin.queued'), render: ({ queuedAt }) => formatMoment(queuedAt) },
        ]}
      />
    </>
  )
}
