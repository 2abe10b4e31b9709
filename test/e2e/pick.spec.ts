// Picking faster than the studio hears of it: every look comes, none twice, and the end is the end.
import { expect } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { test } from './own-studio.ts'
import { ALL_ON_PHONE } from './words.ts'

/** More than two answers hold. */
const LOOKS = 130
/** So long nothing may come after a key. */
const STANDS_MS = 60_000

test('every look is picked, however fast the keys', async ({ page, door, seller, isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'a phone has no such keyboard')
  await buildGallery(door.studio, seller, LOOKS)
  await page.route('**/v1/images/*', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((resolve) => setTimeout(resolve, 400))
    await route.continue()
  })
  await page.goto('/pick')
  const stage = page.getByTestId('pick-stage')
  const end = page.getByTestId('pick-end')
  await stage.waitFor()
  const picked = new Set<string>()
  const lost: string[] = []
  page.on('requestfailed', (request) => lost.push(`${request.method()} ${request.failure()?.errorText}`))
  let last = Date.now()
  while (!(await end.isVisible())) {
    const look = await stage.getAttribute('data-look', { timeout: 2_000 }).catch(() => null)
    if (Date.now() - last > STANDS_MS)
      throw new Error(`it stands at ${picked.size}; lost: ${lost.join(', ')}`)
    if (look === null || picked.has(look)) continue
    picked.add(look)
    await page.keyboard.press('f')
    last = Date.now()
  }
  expect(picked.size).toBe(LOOKS)
  await expect(page.getByTestId('pick-kept')).toHaveText(String(LOOKS))
})
