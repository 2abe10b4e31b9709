// Users: found by name, e-mail or id.
import type { AdminUser } from '#sdk/contract/admin-shapes.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { sayPerson } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { UserMarks } from '#web/admin/user-marks.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatDay, formatNumber } from '#web/times.ts'
import { Field } from '#web/ui/field.tsx'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'

const ONLY = ['', 'admins', 'suspended', 'deleted'] as const

export function AdminUsersPage() {
  const t = useT()
  const [q, setQ] = useState('')
  const [only, setOnly] = useState<(typeof ONLY)[number]>('')
  const wanted = useDeferredValue(q.trim())
  return (
    <>
      <AdminTitle title={t('admin.users')} />
      <search className="mb-5 grid max-w-2xl grid-cols-[minmax(0,1fr)_11rem] gap-3 max-md:grid-cols-1">
        <Field
          type="search"
          label={t('admin.search')}
          placeholder={t('admin.searchHint')}
          value={q}
          maxLength={200}
          onChange={(event) => setQ(event.target.value)}
        />
        <Choice
          label={t('admin.show')}
          value={only}
          options={ONLY.map((value) => ({ value, label: t(`admin.only.${value || 'all'}`) }))}
          onChange={(value) => setOnly(ONLY.find((one) => one === value) ?? '')}
        />
      </search>
      <AdminList<AdminUser>
        label={t('admin.users')}
        queryKey={['users', wanted, only]}
        load={async (page, signal) =>
          maepsi.admin.listUsers({
            query: { ...page, ...(wanted && { q: wanted }), ...(only && { only }) },
            signal,
          })
        }
        keyOf={({ id }) => id}
        empty={t('admin.usersNone')}
        testId="admin-user"
        columns={[
          {
            head: t('admin.user'),
            render: (user) => (
              <>
                <Link to="/admin/users/$id" params={{ id: user.id }} className="link">
                  {sayPerson(user)}
                </Link>{' '}
                <UserMarks user={user} />
                <span className="block text-12 break-all text-ink-3">{user.email ?? user.id}</span>
              </>
            ),
          },
          { head: t('admin.unit.credit'), end: true, render: ({ balance }) => formatNumber(balance.credit) },
          {
            head: t('admin.unit.ticket'),
            end: true,
            render: ({ balance }) => formatNumber(balance.lookBookTicket),
          },
          { head: t('admin.projects'), end: true, render: ({ projectCount }) => formatNumber(projectCount) },
          { head: t('admin.looks'), end: true, render: ({ lookCount }) => formatNumber(lookCount) },
          { head: t('admin.joined'), render: ({ createdAt }) => formatDay(createdAt) },
          {
            head: t('admin.lastSeen'),
            render: ({ lastSeenAt }) => (lastSeenAt ? formatDay(lastSeenAt) : '—'),
          },
        ]}
      />
    </>
  )
}
