// What is special about a user, beside the name: administrator, suspended, deleted.
import type { AdminUser } from '#sdk/contract/admin-shapes.ts'
import { useT } from '#web/i18n.ts'

const mark = 'ml-1 inline-block rounded-control border px-1.5 text-12 font-medium whitespace-nowrap'

export function UserMarks({
  user,
}: {
  readonly user: Pick<AdminUser, 'isAdmin' | 'suspendedAt' | 'deletedAt'>
}) {
  const t = useT()
  return (
    <>
      {user.isAdmin && <span className={`${mark} border-line-2 text-ink-2`}>{t('admin.markAdmin')}</span>}
      {user.suspendedAt && <span className={`${mark} border-err text-err`}>{t('admin.markSuspended')}</span>}
      {user.deletedAt && <span className={`${mark} border-line-2 text-ink-3`}>{t('admin.markDeleted')}</span>}
    </>
  )
}
