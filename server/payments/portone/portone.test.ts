// PortOne's library against its documented answers: checkout, billing keys, renewal, refunds, every webhook, and bad days.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openPortOneStandIn, PORTONE, type PortOneStandIn } from '#test/portone/server.ts'
import { periodChargeId, type MethodFact, type Order, type PaymentFact, type Provider } from '../payments.ts'
import { Seal } from '../seal.ts'
import { openPortOne } from './portone.ts'

const ORDER: Order = {
  orderId: '019a0000-0000-7000-8000-000000000001',
  purpose: 'once',
  amount: 11_000,
  currency: 'KRW',
  title: '크레딧 100',
  buyer: { userId: 'u1', email: 'ji@example.test', name: '지안', language: 'ko' },
  returnUrl: 'http://localhost:3000/account/orders/1',
}
const PLAN: Order = {
  ...ORDER,
  orderId: '019a0000-0000-7000-8000-000000000002',
  purpose: 'subscribe',
  amount: 39_000,
  title: '스튜디오 요금제',
  plan: 'studio',
  subscriptionId: 's1',
}
const SEAL = new Seal('a secret of thirty-two characters')

async function open(t: TestContext): Promise<{ at: PortOneStandIn; portone: Provider }> {
  const at = await openPortOneStandIn(t)
  return { at, portone: openPortOne({ ...PORTONE, apiUrl: at.url }, SEAL, 300) }
}

const payment = (fact: unknown) => fact as PaymentFact

/** A plan bought, and what its next periods are charged with. */
async function subscribed(at: PortOneStandIn, portone: Provider) {
  const billingKey = at.issueKey(PLAN.orderId)
  const fact = payment(await portone.complete(PLAN, null, { billingKey }))
  const charge = {
    chargeId: periodChargeId('019a0000-0000-7000-8000-0000000000aa', new Date('2026-12-29')),
    amount: 39_000,
    currency: 'KRW' as const,
    title: PLAN.title,
    buyer: PLAN.buyer,
    token: fact.stored!.token,
  }
  return { billingKey, fact, charge }
}

test('a pack is paid in PortOne’s window, at the amount that was registered before', async (t) => {
  const { at, portone } = await open(t)
  const checkout = await portone.checkout({ ...ORDER, payWay: 'kakaopay' })
  assert.ok(checkout.how === 'browser')
  assert.equal(checkout.call, 'requestPayment')
  assert.equal(checkout.parameters['channelKey'], 'channel-key-kakaopay')
  assert.equal(checkout.parameters['paymentId'], ORDER.orderId)
  assert.deepEqual(checkout.parameters['easyPay'], { easyPayProvider: 'KAKAOPAY' })
  assert.equal(await portone.complete(ORDER, checkout.reference, {}), null)
  assert.throws(() => at.pay(ORDER.orderId, 100), /FORGERY/)
  at.pay(ORDER.orderId, 11_000)
  const fact = payment(await portone.complete(ORDER, checkout.reference, { paymentId: 'of somebody else' }))
  assert.equal(fact.id, ORDER.orderId)
  assert.equal(fact.status, 'paid')
  assert.equal(fact.amount, 11_000)
  assert.deepEqual(fact.method, { type: 'card', brand: 'KB국민카드', last4: '4821' })
  assert.equal(fact.receiptUrl, 'https://receipt.example/1')
  assert.equal(fact.stored, null)
  // A second tab that begins again is no error.
  await portone.checkout(ORDER)
})

test('a payment of another amount or currency than ordered is not taken', async (t) => {
  const { at, portone } = await open(t)
  at.pay(ORDER.orderId, 110)
  await assert.rejects(portone.complete(ORDER, null, {}), { code: 'tampered' })
  at.pay(ORDER.orderId, 11_000, 'JPY')
  await assert.rejects(portone.complete(ORDER, null, {}), { code: 'tampered' })
})

