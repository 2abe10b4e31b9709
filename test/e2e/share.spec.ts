// Sharing: a second browser sees a look arrive, a third one comes by a link; then both are taken back.
import { expect, test, type Page } from '@playwright/test'
import { callerOf } from './screens/caller.ts'
import { makeProject, orderLooks } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, openFacts, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, like, t } from './words.ts'

const KAKAO_SCRAPER = 'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984'
const KAKAO_BROWSER =
  'Mozilla/5.0 (Linux; Android 15; SM-S921N; wv) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 KAKAOTALK/25.5.0 (INAPP)'

const made = (page: Page) => page.locator('[data-testid=look-tile][data-state=made]')

test('a project is shared by e-mail and by link, seen live, and taken back', async ({
  page,
  browser,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE)
  test.setTimeout(420_000)
  const [guest, visitor] = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()))
  if (!guest || !visitor) throw new Error('no browsers')
  await signUp(page, 'Jimin')
  const email = await signUp(guest, 'Suho')
  const api = callerOf(page.request)
  const { id } = await makeProject(api)
  await page.goto(`/projects/${id}/looks`)

  const dialog = page.getByTestId('share-dialog')
  await test.step('somebody with an account is let in', async () => {
    await page.getByTestId('share').click()
    await dialog.getByLabel(t('sharing.email')).fill(email)
    await dialog.getByLabel(t('sharing.role'), { exact: true }).selectOption('viewer')
    await dialog.getByRole('button', { name: t('sharing.invite') }).click()
    await expect(dialog.getByTestId('people')).toContainText(email)
    await expectAccessible(page)
  })

  await test.step('they find the project, see a look arrive, and may make none', async () => {
    const shared = guest.getByTestId('shared-with-me')
    await expect(shared).toContainText('Jimin')
    await expectAccessible(guest)
    await guest.goto(`/projects/${id}/looks`)
    await orderLooks(api, id, ['front', 'back'])
    await expect(guest.getByTestId('look-tile').first()).toBeVisible()
    await expect(made(guest).first()).toBeVisible({ timeout: 240_000 })
    await guest.goto(`/projects/${id}/studio`)
    await expect(guest.getByTestId('needs')).toHaveText(t('sharing.noMake', { owner: 'Jimin' }))
    await guest.goto(`/projects/${id}/looks`)
    await expect(made(guest).first()).toBeVisible()
  })

  await test.step('a look is chosen to stand for its product, and everybody sees so', async () => {
    await page.keyboard.press('Escape')
    await made(page).first().click()
    const viewer = page.getByTestId('viewer')
    await openFacts(page)
    await viewer.getByTestId('choose-main').click()
    await expect(viewer.getByTestId('choose-main')).toHaveAttribute('aria-pressed', 'true')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('main-mark')).toHaveCount(1)
    await expect(guest.getByTestId('main-mark')).toHaveCount(1)
    await page.getByTestId('share').click()
  })

  let address = ''
  let picture = ''
  await test.step('a link is made, and opens without an account', async () => {
    await dialog.getByTestId('new-link').click()
    await dialog.getByLabel(t('sharing.label')).fill('김 대리')
    await dialog.getByLabel(t('sharing.shows')).selectOption('all')
    await expectAccessible(page)
    await dialog.getByTestId('make-link').click()
    address = await dialog.getByTestId('link-address').inputValue()
    await visitor.goto(address)
    await expect(visitor.getByTestId('shared-looks').getByRole('listitem').first()).toBeVisible()
    await expect(
      visitor.getByTestId('shared-looks').getByText(t('sharing.page.main'), { exact: true }),
    ).toHaveCount(1)
    await expectAccessible(visitor)
    await visitor.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(visitor)
    await expectAccessible(visitor)
    picture = (await visitor.getByTestId('shared-looks').locator('img').first().getAttribute('src')) ?? ''
    expect((await visitor.request.get(picture)).status()).toBe(200)
  })

  await test.step('H3: KakaoTalk makes a card of it, and opens it in a browser of its own', async () => {
    const headers = { 'user-agent': KAKAO_SCRAPER }
    const html = await (await visitor.request.get(address, { headers })).text()
    const [, card = ''] = /property="og:image" content="([^"]+)"/.exec(html) ?? []
    const answer = await visitor.request.get(card.replaceAll('&amp;', '&'), { headers })
    expect(answer.headers()['content-type']).toMatch(/^image[/](?:jpeg|png)/)
    const inside = await browser.newContext({ userAgent: KAKAO_BROWSER })
    const opened = await inside.newPage()
    await opened.goto(address)
    await expect(opened.getByTestId('shared-looks').getByRole('listitem').first()).toBeVisible()
    await inside.close()
  })

  await test.step('a visitor’s heart and remark have a name', async () => {
    const first = visitor.getByTestId('shared-looks').getByRole('listitem').first()
    await first.getByRole('button', { name: like('sharing.page.heart') }).click()
    await visitor.getByRole('textbox', { name: t('sharing.page.name') }).fill('민아')
    await visitor.getByRole('textbox', { name: t('sharing.page.name') }).press('Enter')
    await expect(first.getByRole('button', { name: like('sharing.page.heart') })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await first.getByRole('button', { name: like('sharing.page.view') }).click()
    await visitor.getByLabel(t('sharing.comments.write')).fill('기장이 좋아요')
    await visitor.getByLabel(t('sharing.comments.write')).press('Enter')
    await expect(visitor.getByTestId('shared-viewer')).toContainText('기장이 좋아요')
    await expectAccessible(visitor)
  })

  await test.step('the owner sees both at the look, and changes the link', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('answers').first().locator('[data-count="1"]')).toHaveCount(2)
    await expect(
      page.getByRole('gridcell', {
        name: new RegExp(`${t('gallery.hearts', { count: 1 })}, ${t('gallery.comments', { count: 1 })}`),
      }),
    ).toBeVisible()
    await page.getByTestId('share').click()
    await dialog.getByTestId('change-link').click()
    await dialog.getByLabel(t('sharing.days')).selectOption('7')
    await dialog.getByLabel(t('sharing.password')).fill('linen 1926')
    await expectAccessible(page)
    await dialog.getByTestId('save-link').click()
    await expect(dialog.getByTestId('links')).toContainText(t('sharing.locked'))
    await visitor.goto(address)
    await visitor.getByLabel(t('sharing.page.password')).fill('linen 1926')
    await visitor.getByLabel(t('sharing.page.password')).press('Enter')
    await expect(visitor.getByTestId('shared-looks').getByRole('listitem').first()).toBeVisible()
  })

  await test.step('what was taken back is gone at once', async () => {
    await dialog.getByRole('button', { name: t('sharing.remove', { name: 'Suho' }) }).click()
    await expect(guest.getByTestId('look-tile')).toHaveCount(0)
    await expect(guest).toHaveURL(/\/$/)
    await expect(guest.getByTestId('shared-with-me')).toHaveCount(0)
    expect((await guest.request.get(`/v1/projects/${id}`)).status()).toBe(404)

    await dialog.getByTestId('revoke-link').click()
    await expect(dialog.getByTestId('revoke-link')).toHaveCount(0)
    const page = await visitor.goto(address)
    expect(page?.status()).toBe(410)
    // H1: no byte of it is seen any more, however its address was come by.
    expect((await visitor.request.get(picture)).status()).toBe(404)
    await expect(visitor.getByTestId('gone')).toBeVisible()
    await expectAccessible(visitor)
  })

  await test.step('an address without an account gets an invitation, and its page says to what', async () => {
    await dialog.getByLabel(t('sharing.email')).fill('mina@example.test')
    await dialog.getByRole('button', { name: t('sharing.invite') }).click()
    await expect(dialog.getByTestId('people')).toContainText(like('sharing.waiting'))
    await visitor.goto('/join/never-there')
    await expect(visitor.getByText(t('sharing.join.goneHelp'))).toBeVisible()
    await expectAccessible(visitor)
  })
  await guest.context().close()
  await visitor.context().close()
})
