// The sample project, and the keys of its gallery under an English and under a Hangul keyboard; the bin and its undo.
import { expect, test, type Page } from '@playwright/test'
import { signUp } from './studio-page.ts'
import { t } from './words.ts'

test('the sample project has its looks soon and for nothing; they are kept, binned and brought back by keys', async ({
  page,
  isMobile,
}) => {
  await signUp(page, 'Haru')
  await page.getByRole('button', { name: t('home.sample') }).click()
  await expect(page.locator('[data-testid=look-tile][data-state=made]').nth(3)).toBeVisible({
    timeout: 300_000,
  })
  await expect(page.locator('[data-testid=look-tile]:not([data-state=made])')).toHaveCount(0, {
    timeout: 170_000,
  })
  const tiles = page.getByTestId('look-tile')
  const count = await tiles.count()
  expect(count).toBeGreaterThan(3)

  // A phone has no such keyboard.
  if (!isMobile) await pickByKeys(page, count)

  // Samples are free: only the opening grant is in the ledger.
  await page.goto('/account/points')
  await expect(page.getByTestId('ledger-row')).toHaveCount(3)
})

/** Keeps a look, bins one and brings it back. */
async function pickByKeys(page: Page, count: number): Promise<void> {
  const tiles = page.getByTestId('look-tile')
  await focusFirst(page)
  await page.keyboard.press(' ')
  await expect(page.getByTestId('selection-bar')).toContainText(t('gallery.selectedCount', { count: 1 }))
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByTestId('selection-bar')).toContainText(t('gallery.selectedCount', { count: 2 }))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('selection-bar')).toHaveCount(0)

  // Under a Hangul keyboard the key of F says ㄹ, and only its place on the keyboard tells.
  await focusFirst(page)
  await hangul(page, 'KeyF', 'ㄹ')
  await expect(
    page.getByTestId('toast').or(tiles.first().locator('[aria-pressed=true]')).first(),
  ).toBeVisible()

  await hangul(page, 'KeyX', 'ㅌ')
  await expect(page.getByTestId('toast')).toBeVisible()
  await expect(tiles).toHaveCount(count - 1)
  await page
    .getByTestId('toast')
    .getByRole('button', { name: t('do.undo') })
    .click()
  await expect(tiles).toHaveCount(count)
}

async function focusFirst(page: Page): Promise<void> {
  await page.getByTestId('look-tile').first().focus()
}

async function hangul(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([code, key]) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }),
      ),
    [code, key],
  )
}
