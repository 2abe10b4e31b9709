// Billing details through the door: said, changed, checked, and only one's own.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Browser, openTestDoor } from '#test/door.ts'

const door = await openTestDoor()
after(() => door.close())

const COMPANY = {
  company: '오월상점',
  businessNumber: '220 8162517',
  person: '이수아',
  address: null,
  email: null,
}

test('details are said, read back, and written as Koreans write them', async () => {
  const me = new Browser(door)
  await me.signUp('details')
  assert.equal((await me.get('/v1/billing-details')).body.company, null)
  const put = await me.send('PUT', '/v1/billing-details', COMPANY)
  assert.equal(put.status, 200)
  assert.equal(put.body.businessNumber, '220-81-62517')
  assert.deepEqual((await me.get('/v1/billing-details')).body, put.body)
  const cleared = await me.send('PUT', '/v1/billing-details', { ...COMPANY, businessNumber: null })
  assert.equal(cleared.body.businessNumber, null)

  const other = new Browser(door)
  await other.signUp('details-other')
  assert.equal((await other.get('/v1/billing-details')).body.company, null)
})

test('a number whose check digit is wrong is refused by its field; one of another country is not', async () => {
  const me = new Browser(door)
  await me.signUp('details-number')
  const wrong = await me.send('PUT', '/v1/billing-details', { ...COMPANY, businessNumber: '220-81-62518' })
  assert.equal(wrong.status, 400)
  assert.equal(wrong.body.details.fields[0].path, 'businessNumber')
  const german = await me.send('PUT', '/v1/billing-details', { ...COMPANY, businessNumber: 'DE123456789' })
  assert.equal(german.body.businessNumber, 'DE123456789')
})

test('nobody and no API key may change them', async () => {
  assert.equal((await new Browser(door).get('/v1/billing-details')).status, 401)
  const me = new Browser(door)
  await me.signUp('details-key')
  const key = await me.post('/v1/api-keys', { name: 'shop' })
  const program = new Browser(door)
  const headers = { authorization: `Bearer ${key.body.key ?? key.body.secret}` }
  assert.equal((await program.get('/v1/billing-details', headers)).status, 200)
  assert.equal((await program.send('PUT', '/v1/billing-details', COMPANY, headers)).status, 403)
})
