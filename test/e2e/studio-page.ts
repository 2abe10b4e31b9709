// What a person does in the studio, in words the journeys share.
import { expect, type Page } from '@playwright/test'
import { axeFinds } from './screens/look-over.ts'
import { t } from './words.ts'

export const PASSWORD = 'correct horse battery'

/** Who runs the studio of the journeys: made by first-account.setup.ts. */
export const ADMINISTRATOR = { name: 'Chief', email: 'chief@example.test' } as const

/** Makes an account through the sign-in page, and answers its e-mail address. */
export async function signUp(page: Page, name: string): Promise<string> {
  const email = `${name.toLowerCase()}-${Date.now()}@example.test`
  await page.goto('/')
  await expect(page).toHaveURL(/\/login/)
  await page
    .getByRole('button', { name: t('enter.signUp') })
    .or(page.getByRole('link', { name: t('enter.signUp') }))
    .first()
    .click()
  await page.getByLabel(t('enter.name'), { exact: true }).fill(name)
  await page.getByLabel(t('enter.email')).fill(email)
  await page.getByLabel(t('enter.password'), { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: t('enter.signUp') }).click()
  await expect(page.getByTestId('home-empty')).toBeVisible()
  return email
}

/** Signs in with an account that is there. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel(t('enter.email')).fill(email)
  await page.getByLabel(t('enter.password'), { exact: true }).fill(PASSWORD)
  await page.getByLabel(t('enter.password'), { exact: true }).press('Enter')
  await expect(page).not.toHaveURL(/\/login/)
}

/** Shows what the viewer knows of a look, where it is not shown already: on a phone the look has the room. */
export async function openFacts(page: Page): Promise<void> {
  const facts = page.getByTestId('viewer').getByRole('button', { name: t('viewer.facts') })
  if ((await facts.getAttribute('aria-pressed')) === 'false') await facts.click()
}

/** Fails with the rule and the place when axe finds anything against WCAG 2.2 AA, but for the rules excepted. */
export async function expectAccessible(page: Page, except: readonly string[] = []): Promise<void> {
  expect(await axeFinds(page, except)).toEqual([])
}

/** Fails when the page scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBeLessThanOrEqual(0)
}
