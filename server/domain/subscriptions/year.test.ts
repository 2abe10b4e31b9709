// A year of plans with failures, kills and duplicate webhooks; `node --test --test-global-setup=test/postgres.ts test/year-of-200.ts` lives it with 200.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSelling, type Selling } from '#test/plans-studio.ts'
import { liveAYear } from '#test/year-of-plans.ts'

let selling: Selling
before(async () => {
  selling = await openSelling({ MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => selling.close())

test('a year of twelve renewals: every month is charged and granted once, whatever breaks', async () => {
  const year = await liveAYear(selling, { subscriptions: 8, days: 3, seed: 7 })
  assert.ok(year.steady === 2 && year.renewals > 24, JSON.stringify(year))
  assert.ok(
    year.kills > 0 && year.declines > 0 && year.webhooks > 0 && year.changes > 0,
    JSON.stringify(year),
  )
})
