// Many products at once: files find their places by rules that can be changed (B1), the cap holds and says what is left (B2), and
// leaving and coming back changes nothing (B3).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { photoFile } from './photos.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'

test('a folder of four products, from its files to its looks', async ({ page, isMobile }) => {
  test.skip(isMobile, 'the page is the same on a phone, and narrower')
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

  await test.step('B1: rules are shown, changed and followed at once', async () => {
    await page.getByTestId('folder').setInputFiles(folder)
    await expect(page.getByTestId('preview-count')).toContainText('상품 4개')
    await expect(page.getByTestId('sheet-problems')).toContainText('3줄 1열')
    await expect(page.getByText('X__T4', { exact: true })).toBeVisible()
    await page.getByTestId('rules').locator('summary').click()
    await page.getByLabel('2번째 규칙', { exact: true }).fill('X__{sku}')
    await expect(page.getByText('T4', { exact: true })).toBeVisible()
    await expect(page.getByTestId('preview-count')).toContainText('상품 4개')
    await expectAccessible(page)
    await page.getByTestId('bring-in').click()
    await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]{36}$/)
    await expect(page.getByTestId('row-T1')).toContainText('하늘 티셔츠')
    // Nothing said that these are trousers; the look at the photo did.
    await expect(page.getByTestId('cell-J1-bottom-front')).toBeVisible()
    await expect(page.getByTestId('bulk-quote')).toContainText('상품 4개')
    await expect(page.getByTestId('bulk-quote')).not.toContainText('살펴보고')
    await page.getByTestId('cell-T4-upper-front').press('Enter')
    await page.getByRole('menuitem', { name: '아우터 앞 칸으로' }).press('Enter')
    await expect(page.getByTestId('cell-T4-outer-front')).toBeVisible()
    await page.getByTestId('cell-T4-outer-front').press('Enter')
    await page.getByRole('menuitem', { name: '사진 빼기' }).press('Enter')
    await expect(page.getByTestId('row-T4')).toContainText('앞면 사진이 없어요')
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('B2: only what is ready is made, and no more than the cap', async () => {
    await expect(page.getByTestId('bulk-quote')).toContainText('상품 3개')
    await expect(page.getByTestId('bulk-quote')).toContainText('1개는 빼고 만들기')
    await page.getByLabel('최대 이만큼만 쓰기').fill('4')
    await page.getByTestId('bulk-start').click()
    await expect(page.getByTestId('bulk-paused')).toContainText('정해 둔 한도에 닿았어요')
    await expect(page.getByTestId('left-to-do')).toHaveText('남은 상품 1개 · 2')
    await expectAccessible(page)
  })

  await test.step('B3: away and back, it goes on to its end', async () => {
    await page.goto('/')
    await page.goto('/bulk')
    await page.getByRole('link', { name: /봄 신상/ }).click()
    await page.getByLabel('새 한도').fill('6')
    await page.getByTestId('bulk-resume').click()
    await expect(page.getByTestId('bulk-state')).toContainText('끝남', { timeout: 200_000 })
    await expect(page.getByTestId('bulk-count')).toContainText('3 / 3장')
    await expect(page.locator('#main').getByRole('link', { name: '고르기', exact: true })).toBeVisible()
    await expectAccessible(page)
  })
  rmSync(folder, { recursive: true })
})
