// How soon a page's largest part is painted in a browser that knows nothing: on a phone four times slower than this machine, over
// 9 Mb/s, beside an empty page in the same fonts.
import { createServer } from 'node:http'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Browser } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { openChromium } from './open-chromium.ts'

const ROUNDS = 3
const SLOWER = 4
const BYTES_A_SECOND = 9e6 / 8
/** A mobile line there and back, in ms. */
const LATENCY = 60
/** Nothing larger is painted when nothing was for so long, in ms. */
const STILL = 2_000
const ASSETS = 'dist/web/assets'

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>

/** When the largest part was painted, in ms after the address was entered. */
async function largestPaint(
  browser: Browser,
  url: string,
  ready: string,
  storageState?: State,
): Promise<number> {
  const context = await browser.newContext({
    locale: 'ko-KR',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    ...(storageState && { storageState }),
  })
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await protocol.send('Network.enable')
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  })
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) Object.assign(globalThis, { painted: startTime })
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto(url)
  await page.locator(ready).first().waitFor({ timeout: 120_000 })
  await page.waitForTimeout(STILL)
  const painted = await page.evaluate(() => (globalThis as { painted?: number }).painted ?? 0)
  await context.close()
  return painted
}

/** An address with a line of text in each of the fonts that our pages begin with, and nothing else. */
async function openFloor() {
  const names = (await readdir(ASSETS)).filter((name) => /^maepsi-.*-(hangul|latin)-.*woff2$/.test(name))
  const faces = names.map((name, n) => `@font-face{font-family:f${n};src:url(/${name})}`)
  const lines = names.map((_, n) => `<h1 style="font-family:f${n}">룩 만들기 looks</h1>`)
  const html = `<!doctype html><meta name=viewport content="width=device-width"><style>${faces.join('')}</style>${lines.join('')}`
  const server = createServer((request, response) => {
    const name = names.find((one) => request.url === `/${one}`)
    response.setHeader('content-type', name ? 'font/woff2' : 'text/html; charset=utf-8')
    if (name) createReadStream(`${ASSETS}/${name}`).pipe(response)
    else response.end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

await globalSetup()
const door = await openTestDoor()
const floor = await openFloor()
const browser = await openChromium()
try {
  const context = await browser.newContext({ baseURL: door.url })
  const data = { name: 'Bench', email: 'bench@example.test', password: 'correct horse battery' }
  const user = (await (await context.request.post('/v1/users', { data })).json()) as { id: string }
  const { projectId } = await buildGallery(door.studio, user, 80)
  const link = await context.request.post(`/v1/projects/${projectId}/links`, { data: { looks: 'all' } })
  const { url } = (await link.json()) as { url: string }
  const state = await context.storageState()
  const pages = [
    ['login', '/login', 'form'],
    ['home', '/', '[data-testid=collection]', state],
    ['studio', `/projects/${projectId}/studio`, '[data-testid=generate]', state],
    ['gallery', `/projects/${projectId}/looks`, '[data-testid=look-tile][data-state=made] img', state],
    ['shared', new URL(url).pathname, '[data-testid=shared-looks] img'],
  ] as const
  const found = new Map<string, number[]>()
  const note = (name: string, painted: number) => found.set(name, [...(found.get(name) ?? []), painted])
  for (let round = 0; round < ROUNDS; round++) {
    note('floor', await largestPaint(browser, floor.url, 'h1'))
    for (const [name, path, ready, as] of pages)
      note(name, await largestPaint(browser, new URL(path, door.url).href, ready, as))
  }
  const median = (name: string) => (found.get(name) ?? []).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]
  const least = median('floor')
  for (const [name] of pages)
    console.log(
      `${name}: largest part painted after ${(median(name) / least).toFixed(1)} × an empty page ` +
        `(${Math.round(median(name))} ms, floor ${Math.round(least)} ms)`,
    )
} finally {
  await browser.close()
  floor.server.close()
  await door.close()
  await globalTeardown()
}
