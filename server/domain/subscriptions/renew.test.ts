// Renewal: once a month, whatever breaks in between; declined cards, transfers, plans that left the file, long absences.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { buildUser } from '#test/build.ts'
import { buyPlan, deliver, openSelling, type Selling } from '#test/plans-studio.ts'
import { readPlans, DEFAULT_PLANS_FILE } from '../../plans.ts'
import { expirePoints } from '../points/expire-points.ts'
import { balanceOf, grant } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { buy, completeCheckout } from './buy.ts'
import { cancelPlan, resumePlan } from './cancel.ts'
import { changeCard, payNow } from './change-card.ts'
import { confirmTransfer, listTransfers } from './confirm-transfer.ts'
import { renewDue, renewSubscription } from './renew.ts'
import { findSubscription, limitsOf, listRecords, liveSubscriptionOf } from './subscriptions.ts'

let selling: Selling
before(async () => {
  selling = await openSelling()
})
after(() => selling.close())

const START = '2027-01-31T00:30:00+09:00'
const FEBRUARY = '2027-02-28T00:30:00+09:00'
const MARCH = '2027-03-31T00:30:00+09:00'

async function subscribed(plan = 'starter') {
  selling.at(START)
  selling.bank.trouble = () => null
  const user = await buildUser(selling.studio)
  await buyPlan(selling, user, plan)
  return { ...user, subscription: (await liveSubscriptionOf(selling.studio.db, user.id))! }
}
type Subscribed = Awaited<ReturnType<typeof subscribed>>
const kinds = async ({ id }: { id: string }) =>
  (await listRecords(selling.studio.db, id)).map(({ kind }) => kind).toReversed()
const left = async ({ id }: { id: string }) => (await balanceOf(selling.studio.db, id)).left
const paid = async ({ id }: { id: string }) => {
  const { rows } = await sql<{
    n: string
  }>`select count(*) as n from billing_charge where user_id = ${id} and status = 'paid'`.execute(
    selling.studio.db,
  )
  return Number(rows[0].n)
}
const now = async ({ subscription }: Subscribed) =>
  (await findSubscription(selling.studio.db, subscription.id))!

test('a month ends: it is charged and granted once, and unused tickets leave by a row of the ledger', async () => {
  const user = await subscribed()
  await grant(selling.studio.db, user.id, 'look_book_ticket', 5, 'pack')
  await renewDue(selling.studio)
  assert.equal(await paid(user), 1)
  selling.at(FEBRUARY)
  await Promise.all([
    renewDue(selling.studio),
    renewSubscription(selling.studio, user.subscription.id),
    renewDue(selling.studio),
  ])
  await expirePoints(selling.studio)
  await Promise.all([expirePoints(selling.studio), expirePoints(selling.studio)])
  assert.equal(await paid(user), 2)
  assert.deepEqual(await kinds(user), ['start', 'renewal'])
  assert.deepEqual(await left(user), { credit: 200, look_book_ticket: 45, video_ticket: 2, subscription: 0 })
  const { entries } = await listLedger(selling.studio.db, user.id, { limit: 50 })
  assert.deepEqual(
    entries
      .filter(({ reason }) => reason === 'plan_end')
      .map(({ usage_type, amount }) => [usage_type, amount])
      .toSorted((a, b) => Number(a[1]) - Number(b[1])),
    [
      ['look_book_ticket', -40],
      ['video_ticket', -2],
    ],
  )
  const row = await now(user)
  assert.equal(row.end_at.toISOString(), new Date(MARCH).toISOString())
  const { rows } = await sql<{ payments: { amount: number }[]; invoices: { number: string }[] }>`
    select payments, invoices from subscriptions where id = ${row.id}`.execute(selling.studio.db)
  assert.deepEqual(
    rows[0].payments.map(({ amount }) => amount),
    [19_000, 19_000],
  )
  assert.equal(new Set(rows[0].invoices.map(({ number }) => number)).size, 2)
})

test('killed between charge and grant, or unheard after the charge: the month is found paid and granted once', async () => {
  for (const trouble of ['crash-after', 'down-after', 'down-before'] as const) {
    const user = await subscribed()
    selling.at(FEBRUARY)
    selling.bank.trouble = () => trouble
    await renewSubscription(selling.studio, user.subscription.id).catch(() => {})
    selling.bank.trouble = () => null
    assert.equal((await left(user)).credit, 100)
    await renewDue(selling.studio)
    await renewDue(selling.studio)
    assert.deepEqual(await kinds(user), ['start', 'renewal'])
    assert.equal((await left(user)).credit, 200)
    assert.equal(await paid(user), 2)
  }
})

test('its webhook comes before, after and between, ten times', async () => {
  const user = await subscribed()
  selling.at(FEBRUARY)
  selling.bank.trouble = () => 'crash-after'
  await renewSubscription(selling.studio, user.subscription.id).catch(() => {})
  selling.bank.trouble = () => null
  const news = selling.bank.sent.at(-1)!
  await Promise.all([
    ...Array.from({ length: 10 }, (_, n) =>
      deliver(selling, { ...news, eventId: `${news.eventId}-${n % 4}` }),
    ),
    renewDue(selling.studio),
  ])
  assert.deepEqual(await kinds(user), ['start', 'renewal'])
  assert.equal((await left(user)).credit, 200)
})

