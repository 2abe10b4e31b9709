// Grants that end: what is left of them leaves by one row of the ledger, whoever runs the errand and however often.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import type { Studio } from '../../studio.ts'
import { expirePoints } from './expire-points.ts'
import { balanceOf, grant, MOST_HELD } from './ledger.ts'

let whole: Studio
let studio: Studio
let now = new Date()
before(async () => {
  whole = await openTestStudio({ MAEPSI_OPENING_CREDIT: '0' })
  studio = { ...whole, now: () => now }
})
after(() => whole.close())

const DAY = 24 * 3600_000
const later = (days: number) => new Date(Date.now() + days * DAY)
const credit = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
const ended = async (user: { id: string }) => {
  const { rows } = await sql<{ amount: number; reason: string }>`select amount, reason from point_usage
    where user_id = ${user.id} and reason in ('expired', 'plan_end') order by seq`.execute(studio.db)
  return rows
}

test('what is left leaves when it ends, once, and what was bought for ever stays', async () => {
  const user = await buildUser(studio)
  await grant(studio.db, user.id, 'credit', 10, 'plan_grant', later(10))
  await grant(studio.db, user.id, 'credit', 20, 'pack', later(20))
  await grant(studio.db, user.id, 'credit', 5, 'pack')
  await grant(studio.db, user.id, 'credit', -4, 'vto_use')
  now = later(9)
  await expirePoints(studio)
  assert.equal(await credit(user), 31)
  now = later(10.01)
  await Promise.all([expirePoints(studio), expirePoints(studio), expirePoints(studio)])
  assert.deepEqual(await ended(user), [{ amount: -6, reason: 'plan_end' }])
  now = later(30)
  await expirePoints(studio)
  await expirePoints(studio)
  assert.deepEqual(await ended(user), [
    { amount: -6, reason: 'plan_end' },
    { amount: -20, reason: 'expired' },
  ])
  assert.equal(await credit(user), 5)
})

test('spending and expiring at once never take the same point twice', async () => {
  const user = await buildUser(studio)
  await grant(studio.db, user.id, 'credit', 30, 'pack', later(1))
  now = later(2)
  const spend = () => grant(studio.db, user.id, 'credit', -1, 'vto_use').catch(() => false)
  await Promise.all([...Array.from({ length: 20 }, spend), expirePoints(studio), expirePoints(studio)])
  await expirePoints(studio)
  assert.equal(await credit(user), 0)
  const { rows } = await sql<{
    sum: string
  }>`select sum(amount) as sum from point_usage where user_id = ${user.id} and usage_type = 'credit'`.execute(
    studio.db,
  )
  assert.equal(Number(rows[0].sum), 0)
})

test('a grant that is written after its end, and what a job gives back later, leave too', async () => {
  const user = await buildUser(studio)
  now = later(3)
  await grant(studio.db, user.id, 'credit', 8, 'plan_grant', later(5))
  const job = '01890000-0000-7000-8000-00000000000a'
  const row = { user_id: user.id, job_id: job, usage_type: 'credit', expires_at: null }
  await studio.db
    .insertInto('point_usage')
    .values({ ...row, amount: -8, reason: 'vto_use' })
    .execute()
  await grant(studio.db, user.id, 'credit', 2, 'pack', later(1))
  await expirePoints(studio)
  assert.equal(await credit(user), 0)
  await studio.db
    .insertInto('point_usage')
    .values({ ...row, amount: 3, reason: 'refund' })
    .execute()
  await expirePoints(studio)
  assert.equal(await credit(user), 3)
  now = later(6)
  await expirePoints(studio)
  assert.equal(await credit(user), 0)
})

test('the same source never grants twice, and a grant larger than a balance holds is refused in words', async () => {
  const user = await buildUser(studio)
  const written = await Promise.all(
    [1, 2, 3].map(() => grant(studio.db, user.id, 'credit', 7, 'pack', null, `test:${user.id}`)),
  )
  assert.equal(written.filter(Boolean).length, 1)
  assert.equal(await credit(user), 7)
  for (const amount of [MOST_HELD, MOST_HELD + 1, 1e12, Number.NaN, 1.5])
    await assert.rejects(grant(studio.db, user.id, 'credit', amount, 'admin_grant'), {
      code: 'grant_too_big',
    })
  await grant(studio.db, user.id, 'credit', MOST_HELD - 7, 'admin_grant')
  assert.equal(await credit(user), MOST_HELD)
})
