// Tries are counted in windows that end: a burst is stopped, and patience is not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Studio } from '#server/studio.ts'
import { openTestStudio } from '#test/studio.ts'
import { countTry } from './count-tries.ts'

let studio: Studio
before(async () => void (studio = await openTestStudio()))
after(async () => studio.close())

const RULE = { window: 60, max: 3 }

test('as many tries as the rule says, each counted once when they come together', async () => {
  const verdicts = await Promise.all(Array.from({ length: 8 }, () => countTry(studio.db, 'burst', RULE)))
  assert.equal(verdicts.filter(({ allowed }) => allowed).length, 3)
  for (const { allowed, retryAfter } of verdicts)
    if (!allowed) assert.ok(retryAfter! >= 1 && retryAfter! <= 60)
})

test('a window begins with its first try and ends, however often one tries in it', async () => {
  for (let n = 0; n < 5; n++) await countTry(studio.db, 'patient', RULE)
  assert.equal((await countTry(studio.db, 'patient', RULE)).allowed, false)
  await studio.db
    .updateTable('auth_rate_limit')
    .set((eb) => ({ last_request: eb('last_request', '-', '60000') }))
    .where('key', '=', 'patient')
    .execute()
  assert.equal((await countTry(studio.db, 'patient', RULE)).allowed, true)
})
