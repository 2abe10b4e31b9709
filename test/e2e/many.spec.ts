// 5,000 products brought in at once, and more looks exported than a ZIP takes: pages stay small and hear the keyboard. Their studio is
// their own.
import { type BrowserContext, expect, test } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { buildLargeBulk, skuOf } from '#test/build-large-bulk.ts'
import { type Door, openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { expectAccessible, PASSWORD } from './studio-page.ts'
import { ALL_ON_PHONE, LANGUAGE, t } from './words.ts'

const PRODUCTS = 5_000
/** A photo that cannot be used, every so many products. */
const EVERY = 125
const MOST_ELEMENTS = 1_500

test.skip(({ isMobile }) => isMobile && !ALL_ON_PHONE, 'a wide page holds more')

let door: Door
let context: BrowserContext
let user: { id: string }
test.beforeAll(async ({ browser }) => {
  await globalSetup()
  door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '100000' })
  context = await browser.newContext({ baseURL: door.url, viewport: { width: 1440, height: 900 } })
  const data = { name: 'Many', email: 'many@example.test', password: PASSWORD, language: LANGUAGE }
  user = (await (await context.request.post('/v1/users', { data })).json()) as { id: string }
})
test.afterAll(async () => {
  await context.close()
  await door.close()
  await globalTeardown()
})

test('5,000 products in a table, 40 of them first', async () => {
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
    await expect(rows.first()).toContainText(t('studio.verdict.photo_none.short'))
    await expect(page.getByRole('radio', { name: `${t('bulk.level.stop')} 40` })).toBeVisible()
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
    await expect(page.getByTestId('bulk-quote')).toContainText(t('bulk.products', { count: 4_960 }))
    await expect(page.getByTestId('bulk-quote')).toContainText(t('bulk.price.leftOut', { count: 40 }))
  })
  await page.close()
})

test('all of 230 looks are exported, in two ZIPs', async () => {
  const { projectId } = await buildGallery(door.studio, user, 230)
  const page = await context.newPage()
  await page.goto(`/projects/${projectId}/export`)
  const chosen = page.getByTestId('chosen-looks')
  await expect(chosen).toContainText(t('export.chosen', { count: 4 }))
  await page.getByRole('button', { name: t('export.all'), exact: true }).click()
  await expect(chosen).toContainText(t('export.chosen', { count: 230 }))
  await expect(page.getByTestId('export-parts')).toHaveText(t('export.parts', { count: 2, most: 5 }))
  await expect(page.getByTestId('plan-sum')).toContainText(t('export.files', { count: 230 }))
  await expect(page.getByTestId('crop')).toHaveCount(40)
  await expectAccessible(page)
  await page.getByTestId('start-export').click()
  const made = page.getByTestId('export')
  await expect(made).toHaveCount(2)
  const wishes = await door.studio.db.selectFrom('exports').select('wish').orderBy('created_at').execute()
  const looks = wishes.map(({ wish }) => (wish as { imageIds: string[] }).imageIds)
  expect(looks.map(({ length }) => length)).toEqual([200, 30])
  expect(new Set(looks.flat()).size).toBe(230)
  await page.close()
})
