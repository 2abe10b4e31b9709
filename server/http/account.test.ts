// An account through the door: proofs by mail, sessions, what one hears of, caps of keys, one's own data, and the end of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { fromBuffer } from 'yauzl'
import { eraseAccount } from '#server/domain/account/erase-account.ts'
import { createPerson } from '#server/domain/people/people.ts'
import { putRelease } from '#server/domain/people/release.ts'
import { makeExport } from '#server/domain/account/export-data.ts'
import { finishJob } from '#server/domain/vto-jobs/queue.ts'
import { tellRunEnded } from '#server/domain/vto-jobs/tell-run-ended.ts'
import { buildProduct } from '#test/build.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { Browser, openTestDoor, person, type Door } from '#test/door.ts'

let door: Door

before(async () => {
  door = await openTestDoor()
})

after(() => door.close())

async function lettersTo(email: string): Promise<{ subject: string; text: string }[]> {
  const { rows } = await door.studio.database.pool.query(
    `select data from pgboss.job where name = 'mail.send' and data ->> 'to' = $1 order by created_on`,
    [email],
  )
  return rows.map(({ data }) => data)
}

/** The token in the newest letter to an address that leads to `path`. */
async function tokenFor(email: string, path: string): Promise<string> {
  for (const { text } of (await lettersTo(email)).toReversed()) {
    const found = new RegExp(`${path}\\?token=([\\w-]+)`).exec(text)
    if (found) return found[1]
  }
  throw new Error(`no letter to ${email} leads to ${path}`)
}

/** Asks until it is so: some letters go out after the answer. */
async function eventually<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await look()
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

test('an address is proven by its letter, once, and only for the account that asked', async () => {
  const browser = new Browser(door)
  await browser.signUp('proof')
  const ways = async () => (await browser.get('/v1/users/me/ways-in')).body
  assert.equal((await ways()).emailVerified, false)
  const token = await tokenFor('proof@example.test', '/verify-email')
  const kept = await door.studio.db.selectFrom('mail_proof').selectAll().execute()
  assert.ok(!JSON.stringify(kept).includes(token))
  const confirm = (proof: string) => new Browser(door).post('/v1/users/email/confirm', { token: proof })
  assert.equal((await confirm('x'.repeat(43))).body.code, 'link_expired')
  assert.deepEqual(
    (await Promise.all([confirm(token), confirm(token)]))
      .map(({ status }) => status)
      .toSorted((a, b) => a - b),
    [204, 410],
  )
  assert.equal((await ways()).emailVerified, true)

  await new Browser(door).signUp('elsewhere')
  const move = (email: string) => browser.post('/v1/users/me/email', { email })
  assert.equal((await move('elsewhere@example.test')).body.code, 'email_taken')
  assert.equal((await move('New@Example.test')).status, 204)
  assert.equal((await browser.get('/v1/users/me')).body.email, 'proof@example.test')
  assert.equal((await confirm(await tokenFor('new@example.test', '/verify-email'))).status, 204)
  assert.equal((await browser.get('/v1/users/me')).body.email, 'new@example.test')
})

test('a forgotten password: nobody learns who has an account, the token works once, every session ends', async () => {
  const browser = new Browser(door)
  await browser.signUp('forgot')
  const { key } = (await browser.post('/v1/api-keys', { name: 'k' })).body
  const ask = (email: string) => new Browser(door).post('/v1/users/password-reset', { email })
  const [there, not] = [await ask('FORGOT@example.test'), await ask('nobody@example.test')]
  assert.deepEqual([there.status, there.body], [not.status, not.body])
  const first = await eventually(() => tokenFor('forgot@example.test', '/reset-password'))
  await ask('forgot@example.test')
  const token = await eventually(async () => {
    const newer = await tokenFor('forgot@example.test', '/reset-password')
    assert.notEqual(newer, first)
    return newer
  })
  const reset = (proof: string, password = 'eleven new mannequins') =>
    new Browser(door).post('/v1/users/password-reset/confirm', { token: proof, password })
  // A newer letter ends the older one; a proof of an address is no proof for a password.
  assert.equal((await reset(first)).body.code, 'link_expired')
  const other = await tokenFor('forgot@example.test', '/verify-email')
  assert.equal((await reset(other)).body.code, 'link_expired')
  assert.equal((await reset(token, 'password123')).body.code, 'password_weak')
  assert.deepEqual(
    (await Promise.all([reset(token), reset(token)])).map(({ status }) => status).toSorted((a, b) => a - b),
    [204, 410],
  )
  assert.equal((await reset(token)).body.code, 'link_expired')
  assert.equal((await browser.get('/v1/users/me')).status, 401)
  assert.equal((await new Browser(door).post('/v1/users/sign-in', person('forgot'))).status, 401)
  const proof = { email: 'forgot@example.test', password: 'eleven new mannequins' }
  assert.equal((await browser.post('/v1/users/sign-in', proof)).status, 200)
  assert.equal((await browser.get('/v1/users/me/ways-in')).body.emailVerified, true)
  // Nobody had proven the address before: whoever made the account may have been somebody else, with keys.
  const withKey = { authorization: `Bearer ${key}` }
  assert.equal((await new Browser(door).get('/v1/users/me', withKey)).status, 401)
})

