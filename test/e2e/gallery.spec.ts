// A gallery of 5,000 looks: whatever is scrolled to, the page stays small. Its studio is its own, for nobody waits for 5,000 looks.
import { expect, test } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { openTestDoor } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { scrollGallery } from '#test/scroll-gallery.ts'
import { PASSWORD } from './studio-page.ts'

const LOOKS = 5_000
const MOST_ELEMENTS = 1_500

test.skip(({ isMobile }) => isMobile, 'a wide page holds more')

test('5,000 looks are scrolled through, and the page holds few of them at a time', async ({ browser }) => {
  await globalSetup()
  const door = await openTestDoor()
  const context = await browser.newContext({ baseURL: door.url, viewport: { width: 1440, height: 900 } })
  const data = { name: 'Many', email: 'many@example.test', password: PASSWORD }
  const user = (await (await context.request.post('/v1/users', { data })).json()) as { id: string }
  const { projectId } = await buildGallery(door.studio, user, LOOKS)
  const page = await context.newPage()
  await page.goto(`/projects/${projectId}/looks`)
  const { nodes, seen } = await scrollGallery(page, 900, 400)
  expect(nodes).toBeLessThanOrEqual(MOST_ELEMENTS)
  expect(seen).toBeGreaterThan(500)
  await context.close()
  await door.close()
  await globalTeardown()
})
