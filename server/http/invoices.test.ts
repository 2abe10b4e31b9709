// Invoices as papers, through the door: bought with a test card, drawn in two languages, for their owner alone, sent by mail.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { Browser, openTestDoor } from '#test/door.ts'
import { policyFor } from './web.ts'

const door = await openTestDoor({ MAEPSI_TEST_CARD: 'true', MAEPSI_SUPPLIER_NAME: '맵시 주식회사' })
after(() => door.close())

async function buyPack(me: Browser): Promise<string> {
  const { packs } = (await me.get('/v1/plans')).body
  const [pack] = packs
  const id = uuidv7()
  const wish = { id, kind: 'pack', item: pack.id, currency: 'KRW', price: pack.prices.KRW, provider: 'test' }
  assert.equal((await me.post('/v1/payments', wish)).status, 201)
  const done = await me.post(`/v1/payments/${id}/complete`, { cardNumber: '4242424242424242' })
  assert.equal(done.body.status, 'paid')
  return (await me.get('/v1/invoices')).body.items[0].id
}

async function pdf(me: Browser, path: string) {
  const answer = await fetch(me.url + path, { headers: { cookie: me.cookie } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, type: answer.headers.get('content-type'), bytes }
}

test('an invoice is drawn for its owner, in Korean and English, with the letters inside', async () => {
  const me = new Browser(door)
  await me.signUp('invoices')
  const id = await buyPack(me)
  for (const language of ['ko', 'en']) {
    const paper = await pdf(me, `/v1/invoices/${id}/pdf?language=${language}&kind=receipt`)
    assert.deepEqual([paper.status, paper.type], [200, 'application/pdf'])
    assert.equal(paper.bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match(paper.bytes.toString('latin1'), /Pretendard-Regular/)
  }
  const other = new Browser(door)
  await other.signUp('invoices-other')
  assert.equal((await pdf(other, `/v1/invoices/${id}/pdf`)).status, 404)
  assert.equal((await pdf(new Browser(door), `/v1/invoices/${id}/pdf`)).status, 401)
  assert.equal((await pdf(me, '/v1/invoices/1/pdf')).status, 404)
  assert.equal((await other.post(`/v1/invoices/${id}/send`)).status, 404)
  assert.equal((await me.post(`/v1/invoices/${id}/send`)).status, 204)
})

test('a transfer says where to and what to write, to its buyer alone', async () => {
  const me = new Browser(door)
  await me.signUp('transfers')
  const { packs } = (await me.get('/v1/plans')).body
  const id = uuidv7()
  const wish = { id, kind: 'pack', item: packs[0].id, currency: 'KRW', price: packs[0].prices.KRW }
  const begun = await me.post('/v1/payments', { ...wish, provider: 'manual' })
  assert.equal(begun.body.checkout.remittance, begun.body.payment.remittance)
  const where = await me.get(`/v1/payments/${id}/transfer`)
  assert.deepEqual(where.body, { account: null, remittance: begun.body.payment.remittance })
  const other = new Browser(door)
  await other.signUp('transfers-other')
  assert.equal((await other.get(`/v1/payments/${id}/transfer`)).status, 404)
})

test('the page lets PortOne in only where it is switched on', () => {
  const { payments } = door.studio.config
  assert.doesNotMatch(policyFor(payments), /portone|script-src/)
  const portone = { apiSecret: 's', storeId: 'store-1', webhookSecret: 'w', channels: {}, apiUrl: null }
  const open = policyFor({ ...payments, portone: portone as never })
  assert.match(open, /script-src 'self' https:\/\/cdn[.]portone[.]io/)
  assert.equal(open.match(/connect-src/g)?.length, 1)
})
