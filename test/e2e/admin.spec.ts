// Administration: a grant with its preview, a look as the user, a suspension, a job from inside, and the audit of it all.
import { expect, test } from '@playwright/test'
import { photoFile } from './photos.ts'
import { ADMINISTRATOR, expectAccessible, expectNoSidewaysScroll, signIn, signUp } from './studio-page.ts'

test('an administrator gives, looks as a user, suspends and lifts, and every act is in the audit', async ({
  page,
  browser,
  isMobile,
}) => {
  test.skip(isMobile)
  await signIn(page, ADMINISTRATOR.email)

  const theirs = await browser.newContext()
  const other = await theirs.newPage()
  const email = await signUp(other, 'Haneul')
  await other.goto('/admin')
  await expect(other.getByText('이 주소에는 아무것도 없어요')).toBeVisible()

  await page.getByTestId('account-menu').click()
  await page.getByRole('menuitem', { name: '운영' }).click()
  await expect(page.getByTestId('admin-figures')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('navigation', { name: '운영' }).getByRole('link', { name: '사용자' }).click()
  await page.getByRole('searchbox', { name: '찾기' }).fill(email)
  await expect(page.getByTestId('admin-user')).toHaveCount(1)
  await page.getByRole('link', { name: 'Haneul' }).click()
  await expect(page.getByTestId('admin-balances')).toBeVisible()

  await page.getByRole('button', { name: '지급·조정' }).click()
  const amount = page.getByLabel('수량')
  await amount.fill('9999999999')
  await expect(page.getByTestId('grant-preview')).toContainText('너무 큰 수예요')
  await amount.fill('1000')
  await expect(page.getByTestId('grant-preview')).toContainText('100 → 1,100')
  await page.getByRole('button', { name: '지급하기' }).click()
  await expect(page.getByText('이유를 두 글자 이상')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('이유', { exact: true }).fill('촬영 지원')
  await page.getByRole('button', { name: '지급하기' }).click()
  await expect(page.getByTestId('admin-balances')).toContainText('1,100')
  await expect(page.getByTestId('admin-ledger-row').first()).toContainText('촬영 지원')

  await page.getByRole('button', { name: '이 사용자로 보기' }).click()
  await page.getByLabel('이유', { exact: true }).fill('문의 답변')
  await page.getByRole('dialog').getByRole('button', { name: '이 사용자로 보기' }).click()
  const bar = page.getByTestId('view-bar')
  await expect(bar).toContainText('Haneul')
  await expect(page.getByTestId('home-empty')).toBeVisible()
  await expectAccessible(page)
  await bar.getByRole('button', { name: '보기 끝내기' }).click()
  await expect(bar).toHaveCount(0)
  await expect(page.getByTestId('admin-balances')).toBeVisible()

  await page.getByRole('button', { name: '멈추기' }).click()
  await page.getByLabel('이유', { exact: true }).fill('확인이 필요해요')
  await page.getByRole('dialog').getByRole('button', { name: '멈추기' }).click()
  await expect(page.getByText('멈춤', { exact: true })).toBeVisible()
  await other.goto('/')
  await expect(other).toHaveURL(/\/login/)
  await page.getByRole('button', { name: '다시 열기' }).click()
  await page.getByLabel('이유', { exact: true }).fill('확인했어요')
  await page.getByRole('dialog').getByRole('button', { name: '다시 열기' }).click()
  await expect(page.getByText('멈춤', { exact: true })).toHaveCount(0)

  for (const path of ['grants', 'jobs', 'workers', 'failures', 'payments', 'plans', 'reports', 'audit']) {
    await page.goto(`/admin/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: '불러오는 중' })).toHaveCount(0)
    await expectNoSidewaysScroll(page)
    // Lists that are empty here look like the others.
    if (['jobs', 'workers', 'plans', 'audit'].includes(path)) await expectAccessible(page)
  }
  const acts = page.getByTestId('admin-audit-row')
  await expect(acts).toHaveCount(5)
  await expect(acts.first()).toContainText('계정 다시 엶')
  await expect(acts.last()).toContainText('촬영 지원')
  await theirs.close()
})

test('a studio model is added with what was signed, and goes with it', async ({ page, isMobile }) => {
  test.skip(isMobile)
  await signIn(page, ADMINISTRATOR.email)
  await page.goto('/admin/models')
  await page.getByTestId('add-house-model').click()
  await page.getByLabel('이름').fill('지안')
  await page.getByTestId('person-front').setInputFiles(await photoFile('dress'))
  await page.getByTestId('person-release').setInputFiles({
    name: '지안 동의서.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  })
  await page.getByLabel(/성인/).check()
  await page.getByLabel(/서면으로 동의/).check()
  await page.getByLabel('사용 목적').fill('상품 사진')
  await page.getByTestId('save-person').click()
  const card = page.getByTestId('model')
  await expect(card).toContainText('지안')
  const saved = page.waitForEvent('download')
  await card.getByRole('link', { name: '동의서 내려받기' }).click()
  expect((await saved).suggestedFilename()).toBe('지안 동의서.pdf')
  await expect(page.getByTestId('admin-model')).toContainText('지안 동의서.pdf')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await card.getByRole('button', { name: '지우기' }).click()
  await page.getByTestId('confirm-remove').click()
  await expect(card).toHaveCount(0)
  await expect(page.getByTestId('admin-model')).toHaveCount(0)
})
