// The bar that stands over everything while an administrator looks as somebody else, with the way out.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery } from '@tanstack/react-query'

/** Nothing for anybody else. */
export function ViewBar() {
  const t = useT()
  const { data: me } = useQuery(askMe)
  if (me?.viewedBy === undefined) return null
  const end = async () => {
    try {
      await maepsi.admin.endView()
      location.assign(`/admin/users/${me.id}`)
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <div
      role="status"
      data-testid="view-bar"
      className="sticky top-0 z-30 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-chalk px-(--margin) py-2 text-on-ink"
    >
      <p>
        <b className="font-semibold">{t('viewing.title', { name: me.name ?? me.email ?? '' })}</b>{' '}
        {t('viewing.help')}
      </p>
      <button
        type="button"
        onClick={() => void end()}
        className="h-8 rounded-control border border-current px-3 text-13 font-semibold pointer-coarse:h-10 focus-visible:outline-current"
      >
        {t('viewing.end')}
      </button>
    </div>
  )
}
