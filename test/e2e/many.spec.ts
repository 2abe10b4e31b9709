// 5,000 products brought in at once: the page stays small whatever is scrolled to, and hears the keyboard. Its studio is its own.
import { expect, test } from '@playwright/test'
import { buildLargeBulk, skuOf } from '#test/build-large-bulk.ts'
import { openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { expectAccessible, PASSWORD } from './studio-page.ts'

const PRODUCTS = 5_000
/** A photo that cannot be used, every so many products. */
const EVERY = 125
const MOST_ELEMENTS = 1_500

test.skip(({ isMobile }) => isMobile, 'a wide page holds more')

test('5,000 products in a table, 40 of them first', async ({ browser }) => {
  await globalSetup()
  const door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '100000' })
  const context = await browser.newContext({ baseURL: door.url, viewport: { width: 1440, height: 900 } })
  const data = { name: 'Many', email: 'many@example.test', password: PASSWORD }
  const user = (await (await context.request.post('/v1/users', { data })).json()) as { id: string }
  const { id } = await buildLargeBulk(door.studio, user, PRODUCTS)
  await door.studio.database.pool.query(
    `update photo set verdict = '{"level":"stop","kind":null,"betterSlot":null,"confidence":0,"findings":[{"code":"photo_none","level":"stop","values":{}}]}'
     from products, bulk_row where bulk_row.bulk_id = $1 and n % $2 = 0 and products.id = product_id and photo.key = upper_f_image_url`,
    [id, EVERY],
  )
  const page = await context.newPage()
  const elements = async () => page.evaluate(() => document.querySelectorAll('*').length)
  const rows = page.locator('[data-testid^=row-]')
  await page.goto(`/bulk/${id}`)

  await test.step('what cannot be used stands first, with why', async () => {
    await expect(rows.first()).toHaveAttribute('data-testid', `row-${skuOf(EVERY - 1)}`)
    await expect(rows.first()).toContainText('옷을 못 찾았어요')
    await expect(page.getByRole('radio', { name: '문제 40' })).toBeVisible()
    await expectAccessible(page)
    expect(await elements()).toBeLessThanOrEqual(MOST_ELEMENTS)
  })

  await test.step('keys are heard, and down to its end few rows are there at a time', async () => {
    await rows.first().getByRole('checkbox').focus()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('direct-rows')).toContainText('1')
    let most = 0
    for (let n = 1; n <= 8; n++) {
      await page.evaluate((share) => scrollTo(0, document.body.scrollHeight * share), n / 10)
      // Before it are the row with the focus, which stays in the page, and those just above the window.
      await expect(rows.nth(8)).toBeInViewport()
      most = Math.max(most, await elements())
    }
    expect(most).toBeLessThanOrEqual(MOST_ELEMENTS)
    await page.locator('#bulk-direction').scrollIntoViewIfNeeded()
    await expect(page.getByTestId(`row-${skuOf(PRODUCTS - 2)}`)).toBeVisible()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('direct-rows')).toBeHidden()
  })

  await test.step('the others go on', async () => {
    await expect(page.getByTestId('bulk-quote')).toContainText('상품 4,960개')
    await expect(page.getByTestId('bulk-quote')).toContainText('40개는 빼고 만들기')
  })
  await context.close()
  await door.close()
  await globalTeardown()
})
