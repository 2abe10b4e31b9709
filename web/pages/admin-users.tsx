// Users: found by name, e-mail or id.
import type { AdminUser } from '#sdk/contract/admin-shapes.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminTitle } from '#web/admin/admin-part.tsx'
import { AdminSearch } from '#web/admin/admin-search.tsx'
import { PersonCell } from '#web/admin/person-cell.tsx'
import { UserMarks } from '#web/admin/user-marks.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatDay, formatNumber } from '#web/times.ts'
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
      <AdminSearch
        hint={t('admin.searchHint')}
        words={q}
        onWords={setQ}
        only={only}
        choices={ONLY.map((value) => ({ value, label: t(`admin.only.${value || 'all'}`) }))}
        onOnly={setOnly}
      />
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
              <PersonCell user={user}>
                <UserMarks user={user} />
              </PersonCell>
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
