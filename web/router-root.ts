// The root of all pages, and the door to those that need a person.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { needTexts, setLanguage } from './i18n.ts'
import { keys, maepsi, MaepsiError } from './maepsi.ts'
import { Root } from './shell/root.tsx'

/** Around every page. */
export const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Root,
  notFoundComponent: lazyRouteComponent(async () => import('./pages/not-found.tsx'), 'NotFoundPage'),
  beforeLoad: async () => needTexts('shell'),
})

/** Everything that needs a person: without one the way leads to the sign-in page and back again after it. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: lazyRouteComponent(async () => import('./shell/shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queries.ensureQueryData({
        queryKey: keys.me,
        queryFn: async ({ signal }) => maepsi.users.me({ signal }),
      })
      await setLanguage(me.language)
    } catch (error) {
      if (!(error instanceof MaepsiError && error.code === 'signed_out')) throw error
      const studio = await maepsi.studio.get()
      if (studio.needsFirstAccount) throw redirect({ to: '/setup' })
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } })
    }
  },
})
