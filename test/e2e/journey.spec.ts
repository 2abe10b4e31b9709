// The main way through the studio: an account, photos, a run, looks, a favourite, and what it cost.
import { expect, test } from '@playwright/test'
import { photoFile } from './photos.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { like, t } from './words.ts'

test('from sign-up to a favourite look', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/login/)
  await expect(page.getByLabel(t('enter.email'))).toBeVisible()
  await expectAccessible(page)
  await signUp(page, 'Jimin')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)

  await test.step('photos go into the slots, and each gets its verdict', async () => {
    await page.getByRole('button', { name: t('home.upload') }).click()
    await expect(page).toHaveURL(/\/projects\/[0-9a-f-]+\/studio/)
    await expect(page.getByTestId('needs')).toBeVisible()
    await page
      .getByTestId('slot-upper-front')
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photoFile('tee'))
    await page
      .getByTestId('slot-bottom-front')
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photoFile('jeans'))
    await expect(page.getByTestId('slot-upper-front')).toContainText('960 × 1200')
    await expect(page.getByTestId('slot-bottom-front')).toContainText('960 × 1200')
    await expect(page.getByTestId('needs')).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  await test.step('the price is known before the press, and a double press makes one run', async () => {
    await expect(page.getByTestId('price')).toBeVisible()
    await expect(page.getByTestId('generate')).toHaveText(like('studio.make'))
    await page.getByTestId('generate').dblclick()
    await expect(page).toHaveURL(/\/looks/)
  })

  const tiles = page.getByTestId('look-tile')
  await test.step('the looks arrive', async () => {
    await expect(
      page.getByTestId('run-progress').or(page.locator('[data-state=made]').first()).first(),
    ).toBeVisible()
    const count = await tiles.count()
    expect(count).toBeGreaterThan(0)
    await expect(page.locator('[data-testid=look-tile][data-state=made]')).toHaveCount(count, {
      timeout: 300_000,
    })
    await expect(tiles.first().locator('img').first()).toHaveJSProperty('complete', true)
    await expect(page.getByTestId('run-progress')).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  await test.step('one is looked at closely and kept', async () => {
    await tiles.first().click()
    await expect(page.getByTestId('viewer')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('f')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('viewer')).toHaveCount(0)
    await page.goto(page.url().replace(/\/looks.*/, '/looks?filter=selected'))
    await expect(tiles).toHaveCount(1)
  })

  await test.step('the ledger says what it cost', async () => {
    await page.goto('/account/points')
    const rows = page.getByTestId('ledger-row')
    // Three rows of the opening grant and one of the run: the double press was charged once.
    await expect(rows).toHaveCount(4)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
})
