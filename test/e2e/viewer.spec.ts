// One look at a time: the keys of the viewer (C1), arrows that delete nothing (C2), before and after as a slider (C4), fast keys (C5), the
// surround (C6).
import { expect, type Page } from '@playwright/test'
import { buildGallery } from '#test/build-gallery.ts'
import { test } from './own-studio.ts'
import { expectAccessible, expectNoSidewaysScroll } from './studio-page.ts'
import { t } from './words.ts'

const LOOKS = 12

/** Keys in one go, faster than anything can be drawn between them; `repeat` is a key that is held. */
async function pressAtOnce(page: Page, keys: readonly string[], repeat = false): Promise<void> {
  await page.evaluate(
    ([keys, repeat]) => {
      for (const key of keys) {
        const press = { key, code: key, bubbles: true, cancelable: true }
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...press, repeat }))
        document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', press))
      }
    },
    [keys, repeat] as const,
  )
}

async function looksOf(page: Page, projectId: string, filter = '') {
  const answer = await page.request.get(`/v1/images?projectId=${projectId}&limit=100${filter}`)
  return ((await answer.json()) as { items: { id: string; number: number; isSelected: boolean }[] }).items
}

test('a look is looked at closely', async ({ page, door, seller, isMobile }) => {
  const { projectId } = await buildGallery(door.studio, seller, LOOKS)
  const byNumber = (await looksOf(page, projectId)).toSorted((a, b) => a.number - b.number)
  const viewer = page.getByTestId('viewer')
  const expectLook = async (at: number) => expect(page).toHaveURL(new RegExp(`/looks/${byNumber[at].id}$`))
  const { keyboard } = page
  await page.goto(`/projects/${projectId}/looks`)
  await page.locator('[data-testid=look-tile][data-state=made]').nth(5).click()
  await expect(viewer).toBeVisible()
  await expectLook(5)

  await test.step('C4: before and after is a slider, by keys and in words, and the other keys stay what they are', async () => {
    if (isMobile) await viewer.getByRole('button', { name: t('viewer.facts') }).click()
    await viewer.getByRole('button', { name: t('viewer.compareMode.slider') }).click()
    const slider = viewer.getByRole('slider')
    await expect(slider).toHaveAttribute('aria-valuetext', '50%')
    await slider.focus()
    await keyboard.press('ArrowRight')
    await expect(slider).toHaveAttribute('aria-valuetext', '51%')
    await keyboard.press('Home')
    await expect(slider).toHaveAttribute('aria-valuetext', '0%')
    await expectLook(5)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await keyboard.press('o')
    await expect(slider).toHaveCount(0)
  })
  if (isMobile) return

  await test.step('C1, C6: each key of the viewer does what the map says', async () => {
    const scale = viewer.getByRole('button', { name: /%/ })
    await viewer.focus()
    const whole = await scale.textContent()
    await keyboard.press('z')
    await expect(scale).toHaveText('100%')
    await keyboard.press('-')
    await expect(scale).not.toHaveText('100%')
    await keyboard.press('+')
    await expect(scale).toHaveText('100%')
    await keyboard.press('0')
    await expect(scale).toHaveText(whole!)
    const ground = viewer.getByTestId('stage').locator('..')
    for (const colour of ['rgb(122, 122, 122)', 'rgb(255, 255, 255)', 'rgb(27, 27, 27)']) {
      await keyboard.press('w')
      await expect(ground).toHaveCSS('background-color', colour)
    }
    const facts = viewer.getByRole('complementary')
    await keyboard.press('i')
    await expect(facts).toHaveCount(0)
    await keyboard.press('i')
    await expect(facts).toBeVisible()
    await keyboard.down('b')
    await expect(viewer.getByTestId('stage')).toHaveCount(0)
    await keyboard.up('b')
    await expect(viewer.getByTestId('stage')).toBeVisible()
    await keyboard.press('o')
    await expect(viewer.getByRole('slider')).toBeVisible()
    await keyboard.press('1')
    await expect(viewer.getByRole('slider')).toHaveCount(0)
    await keyboard.press('f')
    await expect(viewer.getByRole('button', { name: t('viewer.favourite'), pressed: true })).toBeVisible()
  })

  await test.step('C2, C5: arrows in quick succession end where they lead, and take nothing away', async () => {
    await viewer.focus()
    await pressAtOnce(page, ['ArrowRight', 'ArrowLeft'])
    await expectLook(5)
    await pressAtOnce(page, ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])
    await expectLook(7)
    // A look that is not on the screen yet is not judged.
    await pressAtOnce(page, ['ArrowRight', 'x'])
    await expectLook(8)
    await expect.poll(async () => (await looksOf(page, projectId)).length).toBe(LOOKS)
  })

  await test.step('C5: fast keys judge every pair once, and a key that is held judges one', async () => {
    const ids = byNumber.map(({ id }) => id)
    await page.goto(`/projects/${projectId}/compare?ids=${ids.slice(0, 2).join(',')}`)
    const shown = async () =>
      page
        .getByTestId('pane')
        .evaluateAll((panes) => panes.map((pane) => (pane as HTMLElement).dataset['look']))
    await expect.poll(shown).toEqual(ids.slice(0, 2))
    await pressAtOnce(page, ['ArrowLeft', 'ArrowRight', 'ArrowLeft'])
    await expect.poll(shown).toEqual(ids.slice(6, 8))
    await pressAtOnce(page, ['ArrowRight', 'ArrowRight', 'ArrowRight'], true)
    await expect.poll(shown).toEqual(ids.slice(6, 8))
    const kept = [ids[0], ids[3], ids[4], ids[5]].toSorted()
    await expect
      .poll(async () => (await looksOf(page, projectId, '&filter=selected')).map(({ id }) => id).toSorted())
      .toEqual(kept)
    await keyboard.press('o')
    const slider = page.getByRole('slider', { name: t('compare.divide') })
    await expect(slider).toHaveAttribute('aria-valuetext', '50%')
    await slider.focus()
    await keyboard.press('ArrowLeft')
    await expect(slider).toHaveAttribute('aria-valuetext', '49%')
    await keyboard.press('o')
    await expect(slider).toHaveCount(0)
    expect(await shown()).toEqual(ids.slice(6, 8))
  })
})
