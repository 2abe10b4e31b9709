// A walk through every screen. Each time: all of them in Korean, dark on a phone, and the main ones light, on a desk too and in the
// other languages. With SCREENS_DIR (`npm run screens`) in every language, theme and width, with a picture of each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { callerOf } from './screens/caller.ts'
import { fillAccount, type Filled } from './screens/fill-account.ts'
import { atRest, axeFinds, followRequests, sidewaysFinds, wordFinds } from './screens/look-over.ts'
import { SCREENS, type Screen, type Visitor } from './screens/screen-list.ts'
import { ADMINISTRATOR, PASSWORD } from './studio-page.ts'
import { LANGUAGE, THEME } from './words.ts'

const OUT = process.env['SCREENS_DIR']
const DEVICES = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const
/** How long a screen may take to be there. */
const READY_MS = 20_000
const LANGUAGES = ['ko', 'en', 'ja'] as const
const THEMES = ['light', 'dark'] as const
/** Of the whole walk only these languages and devices: 'ja phone'. */
const ONLY = (process.env['SCREENS_ONLY'] ?? '').split(' ').filter((word) => word !== '')
type Device = keyof typeof DEVICES
type Language = (typeof LANGUAGES)[number]
type Theme = (typeof THEMES)[number]

interface Tour {
  readonly language: Language
  readonly device: Device
  readonly themes: readonly Theme[]
  readonly screens: readonly Screen[]
}

const known: readonly string[] = [...LANGUAGES, ...Object.keys(DEVICES)]
const unknown = ONLY.find((word) => !known.includes(word))
if (unknown !== undefined) throw new Error(`SCREENS_ONLY takes ${known.join(', ')}, not ${unknown}`)

const MAIN = SCREENS.filter(({ isMain }) => isMain)
const TOURS: readonly Tour[] = OUT
  ? LANGUAGES.flatMap((language) =>
      (['desk', 'phone'] as const).map((device) => ({ language, device, themes: THEMES, screens: SCREENS })),
    )
  : [
      { language: 'ko', device: 'phone', themes: ['dark'], screens: SCREENS },
      { language: 'ko', device: 'desk', themes: ['light'], screens: MAIN },
      { language: 'en', device: 'phone', themes: ['light'], screens: MAIN },
      { language: 'ja', device: 'desk', themes: ['light'], screens: MAIN },
    ]

// What is found is told in words, and a trace of so many pages would be larger than they are.
test.use({ trace: 'off', screenshot: 'off' })

test('every screen stands: nothing for axe, nothing sideways, no word missing', async ({
  browser,
  playwright,
  baseURL,
}, { project }) => {
  test.skip(project.name !== 'desk', 'the walk brings its own phone')
  test.skip(LANGUAGE !== 'ko' || THEME !== 'light', 'the walk brings its own languages and themes')
  test.setTimeout(OUT ? 3 * 3_600_000 : 900_000)
  const [seller, guest, administrator] = await Promise.all(
    [1, 2, 3].map(async () => playwright.request.newContext({ baseURL: baseURL ?? '' })),
  )
  if (!seller || !guest || !administrator) throw new Error('no contexts')
  await callerOf(administrator).post('/v1/users/sign-in', { email: ADMINISTRATOR.email, password: PASSWORD })
  const filled = await fillAccount(seller, guest, { film: Boolean(OUT) })
  const finds: string[] = []
  for (const tour of TOURS) {
    if (!ONLY.every((word) => word === tour.language || word === tour.device)) continue
    for (const api of [seller, administrator])
      await callerOf(api).change('/v1/users/me', { language: tour.language })
    const contexts = {
      seller: await contextOf(browser, tour, await seller.storageState()),
      administrator: await contextOf(browser, tour, await administrator.storageState()),
      nobody: await contextOf(browser, tour),
    }
    const walkers = new Map<Visitor, Walker>()
    for (const [visitor, context] of Object.entries(contexts))
      walkers.set(visitor as Visitor, await walkerOf(context))
    for (const screen of tour.screens) {
      const walker = walkers.get(screen.as)
      if (!walker) continue
      const found = await visit(walker, screen, tour, filled)
      if (found.length > 0) console.log(found.join('\n'))
      finds.push(...found)
    }
    for (const context of Object.values(contexts)) await context.close()
  }
  if (OUT) writeFileSync(join(OUT, 'finds.txt'), finds.map((find) => `${find}\n`).join(''))
  expect(finds).toEqual([])
})

type State = Awaited<ReturnType<BrowserContext['storageState']>>

async function contextOf(
  browser: Browser,
  { device, language }: Tour,
  storageState?: State,
): Promise<BrowserContext> {
  return browser.newContext({ ...DEVICES[device], locale: language, ...(storageState && { storageState }) })
}

interface Walker {
  readonly page: Page
  readonly settled: () => Promise<void>
  /** What the page complained of since it was last asked. */
  readonly complaints: () => string[]
}

async function walkerOf(context: BrowserContext): Promise<Walker> {
  const page = await context.newPage()
  let heard: string[] = []
  page.on('pageerror', (error) => heard.push(`throws: ${error.message}`))
  // A studio that has somebody shows its first page no more.
  await page.route('**/v1/studio', async (route) => {
    const answer = await route.fetch()
    const isSetup = new URL(page.url()).pathname === '/setup'
    await route.fulfill({
      response: answer,
      json: { ...(await answer.json()), ...(isSetup && { needsFirstAccount: true }) },
    })
  })
  // What is looked at stays new, for the languages that come after.
  await page.route('**/v1/images/*', async (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ response: await page.request.get(route.request().url()) })
      : route.continue(),
  )
  return {
    page,
    settled: followRequests(page),
    complaints: () => {
      const said = heard
      heard = []
      return said
    },
  }
}

async function visit(
  { page, settled, complaints }: Walker,
  screen: Screen,
  tour: Tour,
  filled: Filled,
): Promise<string[]> {
  const { language, device, themes } = tour
  const finds: string[] = []
  const note = (where: string, what: readonly string[]) =>
    finds.push(...what.map((find) => `${screen.name} ${language} ${where}: ${find}`))
  await page.emulateMedia({ colorScheme: themes[0] ?? 'light' })
  try {
    await page.goto(screen.path(filled))
    await page.locator(screen.ready).first().waitFor({ timeout: READY_MS })
    await settled()
    if (screen.act) {
      await screen.act(page)
      await settled()
    }
  } catch (error) {
    note(device, [`is not there: ${String(error).split('\n')[0]}`])
    if (OUT) await takePicture(page, screen, tour, 'missing')
    return finds
  }
  note(device, await wordFinds(page))
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await atRest(page)
    note(`${theme} ${device}`, await axeFinds(page))
    if (OUT) await takePicture(page, screen, tour, theme)
  }
  note(device, await sidewaysFinds(page))
  // 320 px of a small phone, and what is left of a desk at 200 %.
  const { width, height } = device === 'phone' ? { width: 320, height: 640 } : { width: 720, height: 450 }
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' })
  await atRest(page)
  note(`${width} px`, await sidewaysFinds(page))
  if (OUT) await takePicture(page, screen, tour, `${width}`)
  await page.emulateMedia({ reducedMotion: null, forcedColors: null })
  await page.setViewportSize(DEVICES[device].viewport)
  note(device, complaints())
  return finds
}

async function takePicture(
  page: Page,
  { name }: Screen,
  { language, device }: Tour,
  theme: string,
): Promise<void> {
  const folder = join(OUT ?? '', `${language}-${theme}-${device}`)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}
