// Export in a browser: names and the tree (X1), marks and the note of the market (X2), a frame moved by keys, and a ZIP downloaded.
import { expect, test } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '../../sdk/contract/vto-jobs.ts'
import catalogue from '#server/presets.json' with { type: 'json' }
import { callerOf } from './screens/caller.ts'
import { makeProduct, makeProject } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, inLanguage, like, t } from './words.ts'

const [naver, coupang] = ['naver', 'coupang-main'].map((id) =>
  catalogue.presets.find((one) => one.id === id)!,
)

test.beforeEach(({ isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the narrow page is looked at here, too')
})

test('a look is cut, named and marked for markets, and downloaded as a ZIP', async ({ page }) => {
  await signUp(page, 'Exporter')
  const api = callerOf(page.request)
  const project = await makeProject(api, '내보내기')
  const productId = await makeProduct(api, project.id, '#2b3140', '주말 산책')
  const { prices } = await api.get<{ prices: { look: number } }>('/v1/studio')
  const direction = Direction.parse({ views: ['front'] })
  await api.post('/v1/vto-jobs', { id: uuidv7(), productId, direction, pay: 'credit', price: prices.look })
  await page.goto(`/projects/${project.id}/looks`)
  const tile = page.locator('[data-testid=look-tile][data-state=made]')
  await expect(tile.first()).toBeVisible({ timeout: 300_000 })
  await page.goto(`/projects/${project.id}/export`)
  await expect(page.getByTestId('chosen-looks')).toContainText(t('export.chosen', { count: 1 }))

  await test.step('X1: names by a pattern, and the tree of files', async () => {
    const tree = page.getByTestId('file-tree')
    await expect(tree).toContainText(`주말 산책_01_${inLanguage(naver.name)}_01.jpg`)
    await page.getByLabel(t('export.pattern')).fill(`{${t('export.token.market')}}_{모름}`)
    await expect(page.getByText(t('errors.pattern_unknown'))).toBeVisible()
    await page.getByLabel(t('export.pattern')).fill(`{SKU}_{${t('export.token.n')}}`)
    await expect(tree).toContainText('주말 산책_01.jpg')
  })

  await test.step('X2: the note of the market, what is unverified, and the mark', async () => {
    const main = page.getByTestId('preset-coupang-main')
    await main.getByRole('checkbox').check()
    await expect(main).toContainText(inLanguage(coupang.note))
    await expect(main.getByRole('link', { name: t('export.source') })).toHaveAttribute('href', /^https:/)
    await expect(main.getByLabel(t('export.mark'))).not.toBeChecked()
    const musinsa = page.getByTestId('preset-musinsa')
    await expect(musinsa.getByTestId('unverified')).toHaveText(t('export.unverified'))
    await musinsa.getByRole('checkbox').check()
    await expect(musinsa.getByLabel(t('export.mark'))).toBeChecked()
    await expect(page.getByTestId('plan-sum')).toContainText(t('export.files', { count: 3 }))
  })

  await test.step('the sentence for the product page is read whole', async () => {
    const [over, under] = await page
      .getByLabel(t('export.sentence'))
      .evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => [
        scrollWidth - clientWidth,
        scrollHeight - clientHeight,
      ])
    expect(over).toBeLessThanOrEqual(0)
    expect(under).toBeLessThanOrEqual(0)
  })

  await test.step('films: what no film fits is said, with a way to one that does', async () => {
    const reels = page.getByTestId('preset-reels').getByRole('checkbox')
    await reels.check()
    await expect(page.getByTestId('no-film-fits')).toContainText('9:16')
    await expectAccessible(page)
    await page.getByRole('button', { name: t('export.makeClip', { ratio: '9:16' }) }).click()
    await expect(page.getByTestId('make-video')).toBeVisible()
    await page.keyboard.press('Escape')
    await reels.uncheck()
    await expect(page.getByTestId('no-film-fits')).toBeHidden()
  })

  await test.step('the chosen looks as a contact sheet', async () => {
    const address = await page.getByRole('link', { name: t('export.sheetOpen') }).getAttribute('href')
    const sheet = await page.request.get(address ?? '')
    expect([sheet.status(), sheet.headers()['content-type']]).toEqual([200, 'application/pdf'])
  })

  await test.step('a frame is moved by keys', async () => {
    const frame = page.getByTestId('crop-frame')
    await expect(frame).toHaveAttribute('aria-label', like('export.frame'))
    const before = await frame.getAttribute('aria-label')
    await frame.press('Shift+ArrowDown')
    await expect(frame).not.toHaveAttribute('aria-label', before ?? '')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('it is made, told live, and downloaded', async () => {
    await page.getByTestId('start-export').click()
    const row = page.getByTestId('export').first()
    await expect(row).toHaveAttribute('data-status', 'ready', { timeout: 90_000 })
    const [download] = await Promise.all([page.waitForEvent('download'), row.getByTestId('get-zip').click()])
    expect(download.suggestedFilename()).toMatch(/^maepsi-.*[.]zip$/)
    expect(await download.failure()).toBeNull()
  })
})
