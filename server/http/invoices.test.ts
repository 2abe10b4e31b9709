// Invoices as papers, through the door: bought with a test card, drawn in three languages, for their owner alone, sent by mail.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { eraseAccount } from '#server/domain/account/erase-account.ts'
import { Browser, openTestDoor, person } from '#test/door.ts'
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

test('an invoice is drawn for its owner, in every language, with the letters inside', async () => {
  const me = new Browser(door)
  await me.signUp('invoices')
  const id = await buyPack(me)
  for (const language of ['ko', 'en', 'ja']) {
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

test('an invoice keeps whom it was made out to; what is said later counts from the next one on', async () => {
  const me = new Browser(door)
  const { id: userId } = await me.signUp('moving')
  const details = {
    company: '민아상회',
    businessNumber: '220 8162517',
    person: '김민아',
    address: '서울',
    email: null,
  }
  const put = await me.send('PUT', '/v1/billing-details', details)
  assert.equal(put.status, 200, JSON.stringify(put.body))
  const first = await buyPack(me)
  const before = await pdf(me, `/v1/invoices/${first}/pdf`)
  await me.send('PUT', '/v1/billing-details', { ...details, company: '민아 株式會社', address: '부산' })
  const after = await pdf(me, `/v1/invoices/${first}/pdf`)
  assert.ok(before.bytes.equals(after.bytes), 'the same paper')
  const second = await buyPack(me)
  const rows = async () =>
    door.studio.db
      .selectFrom('billing_invoice')
      .select(['id', 'parties'])
      .where('user_id', '=', userId)
      .orderBy('number')
      .$castTo<{ id: string; parties: { buyer: object; supplier: { name: string } } }>()
      .execute()
  const [old, next] = await rows()
  assert.deepEqual([old.id, next.id], [first, second])
  assert.deepEqual(old.parties.buyer, {
    name: '민아상회',
    businessNumber: '220-81-62517',
    person: '김민아',
    address: '서울',
    contact: 'moving@example.test',
  })
  assert.equal(old.parties.supplier.name, '맵시 주식회사')
  assert.equal((next.parties.buyer as { name: string }).name, '민아 株式會社')

  // What a company is called stays on its invoices when the account goes; who it was does not.
  assert.equal((await me.post('/v1/users/me/remove', { password: person('moving').password })).status, 204)
  await eraseAccount(door.studio, userId)
  assert.deepEqual((await rows())[0].parties.buyer, { ...old.parties.buyer, person: null, contact: null })
  const left = await door.studio.db
    .selectFrom('billing_details')
    .selectAll()
    .where('user_id', '=', userId)
    .execute()
  assert.deepEqual(left, [])
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
