// Reading the ledger: kinds, kinds of point, months of the reader's zone, pages of them, and the days of use.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LEDGER_FILTERS } from '#sdk/contract/ledger-kinds.ts'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildImage } from '#test/build-image.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { cancelVtoJob } from '../vto-jobs/cancel.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { daysOfUse } from './days-of-use.ts'
import { allGrantsOf } from './grants-of.ts'
import { balanceOf, grant } from './ledger.ts'
import { listLedger, type LedgerWish } from './list-ledger.ts'

const never = new AbortController().signal
const SEOUL = 'Asia/Seoul'
let studio: Studio
let worker: string
before(async () => {
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '100' }, new Engines([new ScriptedEngine()]))
  worker = await buildWorker(studio)
})
after(() => studio.close())

async function write(
  user: { id: string },
  createdAt: string,
  amount: number,
  reason: string,
  usageType = 'credit',
) {
  await studio.db
    .insertInto('point_usage')
    .values({ user_id: user.id, usage_type: usageType, amount, reason, created_at: createdAt })
    .execute()
}

const reasonsOf = async (user: { id: string }, wish: Omit<LedgerWish, 'limit'>) =>
  (await listLedger(studio.db, user.id, { limit: 100, ...wish })).entries.map(({ reason }) => reason)

test('a month begins and ends at midnight in Seoul, not in London', async () => {
  const user = await buildUser(studio)
  await write(user, '2026-05-31T14:59:59.999Z', 1, 'last_of_may')
  await write(user, '2026-05-31T15:00:00Z', 1, 'first_of_june')
  await write(user, '2026-06-30T14:59:59.999999Z', 1, 'last_of_june')
  await write(user, '2026-06-30T15:00:00Z', 1, 'first_of_july')
  assert.deepEqual(await reasonsOf(user, { month: '2026-06' }), ['last_of_june', 'first_of_june'])
  assert.deepEqual(await reasonsOf(user, { month: '2026-07', zone: SEOUL }), ['first_of_july'])
  assert.deepEqual(await reasonsOf(user, { month: '2026-06', zone: 'Europe/London' }), [
    'first_of_july',
    'last_of_june',
  ])
  assert.deepEqual(await reasonsOf(user, { month: '2026-06', zone: 'America/New_York' }), [
    'first_of_july',
    'last_of_june',
  ])
  assert.deepEqual(await reasonsOf(user, { month: '2020-02' }), [])
  await assert.rejects(reasonsOf(user, { month: '2026-06', zone: 'Mars/Olympus' }), { code: 'bad_request' })
})

test('every row is of exactly one filter, also when nobody foresaw its reason', async () => {
  const user = await buildUser(studio)
  const reasons = [
    'vto_use',
    'refund',
    'admin_refund',
    'plan_grant',
    'purchase',
    'expiry',
    'plan_end',
    'new_one',
  ]
  await grant(studio.db, user.id, 'credit', 50, 'admin_grant')
  for (const reason of reasons)
    await write(user, '2026-06-01T00:00:00Z', reason === 'vto_use' ? -1 : 1, reason)
  await write(user, '2026-06-01T00:00:00Z', -1, 'new_one')
  const all = (await listLedger(studio.db, user.id, { limit: 100 })).entries.map(({ id }) => id)
  const parts = await Promise.all(
    LEDGER_FILTERS.map((kind) => listLedger(studio.db, user.id, { limit: 100, kind })),
  )
  assert.deepEqual(parts.flatMap(({ entries }) => entries.map(({ id }) => id)).sort(), all.toSorted())
  assert.deepEqual(
    parts.map(({ entries }) => [...new Set(entries.map(({ reason }) => reason))].sort()),
    [
      ['vto_use'],
      ['admin_refund', 'refund'],
      ['admin_grant', 'new_one', 'opening_grant', 'plan_grant', 'purchase'],
      ['expiry', 'plan_end'],
    ],
  )
  assert.deepEqual(await reasonsOf(user, { kind: 'used', usageType: 'video_ticket' }), [])
})

