// Opens the studio: the first account, made before any journey, is its administrator.
import { expect, test } from '@playwright/test'
import { ADMINISTRATOR, expectAccessible, PASSWORD } from './studio-page.ts'
import { t } from './words.ts'

test('the first visit makes the first account', async ({ page }) => {
  await page.goto('/')
  // A studio that is there already, from an earlier run on the same data folder, has its administrator.
  if (page.url().includes('/login')) return
  await expect(page).toHaveURL(/\/setup/)
  await expectAccessible(page)
  await page.getByLabel(t('enter.name'), { exact: true }).fill(ADMINISTRATOR.name)
  await page.getByLabel(t('enter.email')).fill(ADMINISTRATOR.email)
  await page.getByLabel(t('enter.password'), { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: t('setup.done') }).click()
  await expect(page.getByTestId('home-empty')).toBeVisible()
})
