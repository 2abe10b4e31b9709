// Signing in with Google and Kakao, proving one before adding the other, a forgotten password, and the end of an account.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startGoogle, type Google } from '#test/google.ts'
import { kakaoPerson, startKakao, type Kakao } from '#test/kakao.ts'
import { standInPorts } from './stand-ins.ts'
import { expectAccessible, expectNoSidewaysScroll, PASSWORD, signUp } from './studio-page.ts'
import { inLanguage, like, t } from './words.ts'

const KAKAO = inLanguage({ ko: '카카오', en: 'Kakao', ja: 'Kakao' })

let google: Google
let kakao: Kakao

test.beforeAll(async ({ baseURL }) => {
  const studio = baseURL ?? ''
  const ports = standInPorts(Number(new URL(studio).port))
  google = await startGoogle({ port: ports.google, studio })
  kakao = await startKakao({ port: ports.kakao })
})

test.afterAll(async () => {
  await google.close()
  await kakao.close()
})

/** On Google's page: who is there, then consent. */
async function passGoogle(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]', { hasText: 'Continue' }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: like('account.menu') }).click()
  await page.getByRole('menuitem', { name: t('account.signOut') }).click()
  await expect(page).toHaveURL(/\/login/)
}

/** The address that the newest letter to somebody leads to; letters lie in the data folder. */
async function letterLink(email: string, path: string): Promise<string> {
  const folder = join(process.env['E2E_DATA'] ?? '', 'mail')
  let found = ''
  await expect(() => {
    const letters = readdirSync(folder).filter((name) => name.endsWith('.txt'))
    const texts = letters.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
    const mine = texts.filter((text) => text.startsWith(`To: ${email}\n`))
    found = mine.flatMap((text) => new RegExp(`https?://\\S+${path}\\S+`).exec(text) ?? []).at(-1) ?? ''
    expect(found).not.toBe('')
  }).toPass({ timeout: 30_000 })
  return found
}

