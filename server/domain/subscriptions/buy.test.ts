// Buying: two tabs, changed prices, tampered sums, declined cards, transfers; nothing is charged or granted twice.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { PaymentError } from '#server/payments/payments.ts'
import { buildUser } from '#test/build.ts'
import { buyPlan, deliver, openSelling, type Selling } from '#test/plans-studio.ts'
import { closeAccount } from '../account/delete-account.ts'
import { findCharge, listCharges } from '../payments/charges.ts'
import { listInvoices } from '../payments/invoices.ts'
import { balanceOf } from '../points/ledger.ts'
import { buy, completeCheckout, withdrawPurchase, type Purchase } from './buy.ts'
import { confirmTransfer, listTransfers, refuseTransfer } from './confirm-transfer.ts'
import { renewDue } from './renew.ts'
import { endPlanNow } from './end-plan.ts'
import { healPayments } from './heal.ts'
import { listRecords, liveSubscriptionOf } from './subscriptions.ts'

let selling: Selling
before(async () => {
  selling = await openSelling()
})
after(() => selling.close())

const pack = (wish: Partial<Purchase> = {}): Purchase => ({
  id: randomUUID(),
  kind: 'pack',
  item: 'credit-100',
  currency: 'KRW',
  price: 9900,
  provider: 'portone',
  ...wish,
})
const credit = async (user: { id: string }) => (await balanceOf(selling.studio.db, user.id)).left.credit
const takenFrom = (user: { id: string }) =>
  sql<{
    sum: string | null
  }>`select sum(amount - refunded) as sum from billing_charge where user_id = ${user.id} and status = 'paid'`
    .execute(selling.studio.db)
    .then(({ rows }) => Number(rows[0].sum ?? 0))

test('a pack is paid once, granted once, with tax and an invoice apart', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  const wish = pack()
  const { charge, checkout } = await buy(studio, user, wish)
  assert.equal(checkout.how, 'browser')
  assert.deepEqual([charge.amount, charge.vat, charge.status], [9900, 900, 'open'])
  assert.equal((await completeCheckout(studio, user, wish.id, {})).status, 'open')
  bank.payAtBank(wish.id, 9900)
  assert.equal((await completeCheckout(studio, user, wish.id, {})).status, 'paid')
  assert.equal((await completeCheckout(studio, user, wish.id, {})).status, 'paid')
  for (const news of [bank.sent.at(-1)!, bank.sent.at(-1)!, { ...bank.sent.at(-1)!, eventId: 'another' }])
    await deliver(selling, news)
  assert.equal(await credit(user), 100)
  const { items } = await listInvoices(studio.db, user, { limit: 10 })
  assert.equal(items.length, 1)
  assert.match(items[0].number, /^2027-\d{6}$/)
  assert.deepEqual([items[0].subtotal, items[0].tax, items[0].total], [9000, 900, 9900])
  const { rows } = await sql<{
    expires_at: Date
  }>`select expires_at from point_usage where user_id = ${user.id}`.execute(studio.db)
  assert.deepEqual(
    rows.map((row) => row.expires_at.toISOString()),
    ['2028-01-30T15:30:00.000Z'],
  )
})

test('two tabs that buy at once are one purchase', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  const begun = await Promise.all([pack(), pack(), pack()].map((wish) => buy(studio, user, wish)))
  assert.equal(new Set(begun.map(({ charge }) => charge.id)).size, 1)
  const { id } = begun[0].charge
  bank.payAtBank(id, 9900)
  await Promise.all([1, 2, 3].map(() => completeCheckout(studio, user, id, {})))
  assert.equal(await credit(user), 100)
  const plans = await Promise.allSettled([1, 2, 3].map(() => buyPlan(selling, user)))
  assert.ok(plans.some(({ status }) => status === 'fulfilled'))
  assert.equal((await listRecords(studio.db, user.id)).length, 1)
  assert.equal(await takenFrom(user), 9900 + 19_000)
  await assert.rejects(buyPlan(selling, user), { code: 'plan_running' })
})

test('two plans paid in two tabs: the second is given back', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  const wish = (item: string, price: number) => pack({ kind: 'plan', item, price })
  const first = await buy(studio, user, wish('starter', 19_000))
  const second = await buy(studio, user, wish('seller', 49_000))
  bank.payAtBank(first.charge.id, 19_000)
  bank.payAtBank(second.charge.id, 49_000)
  for (const news of bank.sent.slice(-2)) await deliver(selling, news)
  await healPayments(studio)
  assert.equal((await liveSubscriptionOf(studio.db, user.id))!.plan, 'starter')
  const back = (await findCharge(studio.db, 'id', second.charge.id))!
  assert.deepEqual([back.status, back.refunded], ['paid', 49_000])
  assert.equal(bank.taken().get(second.charge.id), 0)
  assert.equal(await credit(user), 100)
})

