// A provider that renews plans itself: what it says is so becomes so, once, late and out of order too.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { buildUser } from '#test/build.ts'
import { openSelling, type Selling } from '#test/plans-studio.ts'
import type { PaymentFact, SubscriptionFact } from '../../payments/payments.ts'
import { findCharge, openCharge } from '../payments/charges.ts'
import { balanceOf } from '../points/ledger.ts'
import { buy } from './buy.ts'
import { renewDue } from './renew.ts'
import { settleFact } from './settle.ts'
import { listRecords, liveSubscriptionOf } from './subscriptions.ts'

let selling: Selling
const ended: string[] = []
before(async () => {
  selling = await openSelling()
  Object.assign(selling.bank, {
    renews: 'provider',
    end: async (id: string) => {
      ended.push(id)
      return null
    },
  })
})
after(() => selling.close())

const MONTHS = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'].map(
  (day) => new Date(`${day}T00:30:00+09:00`),
)

/** A plan that was bought and whose first payment the provider tells. */
async function bought() {
  selling.at(MONTHS[0])
  const user = await buildUser(selling.studio)
  const wish = { kind: 'plan', item: 'starter', currency: 'KRW', price: 19_000, provider: 'portone' } as const
  const { charge } = await buy(selling.studio, user, { ...wish, id: randomUUID() })
  const theirs = `sub_${charge.id}`
  const subscription: SubscriptionFact = {
    kind: 'subscription',
    provider: 'portone',
    id: theirs,
    subscriptionId: charge.subscription_id,
    status: 'active',
    plan: 'starter',
    period: null,
    cancelAtPeriodEnd: false,
    customer: 'cus_1',
  }
  const payment = (month: number, change: Partial<PaymentFact> = {}): PaymentFact => ({
    kind: 'payment',
    provider: 'portone',
    id: `in_${charge.id}_${month}`,
    orderId: month === 0 ? charge.order_ref : null,
    status: 'paid',
    amount: 19_000,
    currency: 'KRW',
    refunded: 0,
    paidAt: MONTHS[month],
    method: null,
    receiptUrl: null,
    period: { from: MONTHS[month], to: MONTHS[month + 1] },
    plan: 'starter',
    subscription,
    stored: null,
    failure: null,
    ...change,
  })
  return { user, charge, subscription, payment, theirs }
}
const credit = async ({ id }: { id: string }) => (await balanceOf(selling.studio.db, id)).left.credit
const kinds = async ({ id }: { id: string }) =>
  (await listRecords(selling.studio.db, id)).map(({ kind }) => kind).toReversed()

test('its months come twice, late and in the wrong order, and each is granted once', async () => {
  const { user, payment } = await bought()
  await settleFact(selling.studio, payment(0))
  selling.at(MONTHS[2])
  await renewDue(selling.studio)
  await Promise.all([payment(2), payment(2), payment(0)].map((fact) => settleFact(selling.studio, fact)))
  await Promise.all([payment(1), payment(1), payment(2)].map((fact) => settleFact(selling.studio, fact)))
  assert.equal(await credit(user), 300)
  assert.deepEqual(await kinds(user), ['start', 'renewal', 'renewal'])
  assert.deepEqual((await liveSubscriptionOf(selling.studio.db, user.id))!.end_at, MONTHS[3])
})

test('a month it could not charge makes the plan late once, however often it says so, and paid after all it goes on', async () => {
  const { user, payment, subscription } = await bought()
  await settleFact(selling.studio, payment(0))
  selling.at(MONTHS[1])
  for (let n = 0; n < 6; n += 1)
    await settleFact(selling.studio, payment(1, { status: 'failed', paidAt: null, failure: 'card_declined' }))
  await settleFact(selling.studio, { ...subscription, status: 'past-due' })
  assert.deepEqual(await kinds(user), ['start', 'past_due'])
  await settleFact(selling.studio, payment(1))
  assert.deepEqual(await kinds(user), ['start', 'past_due', 'renewal'])
  assert.equal((await liveSubscriptionOf(selling.studio.db, user.id))!.status, 'active')
})

test('cancelled and resumed on its own page, and over, it is so here', async () => {
  const { user, payment, subscription } = await bought()
  await settleFact(selling.studio, payment(0))
  for (const cancelAtPeriodEnd of [true, true, false, true])
    await settleFact(selling.studio, { ...subscription, cancelAtPeriodEnd })
  selling.at(MONTHS[1])
  await settleFact(selling.studio, { ...subscription, status: 'cancelled' })
  await settleFact(selling.studio, { ...subscription, status: 'cancelled' })
  assert.deepEqual(await kinds(user), ['start', 'cancel', 'resume', 'cancel', 'end'])
  assert.equal(
    await settleFact(selling.studio, { ...subscription, id: 'sub_other', subscriptionId: randomUUID() }),
    'foreign',
  )
})

test('a second plan paid there is given back, and the provider is told not to renew it', async () => {
  const first = await bought()
  await settleFact(selling.studio, first.payment(0))
  const { user_id, purpose, item, terms, provider, currency, amount, vat } = first.charge
  const charge = await openCharge(
    selling.studio.db,
    {
      id: randomUUID(),
      subscription_id: randomUUID(),
      user_id,
      purpose,
      item,
      terms,
      provider,
      currency,
      amount,
      vat,
    },
    MONTHS[0],
  )
  selling.bank.payAtBank(charge.order_ref, 19_000)
  const there = await selling.bank.read({ kind: 'payment', id: charge.order_ref })
  assert.ok(there?.kind === 'payment')
  const subscription = { ...first.subscription, id: 'sub_second', subscriptionId: charge.subscription_id }
  await settleFact(selling.studio, { ...there, subscription })
  assert.deepEqual(ended, ['sub_second'])
  assert.equal((await findCharge(selling.studio.db, 'id', charge.id))!.refunded, 19_000)
  assert.equal(selling.bank.taken().get(charge.order_ref), 0)
  assert.equal(await credit(first.user), 100)
})

test('a change that nobody can use goes back, and the plan that goes on is renewed there still', async () => {
  const { user, charge, payment, subscription } = await bought()
  await settleFact(selling.studio, payment(0))
  const before = [...ended]
  const change = await openCharge(
    selling.studio.db,
    {
      id: randomUUID(),
      user_id: user.id,
      purpose: 'upgrade',
      item: 'seller',
      terms: { ...charge.terms, id: 'seller', becomes: { ...charge.terms, id: 'seller' }, from: 'brand' },
      subscription_id: charge.subscription_id,
      period_from: MONTHS[0],
      period_to: MONTHS[1],
      provider: charge.provider,
      currency: charge.currency,
      amount: 5_000,
      vat: 454,
    },
    MONTHS[0],
  )
  selling.bank.payAtBank(change.order_ref, 5_000)
  const there = await selling.bank.read({ kind: 'payment', id: change.order_ref })
  assert.ok(there?.kind === 'payment')
  await settleFact(selling.studio, { ...there, subscription })
  assert.deepEqual(ended, before)
  assert.equal(selling.bank.taken().get(change.order_ref), 0)
  const { plan, status } = (await liveSubscriptionOf(selling.studio.db, user.id))!
  assert.deepEqual([plan, status, await credit(user)], ['starter', 'active', 100])
})