test('a letter that was left lying proves nothing', async () => {
  const browser = new Browser(door)
  await browser.signUp('late')
  await new Browser(door).post('/v1/users/password-reset', { email: 'late@example.test' })
  const token = await eventually(() => tokenFor('late@example.test', '/reset-password'))
  await door.studio.db
    .updateTable('mail_proof')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('purpose', '=', 'reset_password')
    .execute()
  const body = { token, password: 'eleven new mannequins' }
  assert.equal((await browser.post('/v1/users/password-reset/confirm', body)).body.code, 'link_expired')
})

test('sessions are seen and ended, one or all others; never a stranger’s', async () => {
  const [here, there, third] = [new Browser(door), new Browser(door), new Browser(door)]
  await here.signUp('many')
  await there.post('/v1/users/sign-in', person('many'), { 'user-agent': 'A phone' })
  await third.post('/v1/users/sign-in', person('many'))
  const list = async () => (await here.get('/v1/users/me/sessions')).body.items
  const all = await list()
  assert.equal(all.length, 3)
  assert.equal(all.filter(({ current }: { current: boolean }) => current).length, 1)
  const phone = all.find(({ userAgent }: { userAgent: string }) => userAgent === 'A phone')
  assert.equal(phone.address, there.address)
  assert.ok(!JSON.stringify(all).includes('token'))
  const stranger = new Browser(door)
  await stranger.signUp('stranger2')
  assert.equal((await stranger.send('DELETE', `/v1/users/me/sessions/${phone.id}`)).status, 404)
  assert.equal((await here.send('DELETE', `/v1/users/me/sessions/${phone.id}`)).status, 204)
  assert.equal((await there.get('/v1/users/me')).status, 401)
  assert.equal((await third.get('/v1/users/me')).status, 200)
  assert.equal((await here.send('DELETE', '/v1/users/me/sessions')).status, 204)
  assert.equal((await third.get('/v1/users/me')).status, 401)
  assert.equal((await list()).length, 1)
})

async function shop(name: string) {
  const browser = new Browser(door)
  const user = await browser.signUp(name)
  const product = await buildProduct(door.studio, user)
  return { browser, user, product }
}

function run(productId: string, { views = ['front', 'left'], price = 4, pay = 'credit' } = {}) {
  return { id: uuidv7(), productId, direction: { views }, pay, price }
}

test('a run that has ended is written about to whoever wishes it, once', async () => {
  const { browser, user, product } = await shop('wishes')
  const finish = async () => {
    const { body: job } = await browser.post('/v1/vto-jobs', run(product.id))
    const worker = await buildWorker(door.studio)
    await finishJob(door.studio.database.pool, await claimOne(door.studio, worker))
    await Promise.all([1, 2, 3].map(() => tellRunEnded(door.studio, job.id)))
  }
  const aboutRuns = async () =>
    (await lettersTo('wishes@example.test')).filter(({ subject }) => /룩을 만들지/.test(subject)).length
  await finish()
  assert.equal(await aboutRuns(), 0)
  const choose = (event: string, body: unknown) =>
    browser.send('PUT', `/v1/users/me/notifications/${event}`, body)
  assert.equal((await choose('run_failed', { inApp: true, email: true, browser: false })).status, 200)
  assert.equal((await choose('nonsense', { inApp: true, email: true, browser: false })).status, 400)
  const { items } = (await browser.get('/v1/users/me/notifications')).body
  assert.deepEqual(
    items.find(({ event }: { event: string }) => event === 'run_failed'),
    { event: 'run_failed', inApp: true, email: true, browser: false },
  )
  await finish()
  assert.equal(await aboutRuns(), 1)
  assert.equal(
    (
      await door.studio.db
        .selectFrom('points')
        .select('credit')
        .where('user_id', '=', user.id)
        .executeTakeFirst()
    )?.credit,
    100,
  )
})

