// Signing in with Google and Kakao, proving one before adding the other, a forgotten password, and the end of an account.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startGoogle, type Google } from '#test/google.ts'
import { kakaoPerson, startKakao, type Kakao } from '#test/kakao.ts'
import { standInPorts } from './stand-ins.ts'
import { expectAccessible, expectNoSidewaysScroll, PASSWORD, signUp } from './studio-page.ts'

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
  await page.getByRole('button', { name: /^내 계정/ }).click()
  await page.getByRole('menuitem', { name: '나가기' }).click()
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
    await expect(page.getByLabel('이름', { exact: true })).toHaveValue('Minji')
    await signOut(page)
  })

  await test.step('Kakao without an e-mail address; a second way in is added, the first taken away', async () => {
    kakao.profile = kakaoPerson({ id: 777, nickname: '수아' })
    await page.getByTestId('sign-in-kakao').click()
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await page.goto('/account/sign-in')
    await expect(page.getByText('이메일이 없어요')).toBeVisible()
    await expect(page.getByRole('button', { name: '끊기: 카카오' })).toHaveCount(0)
    google.people.set('sua', {
      email: 'sua@gmail.test',
      email_verified: true,
      name: 'Sua',
      given_name: 'Sua',
      family_name: 'Lee',
    })
    await page.context().clearCookies({ name: /^_/ })
    await page.getByRole('button', { name: '잇기: Google' }).click()
    await passGoogle(page, 'sua')
    await expect(page.getByText('이었어요 · Google')).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: '끊기: 카카오' }).click()
    await expect(page.getByRole('button', { name: '잇기: 카카오' })).toBeVisible()
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
      await expect(page.getByTestId('refusal')).toContainText('이미 계정이 있어요')
      await expectAccessible(page)
      await page.getByLabel('이메일').fill(mail)
      await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: '들어가기', exact: true }).click()
      await page.getByTestId('offer').getByRole('button', { name: '잇기' }).click()
      // Google knows them by now and asks no more.
      await expect(page.getByText('이었어요 · Google')).toBeVisible()
      return mail
    })

  await test.step('an API key is made for what it may do and spend', async () => {
    await page.goto('/account/api-keys')
    await page.getByTestId('new-api-key').click()
    await page.getByLabel('키 이름').fill('bot')
    await page.getByRole('checkbox', { name: /^바꾸기/ }).uncheck()
    await page.getByLabel('하루 한도 (크레딧)').fill('20')
    await expectAccessible(page)
    await page.getByRole('button', { name: '만들기', exact: true }).click()
    await expect(page.getByTestId('api-key-text')).toHaveValue(/^mk_/)
    await page.getByRole('button', { name: '잘 두었어요' }).click()
    await expect(page.getByTestId('api-key')).toContainText('보기, 크레딧 쓰기 · 하루 20크레딧 중 0 씀')
  })

  await test.step('what one hears of is kept', async () => {
    await page.goto('/account/notifications')
    const box = page.getByRole('checkbox', { name: '룩이나 영상이 다 됐을 때, 이메일' })
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
    await page.getByRole('link', { name: '비밀번호를 잊었어요' }).click()
    // The page before it asks for an address as well.
    await expect(page).toHaveURL(/reset-password/)
    await expect(page.getByRole('heading', { name: '비밀번호 새로 정하기' })).toBeVisible()
    await page.getByLabel('이메일').fill(email)
    await page.getByRole('button', { name: '편지 보내기' }).click()
    await expect(page.getByText('편지를 보냈어요')).toBeVisible()
    const link = await letterLink(email, '/reset-password')
    await page.goto(link)
    await page.getByLabel('새 비밀번호', { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
    await expect(page.getByText('비밀번호를 바꿨어요')).toBeVisible()
    await page.goto(link)
    await page.getByLabel('새 비밀번호', { exact: true }).fill(`${PASSWORD} once more`)
    await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
    await expect(page.getByText('이미 쓴 주소예요')).toBeVisible()
  })

  await test.step('inside KakaoTalk, Google gives way to the phone’s browser', async () => {
    const phone = await browser.newContext({
      userAgent:
        'Mozilla/5.0 (Linux; Android 15; SM-S921N; wv) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 KAKAOTALK/25.5.0 (INAPP)',
      viewport: { width: 390, height: 844 },
      locale: 'ko-KR',
    })
    const view = await phone.newPage()
    await view.goto(new URL('/login', page.url()).href)
    await expect(view.getByTestId('open-in-browser')).toContainText('브라우저로 열기')
    await expect(view.getByTestId('sign-in-google')).toHaveCount(0)
    await expect(view.getByTestId('sign-in-kakao')).toBeVisible()
    await expectNoSidewaysScroll(view)
    await phone.close()
  })

  await test.step('all of it as a ZIP, and then the account ends', async () => {
    await page.goto('/login')
    await page.getByLabel('이메일').fill(email)
    await page.getByLabel('비밀번호', { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: '들어가기', exact: true }).click()
    await expect(page.getByTestId('home-empty')).toBeVisible()
    await page.goto('/account/profile')
    await page.getByRole('button', { name: 'ZIP 만들기' }).click()
    await expect(page.getByTestId('export-ready')).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '내려받기' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^maepsi-.*[.]zip$/)
    await page.getByRole('button', { name: '계정 지우기…' }).click()
    await page.getByLabel('비밀번호로 확인해 주세요').fill(`${PASSWORD} again`)
    await expectAccessible(page)
    await page.getByRole('button', { name: '영영 지우기' }).click()
    await expect(page).toHaveURL(/\/login/)
    await page.getByLabel('이메일').fill(email)
    await page.getByLabel('비밀번호', { exact: true }).fill(`${PASSWORD} again`)
    await page.getByRole('button', { name: '들어가기', exact: true }).click()
    await expect(page.getByText('이메일이나 비밀번호가 달라요')).toBeVisible()
  })
})
