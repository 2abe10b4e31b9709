// Home: three things at most (N1), a new shop (N2), one part that fails while the others stay (N3), and nothing that jumps (N4).
import { expect, test } from '@playwright/test'
import { callerOf } from './screens/caller.ts'
import { makeProject, orderLooks } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, PASSWORD } from './studio-page.ts'
import { LANGUAGE, t } from './words.ts'

test('home shows what there is, and stays when a part of it fails', async ({ page, isMobile }) => {
  const api = callerOf(page.request)
  const email = `home-${isMobile ? 'phone' : 'desk'}-${Date.now()}@example.test`
  await api.post('/v1/users', { name: 'Dasom', email, password: PASSWORD, language: LANGUAGE })

  await test.step('N2: a new shop has one sentence and two ways on', async () => {
    await page.goto('/')
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await expect(page.getByRole('button', { name: t('home.upload') })).toBeVisible()
    await expect(page.getByRole('button', { name: t('home.sample') })).toBeVisible()
  })

  const { id: projectId } = await makeProject(api, '주말 산책', '가을 원피스')
  await api.post('/v1/collections', { name: '겨울 코트' })
  await orderLooks(api, projectId, ['front'])

  await test.step('N1: what is made stands on top, and columns with nothing are absent', async () => {
    await page.goto('/')
    const desk = page.getByTestId('desk-making').or(page.getByTestId('desk-pick'))
    await expect(desk.first()).toBeVisible()
    await expect(page.getByTestId('desk-attention')).toHaveCount(0)
    expect(await page.locator('[data-testid^=desk-]').count()).toBeLessThanOrEqual(3)
    await expect(page.getByTestId('collection')).toHaveCount(2)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  // What is finished has its lists asked for again, and a part that failed would come by itself.
  await expect(page.getByTestId('desk-pick')).toBeVisible({ timeout: 120_000 })

  await test.step('N3: a part that fails says so and can be tried again', async () => {
    let broken = true
    await page.route('**/v1/projects?*', async (route) =>
      broken && !route.request().url().includes('whose=shared')
        ? route.fulfill({ status: 500, contentType: 'application/json', body: '{}' })
        : route.continue(),
    )
    await page.goto('/')
    const again = page
      .locator('#main')
      .getByRole('button', { name: t('do.retry') })
      .first()
    await expect(again).toBeVisible()
    await expect(page.getByTestId('collection')).toHaveCount(2)
    await expectAccessible(page)
    broken = false
    await again.click()
    await expect(again).toHaveCount(0)
    await page.unroute('**/v1/projects?*')
  })

  await test.step('N4: nothing jumps while it comes', async () => {
    await page.addInitScript(() => {
      let shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number
          hadRecentInput: boolean
        })[])
          if (!entry.hadRecentInput) shift += entry.value
        Object.assign(globalThis, { shift })
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto('/')
    await expect(page.getByTestId('collection')).toHaveCount(2)
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => (globalThis as { shift?: number }).shift ?? 0)).toBeLessThanOrEqual(0.02)
  })
})