test('an API key spends no more than its cap in a day, however it pays and however fast', async () => {
  const { browser, product } = await shop('capped')
  const { body: made } = await browser.post('/v1/api-keys', { name: 'bot', dailyCap: 9 })
  const withKey = { authorization: `Bearer ${made.key}` }
  const submit = (body: unknown) => new Browser(door).post('/v1/vto-jobs', body, withKey)
  const wish = run(product.id)
  const answers = await Promise.all([wish, ...[1, 2, 3, 4].map(() => run(product.id))].map(submit))
  assert.deepEqual(
    answers.map(({ status, body }) => String(status === 202 ? 'made' : body.code)).toSorted(),
    ['cap_reached', 'cap_reached', 'cap_reached', 'made', 'made'],
  )
  const spent = async () => (await browser.get('/v1/api-keys')).body.items[0].spentToday
  assert.equal(await spent(), 8)
  // A ticket counts as what its look costs in credits: two here, and one credit is left of the cap.
  const ticket = run(product.id, { views: ['front'], price: 1, pay: 'look_book_ticket' })
  assert.equal((await submit(ticket)).body.code, 'cap_reached')
  // A repeated call is answered, since it spends nothing.
  const again = answers.findIndex(({ status }) => status === 202)
  const id = answers[again]?.body.id
  assert.equal(
    (await submit({ ...wish, id: id === wish.id ? wish.id : uuidv7() })).status,
    id === wish.id ? 202 : 402,
  )
  // The person themselves has no cap.
  assert.equal((await browser.post('/v1/vto-jobs', run(product.id))).status, 202)
  // What comes back is there to be spent again.
  assert.equal((await browser.post(`/v1/vto-jobs/${id}/cancel`)).status, 200)
  assert.equal(await spent(), 4)
  assert.equal((await submit(ticket)).status, 202)
  assert.equal(await spent(), 6)
})

test('all of one’s own data in a ZIP: rows without what opens things, photos as they were sent', async () => {
  const { browser, user, product } = await shop('taking')
  const photo = await door.studio.db
    .selectFrom('photo')
    .select(['key', 'original_key'])
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  await door.studio.storage.put(photo.original_key, Buffer.from('the very bytes'), 'image/jpeg')
  await door.studio.db
    .updateTable('photo')
    .set({ file_name: '../셔츠 "앞".jpg' })
    .where('key', '=', photo.key)
    .execute()
  const { key } = (await browser.post('/v1/api-keys', { name: 'mine' })).body
  await shop('not-mine')
  const consent = { adult: true, release: true, purpose: '상품 사진' }
  const model = await createPerson(door.studio, user, { name: '지안', body: 'female', consent, house: false })
  const signed = Buffer.from('%PDF-1.4\n%%EOF\n')
  const release = {
    name: '동의서.pdf',
    bytes: (async function* () {
      yield signed
    })(),
    declaredBytes: null,
  }
  await putRelease(door.studio, user, model.id, release)
  const [one, two] = await Promise.all([1, 2].map(() => browser.post('/v1/users/me/exports')))
  assert.deepEqual([one.status, two.status, one.body.id], [202, 202, two.body.id])
  assert.equal(one.body.url, null)
  await makeExport(door.studio, one.body.id)
  await makeExport(door.studio, one.body.id)
  const [made] = (await browser.get('/v1/users/me/exports')).body.items
  assert.equal(made.status, 'ready')
  const zip = Buffer.from(await (await fetch(door.url + made.url)).arrayBuffer())
  assert.equal(zip.byteLength, made.bytes)
  const files = await unpack(zip)
  assert.equal(files.get(`${photo.key}/.._셔츠 _앞_.jpg`)?.toString(), 'the very bytes')
  assert.deepEqual(files.get(`releases/${model.id}/동의서.pdf`), signed)
  assert.deepEqual(
    JSON.parse(files.get('person.json')?.toString() ?? '').map((one: { consent: object }) => one.consent),
    [{ ...consent, ...model.consent }],
  )
  const products = JSON.parse(files.get('products.json')?.toString() ?? '')
  assert.deepEqual(
    products.map(({ id }: { id: string }) => id),
    [product.id],
  )
  assert.equal(JSON.parse(files.get('point_usage.json')?.toString() ?? '').length, 3)
  const all = [...files.values()].map(String).join('')
  assert.ok(all.includes('taking@example.test'))
  const session = await door.studio.db
    .selectFrom('auth_session')
    .select('token')
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  const hidden = ['"hash"', '"password"', '"refresh_token"', session.token, key, 'not-mine@example.test']
  for (const secret of hidden) assert.ok(!all.includes(secret), secret)
  assert.equal(
    (await lettersTo('taking@example.test')).filter(({ text }) => /\/account\/profile/.test(text)).length,
    1,
  )
  const stranger = new URL(made.url, door.url)
  stranger.searchParams.set('u', uuidv7())
  assert.equal((await fetch(stranger)).status, 404)
})

