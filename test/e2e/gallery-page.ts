// The gallery as the journeys handle it: its tiles by their place in the whole, its bar, and where the focus is.
import { expect, type Locator, type Page } from '@playwright/test'

export const tiles = (page: Page): Locator => page.getByTestId('look-tile')
export const bar = (page: Page): Locator => page.getByTestId('selection-bar')
export const grid = (page: Page): Locator => page.getByRole('grid')

/** Opens a gallery; answers where the focus is in it, and a tile by its place in the whole. */
export async function openGallery(page: Page, projectId: string) {
  const answer = await page.request.get(`/v1/vto-jobs?projectId=${projectId}`)
  const { items } = (await answer.json()) as { items: { id: string; looks: { n: number }[] }[] }
  const order = items.flatMap(({ id, looks }) => looks.map(({ n }) => `${id}/${n}`))
  await page.goto(`/projects/${projectId}/looks`)
  await expect(tiles(page).first().locator('img')).toBeVisible()
  const focused = async () =>
    order.indexOf(
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['tile'] ?? ''),
    )
  return {
    tile: (at: number) => page.locator(`[data-tile="${order[at]}"]`),
    expectFocus: async (at: number) => expect.poll(focused).toBe(at),
    focused,
  }
}
