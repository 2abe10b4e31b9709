// Stripe's library against Stripe's published objects: checkout, renewal, changes, refunds, every webhook, and bad days.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openStripeStandIn, STRIPE_WEBHOOK_SECRET, type StripeStandIn } from '#test/stripe/server.ts'
import type { Order, PaymentFact, PlanChange, Provider } from '../payments.ts'
import { openStripe } from './stripe.ts'

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

async function open(t: TestContext): Promise<{ at: StripeStandIn; stripe: Provider }> {
  const at = await openStripeStandIn(t)
  const config = { secretKey: 'sk_test_1', webhookSecret: STRIPE_WEBHOOK_SECRET, apiUrl: at.url }
  return { at, stripe: openStripe(config, 400) }
}

async function subscribe(at: StripeStandIn, stripe: Provider) {
  const { reference } = await stripe.checkout(PLAN)
  const session = at.account.pay(reference!.id)
  return { session, subscription: at.account.things.get(session.subscription), reference }
}

function changeOf(id: string, change: Partial<PlanChange> = {}): PlanChange {
  const base = { id, plan: 'pro', amount: 99_000, currency: 'KRW' as const, title: '프로 요금제' }
  return { ...base, when: 'now', at: new Date(), changeId: 'c1', ...change }
}

const payment = (fact: unknown) => fact as PaymentFact

test('a pack is paid at Checkout and read back as one payment', async (t) => {
  const { at, stripe } = await open(t)
  const checkout = await stripe.checkout(ORDER)
  assert.ok(checkout.how === 'redirect')
  assert.match(checkout.url, /^https:\/\/checkout\.stripe\.com/)
  assert.equal((await stripe.complete(ORDER, checkout.reference, {}))?.kind, 'payment')
  assert.equal(payment(await stripe.complete(ORDER, checkout.reference, {})).status, 'pending')

  const session = at.account.pay(checkout.reference!.id)
  const fact = payment(await stripe.complete(ORDER, checkout.reference, {}))
  assert.deepEqual(
    { ...fact, paidAt: null, receiptUrl: null },
    {
      kind: 'payment',
      provider: 'stripe',
      id: session.payment_intent,
      orderId: ORDER.orderId,
      status: 'paid',
      amount: 11_000,
      currency: 'KRW',
      refunded: 0,
      paidAt: null,
      method: { type: 'card', brand: 'visa', last4: '4242' },
      receiptUrl: null,
      period: null,
      plan: null,
      subscription: null,
      stored: null,
      failure: null,
    },
  )
  assert.deepEqual(await stripe.read({ kind: 'payment', id: session.payment_intent }), fact)
  const sent = at.asked.find(({ url }) => url === '/v1/checkout/sessions')!
  assert.equal(sent.headers['idempotency-key'], ORDER.orderId)
  assert.equal(sent.headers['stripe-version'], '2026-10-28.endive')
})

test('two tabs at the same order get the same checkout', async (t) => {
  const { at, stripe } = await open(t)
  const [one, two] = await Promise.all([stripe.checkout(ORDER), stripe.checkout(ORDER)])
  assert.deepEqual(one, two)
  assert.equal(at.account.all('cs_').length, 1)
})

test('a plan is bought, and its first payment has one id however it is met', async (t) => {
  const { at, stripe } = await open(t)
  const { session, subscription, reference } = await subscribe(at, stripe)
  const fact = payment(await stripe.complete(PLAN, reference, {}))
  assert.equal(fact.id, session.invoice)
  assert.equal(fact.orderId, PLAN.orderId)
  assert.equal(fact.plan, 'studio')
  assert.equal(fact.status, 'paid')
  assert.equal(fact.amount, 39_000)
  assert.deepEqual(fact.period, fact.subscription!.period)
  assert.equal(fact.subscription!.subscriptionId, 's1')
  assert.equal(fact.subscription!.status, 'active')
  assert.equal(fact.method?.last4, '4242')
  const intent = at.account.all('inpay_')[0].payment.payment_intent
  assert.deepEqual(await stripe.read({ kind: 'payment', id: intent }), fact)
  assert.deepEqual(await stripe.read({ kind: 'subscription', id: subscription.id }), fact.subscription)
})

test('Stripe renews: the next invoice is a payment without an order, for the next period', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  const invoice = at.account.renew(subscription.id)
  const fact = payment(await stripe.read({ kind: 'payment', id: invoice.id }))
  assert.equal(fact.orderId, null)
  assert.equal(fact.status, 'paid')
  assert.equal(fact.period!.from.getTime() / 1000, subscription.items.data[0].current_period_start)
})

