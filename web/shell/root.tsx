// Around every page, signed in or not: the way past the bars, toasts, and the region screen readers listen to.
import { useT } from '#web/i18n.ts'
import { Announcer } from '#web/ui/announce.tsx'
import { Toaster } from '#web/ui/toast.tsx'
import { Outlet } from '@tanstack/react-router'

/** The root of the app. */
export function Root() {
  const t = useT()
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-control bg-ink px-4 py-2 text-on-ink focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      <Outlet />
      <Toaster label={t('app.messages')} closeLabel={t('do.close')} />
      <Announcer />
    </>
  )
}
