// Administration: its pages in a list at the side, the open one beside it; for anybody else there is nothing here.
import { useT } from '#web/i18n.ts'
import { askMe } from '#web/queries.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { NotFoundPage } from './not-found.tsx'

const place =
  'flex min-h-10 items-center border-b border-line font-medium whitespace-nowrap text-ink-3 hover:text-ink max-lg:border-b-2 ' +
  'max-lg:border-transparent max-lg:min-h-11 aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink'

const PAGES = [
  'users',
  'grants',
  'jobs',
  'workers',
  'engines',
  'models',
  'failures',
  'payments',
  'plans',
  'reports',
  'audit',
] as const

export function AdminPage() {
  const t = useT()
  const { data: me } = useQuery(askMe)
  if (me && !me.isAdmin) return <NotFoundPage />
  return (
    <div className="mx-auto grid max-w-420 grid-cols-[11rem_minmax(0,1fr)] gap-12 px-(--margin) pt-10 pb-24 max-lg:grid-cols-[minmax(0,1fr)] max-lg:gap-5 max-lg:pt-3 max-md:pb-12">
      <nav
        aria-label={t('admin.title')}
        className="no-scrollbar sticky top-24 grid grid-cols-[minmax(0,1fr)] self-start max-lg:static max-lg:-mx-(--margin) max-lg:flex max-lg:gap-5 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-(--margin)"
      >
        <p className="display mb-5 text-40 max-lg:hidden">{t('admin.title')}</p>
        <Link to="/admin" activeOptions={{ exact: true }} className={place}>
          {t('admin.overview')}
        </Link>
        {PAGES.map((page) => (
          <Link key={page} to={`/admin/${page}`} className={place}>
            {t(`admin.${page}`)}
          </Link>
        ))}
      </nav>
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  )
}
