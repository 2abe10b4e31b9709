// The frame of every page behind the sign-in: top bar, page, and on a phone the tab bar.
import { openLive } from '#web/live.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ConnectionBanner } from './connection-banner.tsx'
import { useJobNews } from './job-news.ts'
import { PaymentBanner } from './payment-banner.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { TabBar } from './tab-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { ViewBar } from './view-bar.tsx'

/** The frame; it holds the live line open as long as it stands. */
export function Shell() {
  const queries = useQueryClient()
  useEffect(() => openLive(queries), [queries])
  useJobNews()
  return (
    <div className="flex min-h-dvh flex-col pb-(--tabbar)">
      <ViewBar />
      <TopBar />
      <ConnectionBanner />
      <PaymentBanner />
      <main id="main" tabIndex={-1} className="grow outline-none">
        <Outlet />
      </main>
      <TabBar />
      <ShortcutSheet />
    </div>
  )
}
