// How a gallery of 5,000 looks scrolls: elements in the page, and tasks of its main thread that take over 50 ms, at three speeds.
import type { Browser, Page } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { scrollGallery, type Scrolled } from '#test/scroll-gallery.ts'
import { openChromium } from './open-chromium.ts'

const LOOKS = Number(process.argv[2] ?? 5_000)
const PASSWORD = 'correct horse battery'
const LONG_MS = 50

interface Timed {
  readonly scrolled: Scrolled
  /** Tasks of the main thread, longest first: by the clock, and by what of it was ours on a machine that others use, too. */
  readonly byClock: readonly number[]
  readonly byProcessor: readonly number[]
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

async function timed(browser: Browser, page: Page, step: number): Promise<Timed> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  const scrolled = await scrollGallery(page, step, 6_000)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mains.has(`${pid} ${tid}`),
  )
  const long = (of: (task: TraceEvent) => number | undefined) =>
    tasks
      .map((task) => Math.round((of(task) ?? 0) / 1_000))
      .filter((ms) => ms > LONG_MS)
      .sort((a, b) => b - a)
  return { scrolled, byClock: long(({ dur }) => dur), byProcessor: long(({ tdur }) => tdur) }
}

await globalSetup()
const door = await openTestDoor()
const browser = await openChromium()
try {
  const context = await browser.newContext({ baseURL: door.url, viewport: { width: 1440, height: 900 } })
  const body = { name: 'Bench', email: 'bench@example.test', password: PASSWORD }
  const user = (await (await context.request.post('/v1/users', { data: body })).json()) as { id: string }
  const { projectId } = await buildGallery(door.studio, user, LOOKS)
  for (const step of [20, 50, 400]) {
    const page = await context.newPage()
    await page.goto(`/projects/${projectId}/looks`)
    const { scrolled, byClock, byProcessor } = await timed(browser, page, step)
    const say = (found: readonly number[]) => `${found.length} (worst ${found[0] ?? 0} ms)`
    console.log(
      `${step} px a frame, ${scrolled.seen} of ${LOOKS} looks: ${scrolled.nodes} elements at the most, ` +
        `tasks over ${LONG_MS} ms ${say(byClock)} by the clock, ${say(byProcessor)} by the processor`,
    )
    await page.close()
  }
} finally {
  await browser.close()
  await door.close()
  await globalTeardown()
}
