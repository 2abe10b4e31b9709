// Looks that come while somebody is looking: nothing moves (G1), little is read out (G2), what failed is given back (G3), a lost line
// is told and made good (G9), and all of it can be read by everyone (G12).
import { expect, type Page } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { playRun, type PlayedRun } from '#test/played-run.ts'
import { test } from './own-studio.ts'
import { expectAccessible, expectNoSidewaysScroll } from './studio-page.ts'
import { t } from './words.ts'

const LOOKS = 4
/** What one look had cost. */
const RETURNED = t('studio.amount.credit', { count: 2 })

const tileOf = (page: Page, run: PlayedRun, n: number) => page.locator(`[data-tile="${run.id}/${n}"]`)
const expectState = async (page: Page, run: PlayedRun, states: readonly string[]) => {
  for (const [n, state] of states.entries())
    await expect(tileOf(page, run, n)).toHaveAttribute('data-state', state)
}

/** Begins to note what moves by itself, and what is read out. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { moved: [] as string[], said: [] as string[] }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        hadRecentInput: boolean
        sources: readonly { node: Node | null }[]
      })[])
        if (!entry.hadRecentInput)
          // The needle of a stitch is no element: it is there to move.
          for (const { node } of entry.sources)
            if (node instanceof Element) seen.moved.push(node.outerHTML.slice(0, 90))
    }).observe({ type: 'layout-shift', buffered: false })
    const region = document.querySelector('output')!
    new MutationObserver(() => seen.said.push(region.textContent.replace(/\s+/g, ' ').trim())).observe(
      region,
      {
        childList: true,
        characterData: true,
        subtree: true,
      },
    )
  })
}
const seen = async (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { seen: { moved: string[]; said: string[] } }).seen)

/** What the reader has before them: what has the focus, and where every tile of the runs that are there stands on the screen. */
const placeOf = async (page: Page) =>
  page.evaluate(() => ({
    focus: (document.activeElement as HTMLElement | null)?.dataset['tile'] ?? null,
    tiles: Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-testid=look-tile]')].map((tile) => {
        const { x, y, width, height } = tile.getBoundingClientRect()
        return [tile.dataset['tile'], [x, y, width, height].map(Math.round).join(' ')]
      }),
    ),
  }))

