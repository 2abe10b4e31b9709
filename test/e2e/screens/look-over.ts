// Looks a page over as it stands: whether all of it is there, what axe finds, and whether it scrolls sideways.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Request } from '@playwright/test'

const QUIET_MS = 120
const PATIENCE_MS = 20_000

/** Follows the page's requests; the answer waits until none is under way, pictures and fonts are there and nothing moves. */
export function followRequests(page: Page): () => Promise<void> {
  const flying = new Set<Request>()
  let changed = Date.now()
  page.on('request', (request) => {
    // The live line stays open.
    if (new URL(request.url()).pathname === '/v1/live') return
    flying.add(request)
    changed = Date.now()
  })
  const landed = (request: Request) => {
    if (flying.delete(request)) changed = Date.now()
  }
  page.on('requestfinished', landed)
  page.on('requestfailed', landed)
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) flying.clear()
  })
  return async () => {
    const end = Date.now() + PATIENCE_MS
    while (Date.now() < end && (flying.size > 0 || Date.now() - changed < QUIET_MS))
      await page.waitForTimeout(QUIET_MS / 4)
    await atRest(page)
  }
}

/** Waits until fonts are there and nothing moves. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map(async (animation) => animation.finished),
    )
  })
}

/**
 * What axe finds against WCAG 2.2 AA, a line each; `except` names rules of which the page holds an exception that axe cannot know.
 * The page is looked at from its top and without motion, and put back: a link half under the bar is no small target, and a colour
 * on its way is nobody's contrast.
 */
export async function axeFinds(page: Page, except: readonly string[] = []): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const top = await page.evaluate(() => {
    const before = scrollY
    scrollTo({ top: 0, behavior: 'instant' })
    return before
  })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .disableRules([...except])
    .analyze()
  await page.evaluate((before) => scrollTo({ top: before, behavior: 'instant' }), top)
  await page.emulateMedia({ reducedMotion: null })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** What reaches over the side of the page, if it scrolls sideways. */
export async function sidewaysFinds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(-3)
      .map((element) => `${element.tagName.toLowerCase()} “${(element.textContent ?? '').slice(0, 30)}”`)
    return [`scrolls sideways by ${scrollWidth - clientWidth} px at ${clientWidth}: ${wide.join(', ')}`]
  })
}

/** Words that stand there as keys of a catalogue, and controls whose words are cut off. */
export async function wordFinds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const finds: string[] = []
    const text = document.body.innerText
    for (const key of text.match(/\b[a-z]+[A-Za-z]*(?:\.[a-z][A-Za-z]+)+\b/g) ?? [])
      if (!/\.(?:test|com|md|jpg|png|webp|heic|mp4|csv|zip|html|json|pdf|txt|localhost)$/i.test(key))
        finds.push(`a key instead of words: ${key}`)
    for (const control of document.querySelectorAll('button, a, [role=tab], label, th')) {
      const box = control.getBoundingClientRect()
      if (box.width < 2 || !/hidden|clip/.test(getComputedStyle(control).overflowX)) continue
      if (control.scrollWidth > control.clientWidth + 1)
        finds.push(`cut off: “${(control.textContent ?? '').slice(0, 40)}”`)
    }
    return finds
  })
}
