// An address that leads nowhere.
import { useT } from '#web/i18n.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Link } from '@tanstack/react-router'

export function NotFoundPage() {
  const t = useT()
  return (
    <main id="main" className="mx-auto max-w-3xl px-(--margin) py-24">
      <title>{`${t('state.notFound')} — ${t('app.name')}`}</title>
      <EmptyState
        title={t('state.notFound')}
        seams
        page
        actions={
          <Link to="/" className={buttonClass('primary')}>
            {t('do.goHome')}
          </Link>
        }
      >
        {t('state.notFoundHelp')}
      </EmptyState>
    </main>
  )
}