test('a renewal that fails is past due with the bank’s words, until it is paid', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  const invoice = at.account.renew(subscription.id, 'declines')
  const failed = payment(await stripe.read({ kind: 'payment', id: invoice.id }))
  assert.equal(failed.status, 'failed')
  assert.equal(failed.failure, 'Declined.')
  assert.equal(failed.subscription!.status, 'past-due')
  at.account.recover(invoice.id)
  const paid = payment(await stripe.read({ kind: 'payment', id: invoice.id }))
  assert.equal(paid.status, 'paid')
  assert.equal(paid.subscription!.status, 'active')
})

test('a change up costs what its preview said, once', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  const at15 = new Date((at.account.now + 15 * 86_400) * 1000)
  const change = changeOf(subscription.id, { at: at15 })
  assert.equal(await stripe.previewChange(change), 30_000)
  const fact = payment(await stripe.changePlan(change))
  assert.equal(fact.amount, 30_000)
  assert.equal(fact.orderId, 'c1')
  assert.equal(fact.plan, 'pro')
  assert.equal(fact.period, null)
  assert.deepEqual(await stripe.changePlan(change), fact)
  assert.equal(at.account.all('in_').length, 2)
})

test('a change up whose payment declines changes nothing', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  await stripe.previewChange(changeOf(subscription.id))
  at.badDay = 'declines'
  await assert.rejects(stripe.changePlan(changeOf(subscription.id)), { code: 'declined' })
  const fact = await stripe.read({ kind: 'subscription', id: subscription.id })
  assert.equal(fact?.kind === 'subscription' && fact.plan, 'studio')
})

test('a change at the period’s end costs nothing now and the next invoice has the new price', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  const change = changeOf(subscription.id, { plan: 'small', amount: 9_000, when: 'period-end' })
  assert.equal(await stripe.previewChange(change), 0)
  assert.equal((await stripe.changePlan(change))?.kind, 'subscription')
  assert.equal(at.account.all('in_').length, 1)
  const invoice = at.account.renew(subscription.id)
  const fact = payment(await stripe.read({ kind: 'payment', id: invoice.id }))
  assert.deepEqual([fact.amount, fact.plan], [9_000, 'small'])
})

test('a plan ends at its period’s end, is taken back, and ends at once, twice', async (t) => {
  const { at, stripe } = await open(t)
  const { subscription } = await subscribe(at, stripe)
  assert.equal((await stripe.cancel(subscription.id, true))?.cancelAtPeriodEnd, true)
  assert.equal((await stripe.cancel(subscription.id, false))?.cancelAtPeriodEnd, false)
  assert.equal((await stripe.end(subscription.id))?.status, 'cancelled')
  assert.equal((await stripe.end(subscription.id))?.status, 'cancelled')
  assert.match((await stripe.portal(subscription.customer, 'http://x'))!, /billing\.stripe\.com/)
})

test('money goes back once, in parts, and never more than was paid', async (t) => {
  const { at, stripe } = await open(t)
  const { session } = await subscribe(at, stripe)
  const refund = {
    paymentId: session.invoice as string,
    refundId: 'r1',
    amount: 9_000,
    currency: 'KRW' as const,
    paid: 39_000,
    refundable: 39_000,
    reason: '잘못 샀어요',
  }
  assert.equal((await stripe.refund(refund)).status, 'partly-refunded')
  assert.equal((await stripe.refund(refund)).refunded, 9_000)
  assert.equal(at.account.all('re_').length, 1)
  await assert.rejects(stripe.refund({ ...refund, refundId: 'r2' }), { code: 'refused' })
  const rest = { ...refund, refundId: 'r3', amount: 30_000, refundable: 30_000 }
  assert.equal((await stripe.refund(rest)).status, 'refunded')
})

test('a dispute is read with the payment it is about, of a pack and of a plan', async (t) => {
  const { at, stripe } = await open(t)
  const { session } = await subscribe(at, stripe)
  const intent = at.account.all('inpay_')[0].payment.payment_intent
  const dispute = at.account.dispute(intent, 'warning_needs_response', 9_000)
  const read = async () => payment(await stripe.read({ kind: 'payment', id: dispute.id }))
  const fact = await read()
  assert.deepEqual([fact.id, fact.status, fact.refunded], [session.invoice, 'paid', 0])
  const { openedAt, dueAt, ...told } = fact.dispute!
  assert.deepEqual(told, {
    id: dispute.id,
    amount: 9_000,
    currency: 'KRW',
    status: 'inquiry',
    reason: 'fraudulent',
  })
  assert.equal(dueAt!.getTime() - openedAt.getTime(), 7 * 86_400_000)
  for (const [there, here] of [
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['lost', 'lost'],
    ['appeal_under_review', 'open'],
    ['won', 'won'],
    ['warning_closed', 'won'],
    ['prevented', 'won'],
    ['a word of next year', 'open'],
  ]) {
    dispute.status = there
    assert.equal((await read()).dispute?.status, here, there)
  }
  assert.equal(payment(await stripe.read({ kind: 'payment', id: intent })).dispute, undefined)
  assert.equal(await stripe.read({ kind: 'payment', id: 'du_x' }), null)
})