test('pages of a filtered month lose and repeat nothing, and every row says all balances', async () => {
  const user = await buildUser(studio)
  for (let n = 0; n < 7; n++) {
    await write(user, `2026-06-0${n + 1}T00:00:00Z`, 10 + n, 'purchase')
    await write(user, `2026-06-0${n + 1}T00:00:01Z`, 1, 'purchase', 'look_book_ticket')
    await write(user, `2026-05-0${n + 1}T00:00:00Z`, 3, 'purchase')
  }
  const wish = { kind: 'added', month: '2026-06', usageType: 'credit' } as const
  const whole = await listLedger(studio.db, user.id, { ...wish, limit: 100 })
  assert.equal(whole.entries.length, 7)
  assert.equal(whole.next, null)
  const seen = []
  let after: string | undefined
  do {
    const page = await listLedger(studio.db, user.id, { ...wish, limit: 3, after })
    seen.push(...page.entries)
    after = page.next ?? undefined
  } while (after)
  assert.deepEqual(seen, whole.entries)
  // Replayed from the start, the balances beside each row are what they were.
  const running = { credit: 0, look_book_ticket: 0, video_ticket: 0, subscription: 0 }
  const all = (await listLedger(studio.db, user.id, { limit: 100 })).entries.toReversed()
  for (const row of all) {
    running[row.usage_type as 'credit'] += row.amount
    assert.deepEqual(row.balances, running)
    assert.equal(row.balance_after, running[row.usage_type as 'credit'])
  }
})

test('what a day used is what its jobs spent, less what came back for them', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const done = await buildJob(studio, user, product, { looks: 3 })
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const cancelled = await buildJob(studio, user, product, { looks: 2 })
  await cancelVtoJob(studio, user, cancelled.id)
  const now = new Date()
  const { days, looks, videos } = await daysOfUse(studio.db, user.id, SEOUL, now)
  assert.equal(days.length, 30)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: SEOUL }).format(now)
  assert.deepEqual(days.at(-1), {
    day: today,
    credit: done.used_amount,
    look_book_ticket: 0,
    video_ticket: 0,
    subscription: 0,
  })
  assert.ok(days.slice(0, -1).every(({ credit }) => credit === 0))
  assert.deepEqual([looks, videos], [3, 0])
  const later = await daysOfUse(studio.db, user.id, SEOUL, new Date(now.getTime() + 30 * 86_400_000))
  assert.ok(later.days.every(({ credit }) => credit === 0))
  assert.equal(later.looks, 0)
  const stranger = await buildUser(studio)
  await buildImage(studio, stranger, { id: product.projectId })
  assert.equal((await daysOfUse(studio.db, stranger.id, SEOUL, now)).looks, 0)
})

test('what is left of the grants adds up to the balances, and what ends first is named first', async () => {
  const user = await buildUser(studio)
  await grant(studio.db, user.id, 'credit', 30, 'plan_grant', new Date('2030-02-01'))
  await grant(studio.db, user.id, 'credit', 40, 'purchase', new Date('2030-01-01'))
  const product = await buildProduct(studio, user)
  await cancelVtoJob(studio, user, (await buildJob(studio, user, product, { looks: 5 })).id)
  await buildJob(studio, user, product, { looks: 5 })
  const grants = await allGrantsOf(studio.db, user.id)
  assert.deepEqual(
    grants.filter(({ usageType }) => usageType === 'credit').map(({ reason, left }) => [reason, left]),
    [
      ['purchase', 30],
      ['plan_grant', 30],
      ['opening_grant', 100],
    ],
  )
  const { left } = await balanceOf(studio.db, user.id)
  for (const [usageType, amount] of Object.entries(left))
    assert.equal(
      grants.filter((one) => one.usageType === usageType).reduce((sum, one) => sum + one.left, 0),
      amount,
    )
})
