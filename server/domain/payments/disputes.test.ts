// What a bank asks back, and what an administrator gives back, from Stripe's own library to the ledger.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test, type TestContext } from 'node:test'
import { buildUser } from '#test/build.ts'
import { openStripeStandIn, STRIPE_WEBHOOK_SECRET, type StripeStandIn } from '#test/stripe/server.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { listAudit } from '../admin/audit.ts'
import { listCharges, refundPayment } from '../admin/charges.ts'
import { balanceOf, grant } from '../points/ledger.ts'
import { buy, completeCheckout } from '../subscriptions/buy.ts'
import { hearWebhook } from '../subscriptions/hear-webhook.ts'
import { sendRefunds } from './refunds.ts'

let at: StripeStandIn
let studio: Studio
let chief: { id: string }
const atEnd: (() => unknown)[] = []
before(async () => {
  at = await openStripeStandIn({ after: (end: () => unknown) => atEnd.push(end) } as unknown as TestContext)
  studio = await openTestStudio({
    MAEPSI_OPENING_CREDIT: '0',
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET,
    STRIPE_API_URL: at.url,
    MAEPSI_LOG_LEVEL: 'silent',
  })
  chief = await buildUser(studio, { name: 'Chief' })
  await studio.db.updateTable('users').set({ is_admin: true }).where('id', '=', chief.id).execute()
})
after(async () => {
  await studio.close()
  for (const end of atEnd) await end()
})

async function buyPack() {
  const user = await buildUser(studio)
  const wish = { id: randomUUID(), kind: 'pack', item: 'credit-100', currency: 'KRW', price: 9900 } as const
  const { charge } = await buy(studio, user, { ...wish, provider: 'stripe' })
  const session = at.account.pay(charge.reference!.id)
  assert.equal((await completeCheckout(studio, user, charge.id, {})).status, 'paid')
  return { user, id: charge.id, intent: session.payment_intent as string }
}

const credit = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
const said = async (user: { id: string }) =>
  (await listAudit(studio, chief, { userId: user.id, limit: 10 })).items.toReversed()
const tell = async (what: string, dispute: object) => {
  const { body, headers } = at.webhook(`charge.dispute.${what}`, dispute)
  await hearWebhook(studio, 'stripe', body, headers)
}
const shown = async (id: string) => {
  const { items } = await listCharges(studio, chief, { q: id, only: 'all', limit: 5 })
  assert.equal(items.length, 1)
  return items[0]
}

test('a dispute marks its payment and takes nothing; lost, what is left goes once, and an appeal brings it back', async () => {
  const { user, id, intent } = await buyPack()
  await grant(studio.db, user.id, 'credit', -30, 'admin_adjust')
  const dispute = at.account.dispute(intent)
  for (const _ of [1, 2, 3]) await tell('created', dispute)
  assert.equal((await shown(id)).disputed, 'open')
  assert.deepEqual(
    (await listCharges(studio, chief, { only: 'disputed', limit: 5 })).items.map((one) => one.id),
    [id],
  )
  assert.equal(await credit(user), 70)
  await assert.rejects(
    refundPayment(studio, chief, id, { id: randomUUID(), reason: 'twice' }),
    throwsCode('payment_disputed'),
  )
  assert.equal(at.account.all('re_').length, 0)

  dispute.status = 'lost'
  for (const _ of [1, 2]) await tell('closed', dispute)
  const lost = await shown(id)
  assert.deepEqual([lost.disputed, lost.refunded, lost.disputes.length], ['lost', 0, 1])
  assert.equal(await credit(user), 0, 'what was used stays used')
  dispute.status = 'appeal_under_review'
  await tell('updated', dispute)
  assert.equal(await credit(user), 0)
  dispute.status = 'won'
  for (const _ of [1, 2]) await tell('closed', dispute)
  assert.equal(await credit(user), 70)
  assert.deepEqual(
    (await said(user)).map(({ act, admin_id, after }) => [act, admin_id, after?.['disputed']]),
    ['open', 'lost', 'open', 'won'].map((status) => ['payment_dispute', null, status]),
  )
  assert.deepEqual((await listCharges(studio, chief, { only: 'disputed', limit: 5 })).items, [])
})

test('a dispute of another shop’s payment changes nothing', async () => {
  const stranger = at.account.make('payment_intent', 'pi', {
    amount: 5,
    currency: 'krw',
    status: 'succeeded',
  })
  const charge = at.account.make('charge', 'ch', { amount: 5, currency: 'krw', payment_intent: stranger.id })
  stranger.latest_charge = charge.id
  await tell('created', at.account.dispute(stranger.id))
  const rows = await studio.db
    .selectFrom('billing_event')
    .selectAll()
    .where('failure', '=', 'foreign')
    .execute()
  assert.equal(rows.length, 1)
})

test('an administrator gives a part back: the exact sum, once, with its audit; the rest later', async () => {
  const { user, id, intent } = await buyPack()
  const wish = { id: randomUUID(), amount: 3300, reason: '잘못 샀대요' }
  await Promise.all([1, 2, 3].map(async () => refundPayment(studio, chief, id, wish)))
  const asked = () => at.asked.filter(({ url, method }) => method === 'POST' && url === '/v1/refunds')
  const mine = () => at.account.all('re_').filter(({ payment_intent }) => payment_intent === intent)
  assert.deepEqual([asked().length, mine().map(({ amount }) => amount)], [1, [3300]])
  const half = await shown(id)
  assert.deepEqual([half.refunded, half.refunds.map(({ status }) => status)], [3300, ['done']])
  assert.equal(await credit(user), 67)
  assert.deepEqual(
    (await said(user)).map(({ act, admin_id, after, reason }) => [act, admin_id, after?.['refund'], reason]),
    [['payment_refund', chief.id, 3300, '잘못 샀대요']],
  )
  await assert.rejects(refundPayment(studio, chief, id, { ...wish, amount: 1 }), throwsCode('key_reused'))
  const big = { id: randomUUID(), amount: 6601, reason: 'more' }
  await assert.rejects(refundPayment(studio, chief, id, big), throwsCode('refund_too_big'))
  await assert.rejects(
    refundPayment(studio, user, id, { id: randomUUID(), reason: 'mine' }),
    throwsCode('not_allowed'),
  )
  await refundPayment(studio, chief, id, { id: randomUUID(), reason: 'the rest' })
  assert.equal((await shown(id)).refunded, 9900)
  assert.equal(await credit(user), 0)
})

test('a refund the provider will never make gives the points again; one that broke there is made later, once', async () => {
  const { user, id, intent } = await buyPack()
  // Given back at Stripe by hand, of which nothing was heard here yet.
  const there = at.account.things.get(at.account.things.get(intent).latest_charge)
  there.amount_refunded = 100
  await refundPayment(studio, chief, id, { id: randomUUID(), amount: 9900, reason: 'late' })
  const row = await shown(id)
  assert.deepEqual([row.refunded, row.refunds[0].status], [0, 'failed'])
  assert.match(row.refunds[0].failure!, /elsewhere/)
  assert.equal(await credit(user), 100)
  there.amount_refunded = 0

  const broken = await buyPack()
  at.badDay = 'broken'
  await refundPayment(studio, chief, broken.id, { id: randomUUID(), reason: 'a bad day' })
  at.badDay = null
  assert.equal((await shown(broken.id)).refunds[0].status, 'asked')
  await sendRefunds(studio)
  assert.equal((await shown(broken.id)).refunded, 9900)
  assert.equal(
    at.account.all('re_').filter(({ payment_intent }) => payment_intent === broken.intent).length,
    1,
  )
  assert.equal(await credit(broken.user), 0)
})