test('in with Kakao and with Google, from one to the other, and out for good', async ({ page, browser }) => {
  await test.step('both are offered, Kakao in its own colours', async () => {
    await page.goto('/login')
    await expect(page.getByTestId('sign-in-kakao')).toHaveCSS('background-color', 'rgb(254, 229, 0)')
    await expect(page.getByTestId('sign-in-google')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('Google: through its page, and at home under the name it told', async () => {
    google.people.set('minji', {
      email: 'minji@gmail.test',
      email_verified: true,
      name: 'Minji Kim',
      given_name: 'Minji',
      family_name: 'Kim',
    })
    await page.getByTestId('sign-in-google').click()
    await passGoogle(page, 'minji')
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await page.goto('/account/profile')
    await expect(page.getByLabel(t('account.name'), { exact: true })).toHaveValue('Minji')
    await signOut(page)
  })

  await test.step('Kakao without an e-mail address; a second way in is added, the first taken away', async () => {
    kakao.profile = kakaoPerson({ id: 777, nickname: '수아' })
    await page.getByTestId('sign-in-kakao').click()
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await page.goto('/account/sign-in')
    await expect(page.getByText(t('own.noEmail'))).toBeVisible()
    await expect(page.getByRole('button', { name: `${t('own.unlink')}: ${KAKAO}` })).toHaveCount(0)
    google.people.set('sua', {
      email: 'sua@gmail.test',
      email_verified: true,
      name: 'Sua',
      given_name: 'Sua',
      family_name: 'Lee',
    })
    await page.context().clearCookies({ name: /^_/ })
    await page.getByRole('button', { name: `${t('own.link')}: Google` }).click()
    await passGoogle(page, 'sua')
    await expect(page.getByText(t('own.linked', { provider: 'Google' }))).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: `${t('own.unlink')}: ${KAKAO}` }).click()
    await expect(page.getByRole('button', { name: `${t('own.link')}: ${KAKAO}` })).toBeVisible()
    await expect.poll(() => kakao.unlinked.map(({ id }) => id)).toEqual(['777'])
    await signOut(page)
  })

  const email =
    await test.step('an address that is known is proven first, then Google is added', async () => {
      const mail = await signUp(page, 'Yuna')
      await signOut(page)
      google.people.set('yuna', {
        email: mail,
        email_verified: true,
        name: 'Yuna',
        given_name: 'Yuna',
        family_name: 'Park',
      })
      await page.context().clearCookies({ name: /^_/ })
      await page.getByTestId('sign-in-google').click()
      await passGoogle(page, 'yuna')
      await expect(page.getByTestId('refusal')).toContainText(t('way.notLinkedTitle'))
      await expectAccessible(page)
      await page.getByLabel(t('enter.email')).fill(mail)
      await page.getByLabel(t('enter.password'), { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: t('enter.signIn'), exact: true }).click()
      await page
        .getByTestId('offer')
        .getByRole('button', { name: t('own.link') })
        .click()
      // Google knows them by now and asks no more.
      await expect(page.getByText(t('own.linked', { provider: 'Google' }))).toBeVisible()
      return mail
    })

  await test.step('an API key is made for what it may do and spend', async () => {
    await page.goto('/account/api-keys')
    await page.getByTestId('new-api-key').click()
    await page.getByLabel(t('apiKeys.name')).fill('bot')
    await page.getByRole('checkbox', { name: new RegExp(`^${t('own.scope.write')}`) }).uncheck()
    await page.getByLabel(t('own.cap')).fill('20')
    await expectAccessible(page)
    await page.getByRole('button', { name: t('do.make'), exact: true }).click()
    await expect(page.getByTestId('api-key-text')).toHaveValue(/^mk_/)
    await page.getByRole('button', { name: t('apiKeys.done') }).click()
    await expect(page.getByTestId('api-key')).toContainText(
      `${t('own.scope.read')}, ${t('own.scope.spend')} · ${t('own.capShown', { cap: 20, spent: 0 })}`,
    )
  })

  await test.step('what one hears of is kept', async () => {
    await page.goto('/account/notifications')
    const box = page.getByRole('checkbox', { name: `${t('own.events.run_finished')}, ${t('own.mail')}` })
    const kept = page.waitForResponse((answer) => answer.url().includes('/notifications/') && answer.ok())
    await box.check()
    await kept
    await page.reload()
    await expect(box).toBeChecked()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  await test.step('a forgotten password is chosen anew by a letter', async () => {
    await signOut(page)
    await page.getByRole('link', { name: t('way.forgot') }).click()
    // The page before it asks for an address as well.
    await expect(page).toHaveURL(/reset-password/)
    await expect(page.getByRole('heading', { name: t('way.resetTitle') })).toBeVisible()
    await page.getByLabel(t('enter.email')).fill(email)
    await page.getByRole('button', { name: t('way.resetSend') }).click()
    await expect(page.getByText(t('way.resetSentTitle'))).toBeVisible()
    const link = await letterLink(email, '/reset-password')
    await page.goto(link)
    await page.getByLabel(t('way.resetNew'), { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: t('way.resetSave') }).click()
    await expect(page.getByText(t('way.resetDoneTitle'))).toBeVisible()
    await page.goto(link)
    await page.getByLabel(t('way.resetNew'), { exact: true }).fill(`${PASSWORD} once more`)
    await page.getByRole('button', { name: t('way.resetSave') }).click()
    await expect(page.getByText(t('errors.link_expired'))).toBeVisible()
  })

  await test.step('inside KakaoTalk, Google gives way to the phone’s browser', async () => {
    const phone = await browser.newContext({
      userAgent:
        'Mozilla/5.0 (Linux; Android 15; SM-S921N; wv) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 KAKAOTALK/25.5.0 (INAPP)',
      viewport: { width: 390, height: 844 },
    })
    const view = await phone.newPage()
    await view.goto(new URL('/login', page.url()).href)
    await expect(view.getByTestId('open-in-browser')).toContainText(t('way.openBrowser'))
    await expect(view.getByTestId('sign-in-google')).toHaveCount(0)
    await expect(view.getByTestId('sign-in-kakao')).toBeVisible()
    await expectNoSidewaysScroll(view)
    await phone.close()
  })

  await test.step('all of it as a ZIP, and then the account ends', async () => {
    await page.goto('/login')
    await page.getByLabel(t('enter.email')).fill(email)
    await page.getByLabel(t('enter.password'), { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: t('enter.signIn'), exact: true }).click()
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await page.goto('/account/profile')
    await page.getByRole('button', { name: t('own.exportStart') }).click()
    await expect(page.getByTestId('export-ready')).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('own.exportGet') }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^maepsi-.*[.]zip$/)
    await page.getByRole('button', { name: t('own.deleteOpen') }).click()
    await page.getByLabel(t('own.deletePassword')).fill(`${PASSWORD} again`)
    await expectAccessible(page)
    await page.getByRole('button', { name: t('own.deleteDo') }).click()
    await expect(page).toHaveURL(/\/login/)
    await page.getByLabel(t('enter.email')).fill(email)
    await page.getByLabel(t('enter.password'), { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: t('enter.signIn'), exact: true }).click()
    await expect(page.getByText(t('errors.wrong_password'))).toBeVisible()
  })
})
