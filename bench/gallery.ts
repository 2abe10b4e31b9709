// How a gallery of 5,000 looks scrolls: elements in the page and tasks over 50 ms, at two speeds.
import { chromium } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { scrollGallery } from '#test/scroll-gallery.ts'

const LOOKS = Number(process.argv[2] ?? 5_000)
const PASSWORD = 'correct horse battery'

await globalSetup()
const door = await openTestDoor()
const executablePath = process.env['CHROMIUM_PATH']
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const context = await browser.newContext({ baseURL: door.url, viewport: { width: 1440, height: 900 } })
  const body = { name: 'Bench', email: 'bench@example.test', password: PASSWORD }
  const user = (await (await context.request.post('/v1/users', { data: body })).json()) as { id: string }
  const { projectId } = await buildGallery(door.studio, user, LOOKS)
  for (const step of [20, 50, 400]) {
    const page = await context.newPage()
    await page.goto(`/projects/${projectId}/looks`)
    const { nodes, longTasks, seen } = await scrollGallery(page, step, 6_000)
    const worst = Math.max(0, ...longTasks)
    console.log(
      `${LOOKS} looks, ${step} px a frame: ${nodes} elements at the most, ${longTasks.length} tasks over 50 ms (worst ${worst}), ${seen} looks seen`,
    )
    await page.close()
  }
} finally {
  await browser.close()
  await door.close()
  await globalTeardown()
}
