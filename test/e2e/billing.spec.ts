// Buying: a pack and a plan with a test card, a run on the plan's ticket, the ledger, the invoice, and ending the plan.
import { expect, test } from '@playwright/test'
import { photoFile } from './photos.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'

test.skip(({ isMobile }) => isMobile, 'the desk shows the same pages')

test('a plan is bought, its ticket pays a run, and it is ended', async ({ page }) => {
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

  await test.step('a ticket of the plan pays a run', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: '사진 올리기' }).click()
    await expect(page).toHaveURL(/\/studio/)
    await page
      .getByTestId('slot-upper-front')
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photoFile('tee'))
    await expect(page.getByTestId('slot-upper-front')).toContainText('960 × 1200')
    await page.locator('#pay').getByRole('radio', { name: /티켓/ }).check()
    await page.getByTestId('generate').click()
    await expect(page).toHaveURL(/\/looks/)
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