test('a price that changed between page and payment charges nothing', async () => {
  const { studio } = selling
  const user = await buildUser(studio)
  await assert.rejects(buy(studio, user, pack({ price: 8900 })), {
    code: 'price_changed',
    details: { price: 9900 },
  })
  await assert.rejects(buy(studio, user, pack({ item: 'gone' })), { code: 'item_unknown' })
  await assert.rejects(buy(studio, user, pack({ kind: 'plan', item: 'free', price: 0 })), {
    code: 'item_unknown',
  })
  await assert.rejects(buy(studio, user, pack({ provider: 'stripe' })), { code: 'provider_unknown' })
  assert.deepEqual((await listCharges(studio.db, user, { limit: 10 })).items, [])
})

test('a tampered sum or currency gives nothing and is kept for a decision', async () => {
  const { studio, bank } = selling
  for (const [paid, currency] of [
    [100, 'KRW'],
    [9900, 'JPY'],
  ] as const) {
    const user = await buildUser(studio)
    const { charge } = await buy(studio, user, pack())
    bank.payAtBank(charge.id, paid, currency)
    assert.equal((await completeCheckout(studio, user, charge.id, {})).status, 'mismatch')
    await deliver(selling, bank.sent.at(-1)!)
    assert.equal(await credit(user), 0)
  }
})

test("an id, a payment and a webhook of someone else's stay theirs", async () => {
  const { studio, bank } = selling
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const wish = pack()
  await buy(studio, user, wish)
  await assert.rejects(buy(studio, other, wish), { code: 'key_reused' })
  await assert.rejects(completeCheckout(studio, other, wish.id, {}), { code: 'not_found' })
  await assert.rejects(withdrawPurchase(studio, other, wish.id), { code: 'not_found' })
  bank.payAtBank('an-order-of-another-shop', 9900)
  await deliver(selling, bank.sent.at(-1)!)
  const { rows } = await sql<{
    failure: string
    done: boolean
  }>`select failure, processed_at is not null as done from billing_event
    where event_id = ${bank.sent.at(-1)!.eventId}`.execute(studio.db)
  assert.deepEqual(rows, [{ failure: 'foreign', done: true }])
  await assert.rejects(deliver(selling, bank.sent.at(-1)!, { signed: 'no' }), { code: 'webhook_refused' })
})

test('a webhook ten times, at once, before the browser is back and again later is one purchase', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  const { charge } = await buy(studio, user, pack())
  bank.payAtBank(charge.id, 9900)
  const news = bank.sent.at(-1)!
  await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      deliver(selling, n % 2 ? news : { ...news, eventId: `${news.eventId}-${n}` }),
    ),
  )
  selling.at('2027-02-02T00:30:00+09:00')
  await deliver(selling, { ...news, eventId: `${news.eventId}-late` })
  await completeCheckout(studio, user, charge.id, {})
  selling.at('2027-01-31T00:30:00+09:00')
  assert.equal(await credit(user), 100)
})

test('a declined card charges nothing, and another may be tried', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  bank.trouble = () => 'declined'
  await assert.rejects(buyPlan(selling, user), { code: 'payment_declined' })
  assert.equal(await liveSubscriptionOf(studio.db, user.id), null)
  bank.trouble = () => null
  const charge = await buyPlan(selling, user)
  assert.equal(charge.status, 'paid')
  assert.equal((await listCharges(studio.db, user, { limit: 10 })).items.length, 1)
})

test('the provider goes down after the charge: the purchase is found paid, once', async () => {
  const { studio, bank } = selling
  for (const trouble of ['down-after', 'crash-after'] as const) {
    const user = await buildUser(studio)
    bank.trouble = () => trouble
    await assert.rejects(buyPlan(selling, user))
    bank.trouble = () => null
    assert.equal(await credit(user), 0)
    selling.at('2027-01-31T01:30:00+09:00')
    await healPayments(studio)
    await healPayments(studio)
    selling.at('2027-01-31T00:30:00+09:00')
    assert.equal((await liveSubscriptionOf(studio.db, user.id))!.plan, 'starter')
    assert.equal(await credit(user), 100)
    assert.equal(await takenFrom(user), 19_000)
  }
})

