// Changing plans: up at once for the difference, down when the month ends, each written down.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { buildUser } from '#test/build.ts'
import { buyPlan, openSelling, type Selling } from '#test/plans-studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { refundCharge } from '../payments/refunds.ts'
import { cancelPlan } from './cancel.ts'
import { changePlan, previewChange } from './change-plan.ts'
import { healPayments } from './heal.ts'
import { renewDue } from './renew.ts'
import { listRecords, liveSubscriptionOf } from './subscriptions.ts'

let selling: Selling
before(async () => {
  selling = await openSelling()
})
after(() => selling.close())

/** Half of the month that began on 31 January at 00:30: 28 days. */
const MIDDLE = '2027-02-14T00:30:00+09:00'
const FEBRUARY = '2027-02-28T00:30:00+09:00'

async function subscribed(plan: string) {
  selling.at('2027-01-31T00:30:00+09:00')
  selling.bank.trouble = () => null
  const user = await buildUser(selling.studio)
  const charge = await buyPlan(selling, user, plan)
  selling.at(MIDDLE)
  return { ...user, charge }
}
const kinds = async ({ id }: { id: string }) =>
  (await listRecords(selling.studio.db, id)).map(({ kind }) => kind).toReversed()
const plan = async ({ id }: { id: string }) => (await liveSubscriptionOf(selling.studio.db, id))!.plan
const left = async ({ id }: { id: string }) => (await balanceOf(selling.studio.db, id)).left
const up = async (user: { id: string }, to = 'seller') => {
  const { amount, at } = await previewChange(selling.studio, user, to)
  return { id: randomUUID(), plan: to, price: amount, at }
}

test('up: the difference of the days that remain is paid now, and so much more is granted', async () => {
  const user = await subscribed('starter')
  const shown = await previewChange(selling.studio, user, 'seller')
  assert.deepEqual([shown.when, shown.amount, shown.vat], ['now', 15_000, 1364])
  assert.deepEqual(shown.grants, { credit: 100, lookBookTicket: 40, videoTicket: 3, includedLook: 50 })
  const wish = { id: randomUUID(), plan: 'seller', price: shown.amount, at: shown.at }
  await Promise.allSettled([1, 2, 3].map(() => changePlan(selling.studio, user, wish)))
  await changePlan(selling.studio, user, wish)
  assert.equal(await plan(user), 'seller')
  assert.deepEqual(await left(user), { credit: 200, look_book_ticket: 80, video_ticket: 5, subscription: 50 })
  assert.equal(selling.bank.taken().get(wish.id), 15_000)
  selling.at(FEBRUARY)
  await renewDue(selling.studio)
  assert.equal((await left(user)).credit, 500)
  assert.deepEqual(await kinds(user), ['start', 'upgrade', 'renewal'])
  const records = await listRecords(selling.studio.db, user.id)
  assert.deepEqual(
    records.map(({ payments }) => payments.map(({ amount }) => amount)),
    [[49_000], [15_000], [19_000]],
  )
})

test('up with a difference that is not the one shown charges nothing and tells the new one', async () => {
  const user = await subscribed('starter')
  const wish = await up(user)
  await assert.rejects(changePlan(selling.studio, user, { ...wish, price: 1 }), { code: 'price_changed' })
  selling.at('2027-02-20T00:30:00+09:00')
  await assert.rejects(changePlan(selling.studio, user, wish), { code: 'price_changed' })
  assert.equal(await plan(user), 'starter')
  assert.equal(selling.bank.taken().get(wish.id), undefined)
})

test('up declined leaves the plan; unheard after the charge it is found paid, once', async () => {
  const user = await subscribed('starter')
  selling.bank.trouble = () => 'declined'
  await assert.rejects(changePlan(selling.studio, user, await up(user)), { code: 'payment_declined' })
  assert.equal(await plan(user), 'starter')
  selling.bank.trouble = () => 'down-after'
  await assert.rejects(changePlan(selling.studio, user, await up(user)), { code: 'payment_unavailable' })
  selling.bank.trouble = () => null
  selling.at('2027-02-14T02:00:00+09:00')
  await healPayments(selling.studio)
  await healPayments(selling.studio)
  assert.equal(await plan(user), 'seller')
  assert.equal((await left(user)).subscription, 50)
  assert.deepEqual(await kinds(user), ['start', 'upgrade'])
})

