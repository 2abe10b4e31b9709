// Starts the web app: queries, the router, and the page.
import './fonts/ui-fonts.css'
import './theme.css'
import { notifyManager, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { warmFonts } from './fonts/warm-fonts.ts'
import { firstLanguage } from './i18n.ts'
import { keys, MaepsiError } from './maepsi.ts'
import { askMe } from './queries.ts'
import { openRouter } from './router.tsx'
import { showTheme } from './theme.ts'

showTheme()
warmFonts(firstLanguage())

// What is known changes within the press that changed it: a tick would else spring back for a frame.
notifyManager.setScheduler(queueMicrotask)

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (!(error instanceof MaepsiError && error.code === 'signed_out') || queryKey === keys.me) return
      // The session has ended: the guards of the router lead to the sign-in page, and back here after it.
      queries.removeQueries({ queryKey: keys.me })
      void router.invalidate()
    },
  }),
  defaultOptions: {
    // A studio on this very machine answers without a network.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a lost connection and a fault of the studio are worth another try.
      retry: (count, error) =>
        count < 2 && error instanceof MaepsiError && (error.status === 0 || error.status >= 500),
    },
  },
})
const router = openRouter(queries)
// Asked while the page's own code is still on its way.
if (!/^\/(login|setup|s\/|join\/)/.test(location.pathname)) void queries.prefetchQuery(askMe)

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)

// Their unicode ranges weigh 36 kB, and nothing of the first picture waits for them.
void import('./fonts/slices.ts')