test('a refund whose answer was lost is found again and not given twice', async (t) => {
  const { at, stripe } = await open(t)
  const { session } = await subscribe(at, stripe)
  const refund = {
    paymentId: session.invoice as string,
    refundId: 'r1',
    amount: 39_000,
    currency: 'KRW' as const,
    paid: 39_000,
    refundable: 39_000,
    reason: '환불',
  }
  at.badDay = 'silent'
  await assert.rejects(stripe.refund(refund), { code: 'unknown' })
  at.badDay = null
  assert.equal((await stripe.refund(refund)).refunded, 39_000)
  assert.equal(at.account.all('re_').length, 1)
})

test('every webhook says what to read again; the others are acknowledged', async (t) => {
  const { at, stripe } = await open(t)
  const news = async (type: string, object: object) => {
    const { body, headers } = at.webhook(type, object)
    const { kind, reference } = await stripe.parseWebhook(body, headers)
    assert.equal(kind, type)
    return reference && `${reference.kind} ${reference.id}`
  }
  for (const what of ['completed', 'async_payment_succeeded', 'async_payment_failed', 'expired'])
    assert.equal(await news(`checkout.session.${what}`, { id: 'cs_1' }), 'payment cs_1')
  for (const what of ['paid', 'payment_failed', 'payment_action_required', 'voided', 'marked_uncollectible'])
    assert.equal(await news(`invoice.${what}`, { id: 'in_1' }), 'payment in_1')
  for (const what of ['created', 'updated', 'deleted', 'paused', 'resumed'])
    assert.equal(await news(`customer.subscription.${what}`, { id: 'sub_1' }), 'subscription sub_1')
  for (const type of ['charge.refunded', 'refund.updated', 'refund.failed'])
    assert.equal(await news(type, { id: 'x', payment_intent: 'pi_1' }), 'payment pi_1')
  for (const what of ['created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'])
    assert.equal(await news(`charge.dispute.${what}`, { id: 'du_1' }), 'payment du_1')
  assert.equal(await news('charge.refunded', { id: 'ch_1', payment_intent: null }), null)
  assert.equal(await news('customer.created', { id: 'cus_1' }), null)
})

test('a webhook that is changed, an hour old, unsigned or of another secret is refused', async (t) => {
  const { at, stripe } = await open(t)
  const { body, headers } = at.webhook('invoice.paid', { id: 'in_1' })
  const refused = { code: 'bad-signature' }
  await assert.rejects(
    stripe.parseWebhook(Buffer.from(body.toString().replace('in_1', 'in_2')), headers),
    refused,
  )
  const old = at.webhook('invoice.paid', { id: 'in_1' }, 3600)
  await assert.rejects(stripe.parseWebhook(old.body, old.headers), refused)
  await assert.rejects(stripe.parseWebhook(body, {}), refused)
  const other = openStripe({ secretKey: 'sk_test_1', webhookSecret: 'whsec_other', apiUrl: at.url })
  await assert.rejects(other.parseWebhook(body, headers), refused)
})

test('a bad day: broken and silent leave the outcome open, nobody there means nothing happened', async (t) => {
  const { at, stripe } = await open(t)
  at.badDay = 'broken'
  await assert.rejects(stripe.checkout(ORDER), { code: 'unknown' })
  at.badDay = 'silent'
  await assert.rejects(stripe.checkout(ORDER), { code: 'unknown' })
  at.badDay = null
  // It had been made: the same key finds it.
  await stripe.checkout(ORDER)
  assert.equal(at.account.all('cs_').length, 1)

  const nobody = openStripe({
    secretKey: 'sk_test_1',
    webhookSecret: 'whsec_x',
    apiUrl: 'http://127.0.0.1:9',
  })
  await assert.rejects(nobody.checkout(ORDER), { code: 'down' })
  await assert.rejects(nobody.read({ kind: 'payment', id: 'pi_1' }), { code: 'down' })
})

test('what Stripe does not know is null, and a session that lapsed is cancelled', async (t) => {
  const { at, stripe } = await open(t)
  for (const id of ['cs_x', 'in_x', 'pi_x', 'zz_x'])
    assert.equal(await stripe.read({ kind: 'payment', id }), null)
  assert.equal(await stripe.read({ kind: 'subscription', id: 'sub_x' }), null)
  const { reference } = await stripe.checkout(ORDER)
  at.account.things.get(reference!.id).status = 'expired'
  assert.equal(payment(await stripe.read(reference!)).status, 'cancelled')
})
