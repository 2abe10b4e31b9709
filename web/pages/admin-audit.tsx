// What administrators did: who, what, to whom, why, from where.
import { AUDIT_ACTS, type AuditEntry } from '#sdk/contract/admin-shapes.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { sayAct } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { Button } from '#web/ui/button.tsx'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

export function AdminAuditPage() {
  const t = useT()
  const navigate = useNavigate()
  const { userId } = useSearch({ from: '/signed-in/admin/audit' })
  const [act, setAct] = useState<AuditEntry['act'] | ''>('')
  return (
    <>
      <AdminTitle title={t('admin.audit')} help={t('admin.auditHelp')}>
        <div className="w-56">
          <Choice
            label={t('admin.what')}
            value={act}
            options={[
              { value: '', label: t('admin.only.all') },
              ...AUDIT_ACTS.map((value) => ({ value, label: sayAct(t, value) })),
            ]}
            onChange={(value) => setAct(AUDIT_ACTS.find((one) => one === value) ?? '')}
          />
        </div>
      </AdminTitle>
      {userId && (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-13">
          {t('admin.ofUser')} <code className="break-all">{userId}</code>
          <Button size="small" onClick={() => void navigate({ to: '/admin/audit', search: {} })}>
            {t('admin.ofAll')}
          </Button>
        </p>
      )}
      <AdminList<AuditEntry>
        label={t('admin.audit')}
        queryKey={['audit', act, userId ?? '']}
        load={async (page, signal) =>
          maepsi.admin.listAudit({
            query: { ...page, ...(act && { act }), ...(userId && { userId }) },
            signal,
          })
        }
        keyOf={({ id }) => id}
        empty={t('admin.auditNone')}
        testId="admin-audit-row"
        columns={[
          { head: t('admin.what'), render: (row) => <b className="font-semibold">{sayAct(t, row.act)}</b> },
          {
            head: t('admin.who'),
            render: ({ admin }) => (admin ? (admin.name ?? admin.id.slice(0, 8)) : t('admin.byStudio')),
          },
          {
            head: t('admin.onWhom'),
            render: ({ user, subject, subjectId }) => (
              <>
                {user && (
                  <Link to="/admin/users/$id" params={{ id: user.id }} className="link mr-2">
                    {user.name ?? user.id.slice(0, 8)}
                  </Link>
                )}
                {subject === 'job' ? (
                  <Link to="/admin/jobs/$id" params={{ id: subjectId }} className="link">
                    …{subjectId.slice(-8)}
                  </Link>
                ) : subject === 'user' ? null : (
                  <code className="break-all">{subjectId}</code>
                )}
              </>
            ),
          },
          { head: t('admin.reason'), render: ({ reason }) => reason ?? '—' },
          {
            head: t('admin.change'),
            render: ({ before, after }) => (
              <code className="text-12 break-all text-ink-3">
                {before ? `${sayValues(before)} → ` : ''}
                {after ? sayValues(after) : '—'}
              </code>
            ),
          },
          {
            head: t('admin.when'),
            render: ({ createdAt, address }) => (
              <>
                {new Date(createdAt).toLocaleString()}
                <span className="block text-12 text-ink-3">{address}</span>
              </>
            ),
          },
        ]}
      />
    </>
  )
}

function sayValues(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.length : String(value)}`)
    .join(', ')
}
