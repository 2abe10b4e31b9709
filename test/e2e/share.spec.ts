// Sharing: a second browser sees a look arrive, a third one comes by a link; then both are taken back.
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'

const made = (page: Page) => page.locator('[data-testid=look-tile][data-state=made]')

test('a project is shared by e-mail and by link, seen live, and taken back', async ({
  page,
  browser,
  isMobile,
}) => {
  test.skip(isMobile)
  test.setTimeout(420_000)
  const [guest, visitor] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext({ locale: 'ko-KR' })).newPage()),
  )
  if (!guest || !visitor) throw new Error('no browsers')
  await signUp(page, 'Jimin')
  const email = await signUp(guest, 'Suho')
  const answer = await page.request.post('/v1/projects/sample')
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`/projects/${id}/looks`)

  const dialog = page.getByTestId('share-dialog')
  await test.step('somebody with an account is let in', async () => {
    await page.getByTestId('share').click()
    await dialog.getByLabel('이메일 주소').fill(email)
    await dialog.getByLabel('역할', { exact: true }).selectOption('viewer')
    await dialog.getByRole('button', { name: '초대하기' }).click()
    await expect(dialog.getByTestId('people')).toContainText(email)
    await expectAccessible(page)
  })

  await test.step('they find the project, see a look arrive, and may make none', async () => {
    const shared = guest.getByTestId('shared-with-me')
    await expect(shared).toContainText('Jimin')
    await expectAccessible(guest)
    await guest.goto(`/projects/${id}/looks`)
    await expect(guest.getByTestId('look-tile').first()).toBeVisible({ timeout: 300_000 })
    await expect(made(guest).first()).toBeVisible({ timeout: 240_000 })
    await guest.goto(`/projects/${id}/studio`)
    await expect(guest.getByTestId('needs')).toHaveText('만들기 권한이 없어요 · Jimin 님에게 부탁해 보세요')
    await guest.goto(`/projects/${id}/looks`)
    await expect(made(guest).first()).toBeVisible()
  })

  await test.step('a look is chosen to stand for its product, and everybody sees so', async () => {
    await page.keyboard.press('Escape')
    await made(page).first().click()
    const viewer = page.getByTestId('viewer')
    await viewer.getByTestId('choose-main').click()
    await expect(viewer.getByTestId('choose-main')).toHaveAttribute('aria-pressed', 'true')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('main-mark')).toHaveCount(1)
    await expect(guest.getByTestId('main-mark')).toHaveCount(1)
    await page.getByTestId('share').click()
  })

  let address = ''
  await test.step('a link is made, and opens without an account', async () => {
    await dialog.getByTestId('new-link').click()
    await dialog.getByLabel('누구에게 줄 링크인가요').fill('김 대리')
    await dialog.getByLabel('보여 줄 룩').selectOption('all')
    await expectAccessible(page)
    await dialog.getByTestId('make-link').click()
    address = await dialog.getByTestId('link-address').inputValue()
    await visitor.goto(address)
    await expect(visitor.getByTestId('shared-looks').getByRole('listitem').first()).toBeVisible()
    await expect(visitor.getByTestId('shared-looks').getByText('대표', { exact: true })).toHaveCount(1)
    await expectAccessible(visitor)
    await visitor.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(visitor)
    await expectAccessible(visitor)
  })

  await test.step('a visitor’s heart and remark have a name', async () => {
    const first = visitor.getByTestId('shared-looks').getByRole('listitem').first()
    await first.getByRole('button', { name: /하트$/ }).click()
    await visitor.getByRole('textbox', { name: '이름' }).fill('민아')
    await visitor.getByRole('textbox', { name: '이름' }).press('Enter')
    await expect(first.getByRole('button', { name: /하트$/ })).toHaveAttribute('aria-pressed', 'true')
    await first.getByRole('button', { name: /크게 보기/ }).click()
    await visitor.getByLabel('의견 쓰기').fill('기장이 좋아요')
    await visitor.getByLabel('의견 쓰기').press('Enter')
    await expect(visitor.getByTestId('shared-viewer')).toContainText('기장이 좋아요')
    await expectAccessible(visitor)
  })

  await test.step('the owner sees both at the look, and changes the link', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('answers').first().locator('[data-count="1"]')).toHaveCount(2)
    await expect(page.getByRole('gridcell', { name: /하트 1개, 의견 1개/ })).toBeVisible()
    await page.getByTestId('share').click()
    await dialog.getByTestId('change-link').click()
    await dialog.getByLabel('열려 있는 날').selectOption('7')
    await dialog.getByLabel('비밀번호').fill('linen 1926')
    await expectAccessible(page)
    await dialog.getByTestId('save-link').click()
    await expect(dialog.getByTestId('links')).toContainText('비밀번호 있음')
    await visitor.goto(address)
    await visitor.getByLabel('비밀번호').fill('linen 1926')
    await visitor.getByLabel('비밀번호').press('Enter')
    await expect(visitor.getByTestId('shared-looks').getByRole('listitem').first()).toBeVisible()
  })

  await test.step('what was taken back is gone at once', async () => {
    await dialog.getByRole('button', { name: 'Suho 빼기' }).click()
    await expect(guest.getByTestId('look-tile')).toHaveCount(0)
    await expect(guest).toHaveURL(/\/$/)
    await expect(guest.getByTestId('shared-with-me')).toHaveCount(0)
    expect((await guest.request.get(`/v1/projects/${id}`)).status()).toBe(404)

    await dialog.getByTestId('revoke-link').click()
    await expect(dialog.getByTestId('revoke-link')).toHaveCount(0)
    const page = await visitor.goto(address)
    expect(page?.status()).toBe(410)
    await expect(visitor.getByTestId('gone')).toBeVisible()
    await expectAccessible(visitor)
  })

  await test.step('an address without an account gets an invitation, and its page says to what', async () => {
    await dialog.getByLabel('이메일 주소').fill('mina@example.test')
    await dialog.getByRole('button', { name: '초대하기' }).click()
    await expect(dialog.getByTestId('people')).toContainText('초대 기다리는 중')
    await visitor.goto('/join/never-there')
    await expect(visitor.getByText('이미 썼거나 기한이 지났어요')).toBeVisible()
    await expectAccessible(visitor)
  })
  await guest.context().close()
  await visitor.context().close()
})
