// Scrolls a gallery from its top to its end, and counts what the page holds and how long it was busy.
import type { Page } from '@playwright/test'

export interface Scrolled {
  /** Elements in the page, at the most. */
  readonly nodes: number
  /** Tasks over 50 ms while it scrolled, in milliseconds. */
  readonly longTasks: readonly number[]
  /** Numbers of looks that were seen. */
  readonly seen: number
}

const TILE = '[data-testid=look-tile][data-state=made]'

/** Scrolls by `step` pixels a frame until the page is at its end, or `frames` have gone by. */
export async function scrollGallery(page: Page, step: number, frames: number): Promise<Scrolled> {
  await page.locator(`${TILE} img`).first().waitFor()
  return page.evaluate(
    async ([tile, step, frames]) => {
      const longTasks: number[] = []
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration))
      })
      observer.observe({ type: 'longtask' })
      const seen = new Set<string>()
      let nodes = 0
      let still = 0
      for (let frame = 0; frame < frames && still < 120; frame++) {
        await new Promise(requestAnimationFrame)
        const before = scrollY
        scrollBy(0, step)
        still = scrollY === before ? still + 1 : 0
        nodes = Math.max(nodes, document.querySelectorAll('*').length)
        for (const one of document.querySelectorAll<HTMLElement>(tile)) seen.add(one.dataset['tile'] ?? '')
      }
      observer.disconnect()
      return { nodes, longTasks, seen: seen.size }
    },
    [TILE, step, frames] as const,
  )
}
