// Buying: a plan with a test card, a run on its ticket that a second browser sees arrive, the ledger, the invoice, the end of the plan;
// and a plan and a pack in PortOne's window.
import { expect, test } from '@playwright/test'
import { openPortOneStandIn } from '#test/portone/server.ts'
import { photoFile } from './photos.ts'
import { standInPorts } from './stand-ins.ts'
import { ADMINISTRATOR, expectAccessible, expectNoSidewaysScroll, signIn, signUp } from './studio-page.ts'

test.skip(({ isMobile }) => isMobile, 'the desk shows the same pages')

test('a plan is bought, its ticket pays a run that a guest sees arrive, and it is ended', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000)
  await signUp(page, 'Mina')

  await test.step('a declined card buys nothing, another one does', async () => {
    await page.goto('/account/plan')
    await expect(page.getByTestId('plan-starter')).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: '스타터 고르기' }).click()
    await page.getByRole('radio', { name: /테스트 카드/ }).check()
    await expectAccessible(page)
    await page.getByTestId('pay').click()
    await page.getByTestId('card-number').fill('4000 0000 0000 0002')
    await page.getByTestId('pay-card').click()
    await expect(page.getByText('결제가 거절됐어요')).toBeVisible()
    await page.getByTestId('card-number').fill('4242 4242 4242 4242')
    await page.getByTestId('pay-card').click()
    await expect(page.getByTestId('payment-done')).toContainText('스타터')
    await expectAccessible(page)
  })

  await test.step('a pack waits for its transfer and can be withdrawn', async () => {
    await page.goto('/account/plan')
    await page.getByRole('button', { name: '크레딧 100 사기' }).click()
    await page.getByRole('radio', { name: /계좌이체/ }).check()
    await page.getByTestId('pay').click()
    await expect(page.getByTestId('transfer')).toContainText(/MP[0-9A-Z]{8}/)
    await expectAccessible(page)
    await page.getByRole('button', { name: '신청 취소' }).click()
    await expect(page.getByTestId('payment-over')).toBeVisible()
  })

  const guest = await (await browser.newContext({ locale: 'ko-KR' })).newPage()
  const dialog = page.getByTestId('share-dialog')
  const made = guest.locator('[data-testid=look-tile][data-state=made]')
  await test.step('a ticket of the plan pays a run, and a second browser sees its look arrive', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: '사진 올리기' }).click()
    await expect(page).toHaveURL(/\/studio/)
    await page
      .getByTestId('slot-upper-front')
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photoFile('tee'))
    await expect(page.getByTestId('slot-upper-front')).toContainText('960 × 1200')
    const email = await signUp(guest, 'Duri')
    await page.getByTestId('share').click()
    await dialog.getByLabel('이메일 주소').fill(email)
    await dialog.getByRole('button', { name: '초대하기' }).click()
    await expect(dialog.getByTestId('people')).toContainText(email)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await guest.goto(new URL(page.url()).pathname.replace('/studio', '/looks'))
    await expect(made).toHaveCount(0)
    await page.locator('#pay').getByRole('radio', { name: /티켓/ }).check()
    await page.getByTestId('generate').click()
    await expect(page).toHaveURL(/\/looks/)
    await expect(made).toHaveCount(1, { timeout: 300_000 })
    await expectAccessible(guest)
  })

  await test.step('what was shared is taken back, and gone', async () => {
    await page.getByTestId('share').click()
    await dialog.getByRole('button', { name: 'Duri 빼기' }).click()
    await expect(guest).toHaveURL(/\/$/)
    await expect(guest.getByTestId('shared-with-me')).toHaveCount(0)
    await expectAccessible(guest)
    await guest.context().close()
  })

  await test.step('the ledger knows the plan and the run', async () => {
    await page.goto('/account/points')
    const rows = page.getByTestId('ledger-row')
    await expect(rows.filter({ hasText: '룩' }).first()).toBeVisible()
    await expect(page.getByTestId('balance-credit')).toContainText('200')
  })

  await test.step('the invoice is there, and the plan ends in two presses', async () => {
    await page.goto('/account/invoices')
    await expect(page.getByTestId('invoice')).toHaveCount(1)
    await expectAccessible(page)
    const paper = await page.request.get(
      (await page.getByRole('link', { name: '영수증' }).getAttribute('href'))!,
    )
    expect(paper.headers()['content-type']).toBe('application/pdf')
    await page.goto('/account/plan')
    await page.getByTestId('end-plan').click()
    await expectAccessible(page)
    await page.getByTestId('confirm-end').click()
    await expect(page.getByTestId('plan-ends')).toBeVisible()
  })
})

