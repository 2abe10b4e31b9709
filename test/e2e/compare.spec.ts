// Picking one by one and comparing in pairs, by keys under a Hangul keyboard, by click, and by the loupe; then the work page.
import { expect, test, type Page } from '@playwright/test'
import { callerOf } from './screens/caller.ts'
import { makeProject, orderLooks } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, like, t } from './words.ts'

test.skip(({ isMobile }) => isMobile && !ALL_ON_PHONE, 'a phone has no such keyboard')

test('looks are compared and picked by keys, and nothing is lost', async ({ page }) => {
  await signUp(page, 'Narae')
  const api = callerOf(page.request)
  const { id } = await makeProject(api)
  await orderLooks(api, id, ['front', 'left', 'back', 'right'])
  await page.goto(`/projects/${id}/looks`)
  const made = page.locator('[data-testid=look-tile][data-state=made]')
  await expect(made).toHaveCount(4, { timeout: 170_000 })
  const looks = page.url()
  const count = await countLooks(page, looks)

  await test.step('work: the run is done', async () => {
    await press(page, 'KeyG', 'ㅎ')
    await press(page, 'KeyJ', 'ㅓ')
    await expect(page.getByTestId('jobs-today').getByTestId('job-row').first()).toBeVisible()
    await expectAccessible(page)
    await page.goto(looks)
    // Keys are heard once the page is there.
    await expect(made.first()).toBeVisible()
  })

  await test.step('C2: picking has one key to keep, one to pass, one to bin, and one back', async () => {
    await press(page, 'KeyG', 'ㅎ')
    await press(page, 'KeyP', 'ㅔ')
    await expect(page.getByTestId('pick')).toBeVisible()
    await expect(page.getByTestId('pick-stage')).toBeVisible()
    await expect(page.getByTestId('film').locator('li')).toHaveCount(count)
    await expectAccessible(page)
    await press(page, 'KeyF', 'ㄹ')
    await page.keyboard.press('ControlOrMeta+z')
    // The front and a side are passed, the back goes to the bin.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await press(page, 'KeyX', 'ㅌ')
    for (let n = 3; n < count; n++) await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('pick-end')).toBeVisible()
    await expect(page.getByTestId('pick-binned')).toHaveText('1')
    await expect(page.getByTestId('pick-kept')).toHaveText('0')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByTestId('pick-stage')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('pick-end')).toBeVisible()
    await page.goto(looks)
    await expect.poll(async () => countLooks(page, looks)).toBe(count - 1)
  })

  await test.step('C1: two selected looks are compared', async () => {
    await made.first().focus()
    await page.keyboard.press(' ')
    await page.keyboard.press('Shift+ArrowRight')
    await press(page, 'KeyC', 'ㅊ')
    await expect(page.getByTestId('compare')).toBeVisible()
    await expect(page.getByTestId('pane')).toHaveCount(2)
    await expect(page.getByTestId('frame')).toHaveCount(2)
    await expectAccessible(page)
  })

  await test.step('C3: the loupe shows the same spot without dragging', async () => {
    const frames = page.getByTestId('frame')
    await expect(page.getByTestId('crop')).toHaveCount(3)
    // Once their maps are there, both show the chest.
    await expect(page.getByTestId('crop').locator('img')).toHaveCount(3)
    await expect(frames).toHaveCount(2)
    const before = await frames.nth(1).getAttribute('aria-valuetext')
    await frames.first().focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(frames.first()).toBeFocused()
    await expect.poll(async () => frames.nth(1).getAttribute('aria-valuetext')).not.toBe(before)
    await expect(page.getByTestId('lay')).toHaveCount(0)
  })

  await test.step('C5, C6: the surround turns, and fast keys pick', async () => {
    await page.getByTestId('compare').focus()
    await press(page, 'KeyW', 'ㅈ')
    await expect(page.getByLabel(t('pick.surrounds.grey'))).toBeChecked()
    const [first] = await shown(page)
    expect(first).toBeTruthy()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await shown(page))[0]).not.toBe(first)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await shown(page))[0]).toBe(first)
    for (let n = 0; n < Math.ceil((count - 1) / 2); n++)
      await page.keyboard.press(n % 2 === 0 ? 'ArrowLeft' : 'ArrowRight')
    await expect(page.getByTestId('compare-end')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('compare')).toHaveCount(0)
    expect(await countLooks(page, looks)).toBe(count - 1)
  })

  await test.step('a shortcut is put on another key', async () => {
    await page.goto('/account/keys')
    await page
      .getByTestId('key-f')
      .getByRole('button', { name: like('keyboard.change') })
      .click()
    await page.keyboard.press('x')
    await expect(page.getByRole('alert')).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.getByTestId('key-f').locator('kbd')).toHaveText('K')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
})

/** How many looks the project has: the gallery draws only the rows on screen. */
const countLooks = async (page: Page, looks: string): Promise<number> =>
  page.evaluate(
    async (id) => {
      const answer = await fetch(`/v1/images?limit=100&projectId=${id}`)
      return ((await answer.json()) as { items: unknown[] }).items.length
    },
    /projects\/([0-9a-f-]+)/.exec(looks)?.[1] ?? '',
  )

const shown = async (page: Page): Promise<(string | null)[]> =>
  page
    .getByTestId('pane')
    .evaluateAll((panes) => panes.map((pane) => (pane as HTMLElement).dataset['look'] ?? null))

/** A key as a Hangul input method tells it: its place on the keyboard, and a letter that is none of ours. */
async function press(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([code, key]) => {
      const at = document.activeElement ?? document.body
      at.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }))
      at.dispatchEvent(new KeyboardEvent('keyup', { code, key, bubbles: true }))
    },
    [code, key],
  )
}
