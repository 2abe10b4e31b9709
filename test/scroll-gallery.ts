// Scrolls a gallery from its top to its end, and counts what the page holds.
import type { Page } from '@playwright/test'

export interface Scrolled {
  /** Elements in the page, at the most. */
  readonly nodes: number
  /** Looks that went by. */
  readonly seen: number
}

const TILE = '[data-testid=look-tile]'

/** Scrolls by `step` pixels a frame until the page is at its end, or `frames` have gone by. */
export async function scrollGallery(page: Page, step: number, frames: number): Promise<Scrolled> {
  await page.locator(`${TILE} img`).first().waitFor()
  return page.evaluate(
    async ([tile, step, frames]) => {
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
      return { nodes, seen: seen.size }
    },
    [TILE, step, frames] as const,
  )
}
