// The gallery under the hand, at a desk and on a phone: ranges over runs (G7), the place that is kept (G8), the bin (G10).
import { expect, type Locator, type Page } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { bar, openGallery, tiles } from './gallery-page.ts'
import { test } from './own-studio.ts'
import { expectAccessible, expectNoSidewaysScroll } from './studio-page.ts'
import { t } from './words.ts'

/** Three runs: two of forty, one of ten. */
const LOOKS = 90
const RUN = 40
/** A wrapped heading of a run, in px. */
const HEADING = 100

/** A finger that rests on something for a while. */
async function rest(page: Page, on: Locator): Promise<void> {
  const { x, y, width, height } = (await on.boundingBox())!
  const protocol = await page.context().newCDPSession(page)
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }]
  await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(bar(page)).toBeVisible()
  await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await protocol.detach()
}

test('ranges, the place on the page, and the bin', async ({ page, door, seller, isMobile }) => {
  const { projectId } = await buildGallery(door.studio, seller, LOOKS)
  const { tile, expectFocus } = await openGallery(page, projectId)
  const { keyboard } = page
  const count = (of: number) =>
    expect(bar(page).locator('b')).toHaveText(t('gallery.selectedCount', { count: of }))

  await test.step('G7: a range grows over the heading of a run, by Shift and arrows, by Shift and click, and by finger', async () => {
    if (isMobile) {
      await rest(page, tile(0))
      await count(1)
      await tile(2).tap()
      await count(2)
      await tile(0).tap()
      await count(1)
      await bar(page)
        .getByRole('button', { name: t('gallery.clear') })
        .tap()
      await page.getByRole('button', { name: t('gallery.select'), exact: true }).tap()
      await tile(1).tap()
      await count(1)
      await page.getByRole('button', { name: t('gallery.selectDone') }).tap()
      await expect(bar(page)).toHaveCount(0)
      return
    }
    await tile(0).focus()
    await keyboard.press('End')
    await expectFocus(LOOKS - 1)
    await keyboard.press('Shift+Home')
    await count(LOOKS)
    await keyboard.press('Escape')
    await tile(0).click({ modifiers: ['ControlOrMeta'] })
    await tile(RUN - 2).click({ modifiers: ['ControlOrMeta'] })
    await count(2)
    // From the look pressed last, over the heading, to the third of the next run; and back to the first of it.
    await tile(RUN + 2).click({ modifiers: ['Shift'] })
    await count(6)
    await keyboard.press('Shift+ArrowLeft')
    await keyboard.press('Shift+ArrowLeft')
    await expectFocus(RUN)
    await count(4)
    await keyboard.press('Escape')
    await expect(bar(page)).toHaveCount(0)
  })

  await test.step('G8: who comes back from a look, or loads the page anew, is where they were', async () => {
    const at = RUN + 9
    await page.goto(`/projects/${projectId}/looks`)
    await tile(0).focus()
    await expect(async () => {
      await page.evaluate(() => scrollBy(0, 300))
      await expect(tile(at)).toBeAttached({ timeout: 500 })
    }).toPass()
    await tile(at).evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const before = await page.evaluate(() => scrollY)
    expect(before).toBeGreaterThan(300)
    const stood = (await tile(at).boundingBox())!.y
    await tile(at).click()
    await expect(page.getByTestId('viewer')).toBeVisible()
    await page.getByRole('button', { name: t('viewer.next') }).click()
    await expect(page).toHaveURL(/looks\//)
    await page.getByRole('button', { name: t('viewer.close') }).click()
    await expect(page.getByTestId('viewer')).toHaveCount(0)
    await expectFocus(at + 1)
    expect(await page.evaluate(() => scrollY)).toBe(before)
    await page.reload()
    await expect(tile(at)).toBeInViewport()
    await expect
      .poll(async () => Math.abs(((await tile(at).boundingBox())?.y ?? 0) - stood))
      .toBeLessThan(HEADING)
  })

  await test.step('G10: what is binned comes back by undo, and out of the bin', async () => {
    await page.goto(`/projects/${projectId}/looks`)
    const bin = async () => {
      if (!isMobile)
        return tile(0)
          .focus()
          .then(async () => keyboard.press('x'))
      await page.getByRole('button', { name: t('gallery.select'), exact: true }).tap()
      await tile(0).tap()
      await bar(page)
        .getByRole('button', { name: t('gallery.bin') })
        .tap()
      return page.getByRole('button', { name: t('gallery.selectDone') }).tap()
    }
    await bin()
    await expect(tile(0)).toHaveCount(0)
    await page
      .getByTestId('toast')
      .getByRole('button', { name: t('do.undo') })
      .click()
    await expect(tile(0)).toBeVisible()
    await bin()
    await expect(tile(0)).toHaveCount(0)
    await page.goto(`/projects/${projectId}/looks?filter=bin`)
    await expect(tiles(page)).toHaveCount(1)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await tile(0).click()
    await page
      .getByTestId('viewer')
      .getByRole('button', { name: t('viewer.restore') })
      .click()
    await expect(tiles(page)).toHaveCount(0)
    await page.goto(`/projects/${projectId}/looks`)
    await expect(tile(0)).toBeVisible()
  })
})
