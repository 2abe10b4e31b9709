// Failures by reason, engine and version, with what they were given; all of a reason run again by one press.
import type { FailureGroup } from '#sdk/contract/admin-shapes.ts'
import { ActDialog } from '#web/admin/act-dialog.tsx'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminTable } from '#web/admin/admin-table.tsx'
import { sayReason } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatMoment, formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

const SPANS = [1, 7, 30, 90]

export function AdminFailuresPage() {
  const t = useT()
  const queries = useQueryClient()
  const [days, setDays] = useState(7)
  const [asked, setAsked] = useState<FailureGroup | null>(null)
  const query = useQuery({
    queryKey: ['admin', 'failures', days],
    queryFn: async ({ signal }) => maepsi.admin.listFailures({ query: { days }, signal }),
  })
  const items = query.data?.items ?? []
  return (
    <>
      <AdminTitle title={t('admin.failures')} help={t('admin.failuresHelp')}>
        <div className="w-44">
          <Choice
            label={t('admin.span')}
            value={String(days)}
            options={SPANS.map((span) => ({ value: String(span), label: t('admin.days', { count: span }) }))}
            onChange={(value) => setDays(Number(value))}
          />
        </div>
      </AdminTitle>
      <AdminPart query={query}>
        {items.length === 0 ? (
          <EmptyState title={t('admin.failedNone')} />
        ) : (
          <AdminTable
            label={t('admin.failures')}
            rows={items}
            keyOf={({ reason, engine, version }) => `${reason} ${engine} ${version}`}
            testId="admin-failure"
            columns={[
              {
                head: t('admin.reason'),
                render: ({ reason, engine, version }) => (
                  <>
                    <Link
                      to="/admin/jobs"
                      search={{ reason, ...(engine !== null && { engine }) }}
                      className="link"
                    >
                      {sayReason(t, reason)}
                    </Link>
                    <span className="block text-12 text-ink-3">
                      {engine ?? '—'} · {version ?? '—'}
                    </span>
                  </>
                ),
              },
              { head: t('admin.jobs'), end: true, render: ({ jobs }) => formatNumber(jobs) },
              { head: t('admin.users'), end: true, render: ({ users }) => formatNumber(users) },
              { head: t('admin.last'), render: ({ last }) => formatMoment(last) },
              {
                head: t('admin.samples'),
                render: ({ samples }) => (
                  <span className="flex gap-1.5">
                    {samples.map(({ jobId, thumbnailUrl }) => (
                      <Link
                        key={jobId}
                        to="/admin/jobs/$id"
                        params={{ id: jobId }}
                        className="block aspect-3/4 w-12"
                      >
                        {thumbnailUrl ? (
                          <img
                            src={thumbnailUrl}
                            alt={t('admin.sampleOf', { id: jobId.slice(-6) })}
                            className="picture"
                          />
                        ) : (
                          <span className="seam block aspect-3/4 text-11">
                            <span className="sr">{t('admin.sampleOf', { id: jobId.slice(-6) })}</span>
                          </span>
                        )}
                      </Link>
                    ))}
                  </span>
                ),
              },
              {
                head: t('admin.acts'),
                end: true,
                render: (group) =>
                  group.again === 0 ? (
                    <span className="text-ink-3">{t('admin.allRetried')}</span>
                  ) : (
                    <Button size="small" onClick={() => setAsked(group)}>
                      {t('admin.retryAll', { count: group.again })}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </AdminPart>
      {asked && (
        <ActDialog
          open
          onClose={() => setAsked(null)}
          title={sayReason(t, asked.reason)}
          help={t('admin.retryAllHelp', { count: asked.again })}
          submit={t('admin.retryAll', { count: asked.again })}
          onAct={async (reason) => {
            const { jobIds } = await maepsi.admin.retryFailures({
              body: {
                failReason: asked.reason,
                days,
                reason,
                ...(asked.engine !== null && { engine: asked.engine }),
              },
            })
            showToast(t('admin.retriedAll', { count: jobIds.length }))
            await queries.invalidateQueries({ queryKey: ['admin'] })
          }}
        />
      )}
    </>
  )
}
