// The account: its pages in a list at the side, the open one beside it.
import { useT } from '#web/i18n.ts'
import { Link, Outlet } from '@tanstack/react-router'

const place =
  'flex min-h-10 items-center border-b border-line font-medium whitespace-nowrap text-ink-3 hover:text-ink max-lg:border-b-2 ' +
  'max-lg:border-transparent max-lg:min-h-11 aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink'

export function AccountPage() {
  const t = useT()
  return (
    <div className="mx-auto grid max-w-340 grid-cols-[12.5rem_minmax(0,1fr)] gap-16 px-(--margin) pt-10 pb-24 max-lg:grid-cols-[minmax(0,1fr)] max-lg:gap-5 max-lg:pt-3 max-md:pb-12">
      <nav
        aria-label={t('account.title')}
        className="no-scrollbar sticky top-24 grid self-start max-lg:static max-lg:-mx-(--margin) max-lg:flex max-lg:gap-5 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-(--margin)"
      >
        <p className="display mb-5 text-40 max-lg:hidden">{t('account.title')}</p>
        <Link to="/account/profile" className={place}>
          {t('account.profile')}
        </Link>
        <Link to="/account/sign-in" className={place}>
          {t('own.signIn')}
        </Link>
        <Link to="/account/notifications" className={place}>
          {t('own.notifications')}
        </Link>
        <Link to="/account/keys" className={place}>
          {t('keys.title')}
        </Link>
        <Link to="/account/points" className={place}>
          {t('account.points')}
        </Link>
        <Link to="/account/plan" className={place}>
          {t('account.plan')}
        </Link>
        <Link to="/account/invoices" className={place}>
          {t('account.invoices')}
        </Link>
        <Link to="/account/api-keys" className={place}>
          {t('account.apiKeys')}
        </Link>
        <Link to="/account/webhooks" className={place}>
          {t('account.webhooks')}
        </Link>
      </nav>
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  )
}
