// Workers: who lives, since when, what each runs; drained and resumed here.
import type { AdminWorker } from '#sdk/contract/admin-shapes.ts'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import { sayLength } from '#web/admin/admin-words.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment, formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

const EVERY = 2_000
/** Seconds of silence until it is red: before that a hiccup is likelier than a death. */
const RED_AFTER = 30

export function AdminWorkersPage() {
  const t = useT()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['admin', 'workers'],
    queryFn: async ({ signal }) => maepsi.admin.listWorkers({ signal }),
    refetchInterval: EVERY,
    staleTime: 0,
  })
  const drain = useMutation({
    mutationFn: async ({ id, drainedAt }: AdminWorker) =>
      maepsi.admin.drainWorker({ params: { id }, body: { drained: drainedAt === null } }),
    onSuccess: (answer) => queries.setQueryData(['admin', 'workers'], answer),
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
  })
  const items = query.data?.items ?? []
  return (
    <>
      <AdminTitle title={t('admin.workers')} help={t('admin.workersHelp')} />
      <AdminPart query={query}>
        {items.length === 0 ? (
          <EmptyState title={t('admin.workersNone')}>{t('admin.workersNoneHelp')}</EmptyState>
        ) : (
          <AdminTable
            label={t('admin.workers')}
            rows={items}
            keyOf={({ id }) => id}
            testId="admin-worker"
            columns={[
              {
                head: t('admin.worker'),
                render: ({ id, host, version }) => (
                  <>
                    <b className="font-semibold break-all">{id}</b>
                    <span className="block text-12 text-ink-3">
                      {host} · {version ?? '—'}
                    </span>
                  </>
                ),
              },
              {
                head: t('admin.heartbeat'),
                render: ({ silent }) => (
                  <span className={silent > RED_AFTER ? 'font-semibold text-err' : ''}>
                    {t('admin.ago', { time: sayLength(t, silent) })}
                    {silent > RED_AFTER && ` · ${t('admin.silent')}`}
                  </span>
                ),
              },
              { head: t('admin.since'), render: ({ startedAt }) => formatMoment(startedAt) },
              {
                head: t('admin.runs'),
                render: ({ jobs }) =>
                  jobs.length === 0
                    ? '—'
                    : jobs.map((job) => (
                        <Link key={job.id} to="/admin/jobs/$id" params={{ id: job.id }} className="link mr-3">
                          …{job.id.slice(-6)} {formatNumber(job.progress)}%
                        </Link>
                      )),
              },
              {
                head: t('admin.state'),
                render: ({ drainedAt }) =>
                  drainedAt
                    ? t('admin.drainedSince', { time: formatMoment(drainedAt) })
                    : t('admin.takesJobs'),
              },
              {
                head: t('admin.acts'),
                end: true,
                render: (worker) => (
                  <Button
                    size="small"
                    busy={drain.isPending && drain.variables.id === worker.id}
                    aria-label={`${t(worker.drainedAt ? 'admin.resume' : 'admin.drain')}: ${worker.id}`}
                    onClick={() => drain.mutate(worker)}
                  >
                    {t(worker.drainedAt ? 'admin.resume' : 'admin.drain')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </AdminPart>
    </>
  )
}