test('a payment nobody heard of is found, though its checkout was withdrawn or the bank was away when it ended', async () => {
  const { studio, bank } = selling
  const wish = pack({ provider: 'portone' })
  const [withdrawn, ended] = [await buildUser(studio), await buildUser(studio)]
  for (const user of [withdrawn, ended]) {
    const { charge } = await buy(studio, user, { ...wish, id: randomUUID() })
    bank.payAtBank(charge.id, wish.price)
    if (user === withdrawn) await withdrawPurchase(studio, user, charge.id)
  }
  const read = bank.read.bind(bank)
  bank.read = async () => {
    throw new PaymentError('portone', 'down', 'no answer')
  }
  selling.at('2027-02-08T00:30:00+09:00')
  await healPayments(studio)
  assert.deepEqual([await credit(withdrawn), await credit(ended)], [0, 0])
  bank.read = read
  await healPayments(studio)
  await healPayments(studio)
  selling.at('2027-01-31T00:30:00+09:00')
  assert.deepEqual([await credit(withdrawn), await credit(ended)], [100, 100])
})

test('a purchase that was withdrawn unpaid is read once more, and then no longer', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  const { charge } = await buy(studio, user, pack({ provider: 'portone' }))
  await withdrawPurchase(studio, user, charge.id)
  let [ticks, asked] = [0, 0]
  // A clock that goes on between two looks at it, as clocks do.
  const ticking = { ...studio, now: () => new Date(Date.parse('2027-01-31T02:00:00+09:00') + ticks++) }
  const read = bank.read.bind(bank)
  bank.read = async (reference) => {
    if (reference.id === charge.id) asked += 1
    return read(reference)
  }
  for (let pass = 0; pass < 3; pass++) await healPayments(ticking)
  bank.read = read
  assert.equal(asked, 1)
  assert.equal((await findCharge(studio.db, 'id', charge.id))!.status, 'void')
})

test('a transfer is granted when the administrator has it, once, and refused or too little gives nothing', async () => {
  const { studio } = selling
  const user = await buildUser(studio)
  const wish = pack({ provider: 'manual' })
  const { checkout, charge } = await buy(studio, user, wish)
  assert.equal(checkout.how, 'transfer')
  await completeCheckout(studio, user, charge.id, {})
  assert.ok((await listTransfers(studio.db)).some(({ id }) => id === charge.id))
  assert.equal((await confirmTransfer(studio, charge.id, { amount: 9000 })).status, 'mismatch')
  assert.equal(await credit(user), 0)
  await Promise.all([1, 2, 3].map(() => confirmTransfer(studio, charge.id)))
  assert.equal(await credit(user), 100)
  await assert.rejects(refuseTransfer(studio, charge.id, 'late'), { code: 'payment_ended' })
  const second = await buy(studio, user, pack({ provider: 'manual' }))
  assert.equal((await refuseTransfer(studio, second.charge.id, 'nothing came')).status, 'refused')
  assert.equal(await credit(user), 100)
  const third = await buy(studio, user, pack({ provider: 'manual' }))
  selling.at('2027-02-08T00:30:00+09:00')
  await healPayments(studio)
  selling.at('2027-01-31T00:30:00+09:00')
  assert.equal((await findCharge(studio.db, 'id', third.charge.id))!.status, 'expired')
})

test('what a balance could not hold is refused before it is paid', async () => {
  const { studio } = selling
  const user = await buildUser(studio)
  await sql`insert into point_usage (user_id, usage_type, amount, reason) values (${user.id}, 'credit', 2147483600, 'admin_grant')`.execute(
    studio.db,
  )
  await assert.rejects(buy(studio, user, pack()), { code: 'grant_too_big' })
})

test('an account that goes ends its plan at once; what is paid after that is given back', async () => {
  const { studio, bank } = selling
  const user = await buildUser(studio)
  await buyPlan(selling, user, 'starter', 'card-of-the-leaving')
  const { charge } = await buy(studio, user, pack())
  await closeAccount(studio, user.id)
  await endPlanNow(studio, user.id, 'account_deleted')
  assert.deepEqual(
    (await listRecords(studio.db, user.id)).map(({ kind }) => kind),
    ['end', 'start'],
  )
  assert.ok(bank.forgotten.includes('card-of-the-leaving'))
  bank.payAtBank(charge.id, 9900)
  await deliver(selling, bank.sent.at(-1)!)
  await healPayments(studio)
  assert.equal(bank.taken().get(charge.id), 0)
  selling.at('2027-03-05T00:30:00+09:00')
  await renewDue(studio)
  selling.at('2027-01-31T00:30:00+09:00')
  assert.equal(await takenFrom(user), 19_000)
  assert.equal(await credit(user), 100)
})
