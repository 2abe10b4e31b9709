// What each page weighs when a browser that knows nothing opens it: `npm run sizes`.
import { expect, test, type Browser } from '@playwright/test'
import { callerOf } from './screens/caller.ts'
import { makeProject } from './screens/fill-things.ts'
import { followRequests } from './screens/look-over.ts'
import { PASSWORD } from './studio-page.ts'
import { LANGUAGE } from './words.ts'

/** Of JavaScript, as it travels with its headers, in kB of a thousand bytes. */
const BUDGETS: Readonly<Record<string, number>> = {
  login: 130,
  home: 175,
  studio: 215,
  gallery: 215,
  shared: 140,
}

interface Weight {
  readonly script: number
  readonly style: number
  readonly font: number
  /** The scripts by their sizes, the largest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
}

test('every first load is within its budget', async ({ browser, playwright, baseURL }, { project }) => {
  test.skip(project.name !== 'desk', 'a phone loads the same')
  const seller = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  const api = callerOf(seller)
  const email = `weigher-${Date.now()}@example.test`
  await api.post('/v1/users', { name: 'Weigher', email, password: PASSWORD, language: LANGUAGE })
  const { id } = await makeProject(api)
  await api.post('/v1/products', { projectId: id, name: '셔츠' })
  const { url } = await api.post<{ url: string }>(`/v1/projects/${id}/links`, { looks: 'all' })
  const state = await seller.storageState()
  const pages = {
    login: await weigh(browser, '/login'),
    home: await weigh(browser, '/', state),
    studio: await weigh(browser, `/projects/${id}/studio`, state),
    gallery: await weigh(browser, `/projects/${id}/looks`, state),
    shared: await weigh(browser, new URL(url).pathname),
  }
  const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7)
  console.log('page       JavaScript  budget   styles    fonts, kB')
  for (const [name, { script, style, font }] of Object.entries(pages))
    console.log(`${name.padEnd(12)}${kB(script)}  ${kB(BUDGETS[name] * 1000)}  ${kB(style)}  ${kB(font)}`)
  if (process.env['SIZES'])
    for (const [name, { parts }] of Object.entries(pages))
      console.log(`\n${name}\n${parts.map((part) => `${kB(part.bytes)} ${part.name}`).join('\n')}`)
  for (const [name, { script }] of Object.entries(pages))
    expect.soft(script / 1000, `${name} in kB`).toBeLessThanOrEqual(BUDGETS[name])
})

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>

/** Opens an address in a browser of its own, until nothing more comes. */
async function weigh(browser: Browser, path: string, storageState?: State): Promise<Weight> {
  const context = await browser.newContext(storageState ? { storageState } : {})
  const page = await context.newPage()
  const settled = followRequests(page)
  const protocol = await context.newCDPSession(page)
  await protocol.send('Network.enable')
  const asked = new Map<string, { type: string; name: string }>()
  const parts: { type: string; name: string; bytes: number }[] = []
  protocol.on('Network.responseReceived', ({ requestId, type, response }) => {
    const name = new URL(response.url).pathname.replace('/assets/', '')
    // What is fetched ahead of its use says so by no type of its own.
    asked.set(requestId, { type: name.endsWith('.js') ? 'Script' : type, name })
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const part = asked.get(requestId)
    if (part) parts.push({ ...part, bytes: encodedDataLength })
  })
  await page.goto(path)
  await page.locator('h1, [data-testid=generate]').first().waitFor()
  await settled()
  await context.close()
  const sum = (wanted: string) =>
    parts.filter(({ type }) => type === wanted).reduce((total, { bytes }) => total + bytes, 0)
  return {
    script: sum('Script'),
    style: sum('Stylesheet'),
    font: sum('Font'),
    parts: parts.filter(({ type }) => type === 'Script').sort((a, b) => b.bytes - a.bytes),
  }
}
