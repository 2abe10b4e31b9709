// Administration: a grant with its preview, a look as the user, a suspension, a job from inside, and the audit of it all.
import { expect, test, type Page } from '@playwright/test'
import { photoFile } from './photos.ts'
import { ADMINISTRATOR, expectAccessible, expectNoSidewaysScroll, signIn, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, like, t } from './words.ts'

/** Presses the button of an act, and again in its dialog once the reason is given. */
async function actFor(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByLabel(t('admin.reasonLabel'), { exact: true }).fill(reason)
  await page.getByRole('dialog').getByRole('button', { name }).click()
}

test('D1, D3: an administrator gives, looks as a user, suspends and lifts, with reasons; others find nothing there', async ({
  page,
  browser,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE)
  await signIn(page, ADMINISTRATOR.email)

  const theirs = await browser.newContext()
  const other = await theirs.newPage()
  const email = await signUp(other, 'Haneul')
  await other.goto('/admin')
  await expect(other.getByText(t('state.notFound'))).toBeVisible()

  await page.getByTestId('account-menu').click()
  await page.getByRole('menuitem', { name: t('account.administration') }).click()
  await expect(page.getByTestId('admin-figures')).toBeVisible()
  await expectAccessible(page)

  await page
    .getByRole('navigation', { name: t('admin.title') })
    .getByRole('link', { name: t('admin.users') })
    .click()
  await page.getByRole('searchbox', { name: t('admin.search') }).fill(email)
  await expect(page.getByTestId('admin-user')).toHaveCount(1)
  await page.getByRole('link', { name: 'Haneul' }).click()
  await expect(page.getByTestId('admin-balances')).toBeVisible()
  const userId = new URL(page.url()).pathname.split('/').at(-1)

  await page.getByRole('button', { name: t('admin.grantDo') }).click()
  const amount = page.getByLabel(t('admin.amount'))
  await amount.fill('9999999999')
  await expect(page.getByTestId('grant-preview')).toContainText(like('errors.amount_big'))
  await amount.fill('1000')
  await expect(page.getByTestId('grant-preview')).toContainText('100 → 1,100')
  await page.getByRole('button', { name: t('admin.give'), exact: true }).click()
  await expect(page.getByText(t('admin.reasonNeeded'))).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel(t('admin.reasonLabel'), { exact: true }).fill('촬영 지원')
  await page.getByRole('button', { name: t('admin.give'), exact: true }).click()
  await expect(page.getByTestId('admin-balances')).toContainText('1,100')
  await expect(page.getByTestId('admin-ledger-row').first()).toContainText('촬영 지원')

  await actFor(page, t('admin.view.do'), '문의 답변')
  const bar = page.getByTestId('view-bar')
  await expect(bar).toContainText('Haneul')
  await expect(page.getByTestId('home-empty')).toBeVisible()
  await expectAccessible(page)
  await bar.getByRole('button', { name: t('viewing.end') }).click()
  await expect(bar).toHaveCount(0)
  await expect(page.getByTestId('admin-balances')).toBeVisible()

  await actFor(page, t('admin.suspend.do'), '확인이 필요해요')
  await expect(page.getByText(t('admin.markSuspended'), { exact: true })).toBeVisible()
  await other.goto('/')
  await expect(other).toHaveURL(/\/login/)
  await actFor(page, t('admin.lift.do'), '확인했어요')
  await expect(page.getByText(t('admin.markSuspended'), { exact: true })).toHaveCount(0)

  for (const path of ['grants', 'jobs', 'workers', 'failures', 'payments', 'plans', 'reports', 'audit']) {
    await page.goto(`/admin/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: t('app.loading') })).toHaveCount(0)
    await expectNoSidewaysScroll(page)
    // Lists that are empty here look like the others.
    if (['jobs', 'workers', 'plans', 'audit'].includes(path)) await expectAccessible(page)
  }

  await test.step('D2: a worker that is silent is told in words, past half a minute', async () => {
    let silent = 12
    await page.route('**/v1/admin/workers', async (route) => {
      const answer = await route.fetch()
      const { items } = (await answer.json()) as { items: object[] }
      await route.fulfill({ response: answer, json: { items: items.map((item) => ({ ...item, silent })) } })
    })
    await page.goto('/admin/workers')
    const worker = page.getByTestId('admin-worker').first()
    await expect(worker).toBeVisible()
    await expect(worker).not.toContainText(t('admin.silent'))
    silent = 45
    await expect(worker).toContainText(t('admin.silent'))
    await page.unroute('**/v1/admin/workers')
  })

  await page.goto(`/admin/audit?userId=${userId}`)
  const acts = page.getByTestId('admin-audit-row')
  await expect(acts).toHaveCount(5)
  await expect(acts.first()).toContainText(t('admin.act.lift'))
  await expect(acts.last()).toContainText('촬영 지원')
  await theirs.close()
})

test('a studio model is added with what was signed, and goes with it', async ({ page, isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE)
  await signIn(page, ADMINISTRATOR.email)
  await page.goto('/admin/models')
  await page.getByTestId('add-house-model').click()
  await page.getByLabel(t('people.name')).fill('지안')
  await page.getByTestId('person-front').setInputFiles(await photoFile('dress'))
  await page.getByTestId('person-release').setInputFiles({
    name: '지안 동의서.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  })
  await page.getByLabel(t('people.adult')).check()
  await page.getByLabel(t('people.release')).check()
  await page.getByLabel(t('people.purpose')).fill('상품 사진')
  await page.getByTestId('save-person').click()
  const card = page.getByTestId('model')
  await expect(card).toContainText('지안')
  const saved = page.waitForEvent('download')
  await card.getByRole('link', { name: t('people.signedGet') }).click()
  expect((await saved).suggestedFilename()).toBe('지안 동의서.pdf')
  await expect(page.getByTestId('admin-model')).toContainText('지안 동의서.pdf')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await card.getByRole('button', { name: t('people.remove') }).click()
  await page.getByTestId('confirm-remove').click()
  await expect(card).toHaveCount(0)
  await expect(page.getByTestId('admin-model')).toHaveCount(0)
})