async function unpack(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  await new Promise<void>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error)
      archive.on('entry', (entry) => {
        archive.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem)
          void stream.toArray().then((chunks) => {
            files.set(entry.fileName, Buffer.concat(chunks))
            archive.readEntry()
          })
        })
      })
      archive.on('end', resolve)
      archive.on('error', reject)
      archive.readEntry()
    })
  })
  return files
}

test('a deleted account is refused everywhere at once; a running job ends with its refund, and nothing personal stays', async () => {
  const { browser, user, product } = await shop('leaving')
  const { key } = (await browser.post('/v1/api-keys', { name: 'k' })).body
  const other = new Browser(door)
  await other.post('/v1/users/sign-in', person('leaving'))
  const { body: shown } = await browser.get(`/v1/products/${product.id}`)
  const fileUrl = door.url + JSON.stringify(shown).match(/\/files\/[^"]+working[^"]+/)![0]
  assert.equal((await fetch(fileUrl)).status, 200)
  const { body: running } = await browser.post('/v1/vto-jobs', run(product.id))
  const worker = await buildWorker(door.studio)
  let claimed = await claimOne(door.studio, worker)
  // Earlier tests leave jobs that wait.
  while (claimed.id !== running.id) claimed = await claimOne(door.studio, worker)
  await browser.post('/v1/vto-jobs', run(product.id))
  const stream = await fetch(`${door.url}/v1/live`, { headers: { cookie: browser.cookie } })
  const ended = stream.text()

  const remove = (password?: string) => browser.post('/v1/users/me/remove', { ...(password && { password }) })
  assert.deepEqual((await remove()).body.details, { ways: ['password'] })
  assert.equal((await remove('not the password')).body.code, 'wrong_password')
  const keyed = await new Browser(door).post('/v1/users/me/remove', {}, { authorization: `Bearer ${key}` })
  assert.equal(keyed.body.code, 'not_allowed')
  assert.equal((await remove(person('leaving').password)).status, 204)

  assert.equal((await other.get('/v1/users/me')).status, 401)
  assert.equal(
    (await new Browser(door).get('/v1/collections', { authorization: `Bearer ${key}` })).status,
    401,
  )
  assert.equal(
    (await new Browser(door).post('/v1/users/sign-in', person('leaving'))).body.code,
    'wrong_password',
  )
  await eventually(async () => assert.equal((await fetch(fileUrl)).status, 404))
  await ended
  const letters = await lettersTo('leaving@example.test')
  assert.equal(letters.at(-1)?.subject, '계정을 지웠어요')

  // The one that runs is asked to stop, and erasing waits for it.
  await assert.rejects(eraseAccount(door.studio, user.id), /still run/)
  assert.equal(await finishJob(door.studio.database.pool, claimed), 'CANCELLED')
  const credit = () =>
    door.studio.db.selectFrom('points').select('credit').where('user_id', '=', user.id).executeTakeFirst()
  assert.equal((await credit())?.credit, 100)
  await eraseAccount(door.studio, user.id)
  await eraseAccount(door.studio, user.id)
  const row = await door.studio.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow()
  assert.notEqual(row.scrubbed_at, null)
  for (const column of [
    'name',
    'last_name',
    'email',
    'profile_picture',
    'google_social',
    'kakao_social',
  ] as const)
    assert.equal(row[column], null)
  for await (const { key: file } of door.studio.storage.list('photos/'))
    assert.ok(!shown.photos?.includes(file))
  const photo = await door.studio.db
    .selectFrom('photo')
    .selectAll()
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  assert.equal(await door.studio.storage.stat(photo.working_key), null)
  // The ledger stays, under the id alone, and adds up.
  const { rows } = await door.studio.database.pool.query(
    'select sum(amount)::integer as sum from point_usage where user_id = $1 and usage_type = $2',
    [user.id, 'credit'],
  )
  assert.equal(rows[0].sum, 100)
  // The address is free again.
  await new Browser(door).signUp('leaving')
})