test('a plan: a billing key, its first period, and the next ones, each charged once', async (t) => {
  const { at, portone } = await open(t)
  const checkout = await portone.checkout(PLAN)
  assert.ok(checkout.how === 'browser')
  assert.equal(checkout.call, 'requestIssueBillingKey')
  assert.equal(checkout.parameters['issueId'], PLAN.orderId)
  assert.equal(await portone.complete(PLAN, null, {}), null)

  const { billingKey, fact, charge } = await subscribed(at, portone)
  assert.equal(fact.id, PLAN.orderId)
  assert.equal(fact.status, 'paid')
  assert.deepEqual(fact.stored!.method, { type: 'card', brand: 'KB국민카드', last4: '4821' })
  assert.ok(!JSON.stringify(fact).includes(billingKey), 'the billing key is never in clear')

  assert.equal(charge.chargeId.length, 39)
  assert.equal((await portone.charge(charge)).status, 'paid')
  assert.equal((await portone.charge(charge)).id, charge.chargeId)
  assert.equal(at.payments.size, 2)
  assert.deepEqual(await portone.read({ kind: 'payment', id: PLAN.orderId }), fact)
})

test('the same billing key brought by the browser and by a webhook charges once', async (t) => {
  const { at, portone } = await open(t)
  const billingKey = at.issueKey(PLAN.orderId, 'kakaopay')
  const { body, headers } = at.webhook('BillingKey.Issued', { storeId: PORTONE.storeId, billingKey })
  const { reference } = await portone.parseWebhook(body, headers)
  assert.equal(reference?.kind, 'method')
  assert.ok(!reference.id.includes('billing-key'))
  const known = (await portone.read(reference)) as MethodFact
  assert.equal(known.orderId, PLAN.orderId)
  assert.equal(known.stored.method.type, 'kakaopay')
  const facts = await Promise.all([
    portone.complete(PLAN, reference, {}),
    portone.complete(PLAN, null, { billingKey }),
  ])
  assert.deepEqual(facts[0], facts[1])
  assert.equal(at.payments.size, 1)
})

test('a billing key of another order is not taken, nor a deleted one', async (t) => {
  const { at, portone } = await open(t)
  const billingKey = at.issueKey('another order')
  await assert.rejects(portone.complete(PLAN, null, { billingKey }), { code: 'tampered' })
  await assert.rejects(portone.complete(PLAN, null, { billingKey: 'invented' }), { code: 'tampered' })
  const own = at.issueKey(PLAN.orderId)
  await portone.forget(SEAL.close(own))
  await assert.rejects(portone.complete(PLAN, null, { billingKey: own }), { code: 'declined' })
  assert.equal(at.payments.size, 0)
})

test('another card for a plan that runs is kept without charging it', async (t) => {
  const { at, portone } = await open(t)
  const order: Order = { ...PLAN, purpose: 'method', amount: 0 }
  const billingKey = at.issueKey(order.orderId)
  const fact = await portone.complete(order, null, { billingKey })
  assert.equal(fact?.kind, 'method')
  assert.equal(at.payments.size, 0)
})

test('a renewal that declines can be tried again under the same id', async (t) => {
  const { at, portone } = await open(t)
  const { charge } = await subscribed(at, portone)
  at.badDay = 'declines'
  await assert.rejects(portone.charge(charge), { code: 'declined', message: /한도초과/ })
  const failed = payment(await portone.read({ kind: 'payment', id: charge.chargeId }))
  assert.deepEqual([failed.status, failed.failure], ['failed', '한도초과'])
  at.badDay = null
  assert.equal((await portone.charge(charge)).status, 'paid')
})

test('a charge whose answer is lost is unknown, and was made once', async (t) => {
  const { at, portone } = await open(t)
  const { charge } = await subscribed(at, portone)
  at.badDay = 'silent'
  await assert.rejects(portone.charge(charge), { code: 'unknown' })
  at.badDay = null
  assert.equal(payment(await portone.read({ kind: 'payment', id: charge.chargeId })).status, 'paid')
  assert.equal((await portone.charge(charge)).status, 'paid')
  assert.equal(at.payments.size, 2)
})

test('a bad day: a gateway’s page leaves the outcome open, nobody there means nothing happened', async (t) => {
  const { at, portone } = await open(t)
  const { charge } = await subscribed(at, portone)
  at.badDay = 'gateway'
  await assert.rejects(portone.charge(charge), { code: 'unknown' })
  const nobody = openPortOne({ ...PORTONE, apiUrl: 'http://127.0.0.1:10' }, SEAL, 300)
  await assert.rejects(nobody.charge(charge), { code: 'down' })
  const wrongKey = openPortOne({ ...PORTONE, apiSecret: 'wrong', apiUrl: at.url }, SEAL, 300)
  await assert.rejects(wrongKey.charge(charge), { code: 'bad-config' })
  const otherSecret = openPortOne({ ...PORTONE, apiUrl: at.url }, new Seal('another secret'), 300)
  await assert.rejects(otherSecret.charge(charge), { code: 'bad-config' })
})

