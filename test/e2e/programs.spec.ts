// Search by keyboard, and webhooks made, tested and removed.
import { expect, test } from '@playwright/test'
import { expectAccessible, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, t } from './words.ts'

test('⌘K finds a collection by its initials and comes back as it was; a webhook is made and tried', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the keyboard is the desk’s')
  await signUp(page, 'Bada')
  await page.evaluate(async () => {
    const send = async (path: string, body: object) =>
      (
        await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ id: string }>
    const { id } = await send('/v1/collections', { name: '가을 원피스' })
    const project = await send('/v1/projects', { collectionId: id, name: '린넨 모음' })
    await send('/v1/products', { projectId: project.id, name: '린넨 셔츠' })
  })
  const opener = page.getByRole('button', { name: t('nav.search') })
  await opener.focus()
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: t('search.title') })
  await expect(field).toBeFocused()
  await expect(page.getByRole('option', { name: t('search.do.trash') })).toBeVisible()
  await field.fill('ㄱㅇㅇㅍㅅ')
  await expect(page.getByRole('option', { name: '가을 원피스' })).toHaveAttribute('aria-selected', 'true')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  await expect(field).toHaveValue('ㄱㅇㅇㅍㅅ')
  await field.fill('린넨')
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  const project = page.getByRole('option', { name: '린넨 모음', exact: true })
  await expect(project).toHaveAttribute('aria-selected', 'true')
  // An Enter that ends a syllable is the input method's.
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  await expect(field).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/projects\/.*\/looks$/)

  await page.keyboard.press('ControlOrMeta+k')
  await field.fill(t('webhooks.title'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/account\/webhooks$/)
  await page.getByTestId('new-webhook').click()
  const address = page.getByRole('textbox', { name: t('webhooks.address') })
  await address.fill('https://127.0.0.1/hook')
  await address.press('Enter')
  await expect(page.getByText(t('errors.webhook_address'))).toBeVisible()
  // The studio itself, whose origin the journeys trust: a receiver that knows nothing of this address.
  await address.fill(new URL('/hook', page.url()).href)
  await address.press('Enter')
  await expect(page.getByTestId('webhook-secret')).toHaveValue(/^whsec_.{44}$/)
  await page.getByRole('button', { name: t('webhooks.done') }).click()
  await page.getByRole('button', { name: t('webhooks.test') }).click()
  await expect(page.getByTestId('webhook-delivery')).toContainText(t('webhooks.event.webhook_test'))
  await expectAccessible(page)
  await page.getByRole('button', { name: t('webhooks.remove'), exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('webhooks.remove'), exact: true })
    .click()
  await expect(page.getByTestId('webhook')).toHaveCount(0)
})
