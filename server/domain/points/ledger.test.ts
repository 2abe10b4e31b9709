// The ledger's laws: append-only, never below zero, and the balance always its sum.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf, grant } from './ledger.ts'
import { listLedger } from './list-ledger.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '10' })
})
after(() => studio.close())

const sumOf = async (userId: string, usageType: string) => {
  const { rows } = await sql<{ sum: string }>`select coalesce(sum(amount), 0) as sum from point_usage
    where user_id = ${userId} and usage_type = ${usageType}`.execute(studio.db)
  return Number(rows[0].sum)
}

test('a new account holds the opening grant, and the ledger says so', async () => {
  const user = await buildUser(studio)
  const { left, held } = await balanceOf(studio.db, user.id)
  assert.deepEqual(left, { credit: 10, look_book_ticket: 20, video_ticket: 2, subscription: 0 })
  assert.deepEqual(held, { credit: 0, look_book_ticket: 0, video_ticket: 0, subscription: 0 })
  const { entries } = await listLedger(studio.db, user.id, { limit: 10 })
  assert.deepEqual(
    entries.map((entry) => [entry.usage_type, entry.amount, entry.balance_after, entry.reason]),
    [
      ['video_ticket', 2, 2, 'opening_grant'],
      ['look_book_ticket', 20, 20, 'opening_grant'],
      ['credit', 10, 10, 'opening_grant'],
    ],
  )
})

test('no row of the ledger changes or goes, and nothing else moves a balance', async () => {
  const user = await buildUser(studio)
  const refused = (statement: string, message: RegExp) =>
    assert.rejects(sql.raw(statement).execute(studio.db), message)
  await refused(`update point_usage set amount = 1000 where user_id = '${user.id}'`, /append-only/)
  await refused(`delete from point_usage where user_id = '${user.id}'`, /append-only/)
  await refused('truncate point_usage', /append-only/)
  await refused('truncate points', /append-only/)
  await refused(`update points set credit = 1000 where user_id = '${user.id}'`, /only through point_usage/)
  await refused(
    `update points set included_look = 1 where user_id = '${user.id}'`,
    /only through point_usage/,
  )
  await refused(`delete from points where user_id = '${user.id}'`, /points rows stay/)
  await refused(`delete from users where id = '${user.id}'`, /./)
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 10)
})

test('a balance never goes below zero, however many take from it at once', async () => {
  const user = await buildUser(studio)
  const tries = await Promise.allSettled(
    Array.from({ length: 25 }, () => grant(studio.db, user.id, 'credit', -1, 'admin_grant')),
  )
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 10)
  for (const one of tries)
    if (one.status === 'rejected') assert.equal((one.reason as { code: string }).code, 'points_short')
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 0)
  assert.equal(await sumOf(user.id, 'credit'), 0)
})

test('the ledger reads in the order its rows were applied, under concurrency too', async () => {
  const user = await buildUser(studio)
  await Promise.all(
    Array.from({ length: 30 }, (_, i) => grant(studio.db, user.id, 'credit', i + 1, 'admin_grant')),
  )
  const { entries } = await listLedger(studio.db, user.id, { usageType: 'credit', limit: 100 })
  let balance = 0
  for (const entry of entries.toReversed()) {
    balance += entry.amount
    assert.equal(entry.balance_after, balance)
  }
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, balance)
})

test('an insert that comes to nothing moves nothing', async () => {
  const user = await buildUser(studio)
  const row = (id: string) => ({
    id,
    user_id: user.id,
    usage_type: 'credit',
    amount: 5,
    reason: 'admin_grant',
  })
  const { entries } = await listLedger(studio.db, user.id, { limit: 1 })
  await studio.db
    .insertInto('point_usage')
    .values(row(entries[0].id))
    .onConflict((on) => on.doNothing())
    .execute()
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 10)
})

test('a grant of nothing, of an unknown kind or to nobody is refused', async () => {
  const user = await buildUser(studio)
  await assert.rejects(grant(studio.db, user.id, 'credit', 0, 'admin_grant'))
  await assert.rejects(grant(studio.db, user.id, 'gold' as 'credit', 1, 'admin_grant'))
  await assert.rejects(grant(studio.db, '00000000-0000-7000-8000-000000000000', 'credit', 1, 'admin_grant'))
})

test('the ledger pages without losing or repeating a row, and knows its own cursors only', async () => {
  const user = await buildUser(studio)
  for (let i = 0; i < 7; i++) await grant(studio.db, user.id, 'credit', 1, 'admin_grant')
  const all = (await listLedger(studio.db, user.id, { limit: 100 })).entries
  const seen = []
  let after: string | undefined
  do {
    const page = await listLedger(studio.db, user.id, { limit: 3, after })
    seen.push(...page.entries)
    after = page.next ?? undefined
  } while (after)
  assert.deepEqual(seen, all)
  assert.equal(seen.length, 10)
  for (const bad of ['', 'x', '-1', '1e9', '99999999999999999999', `1' or true --`])
    await assert.rejects(listLedger(studio.db, user.id, { limit: 3, after: bad }), { code: 'bad_cursor' })
})
