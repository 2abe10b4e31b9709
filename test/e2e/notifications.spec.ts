// What ended while nobody looked: counted in the page's title and on its icon, told by the browser as chosen, and gone at a look.
import { expect, test } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { callerOf } from './screens/caller.ts'
import { makeProduct, makeProject } from './screens/fill-things.ts'
import { PASSWORD } from './studio-page.ts'
import { LANGUAGE, t } from './words.ts'

test.skip(({ isMobile }) => isMobile, 'a phone shows no titles')

test('finished work is counted until somebody looks', async ({ page, context }) => {
  await context.grantPermissions(['notifications'])
  const api = callerOf(page.request)
  const email = `news-${Date.now()}@example.test`
  await api.post('/v1/users', { name: 'News', email, password: PASSWORD, language: LANGUAGE })
  const { id: projectId } = await makeProject(api)
  const productId = await makeProduct(api, projectId)
  const choice = { inApp: true, email: false, browser: true }
  await api.put('/v1/users/me/notifications/run_finished', choice)
  await page.addInitScript(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    globalThis.Notification = new Proxy(Notification, {
      construct: (real, [title, options]: [string, NotificationOptions?]) => {
        told.push(title)
        return new real(title, options)
      },
    })
  })
  await page.goto('/')
  await expect(page.getByTestId('collection')).toBeVisible()
  const write = async () =>
    api.post('/v1/vto-jobs/letters', {
      id: uuidv7(),
      productId,
      language: LANGUAGE,
      market: 'smartstore',
      tone: 'plain',
      pay: 'credit',
      price: 0,
    })
  const look = async (state: 'visible' | 'hidden') =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)

  await look('hidden')
  await write()
  await expect(page).toHaveTitle(/^\(1\) /)
  await write()
  await expect(page).toHaveTitle(/^\(2\) /)
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicon-news.svg')
  expect((await page.request.get('/favicon-news.svg')).headers()['content-type']).toContain('image/svg')
  expect(await page.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toHaveLength(2)

  await look('visible')
  await expect(page).toHaveTitle(/^[^(]/)
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicon.svg')
  // Somebody who looks is told in the page.
  await write()
  await expect(page.getByTestId('toast')).toContainText(t('news.letter', { name: '린넨 반소매 셔츠' }))
  await expect(page).toHaveTitle(/^[^(]/)

  // Who wishes to hear nothing hears nothing.
  await api.put('/v1/users/me/notifications/run_finished', { inApp: false, email: false, browser: false })
  await page.reload()
  await expect(page.getByTestId('collection')).toBeVisible()
  await look('hidden')
  const { id } = await write()
  await expect.poll(async () => (await api.get<{ status: string }>(`/v1/vto-jobs/${id}`)).status).toBe('DONE')
  await expect(page).toHaveTitle(/^[^(]/)
  expect(await page.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual([])
})
