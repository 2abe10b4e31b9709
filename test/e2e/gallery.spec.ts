// The grid of looks under the keys of three keyboards (G4–G6), and 5,000 looks (G11). Ranges, places and the bin are in
// gallery-hand.spec.ts, what comes while one looks in gallery-live.spec.ts.
import { expect } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { scrollGallery } from '#test/scroll-gallery.ts'
import { bar, grid, openGallery, tiles } from './gallery-page.ts'
import { pressAs, test } from './own-studio.ts'
import { ALL_ON_PHONE, t } from './words.ts'

/** Three runs: two of forty, one of ten. */
const LOOKS = 90
const MANY = 5_000
const MOST_ELEMENTS = 1_500

test('the grid is walked, and its looks are handled, by keys', async ({ page, door, seller, isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'a phone has no such keyboard')
  const { projectId } = await buildGallery(door.studio, seller, LOOKS)
  const { tile, expectFocus, focused } = await openGallery(page, projectId)
  const { keyboard } = page
  const columns = Number(await grid(page).getAttribute('aria-colcount'))
  const count = (of: number) =>
    expect(bar(page).locator('b')).toHaveText(t('gallery.selectedCount', { count: of }))
  const heart = (at: number) => tile(at).locator('[aria-pressed]')
  const start = async () => {
    await page.goto(`/projects/${projectId}/looks`)
    await tile(0).focus()
  }
  /** A phone has three columns whatever is pressed. */
  const expectOtherColumns = async () => {
    const now = expect.poll(async () => Number(await grid(page).getAttribute('aria-colcount')))
    return isMobile ? now.toBe(3) : now.not.toBe(columns)
  }
  /** Which kind of video is offered; then back to the grid. */
  const expectDialog = async (kind: string) => {
    await expect(page.getByTestId('make-video').getByRole('radio', { name: kind })).toBeChecked()
    await keyboard.press('Escape')
    await expect(page.getByTestId('make-video')).toHaveCount(0)
    await expectFocus(0)
  }
  await tile(0).focus()

  await test.step('G4: every key of the grid does what the map says', async () => {
    const walk: readonly (readonly [string, number])[] = [
      ['ArrowRight', 1],
      ['ArrowDown', 1 + columns],
      ['ArrowLeft', columns],
      ['ArrowUp', 0],
      ['End', LOOKS - 1],
      ['Home', 0],
    ]
    for (const [key, to] of walk) {
      await keyboard.press(key)
      await expectFocus(to)
    }
    await keyboard.press('PageDown')
    await expect.poll(focused).toBeGreaterThanOrEqual(columns)
    expect((await focused()) % columns).toBe(0)
    await keyboard.press('PageUp')
    await expectFocus(0)

    await keyboard.press(' ')
    await count(1)
    await expect(tile(0)).toHaveAttribute('aria-selected', 'true')
    await keyboard.press(' ')
    await expect(bar(page)).toHaveCount(0)
    await keyboard.press('ControlOrMeta+a')
    await count(LOOKS)
    await keyboard.press('Escape')
    await expect(bar(page)).toHaveCount(0)

    await keyboard.press('f')
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'true')
    await keyboard.press('f')
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'false')
    await keyboard.press('+')
    await expectOtherColumns()
    await keyboard.press('-')
    await expect(grid(page)).toHaveAttribute('aria-colcount', String(columns))
    await keyboard.press('c')
    await expect(page.getByTestId('toast')).toContainText(t('gallery.compareMore'))
    for (const [key, kind] of Object.entries({ t: t('films.kinds.turntable'), v: t('films.kinds.clip') })) {
      await keyboard.press(key)
      await expectDialog(kind)
    }
    await keyboard.press('Enter')
    await expect(page.getByTestId('viewer')).toBeVisible()
    await keyboard.press('Escape')
    await expectFocus(0)
    await keyboard.press('/')
    await expect(page.locator('#gallery-filters [aria-current]')).toBeFocused()

    await start()
    await keyboard.press('Delete')
    await expectFocus(1)
    await keyboard.press('ControlOrMeta+z')
    await expect(tile(0)).toBeVisible()
    await keyboard.press('e')
    await expect(page).toHaveURL(/\/export\?looks=[0-9a-f-]{36}$/)
    await start()
    await keyboard.press(' ')
    await keyboard.press('Shift+ArrowRight')
    await keyboard.press('c')
    await expect(page.getByTestId('pane')).toHaveCount(2)
  })

  await test.step('G5: under a Hangul keyboard the place of a key counts, and one whose going down was swallowed', async () => {
    await start()
    await pressAs(page, 'ㄹ', 'KeyF')
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'true')
    await pressAs(page, 'Process', 'KeyF')
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'false')
    await pressAs(page, 'ㄹ', 'KeyF', { only: 'up' })
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'true')
    await pressAs(page, 'ㅅ', 'KeyT')
    await expectDialog(t('films.kinds.turntable'))
    await pressAs(page, 'ㅍ', 'KeyV')
    await expectDialog(t('films.kinds.clip'))
    await pressAs(page, 'ㅌ', 'KeyX')
    await expect(tile(0)).toHaveCount(0)
    await pressAs(page, 'ㅋ', 'KeyZ', { control: true })
    await expect(tile(0)).toBeVisible()
  })

  await test.step('G6: on a Dvorak keyboard the letter counts, wherever it stands', async () => {
    await start()
    await pressAs(page, 'u', 'KeyF')
    await pressAs(page, 'q', 'KeyX')
    await pressAs(page, 'f', 'KeyY')
    await expect(heart(0)).toHaveAttribute('aria-pressed', 'false')
    await expect(tiles(page).first()).toHaveAttribute('data-tile', (await tile(0).getAttribute('data-tile'))!)
    await pressAs(page, '[', 'Minus')
    await pressAs(page, '-', 'Quote')
    await expectOtherColumns()
    await pressAs(page, '+', 'BracketRight')
    await expect(grid(page)).toHaveAttribute('aria-colcount', String(columns))
  })
})

test('G11: 5,000 looks are scrolled through, and the page holds few of them at a time', async ({
  page,
  door,
  seller,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'a wide page holds more')
  const { projectId } = await buildGallery(door.studio, seller, MANY)
  await page.goto(`/projects/${projectId}/looks`)
  const { nodes, seen } = await scrollGallery(page, 900, 400)
  expect(nodes).toBeLessThanOrEqual(MOST_ELEMENTS)
  expect(seen).toBeGreaterThan(500)
})