test('looks come, and whoever is looking is left alone', async ({ page, door, seller, isMobile }) => {
  const { projectId, product, picture } = await buildGallery(door.studio, seller, 90)
  const play = async () => playRun(door.studio, seller, product, { looks: LOOKS, picture })
  const first = await play()
  await page.goto(`/projects/${projectId}/looks`)
  await expectState(page, first, ['waiting', 'waiting', 'waiting', 'waiting'])
  await expect(page.locator('[data-testid=look-tile][data-state=made] img').first()).toBeVisible()

  await test.step('G1, G2: the places of a run are filled where they are; its quarters and its end are read out, no look is', async () => {
    await watch(page)
    const reader = page.locator('[data-testid=look-tile][data-state=made]').nth(1)
    await reader.focus()
    const before = await placeOf(page)
    await first.start()
    await expectState(page, first, ['making', 'waiting', 'waiting', 'waiting'])
    for (let n = 0; n < LOOKS; n++) {
      await first.reach(25 * n + 10)
      await expect(page.getByTestId('run-progress')).toHaveAttribute('aria-valuenow', String(25 * n + 10))
      await first.deliver(n)
      await expect(tileOf(page, first, n)).toHaveAttribute('data-state', 'made')
      await expect(page).toHaveTitle(new RegExp(`^\\(${n + 1}/${LOOKS}\\)`))
    }
    await first.end()
    await expect(page.getByTestId('run-progress')).toHaveCount(0)
    await expect(page).toHaveTitle(/^Lookbook/)
    expect(await placeOf(page)).toEqual(before)
    const { moved, said } = await seen(page)
    expect(moved).toEqual([])
    expect(said).toEqual([
      ...[25, 50, 75].map((percent) => t('gallery.said.part', { percent })),
      t('gallery.said.done', { count: LOOKS }),
    ])
  })

  await test.step('G1, G2: a run that comes while one is further down waits behind a pill, and its start is read out', async () => {
    await page.evaluate(() => scrollTo({ top: 700 }))
    await expect(tileOf(page, first, 0)).not.toBeInViewport()
    await watch(page)
    const before = await placeOf(page)
    const second = await play()
    const pill = page.getByRole('button', { name: t('gallery.newLooks', { count: LOOKS }) })
    await expect(pill).toBeVisible()
    expect(await placeOf(page)).toEqual(before)
    await second.start()
    await second.deliver(0)
    await expect(page).toHaveTitle(/^\(1\/4\)/)
    expect(await placeOf(page)).toEqual(before)
    const { moved, said } = await seen(page)
    expect(moved).toEqual([])
    expect(said).toEqual([t('gallery.said.started', { count: LOOKS })])
    await pill.click()
    await expect(pill).toHaveCount(0)
    await expectState(page, second, ['made', 'making', 'waiting', 'waiting'])
    await expect(tileOf(page, second, 0)).toBeInViewport()
    await second.deliver(1)
    await second.deliver(2)
    await second.deliver(3)
    await second.end()
    await expectState(page, second, ['made', 'made', 'made', 'made'])
  })

  await test.step('G3, G12: a look that failed says what came back, while the others come', async () => {
    const third = await play()
    await third.start()
    await third.deliver(0)
    await third.fail(1)
    await third.reach(60)
    await expectState(page, third, ['made', 'failed', 'making', 'waiting'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await expectNoSidewaysScroll(page)
    await watch(page)
    await third.deliver(2)
    await third.deliver(3)
    await third.end()
    await expect(
      page.getByText(t('gallery.partly', { count: LOOKS, made: 3, returned: RETURNED })),
    ).toBeVisible()
    if (!isMobile)
      await expect(tileOf(page, third, 1)).toContainText(t('gallery.failed.returned', { amount: RETURNED }))
    await expect
      .poll(async () => (await seen(page)).said.at(-1))
      .toBe(t('gallery.said.partly', { total: LOOKS, made: 3 }))
    await tileOf(page, third, 1)
      .getByRole('button', { name: t('gallery.again') })
      .click()
    await expect(page).toHaveURL(/\/studio/)
    await page.goto('/account/points')
    await expect(page.getByTestId('ledger-row').first()).toContainText(t('points.returned'))
  })
})

test('G9: a line that is lost is told, and what came meanwhile is there after it', async ({
  page,
  context,
  door,
  seller,
  isMobile,
}) => {
  const { projectId, product, picture } = await buildGallery(door.studio, seller, 8)
  const run = await playRun(door.studio, seller, product, { looks: LOOKS, picture })
  await run.start()
  await page.goto(`/projects/${projectId}/looks`)
  await expectState(page, run, ['making', 'waiting', 'waiting', 'waiting'])
  await context.setOffline(true)
  const band = page.getByTestId('connection')
  await expect(band).toBeVisible()
  await expect(page.getByTestId('run-progress')).toHaveAttribute('data-stale', '')
  await expectAccessible(page)
  await run.deliver(0)
  await run.deliver(1)
  await run.fail(2)
  await context.setOffline(false)
  await expect(band).toHaveCount(0)
  await expectState(page, run, ['made', 'made', 'failed', 'making'])
  await expect(page.getByTestId('run-progress')).not.toHaveAttribute('data-stale', '')
  await run.deliver(3)
  await run.end()
  await expectState(page, run, ['made', 'made', 'failed', 'made'])
  // A phone draws only what is near the screen.
  if (!isMobile) await expect(page.getByTestId('look-tile')).toHaveCount(8 + LOOKS)
})
