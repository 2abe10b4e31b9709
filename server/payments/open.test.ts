// Which providers are switched on, what may not be, and the two that need nobody: transfers and test cards.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { BadConfig, readConfig } from '../config.ts'
import { openPayments } from './open.ts'
import { periodChargeId, remittanceOf, type MethodFact, type Order, type PaymentFact } from './payments.ts'
import { Seal } from './seal.ts'

const folder = mkdtempSync(join(tmpdir(), 'maepsi-payments-'))
const open = (env: Record<string, string> = {}) => openPayments(readConfig({ MAEPSI_DATA: folder, ...env }))
const names = (env: Record<string, string> = {}) =>
  open(env)
    .list()
    .map(({ name }) => name)

const STRIPE = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }
const PORTONE = { PORTONE_API_SECRET: 's', PORTONE_STORE_ID: 'store-1', PORTONE_WEBHOOK_SECRET: 'whsec_1' }
const PUBLIC = { HOST: '0.0.0.0', MAEPSI_URL: 'https://studio.example.com' }

const ORDER: Order = {
  orderId: '019a0000-0000-7000-8000-0000deadbeef',
  purpose: 'once',
  amount: 11_000,
  currency: 'KRW',
  title: '크레딧 100',
  buyer: { userId: 'u1', email: null, name: null, language: 'ko' },
  returnUrl: 'http://localhost:3000/',
}
const CHARGE = { ...ORDER, chargeId: 'c1' }

test('a bare machine takes transfers and test cards, a public one only transfers', () => {
  assert.deepEqual(names(), ['manual', 'test'])
  assert.deepEqual(names(PUBLIC), ['manual'])
  assert.deepEqual(names({ HOST: '0.0.0.0' }), ['manual'])
  assert.deepEqual(names({ MAEPSI_TRUST_PROXY: 'true' }), ['manual'])
  assert.deepEqual(names({ MAEPSI_TEST_CARD: 'false' }), ['manual'])
})

test('a test card is refused where others can reach it', () => {
  assert.throws(() => open({ ...PUBLIC, MAEPSI_TEST_CARD: 'true' }), BadConfig)
  assert.throws(() => open({ NODE_ENV: 'production', MAEPSI_TEST_CARD: 'true' }), BadConfig)
  assert.deepEqual(names({ NODE_ENV: 'production' }), ['manual'])
})

test('a provider is switched on by its keys, and transfers then only by an account', () => {
  const both = { ...PUBLIC, ...STRIPE, ...PORTONE, PORTONE_CHANNEL_CARD: 'channel-key-1' }
  assert.deepEqual(names(both), ['portone', 'stripe'])
  assert.deepEqual(names({ ...both, MAEPSI_TRANSFER_ACCOUNT: '국민 1' }), ['portone', 'stripe', 'manual'])
  assert.throws(() => open(both).get('manual'), { code: 'bad-config' })
})

test('a provider that is configured by half stops the start with what is missing', () => {
  const { STRIPE_WEBHOOK_SECRET: _, ...half } = STRIPE
  assert.throws(() => open(half), /STRIPE_WEBHOOK_SECRET is missing/)
  assert.throws(() => open(PORTONE), /PORTONE_CHANNEL_CARD/)
})

test('a transfer waits with words to write on it, and is not paid by itself', async () => {
  const manual = open({ MAEPSI_TRANSFER_ACCOUNT: '국민은행 123-456 맵시' }).get('manual')
  const checkout = await manual.checkout(ORDER)
  assert.ok(checkout.how === 'transfer')
  assert.equal(checkout.account, '국민은행 123-456 맵시')
  assert.match(checkout.remittance, /^MP[0-9A-HJKMNP-TV-Z]{8}$/)
  assert.notEqual(remittanceOf('another order'), checkout.remittance)
  const fact = (await manual.complete(ORDER, checkout.reference, {})) as PaymentFact
  assert.deepEqual([fact.status, fact.amount], ['pending', 11_000])
  assert.equal((await manual.charge({ ...CHARGE, token: '' })).status, 'pending')
  const refund = { paymentId: 'p', refundId: 'r', currency: 'KRW' as const, reason: '' }
  const part = await manual.refund({ ...refund, amount: 1_000, paid: 11_000, refundable: 10_000 })
  assert.deepEqual([part.status, part.refunded], ['partly-refunded', 2_000])
})

test('a test card does what its number says, at once and at the renewal', async () => {
  const card = open().get('test')
  const plan: Order = { ...ORDER, purpose: 'subscribe' }
  const pay = async (cardNumber: string, order = ORDER) =>
    (await card.complete(order, null, { cardNumber })) as PaymentFact
  const paid = await pay('4242 4242 4242 4242')
  assert.deepEqual([paid.status, paid.id, paid.stored], ['paid', ORDER.orderId, null])
  await assert.rejects(pay('4000 0000 0000 0002'), { code: 'declined' })
  await assert.rejects(pay('4000 0027 6000 3184'), { code: 'needs-action' })
  await assert.rejects(pay('1234'), { code: 'declined' })
  assert.equal(await card.complete(ORDER, null, {}), null)

  const { token } = (await pay('4242424242424242', plan)).stored!
  assert.ok(!Buffer.from(token, 'base64url').toString('latin1').includes('4242424242424242'))
  assert.equal((await card.charge({ ...CHARGE, token })).status, 'paid')
  const lapses = (await pay('4000000000000341', plan)).stored!
  await assert.rejects(card.charge({ ...CHARGE, token: lapses.token }), { code: 'declined' })
  await assert.rejects(card.charge({ ...CHARGE, token: 'made up' }), { code: 'refused' })
  const kept = await card.complete({ ...plan, purpose: 'method' }, null, { cardNumber: '4242424242424242' })
  assert.equal((kept as MethodFact).status, 'usable')
})

test('a sealed token opens with its secret alone, unchanged', () => {
  const seal = new Seal('one secret')
  const token = seal.close('billing-key-1')
  assert.equal(seal.open(token), 'billing-key-1')
  assert.equal(seal.close('billing-key-1'), token)
  assert.notEqual(seal.close('billing-key-2'), token)
  assert.equal(new Seal('another').open(token), null)
  assert.equal(seal.open(`${token.slice(0, -2)}AA`), null)
  assert.equal(seal.open(''), null)
})

test('a period has one charge id, short enough for every bank', () => {
  const id = periodChargeId('019a0000-0000-7000-8000-0000deadbeef', new Date('2027-01-31T15:00:00Z'))
  assert.equal(id, '019a00000000700080000000deadbeef-270131')
  assert.equal(id.length, 39)
})
