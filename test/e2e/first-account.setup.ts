// Opens the studio: the first account, made before any journey, is its administrator.
import { expect, test } from '@playwright/test'
import { ADMINISTRATOR, expectAccessible, PASSWORD } from './studio-page.ts'

test('the first visit makes the first account', async ({ page }) => {
  await page.goto('/')
  // A studio that is there already, from an earlier run on the same data folder, has its administrator.
  if (page.url().includes('/login')) return
  await expect(page).toHaveURL(/\/setup/)
  await expectAccessible(page)
  await page.getByLabel('이름', { exact: true }).fill(ADMINISTRATOR.name)
  await page.getByLabel('이메일').fill(ADMINISTRATOR.email)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '운영자 계정 만들기' }).click()
  await expect(page.getByTestId('home-empty')).toBeVisible()
})