test('a declined card is tried again after 1, 3 and 5 days, then the plan is unpaid and what was made stays', async () => {
  const user = await subscribed()
  selling.bank.trouble = () => 'declined'
  const tries: string[] = []
  for (let hours = 0; hours < 24 * 7; hours += 1) {
    selling.at(new Date(new Date(FEBRUARY).getTime() + hours * 3600_000))
    const before = await now(user)
    await renewDue(selling.studio)
    const after = await now(user)
    if (before.next_billing_at?.getTime() !== after.next_billing_at?.getTime())
      tries.push(`${hours / 24} ${after.status}`)
  }
  assert.deepEqual(tries, ['0 past_due', '1 past_due', '3 past_due', '5 unpaid'])
  assert.deepEqual(await kinds(user), ['start', 'past_due', 'unpaid'])
  assert.equal(await paid(user), 1)
  assert.equal((await left(user)).credit, 100)
  assert.deepEqual(await limitsOf(selling.studio, user.id), selling.studio.plans.plans[0].limits)
  selling.bank.trouble = () => null
  assert.equal((await buyPlan(selling, user, 'seller')).status, 'paid')
})

test('another card pays what is outstanding at once, and the days of the plan stay where they were', async () => {
  const user = await subscribed()
  selling.at(FEBRUARY)
  selling.bank.trouble = () => 'declined'
  await renewDue(selling.studio)
  selling.bank.trouble = () => null
  selling.at('2027-03-02T12:00:00+09:00')
  const { charge } = await changeCard(selling.studio, user, { id: crypto.randomUUID() })
  await completeCheckout(selling.studio, user, charge.id, { billingKey: 'card-2' })
  await payNow(selling.studio, user)
  const row = await now(user)
  assert.deepEqual([row.status, row.end_at.toISOString()], ['active', new Date(MARCH).toISOString()])
  assert.deepEqual(await kinds(user), ['start', 'past_due', 'renewal'])
})

test('cancelled it works to its end, resumed it goes on; ended it is not charged again', async () => {
  const user = await subscribed()
  selling.at('2027-02-10T00:00:00+09:00')
  await cancelPlan(selling.studio, user, { reason: 'too dear' })
  await cancelPlan(selling.studio, user, { reason: 'again' })
  await resumePlan(selling.studio, user)
  await cancelPlan(selling.studio, user, { reason: 'after all' })
  assert.equal((await now(user)).cancel_reason, 'after all')
  await renewDue(selling.studio)
  assert.equal((await now(user)).status, 'active')
  selling.at(FEBRUARY)
  await renewDue(selling.studio)
  await renewDue(selling.studio)
  await expirePoints(selling.studio)
  assert.equal((await now(user)).status, 'ended')
  assert.deepEqual(await kinds(user), ['start', 'cancel', 'resume', 'cancel', 'end'])
  assert.equal(await paid(user), 1)
  assert.deepEqual(await left(user), { credit: 100, look_book_ticket: 0, video_ticket: 0, subscription: 0 })
  await assert.rejects(resumePlan(selling.studio, user), { code: 'plan_missing' })
})

test('a plan that left the file goes on for whoever holds it, at its price', async () => {
  const file = join(selling.studio.config.data, 'plans.json')
  const plans = JSON.parse(readFileSync(DEFAULT_PLANS_FILE, 'utf8'))
  plans.plans = plans.plans.filter(({ id }: { id: string }) => id !== 'starter')
  writeFileSync(file, JSON.stringify(plans))
  const user = await subscribed()
  const studio = { ...selling.studio, plans: readPlans(file) }
  assert.deepEqual((await limitsOf(studio, user.id)).waitingJobs, 400)
  selling.at(FEBRUARY)
  await renewDue(studio)
  const row = await now(user)
  assert.deepEqual(
    [row.plan, row.status, row.end_at.toISOString()],
    ['starter', 'active', new Date(MARCH).toISOString()],
  )
  assert.equal((await left(user)).credit, 200)
  const wish = { kind: 'plan', item: 'starter', currency: 'KRW', price: 19_000, provider: 'portone' } as const
  await assert.rejects(buy(studio, await buildUser(studio), { ...wish, id: crypto.randomUUID() }), {
    code: 'item_unknown',
  })
})

test('after months in which nobody looked only the month under way is charged', async () => {
  const user = await subscribed()
  selling.at('2027-06-10T00:00:00+09:00')
  await renewDue(selling.studio)
  await renewDue(selling.studio)
  const row = await now(user)
  assert.deepEqual(
    [row.period_from.toISOString(), row.end_at.toISOString()],
    [
      new Date('2027-05-31T00:30:00+09:00').toISOString(),
      new Date('2027-06-30T00:30:00+09:00').toISOString(),
    ],
  )
  assert.equal(await paid(user), 2)
})

test('by transfer the month waits for the administrator, and ends unpaid when nothing comes', async () => {
  for (const comes of [true, false]) {
    selling.at(START)
    const user = await buildUser(selling.studio)
    const { charge } = await buy(selling.studio, user, {
      id: crypto.randomUUID(),
      kind: 'plan',
      item: 'starter',
      currency: 'KRW',
      price: 19_000,
      provider: 'manual',
    })
    await confirmTransfer(selling.studio, charge.id)
    const { id } = (await liveSubscriptionOf(selling.studio.db, user.id))!
    for (const day of [28, 29, 31, 33]) {
      selling.at(new Date(new Date(FEBRUARY).getTime() + (day - 28) * 24 * 3600_000))
      await renewDue(selling.studio)
      const waiting = (await listTransfers(selling.studio.db)).find(({ user_id }) => user_id === user.id)
      if (day === 31 && comes) await confirmTransfer(selling.studio, waiting!.id)
    }
    const row = (await findSubscription(selling.studio.db, id))!
    assert.equal(row.status, comes ? 'active' : 'unpaid')
    assert.equal(await paid(user), comes ? 2 : 1)
    assert.equal((await left(user)).credit, comes ? 200 : 100)
  }
})
