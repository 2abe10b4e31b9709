// The tab bar of a phone: home, work, making something new, picking, and me.
import { useT } from '#web/i18n.ts'
import { Link } from '@tanstack/react-router'
import { Heart, LayoutGrid, ListChecks, Plus, User } from 'lucide-react'

const tab =
  'grid h-16 place-content-center place-items-center gap-0.75 text-11 font-medium text-ink-3 ' +
  'aria-[current=page]:font-semibold aria-[current=page]:text-ink focus-visible:-outline-offset-2'

const icon = { size: 20, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The bar at the foot of a phone's screen. */
export function TabBar() {
  const t = useT()
  return (
    <nav
      aria-label={t('nav.foot')}
      className="fixed inset-x-0 bottom-0 z-30 grid h-(--tabbar) grid-cols-5 border-t border-line bg-bg md:hidden"
    >
      <Link to="/" activeOptions={{ exact: true }} className={tab}>
        <LayoutGrid {...icon} />
        {t('nav.collections')}
      </Link>
      <Link to="/jobs" className={tab}>
        <ListChecks {...icon} />
        {t('nav.jobs')}
      </Link>
      <Link to="/" search={{ make: true }} aria-label={t('nav.make')} className={tab}>
        <span className="grid size-11 place-items-center rounded-control bg-ink text-on-ink">
          <Plus size={22} strokeWidth={1.5} aria-hidden />
        </span>
      </Link>
      <Link to="/pick" className={tab}>
        <Heart {...icon} />
        {t('nav.pick')}
      </Link>
      <Link to="/account/profile" className={tab}>
        <User {...icon} />
        {t('nav.me')}
      </Link>
    </nav>
  )
}
