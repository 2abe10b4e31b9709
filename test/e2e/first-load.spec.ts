// P1: nothing jumps while a page comes to a browser that knows nothing, over a line with some delay. What pages weigh is in
// sizes.spec.ts, how soon they are there in bench/first-load.ts.
import { expect, type Page } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { test } from './own-studio.ts'

const MOST_SHIFT = 0.02
/** Of the line, in ms: long enough for what is asked for later to be painted later. */
const DELAY = 150
/** What comes after the page itself has this long, in ms, to push it about. */
const AFTER = 1_500

interface Shift {
  readonly sum: number
  /** What moved, the worst first. */
  readonly what: readonly string[]
}

/** Opens an address on a slow line, and answers what moved by itself. */
async function openSlowly(page: Page, path: string, ready: string): Promise<Shift> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Network.enable')
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: DELAY,
    downloadThroughput: 9e6 / 8,
    uploadThroughput: 9e6 / 8,
  })
  await page.addInitScript(() => {
    const shifts: { value: number; what: string }[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      })[]) {
        const what = entry.sources.map(({ node, previousRect: a, currentRect: b }) => {
          const shown = node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? '')
          return `${shown} ${Math.round(a.x)},${Math.round(a.y)} → ${Math.round(b.x)},${Math.round(b.y)}`
        })
        if (!entry.hadRecentInput) shifts.push({ value: entry.value, what: what.join(' | ') })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(path)
  await page.locator(ready).first().waitFor()
  await page.waitForTimeout(AFTER)
  const shifts = await page.evaluate(
    () => (globalThis as unknown as { shifts: { value: number; what: string }[] }).shifts,
  )
  return {
    sum: shifts.reduce((total, { value }) => total + value, 0),
    what: shifts
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 3)
      .map(({ value, what }) => `${value.toFixed(4)} ${what}`),
  }
}

test('P1: no page moves more than a little while it comes', async ({
  browser,
  door,
  seller,
  page,
  baseURL,
  viewport,
  isMobile,
  hasTouch,
}) => {
  const { projectId } = await buildGallery(door.studio, seller, 24)
  const { items } = (await (await page.request.get(`/v1/images?projectId=${projectId}`)).json()) as {
    items: { id: string }[]
  }
  const link = await page.request.post(`/v1/projects/${projectId}/links`, { data: { looks: 'all' } })
  const { url } = (await link.json()) as { url: string }
  const project = `/projects/${projectId}`
  const [first, second] = items.map(({ id }) => id)
  const tile = '[data-testid=look-tile][data-state=made] img'
  const pages: Readonly<Record<string, readonly [path: string, ready: string]>> = {
    home: ['/', '[data-testid=collection]'],
    studio: [`${project}/studio`, '[data-testid=generate]'],
    gallery: [`${project}/looks`, tile],
    viewer: [`${project}/looks/${first}`, '[data-testid=viewer] img'],
    compare: [`${project}/compare?ids=${first},${second}`, '[data-testid=pane] img'],
    export: [`${project}/export`, '[data-testid=plan-sum]'],
    points: ['/account/points', '[data-testid=ledger-row]'],
  }
  const device = { baseURL: baseURL ?? '', viewport, isMobile, hasTouch, locale: 'ko-KR' }
  const state = await page.context().storageState()
  const load = async (path: string, ready: string, signedIn: boolean): Promise<Shift> => {
    const context = await browser.newContext({
      ...device,
      ...(signedIn && { storageState: state }),
    })
    const shift = await openSlowly(await context.newPage(), path, ready)
    await context.close()
    return shift
  }
  const shifts: Record<string, Shift> = {
    login: await load('/login', 'form', false),
    shared: await load(new URL(url).pathname, '[data-testid=shared-looks] img', false),
  }
  for (const [name, [path, ready]] of Object.entries(pages))
    // These looks have no map of their garment: on a phone the note that asks to lay one by hand stands between loupe and buttons.
    if (!(isMobile && name === 'compare')) shifts[name] = await load(path, ready, true)
  console.log(
    Object.entries(shifts)
      .map(([name, { sum }]) => `${name} ${sum.toFixed(4)}`)
      .join(', '),
  )
  for (const [name, { sum, what }] of Object.entries(shifts))
    expect.soft(sum, `${name}: ${what.join('\n')}`).toBeLessThanOrEqual(MOST_SHIFT)
})
