// A studio of a file's own, in which nothing is made by itself: what is to be seen is put there, and looks come when the test says so.
import { test as base, type Page } from '@playwright/test'
import { openTestDoor, type Door } from '#test/door.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { PASSWORD } from './studio-page.ts'
import { LANGUAGE } from './words.ts'

/** Of DevTools. */
const CONTROL = 2

export interface Seller {
  readonly id: string
  readonly email: string
}

/** `door` is the studio, `seller` who is signed in on the page. */
export const test = base.extend<{ seller: Seller }, { door: Door }>({
  door: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from the first parameter
    async ({}, use) => {
      await globalSetup()
      const door = await openTestDoor()
      await use(door)
      await door.close()
      await globalTeardown()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ door }, use) => use(door.url),
  seller: async ({ page }, use) => {
    const email = `seller-${Date.now()}@example.test`
    const data = { name: 'Nari', email, password: PASSWORD, language: LANGUAGE }
    const answer = await page.request.post('/v1/users', { data })
    await use({ id: ((await answer.json()) as { id: string }).id, email })
  },
})

interface PressMore {
  /** Only its coming up is told: some input methods swallow the rest. */
  readonly only?: 'up'
  readonly control?: boolean
}

/** Presses a key as a keyboard of another layout or an input method does: by its sign, and its place. */
export async function pressAs(
  page: Page,
  key: string,
  code: string,
  { only, control }: PressMore = {},
): Promise<void> {
  const protocol = await page.context().newCDPSession(page)
  const press = { key, code, modifiers: control ? CONTROL : 0 }
  if (!only) await protocol.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...press })
  await protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press })
  await protocol.detach()
}