test('money goes back once, in parts, and not when another was quicker', async (t) => {
  const { at, portone } = await open(t)
  at.pay(ORDER.orderId, 11_000)
  const refund = {
    paymentId: ORDER.orderId,
    refundId: 'r1',
    amount: 1_000,
    currency: 'KRW' as const,
    paid: 11_000,
    refundable: 11_000,
    reason: '고객 요청',
  }
  const first = await portone.refund(refund)
  assert.deepEqual([first.status, first.refunded], ['partly-refunded', 1_000])
  assert.equal((await portone.refund(refund)).refunded, 1_000)
  await assert.rejects(portone.refund({ ...refund, refundId: 'r2' }), { code: 'refused' })
  at.badDay = 'silent'
  const rest = { ...refund, refundId: 'r3', amount: 10_000, refundable: 10_000 }
  await assert.rejects(portone.refund(rest), { code: 'unknown' })
  at.badDay = null
  assert.equal((await portone.refund(rest)).status, 'refunded')
  assert.equal(at.payments.get(ORDER.orderId).cancellations.length, 2)
})

test('a billing key is forgotten, and again', async (t) => {
  const { at, portone } = await open(t)
  const { billingKey, charge } = await subscribed(at, portone)
  await portone.forget(charge.token)
  await portone.forget(charge.token)
  await portone.forget(SEAL.close('never there'))
  assert.equal(at.keys.get(billingKey).status, 'DELETED')
  assert.equal(((await portone.read({ kind: 'method', id: charge.token })) as MethodFact).status, 'removed')
  await assert.rejects(portone.charge(charge), { code: 'declined' })
})

test('every webhook says what to read again; unknown types and other stores are acknowledged', async (t) => {
  const { at, portone } = await open(t)
  const { storeId } = PORTONE
  const news = async (type: string, data: object) => {
    const { body, headers } = at.webhook(type, data)
    const { eventId, kind, reference } = await portone.parseWebhook(body, headers)
    assert.deepEqual([eventId, kind], [headers['webhook-id'], type])
    return reference
  }
  const transaction = { storeId, transactionId: 't1', paymentId: 'p1' }
  const moved = ['Paid', 'Failed', 'Cancelled', 'PartialCancelled', 'CancelPending', 'PayPending']
  for (const what of [...moved, 'VirtualAccountIssued'])
    assert.deepEqual(await news(`Transaction.${what}`, transaction), { kind: 'payment', id: 'p1' })
  for (const what of ['Issued', 'Updated', 'Deleted'])
    assert.deepEqual(await news(`BillingKey.${what}`, { storeId, billingKey: 'b1' }), {
      kind: 'method',
      id: SEAL.close('b1'),
    })
  for (const what of ['Ready', 'Confirm', 'DisputeCreated', 'AddedNextYear'])
    assert.equal(await news(`Transaction.${what}`, transaction), null)
  for (const what of ['Ready', 'Failed']) assert.equal(await news(`BillingKey.${what}`, { storeId }), null)
  assert.equal(await news('Transaction.Paid', { ...transaction, storeId: 'store-of-another' }), null)
})

test('a webhook that is changed, an hour old or unsigned is refused', async (t) => {
  const { at, portone } = await open(t)
  const data = { storeId: PORTONE.storeId, transactionId: 't1', paymentId: 'p1' }
  const { body, headers } = at.webhook('Transaction.Paid', data)
  const refused = { code: 'bad-signature' }
  await assert.rejects(
    portone.parseWebhook(Buffer.from(body.toString().replace('p1', 'p2')), headers),
    refused,
  )
  await assert.rejects(portone.parseWebhook(body, { ...headers, 'webhook-id': 'other' }), refused)
  const old = at.webhook('Transaction.Paid', data, 3600)
  await assert.rejects(portone.parseWebhook(old.body, old.headers), refused)
  await assert.rejects(portone.parseWebhook(body, {}), refused)
})
