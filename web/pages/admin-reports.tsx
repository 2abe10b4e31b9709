// Reports of bad results: what the policy gave back, and what waits for a decision.
import { type AdminReport } from '#sdk/contract/admin-shapes.ts'
import { REPORT_STATES } from '#sdk/contract/reports.ts'
import { ActDialog } from '#web/admin/act-dialog.tsx'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { sayPerson, sayUnit } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatMoment, formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

export function AdminReportsPage() {
  const t = useT()
  const queries = useQueryClient()
  const [status, setStatus] = useState<(typeof REPORT_STATES)[number] | ''>('open')
  const [asked, setAsked] = useState<{ readonly report: AdminReport; readonly giveBack: boolean } | null>(
    null,
  )
  const word = asked?.giveBack ? 'return' : 'decline'
  return (
    <>
      <AdminTitle title={t('admin.reports')} help={t('admin.reportsHelp')}>
        <div className="w-44">
          <Choice
            label={t('admin.state')}
            value={status}
            options={[
              { value: '', label: t('admin.only.all') },
              ...REPORT_STATES.map((value) => ({ value, label: t(`admin.reportState.${value}`) })),
            ]}
            onChange={(value) => setStatus(REPORT_STATES.find((one) => one === value) ?? '')}
          />
        </div>
      </AdminTitle>
      <AdminList<AdminReport>
        label={t('admin.reports')}
        queryKey={['reports', status]}
        load={async (page, signal) =>
          maepsi.admin.listReports({ query: { ...page, ...(status && { status }) }, signal })
        }
        keyOf={({ id }) => id}
        empty={t('admin.reportsNone')}
        testId="admin-report"
        columns={[
          {
            head: t('admin.look'),
            render: ({ pictureUrl, jobId }) => (
              <Link to="/admin/jobs/$id" params={{ id: jobId }} className="block aspect-3/4 w-16">
                {pictureUrl ? (
                  <img
                    src={pictureUrl}
                    alt={t('admin.sampleOf', { id: jobId.slice(-6) })}
                    className="picture"
                  />
                ) : (
                  `…${jobId.slice(-6)}`
                )}
              </Link>
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
            head: t('admin.reason'),
            render: ({ reason, words }) => (
              <>
                {t(`admin.reportReason.${reason}`)}
                {words && <span className="block text-12 text-ink-2">{words}</span>}
              </>
            ),
          },
          {
            head: t('admin.cost'),
            end: true,
            render: ({ price, usageType, stillPaid }) => (
              <>
                {formatNumber(price)} {sayUnit(t, usageType)}
                <span className="block text-12 text-ink-3">{t('admin.stillPaid', { count: stillPaid })}</span>
              </>
            ),
          },
          {
            head: t('admin.state'),
            render: ({ status: state, returned, note }) => (
              <>
                {t(`admin.reportState.${state}`)}
                {returned > 0 && ` ${formatNumber(returned)}`}
                {note && <span className="block text-12 text-ink-2">{note}</span>}
              </>
            ),
          },
          { head: t('admin.when'), render: ({ createdAt }) => formatMoment(createdAt) },
          {
            head: t('admin.acts'),
            end: true,
            render: (report) =>
              report.status === 'open' ? (
                <span className="flex flex-wrap gap-2 md:justify-end">
                  <Button size="small" onClick={() => setAsked({ report, giveBack: true })}>
                    {t('admin.return.do')}
                  </Button>
                  <Button size="small" onClick={() => setAsked({ report, giveBack: false })}>
                    {t('admin.decline.do')}
                  </Button>
                </span>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {asked && (
        <ActDialog
          open
          onClose={() => setAsked(null)}
          title={t(`admin.${word}.title`)}
          help={t(`admin.${word}.help`)}
          submit={t(`admin.${word}.do`)}
          reasonHint={t('admin.reportNote')}
          onAct={async (reason) => {
            await maepsi.admin.decideReport({
              params: { id: asked.report.id },
              body: { giveBack: asked.giveBack, reason },
            })
            showToast(t('admin.done'))
            await queries.invalidateQueries({ queryKey: ['admin'] })
          }}
        />
      )}
    </>
  )
}
