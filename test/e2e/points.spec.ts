// Credits and tickets: a running balance, returns that lead to what they are for, the ledger as a file, words not colours, a key shown once.
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '../../sdk/contract/vto-jobs.ts'
import { callerOf } from './screens/caller.ts'
import { makeProduct, makeProject } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, openFacts, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, like, t } from './words.ts'

/** Submits a run of these views, paid with the given points, and answers its id. */
async function makeRun(
  page: Page,
  productId: string,
  { views, pay, price }: { views: string[]; pay: string; price: number },
): Promise<string> {
  const id = uuidv7()
  const direction = Direction.parse({ engine: 'drape', views })
  const answer = await page.request.post('/v1/vto-jobs', { data: { id, productId, direction, pay, price } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return id
}

const ended = async (page: Page, id: string) =>
  expect
    .poll(async () => (await (await page.request.get(`/v1/vto-jobs/${id}`)).json()).status, {
      timeout: 60_000,
    })
    .toMatch(/DONE|CANCELLED/)

test('what was paid, what came back and why, to the last point', async ({ page, isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'one way through is enough')
  await signUp(page, 'Bora')
  const api = callerOf(page.request)
  const { id: projectId } = await makeProject(api, '=린넨 셔츠')
  const productId = await makeProduct(api, projectId)
  const made = await makeRun(page, productId, { views: ['front'], pay: 'look_book_ticket', price: 1 })
  const stopped = await makeRun(page, productId, {
    views: ['front', 'left', 'back'],
    pay: 'credit',
    price: 6,
  })
  await page.request.post(`/v1/vto-jobs/${stopped}/cancel`)
  await ended(page, made)
  await ended(page, stopped)

  await test.step('a bad look is reported, and its ticket comes back at once', async () => {
    await page.goto(`/projects/${projectId}/looks`)
    await page.locator('[data-testid=look-tile][data-state=made]').last().click()
    await openFacts(page)
    await page.getByTestId('report-link').click()
    const dialog = page.getByTestId('report-dialog')
    await expect(dialog.getByTestId('report-policy')).toContainText(like('report.policy', { left: 10 }))
    await dialog.getByLabel(t('report.reasons.other')).check()
    await dialog.getByTestId('report-send').click()
    await expect(dialog.getByRole('alert')).toContainText(t('report.wordsNeeded'))
    await expectAccessible(page)
    await dialog.getByLabel(t('report.words')).fill('단추가 하나 더 있어요')
    await dialog.getByTestId('report-send').click()
    await expect(page.getByTestId('toast')).toContainText(
      t('report.returned', { amount: t('report.amount.look_book_ticket', { count: 1 }) }),
    )
    await expect(page.getByTestId('report-state')).toContainText(t('report.state.returned'))
    await expect(page.getByTestId('report-link')).toHaveCount(0)
  })

  const rows = page.getByTestId('ledger-row')
  await test.step('M1: every row leaves what the row before left, and itself', async () => {
    await page.goto('/account/points')
    // Three of the opening grant, two runs, one return of what was stopped and one of the bad look.
    await expect(rows).toHaveCount(7)
    const numbers = await rows.evaluateAll((all) =>
      all.map((row) => ({
        ticket: row.querySelector('td:nth-child(5) [data-amount]')?.getAttribute('data-amount') ?? '0',
        credit: row.querySelector('td:nth-child(4) [data-amount]')?.getAttribute('data-amount') ?? '0',
        left: row.querySelector('[data-testid=ledger-balance] .sr')?.textContent?.match(/\d+/g) ?? [],
      })),
    )
    let [credit, tickets] = [0, 0]
    for (const row of numbers.toReversed()) {
      credit += Number(row.credit)
      tickets += Number(row.ticket)
      expect(row.left.map(Number)[0]).toBe(credit)
      expect(row.left.map(Number)[1] + row.left.map(Number)[2]).toBe(tickets)
    }
    await expect(page.getByTestId('balance-credit').locator('.display')).toHaveText(String(credit))
  })

  await test.step('M2: a return leads to the run or the look it is for', async () => {
    await page.getByRole('button', { name: t('points.filters.returned') }).click()
    await expect(page).toHaveURL(/kind=returned/)
    await expect(rows).toHaveCount(2)
    await expect(
      rows.filter({ hasText: t('points.rowGoodwillLook', { number: '01' }) }).getByRole('link'),
    ).toHaveAttribute('href', new RegExp(`/projects/${projectId}/looks/[0-9a-f-]{36}`))
    await expect(rows.filter({ hasText: like('points.rowReturn') }).getByRole('link')).toHaveAttribute(
      'href',
      new RegExp(`/projects/${projectId}/looks$`),
    )
    await page.getByTestId('ledger-type').selectOption('video_ticket')
    await expect(page.getByText(t('points.emptyFilter'))).toBeVisible()
    await page.getByRole('button', { name: t('points.showAll') }).click()
    await expect(rows).toHaveCount(7)
  })

  await test.step('M3: the rows as a file for spreadsheets', async () => {
    await page.getByTestId('ledger-month').selectOption({ index: 1 })
    await expect(rows).toHaveCount(7)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('ledger-csv').click()])
    expect(file.suggestedFilename()).toMatch(
      new RegExp(String.raw`^${t('points.csvName')}-\d{4}-\d\d[.]csv$`),
    )
    const text = readFileSync(await file.path(), 'utf8')
    const head = ['csvTime', 'what', 'csvProject', 'kind', 'csvUnit', 'csvAmount', 'left'] as const
    expect(text.split(',').slice(0, 7).join(',')).toBe(
      `\uFEFF${head.map((column) => t(`points.${column}`)).join(',')}`,
    )
    expect(text.trim().split('\r\n')).toHaveLength(8)
    expect(text).toContain(`'=린넨 셔츠`)
    expect(text).not.toMatch(/(^|,)"?=/m)
  })

  await test.step('M4: kinds are words, and the bars are a table too', async () => {
    for (const kind of await rows.locator('td:nth-child(3)').allTextContents())
      expect([t('points.used'), t('points.returned'), t('points.granted')]).toContain(kind)
    await expect(page.getByTestId('use-table').locator('tbody tr')).toHaveCount(30)
    await expect(page.getByTestId('use-bar')).toHaveCount(30)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  await test.step('M5: a key is shown once', async () => {
    await page.goto('/account/api-keys')
    await page.getByTestId('new-api-key').click()
    await page.getByLabel(t('apiKeys.name')).fill('ERP')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    const key = await page.getByTestId('api-key-text').inputValue()
    expect(key).toMatch(/^mk_/)
    await page.reload()
    await expect(page.getByText('ERP')).toBeVisible()
    expect(await page.content()).not.toContain(key)
    expect(await (await page.request.get('/v1/api-keys')).text()).not.toContain(key)
    const asKey = async () =>
      (await fetch(new URL('/v1/collections', page.url()), { headers: { authorization: `Bearer ${key}` } }))
        .status
    await page.getByRole('button', { name: `${t('apiKeys.revoke')}: ERP` }).click()
    await expect(page.getByTestId('api-key')).toHaveCount(0)
    expect(await asKey()).toBe(401)
    await page
      .getByTestId('toast')
      .getByRole('button', { name: t('do.undo') })
      .click()
    await expect(page.getByTestId('api-key')).toHaveCount(1)
    expect(await asKey()).toBe(200)
  })
})