for (const [first, then] of [
  ['seller', 'brand'],
  ['brand', 'seller'],
])
  test(`${first} given up for ${then}, and found paid late: the money goes back, plan and points stay`, async () => {
    const user = await subscribed('starter')
    const given = await up(user, first)
    selling.bank.trouble = () => 'down-after'
    await assert.rejects(changePlan(selling.studio, user, given), { code: 'payment_unavailable' })
    selling.bank.trouble = () => null
    const kept = await up(user, then)
    await changePlan(selling.studio, user, kept)
    const before = await left(user)
    assert.equal(selling.bank.taken().get(given.id), given.price)
    selling.at('2027-02-14T02:00:00+09:00')
    await healPayments(selling.studio)
    await healPayments(selling.studio)
    assert.deepEqual([await plan(user), await left(user)], [then, before])
    assert.deepEqual([selling.bank.taken().get(given.id), selling.bank.taken().get(kept.id)], [0, kept.price])
    assert.deepEqual(await kinds(user), ['start', 'upgrade'])
    const { rows } = await selling.studio.database.pool.query<{ type: string; sum: number }>(
      'select usage_type as type, sum(amount)::integer as sum from point_usage where user_id = $1 group by 1',
      [user.id],
    )
    assert.deepEqual(Object.fromEntries(rows.map(({ type, sum }) => [type, sum])), before)
  })

test('down: planned, withdrawn, planned again, and so when the month ends', async () => {
  const user = await subscribed('seller')
  const down = { id: randomUUID(), plan: 'starter', price: 0, at: new Date(MIDDLE) }
  assert.equal((await previewChange(selling.studio, user, 'starter')).when, 'period-end')
  await changePlan(selling.studio, user, down)
  assert.equal((await liveSubscriptionOf(selling.studio.db, user.id))!.next_plan, 'starter')
  await assert.rejects(changePlan(selling.studio, user, down), { code: 'plan_same' })
  await changePlan(selling.studio, user, { ...down, id: randomUUID(), plan: 'seller' })
  await changePlan(selling.studio, user, { ...down, id: randomUUID() })
  assert.equal(await plan(user), 'seller')
  selling.at(FEBRUARY)
  await renewDue(selling.studio)
  assert.equal(await plan(user), 'starter')
  assert.deepEqual(await kinds(user), [
    'start',
    'downgrade_planned',
    'downgrade_withdrawn',
    'downgrade_planned',
    'renewal',
  ])
  const [renewal] = await listRecords(selling.studio.db, user.id)
  assert.deepEqual(
    [renewal.from_plan, renewal.to_plan, renewal.payments[0].amount],
    ['seller', 'starter', 19_000],
  )
})

test('what cannot be changed says why', async () => {
  const user = await subscribed('starter')
  const wish = { id: randomUUID(), price: 0, at: new Date(MIDDLE) }
  await assert.rejects(changePlan(selling.studio, user, { ...wish, plan: 'starter' }), { code: 'plan_same' })
  await assert.rejects(changePlan(selling.studio, user, { ...wish, plan: 'free' }), { code: 'item_unknown' })
  await assert.rejects(changePlan(selling.studio, user, { ...wish, plan: 'nothing' }), {
    code: 'item_unknown',
  })
  await assert.rejects(
    changePlan(selling.studio, await buildUser(selling.studio), { ...wish, plan: 'seller' }),
    { code: 'plan_missing' },
  )
  await cancelPlan(selling.studio, user, { reason: null })
  await assert.rejects(changePlan(selling.studio, user, { ...wish, plan: 'seller' }), {
    code: 'plan_missing',
  })
})

test('a refund goes back once and takes what is left of what it bought', async () => {
  const user = await subscribed('starter')
  const admin = await buildUser(selling.studio)
  const half = await refundCharge(selling.studio, admin, user.charge.id, {
    amount: 9500,
    reason: 'half a month',
  })
  assert.equal(half.refunded, 9500)
  assert.deepEqual(await left(user), { credit: 50, look_book_ticket: 20, video_ticket: 1, subscription: 0 })
  await assert.rejects(
    refundCharge(selling.studio, admin, user.charge.id, { amount: 9501, reason: 'more' }),
    {
      code: 'refund_too_big',
      details: { refundable: 9500 },
    },
  )
  await Promise.allSettled(
    [1, 2].map(() => refundCharge(selling.studio, admin, user.charge.id, { reason: 'all' })),
  )
  assert.equal(selling.bank.taken().get(user.charge.id), 0)
  assert.deepEqual(await left(user), { credit: 0, look_book_ticket: 0, video_ticket: 0, subscription: 0 })
})
