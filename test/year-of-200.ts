// The year of plans with 200 of them: too long for every run of the suite. `npm exec -c 'node --test --test-global-setup=test/postgres.ts test/year-of-200.ts'`
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSelling, type Selling } from './plans-studio.ts'
import { liveAYear } from './year-of-plans.ts'

let selling: Selling
before(async () => {
  selling = await openSelling({ MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => selling.close())

test('a year of twelve renewals for 200 plans', async () => {
  const year = await liveAYear(selling, { subscriptions: 200, days: 1, seed: 2027 })
  console.log(year)
  assert.equal(year.steady, 50)
})
