// Collections and projects: made, renamed, binned and brought back; languages, the lost line, and the way out and in.
import { expect, test } from '@playwright/test'
import type { Language } from '#sdk/contract/users.ts'
import { expectAccessible, expectNoSidewaysScroll, PASSWORD, signUp } from './studio-page.ts'
import { LANGUAGE, t, wordsOf } from './words.ts'

test('a collection is made, renamed and taken back, its project binned and restored', async ({
  page,
  isMobile,
}) => {
  await signUp(page, 'Sol')
  await expectAccessible(page)
  await page.getByRole('button', { name: t('home.upload') }).click()
  await expect(page).toHaveURL(/\/studio$/)
  await page.goto('/')
  const collections = page.getByTestId('collection')
  await expect(collections).toHaveCount(1)

  await page.getByTestId('new-collection').click()
  const name = page.getByRole('textbox', { name: t('collection.name') })
  await expect(name).toBeFocused()
  await page.getByRole('button', { name: t('do.make'), exact: true }).click()
  await expect(page.getByText(t('errors.nameNeeded'))).toBeVisible()
  await name.fill('가을 원피스')
  await name.press('Enter')
  const title = (text: string) => page.getByRole('heading', { level: 1, name: text })
  await expect(title('가을 원피스')).toBeVisible()
  await expectAccessible(page)

  const menu = page.getByRole('button', { name: t('collection.menu', { name: '가을 원피스' }) })
  await menu.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await menu.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await name.fill('겨울 코트')
  await name.press('Enter')
  await expect(title('겨울 코트')).toBeVisible()
  await expect(page.getByTestId('toast')).toContainText('겨울 코트')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(title('가을 원피스')).toBeVisible()

  await page.getByTestId('new-project').click()
  await page.getByRole('textbox', { name: t('project.name') }).fill('셔츠 원피스')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/studio$/)
  await page.getByRole('button', { name: t('project.menu', { name: '셔츠 원피스' }) }).click()
  await page.getByRole('menuitem', { name: t('do.bin') }).click()
  await expect(title('가을 원피스')).toBeVisible()
  await expect(page.getByTestId('project')).toHaveCount(0)
  await page
    .getByTestId('toast')
    .last()
    .getByRole('button', { name: t('do.undo') })
    .click()
  await expect(page.getByTestId('project')).toHaveCount(1)

  await page.getByRole('button', { name: t('collection.menu', { name: '가을 원피스' }) }).click()
  await page.getByRole('menuitem', { name: t('do.bin') }).click()
  await expect(collections).toHaveCount(1)
  await page.goto('/trash')
  await expect(page.getByTestId('bin-row')).toHaveCount(1)
  await expectAccessible(page)
  if (isMobile) await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: `${t('do.restore')}: 가을 원피스` }).click()
  await expect(page.getByTestId('bin-row')).toHaveCount(0)
  await page.goto('/')
  await expect(collections).toHaveCount(2)
})

test('the studio speaks three languages, says when the line is lost, and lets people out and in', async ({
  page,
  context,
}) => {
  const email = await signUp(page, 'Noa')
  for (const path of ['/account/profile', '/account/points', '/account/api-keys']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await page.goto('/')
  const choose = async (language: Language, name: string) => {
    await page.getByTestId('account-menu').click()
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await page.getByRole('menuitemradio', { name }).click()
    await kept
    const home = wordsOf(language)('home.title')
    await expect(page.getByRole('heading', { level: 1, name: home })).toBeVisible()
  }
  const names = { en: 'English', ja: '日本語', ko: '한국어' } as const
  for (const [language, name] of Object.entries(names)) await choose(language as Language, name)
  await choose('ja', names.ja)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  await choose(LANGUAGE, names[LANGUAGE])

  await context.setOffline(true)
  await expect(page.getByTestId('connection')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByTestId('connection')).toHaveCount(0)

  await page.getByTestId('account-menu').click()
  await page.getByRole('menuitem', { name: t('account.signOut') }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.goto('/account/points')
  await expect(page).toHaveURL(/\/login/)
  await page.getByLabel(t('enter.email')).fill(email)
  await page.getByLabel(t('enter.password'), { exact: true }).fill('not the password')
  await page.getByLabel(t('enter.password'), { exact: true }).press('Enter')
  await expect(page.getByText(t('errors.wrong_password'))).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel(t('enter.password'), { exact: true }).fill(PASSWORD)
  await page.getByLabel(t('enter.password'), { exact: true }).press('Enter')
  // Back to where they were going.
  await expect(page).toHaveURL(/\/account\/points/)
  await expect(page.getByTestId('ledger-row')).toHaveCount(3)
})
