// The top bar: the wordmark, where to go, what is being made, what is left to spend, and the account.
import { formatNumber } from '#web/times.ts'
import { useT } from '#web/i18n.ts'
import { askBalance } from '#web/queries.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { AccountMenu } from './account-menu.tsx'
import { RunningWork } from './running-work.tsx'
import { SearchButton } from './search-button.tsx'
import { Wordmark } from './wordmark.tsx'

const place =
  'flex items-center border-b-2 border-transparent pt-0.5 font-medium text-ink-3 hover:text-ink ' +
  'aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:text-ink'

function Balance() {
  const t = useT()
  const { data } = useQuery(askBalance)
  if (!data) return <span className="h-5 w-28" />
  const parts = [
    [t('points.credit'), data.credit],
    [t('points.ticket'), data.lookBookTicket],
  ] as const
  return (
    <Link
      to="/account/points"
      className="num relative flex h-10 whitespace-nowrap items-center gap-3.5 border-l border-line pl-5 text-13 hover:text-ink-2 max-lg:pl-3.5 max-md:h-11 max-md:gap-2.5 max-md:pl-3"
    >
      {parts.map(([name, left], n) => (
        <span key={name} className={n === 1 ? 'max-[23rem]:sr max-[28rem]:lang-wide:sr' : ''}>
          <span className="text-ink-3 max-[23rem]:sr">{name}</span>{' '}
          <b className="font-semibold">{formatNumber(left)}</b>
        </span>
      ))}
    </Link>
  )
}

/** The bar at the top of every page behind the sign-in. */
export function TopBar() {
  const t = useT()
  const inCollections = useLocation({
    select: ({ pathname }) => /^\/(collections|projects)\//.test(pathname),
  })
  return (
    <header className="sticky top-0 z-20 flex h-(--bar) items-center gap-8 border-b border-line bg-bg px-(--margin) max-xl:gap-5 max-md:gap-3">
      <Link to="/" aria-label={t('app.home')} className="flex h-11 items-center">
        <Wordmark />
      </Link>
      <nav aria-label={t('nav.main')} className="flex gap-6 self-stretch max-md:hidden">
        <Link
          to="/"
          activeOptions={{ exact: true }}
          aria-current={inCollections || undefined}
          className={place}
        >
          {t('nav.collections')}
        </Link>
        <Link to="/pick" className={place}>
          {t('nav.pick')}
        </Link>
        <Link to="/jobs" className={place}>
          {t('nav.jobs')}
        </Link>
        <Link to="/trash" className={place}>
          {t('nav.trash')}
        </Link>
      </nav>
      <span className="grow" />
      {/* It comes and goes: before it there is only room. */}
      <RunningWork />
      <SearchButton />
      <Balance />
      <AccountMenu />
    </header>
  )
}
