// Many products at once: files find their places by rules that can be changed (B1), the cap holds and says what is left (B2), and
// leaving and coming back changes nothing (B3).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { placeName } from '#web/products/place-name.ts'
import { photoFile } from './photos.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, like, t } from './words.ts'

test('a folder of four products, from its files to its looks', async ({ page, isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the page is the same on a phone, and narrower')
  const folder = join(mkdtempSync(join(tmpdir(), 'maepsi-e2e-bulk-')), '봄 신상')
  mkdirSync(folder)
  const put = async (name: string, kind: 'tee' | 'jeans', colour: string) =>
    writeFileSync(join(folder, name), (await photoFile(kind, 'front', colour)).buffer)
  await put('T1_앞.jpg', 'tee', '#2f5d8a')
  await put('T2_front.jpg', 'tee', '#3a7a4a')
  await put('J1.jpg', 'jeans', '#2b3a55')
  await put('X__T4.jpg', 'tee', '#2f5d8a')
  writeFileSync(join(folder, 'list.csv'), 'sku,name\nT1,하늘 티셔츠\n,이름만\n')

  await signUp(page, 'Bulk')
  await page.goto('/bulk')
  await expectAccessible(page)
  await page.getByTestId('new-bulk').click()

  await test.step('a ZIP of 3 GB is refused in words, before it is sent', async () => {
    const zip = join(folder, '..', 'large.zip')
    writeFileSync(zip, 'PK')
    truncateSync(zip, 3_000_000_000)
    await page.getByTestId('files').setInputFiles(zip)
    await expect(page.getByTestId('bulk-failed')).toContainText(t('errors.zip_big', { megabytes: 1024 }))
  })

  await test.step('B1: rules are shown, changed and followed at once', async () => {
    await page.getByTestId('folder').setInputFiles(folder)
    await expect(page.getByTestId('preview-count')).toContainText(t('bulk.products', { count: 4 }))
    await expect(page.getByTestId('sheet-problems')).toContainText(
      t('bulk.sheet.line', { line: 3, column: 1 }),
    )
    await expect(page.getByText('X__T4', { exact: true })).toBeVisible()
    await page.getByTestId('rules').locator('summary').click()
    await page.getByLabel(t('bulk.rules.rule', { count: 2 }), { exact: true }).fill('X__{sku}')
    await expect(page.getByText('T4', { exact: true })).toBeVisible()
    await expect(page.getByTestId('preview-count')).toContainText(t('bulk.products', { count: 4 }))
    await expectAccessible(page)
    await page.getByTestId('bring-in').click()
    await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]{36}$/)
    await expect(page.getByTestId('row-T1')).toContainText('하늘 티셔츠')
    // Nothing said that these are trousers; the look at the photo did.
    await expect(page.getByTestId('cell-J1-bottom-front')).toBeVisible()
    await expect(page.getByTestId('bulk-quote')).toContainText(t('bulk.products', { count: 4 }))
    await expect(page.getByTestId('bulk-quote')).not.toContainText(like('bulk.price.checking'))
    await page.getByTestId('cell-T4-upper-front').press('Enter')
    await page
      .getByRole('menuitem', {
        name: t('bulk.match.moveTo', { place: placeName({ slot: 'outer', side: 'front' }, t) }),
      })
      .press('Enter')
    await expect(page.getByTestId('cell-T4-outer-front')).toBeVisible()
    await page.getByTestId('cell-T4-outer-front').press('Enter')
    await page.getByRole('menuitem', { name: t('bulk.match.removePhoto') }).press('Enter')
    await expect(page.getByTestId('row-T4')).toContainText(t('bulk.problem.photo_missing'))
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('B2: only what is ready is made, and no more than the cap', async () => {
    await expect(page.getByTestId('bulk-quote')).toContainText(t('bulk.products', { count: 3 }))
    await expect(page.getByTestId('bulk-quote')).toContainText(t('bulk.price.leftOut', { count: 1 }))
    await page.getByLabel(t('bulk.price.cap')).fill('4')
    await page.getByTestId('bulk-start').click()
    await expect(page.getByTestId('bulk-paused')).toContainText(t('bulk.pause.cap'))
    await expect(page.getByTestId('left-to-do')).toHaveText(t('bulk.watch.left', { count: 1, price: 2 }))
    await expectAccessible(page)
  })

  await test.step('B3: away and back, it goes on to its end', async () => {
    await page.goto('/')
    await page.goto('/bulk')
    await page.getByRole('link', { name: /봄 신상/ }).click()
    await page.getByLabel(t('bulk.pause.capNew')).fill('6')
    await page.getByTestId('bulk-resume').click()
    await expect(page.getByTestId('bulk-state')).toContainText(t('bulk.state.ended'), { timeout: 200_000 })
    await expect(page.getByTestId('bulk-count')).toContainText(t('bulk.watch.count', { made: 3, wanted: 3 }))
    await expect(
      page.locator('#main').getByRole('link', { name: t('bulk.watch.pick'), exact: true }),
    ).toBeVisible()
    await expectAccessible(page)
  })
  rmSync(folder, { recursive: true })
})