test('a plan and a pack are bought in PortOne’s window, and the pack is given back', async ({
  page,
  browser,
  baseURL,
}) => {
  const ends: (() => void)[] = []
  const after = (end: () => void) => void ends.push(end)
  const { portone } = standInPorts(Number(new URL(baseURL!).port))
  const bank = await openPortOneStandIn({ after }, portone)
  // PortOne's script comes from its own address; this one resolves as documented, once the buyer has done their part.
  await page.exposeFunction('giveCard', (issueId: string) => bank.issueKey(issueId))
  await page.exposeFunction('payThere', (id: string, total: number) => bank.pay(id, total))
  await page.route('https://cdn.portone.io/v2/browser-sdk.js', async (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `window.PortOne = {
        requestIssueBillingKey: async ({ issueId }) =>
          ({ transactionType: 'ISSUE_BILLING_KEY', billingKey: await window.giveCard(issueId) }),
        requestPayment: async ({ paymentId, totalAmount }) => {
          await window.payThere(paymentId, totalAmount)
          return { transactionType: 'PAYMENT', txId: 'tx-1', paymentId }
        },
      }`,
    }),
  )
  const email = await signUp(page, 'Sora')
  for (const [press, bought] of [
    ['스타터 고르기', '스타터'],
    ['크레딧 100 사기', '크레딧 100'],
  ] as const) {
    await page.goto('/account/plan')
    await page.getByRole('button', { name: press }).click()
    await page.getByRole('radio', { name: /^카드/ }).check()
    await page.getByTestId('pay').click()
    await expect(page.getByTestId('payment-done')).toContainText(bought)
  }
  expect([...bank.payments.values()].map(({ status }) => status)).toEqual(['PAID', 'PAID'])
  await page.goto('/account/points')
  await expect(page.getByTestId('balance-credit')).toContainText('300')

  const chief = await (await browser.newContext({ locale: 'ko-KR' })).newPage()
  await signIn(chief, ADMINISTRATOR.email)
  await chief.goto('/admin/payments')
  await chief.getByRole('searchbox', { name: '찾기' }).fill(email)
  const paid = chief.getByTestId('admin-charge').filter({ hasText: '크레딧 100' })
  await expect(chief.getByTestId('admin-charge')).toHaveCount(2)
  await paid.getByRole('button', { name: /^돌려드리기/ }).click()
  const dialog = chief.getByRole('dialog')
  await dialog.getByLabel(/^금액/).fill('990000')
  await expect(dialog.getByTestId('refund-preview')).toContainText('까지만')
  await dialog.getByLabel(/^금액/).fill('9900')
  await expect(dialog.getByTestId('refund-preview')).toContainText('→ ₩0')
  await dialog.getByLabel('이유').fill('마음이 바뀌었대요')
  await expectAccessible(chief)
  await dialog.getByRole('button', { name: '돌려드리기' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(paid).toContainText('₩9,900 돌려드림')
  expect(new Set([...bank.payments.values()].map(({ status }) => status))).toEqual(
    new Set(['PAID', 'CANCELLED']),
  )
  await page.reload()
  await expect(page.getByTestId('balance-credit')).toContainText('200')
  await chief.context().close()
  for (const end of ends) end()
})
