// Google and Kakao through the door: a real OpenID provider and Kakao's documented answers, both on this machine.
import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { unlinkedByKakao } from '#server/domain/users/ways-in.ts'
import { isPublicAddress, takePicture } from '#server/domain/users/take-picture.ts'
import { leaveProvider } from '#server/domain/users/leave-provider.ts'
import { openTestDoor, person, type Door } from '#test/door.ts'
import { GOOGLE_CLIENT, startGoogle, type Google } from '#test/google.ts'
import { KAKAO_CLIENT, kakaoPerson, startKakao, type Kakao } from '#test/kakao.ts'
import { Surfer } from '#test/surfer.ts'

const STUDIO = 'http://localhost:39199'
let google: Google
let kakao: Kakao
let door: Door

before(async () => {
  google = await startGoogle({ studio: STUDIO })
  kakao = await startKakao()
  door = await openTestDoor({
    MAEPSI_URL: STUDIO,
    GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id,
    GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret,
    GOOGLE_ISSUER: google.url,
    KAKAO_REST_API_KEY: KAKAO_CLIENT.id,
    KAKAO_CLIENT_SECRET: KAKAO_CLIENT.secret,
    KAKAO_ADMIN_KEY: KAKAO_CLIENT.adminKey,
    KAKAO_AUTH_URL: kakao.url,
    KAKAO_API_URL: kakao.url,
  })
})

after(async () => {
  await door.close()
  await google.close()
  await kakao.close()
})

const rowOf = (id: string) =>
  door.studio.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const errandsOf = async (name: string) => {
  const { rows } = await door.studio.database.pool.query(
    'select data from pgboss.job where name = $1 order by created_on',
    [name],
  )
  return rows.map(({ data }) => data)
}

test('what is configured is offered, what is not is not there', async () => {
  const { body } = await new Surfer(door).send('GET', '/v1/studio')
  assert.deepEqual(body.providers, ['kakao', 'google'])
  const bare = await openTestDoor()
  try {
    const there = new Surfer(bare)
    assert.deepEqual((await there.send('GET', '/v1/studio')).body.providers, [])
    const refused = await there.send('POST', '/v1/users/sign-in/google', {})
    assert.equal(refused.body.code, 'not_found')
  } finally {
    await bare.close()
  }
})

test('Google: name, language and picture are taken over at the first sign-in only; the profile is kept each time', async () => {
  const jimin = {
    email: 'jimin@gmail.test',
    email_verified: true,
    name: 'Jimin Kim',
    given_name: 'Jimin',
    family_name: 'Kim',
    picture: 'https://lh3.example/p.png',
  }
  google.people.set('jimin', jimin)
  const surfer = new Surfer(door)
  const end = await surfer.signInWith('google', 'jimin', '/collections')
  assert.equal(end.pathname + end.search, '/collections')
  const { body: me } = await surfer.send('GET', '/v1/users/me')
  assert.deepEqual([me.name, me.lastName, me.language, me.email], ['Jimin', 'Kim', 'ja', 'jimin@gmail.test'])
  assert.deepEqual(await errandsOf('users.take-picture'), [{ userId: me.id, url: jimin.picture }])
  assert.equal((await surfer.send('GET', '/v1/users/me/ways-in')).body.emailVerified, true)

  await surfer.send('PATCH', '/v1/users/me', { name: 'Mine', language: 'ko' })
  google.people.set('jimin', { ...jimin, given_name: 'Other', locale: 'en', email: 'new@gmail.test' })
  const again = new Surfer(door)
  await again.signInWith('google', 'jimin')
  const row = await rowOf(me.id)
  assert.deepEqual([row.name, row.language, row.email], ['Mine', 'ko', 'jimin@gmail.test'])
  assert.equal((row.google_social as { given_name: string }).given_name, 'Other')
  const { rows } = await door.studio.database.pool.query('select * from auth_account where user_id = $1', [
    me.id,
  ])
  assert.equal(rows.length, 1)
  assert.ok(rows[0].refresh_token)
  assert.ok(!/^[\w-]{43}$/.test(rows[0].refresh_token), 'tokens are kept encrypted')
})

test('Kakao: without an e-mail address, and never with one that is not proven', async () => {
  kakao.profile = kakaoPerson({ id: 4001, nickname: '수아' })
  const sua = new Surfer(door)
  await sua.signInWith('kakao')
  const { body: me } = await sua.send('GET', '/v1/users/me')
  assert.deepEqual([me.name, me.email], ['수아', null])
  assert.deepEqual((await rowOf(me.id)).kakao_social, kakao.profile)

  kakao.profile = kakaoPerson({ id: 4002, nickname: 'Eve', email: 'victim@example.test', verified: false })
  const eve = new Surfer(door)
  await eve.signInWith('kakao')
  assert.equal((await eve.send('GET', '/v1/users/me')).body.email, null)

  kakao.profile = kakaoPerson({ id: 4003, nickname: 'Haru', email: 'haru@kakao.test' })
  const haru = new Surfer(door)
  await haru.signInWith('kakao')
  assert.equal((await haru.send('GET', '/v1/users/me')).body.email, 'haru@kakao.test')
})

test('an address that is known opens nothing: the way in that is there is proven first, then another is added', async () => {
  const owner = new Surfer(door)
  const { body: me } = await owner.send('POST', '/v1/users', person('owner'))
  google.people.set('owner', {
    email: 'owner@example.test',
    email_verified: true,
    name: 'Owner',
    given_name: 'Owner',
    family_name: 'O',
  })
  const stranger = new Surfer(door)
  const refused = await stranger.signInWith('google', 'owner', '/trash')
  assert.equal(refused.pathname, '/login')
  assert.equal(refused.searchParams.get('error'), 'account_not_linked')
  assert.equal(refused.searchParams.get('with'), 'google')
  assert.equal(refused.searchParams.get('to'), '/trash')
  assert.equal((await stranger.send('GET', '/v1/users/me')).status, 401)

  const linked = await owner.link('google', 'owner')
  assert.equal(linked.pathname + linked.search, '/account/sign-in?linked=google')
  const now = new Surfer(door)
  await now.signInWith('google', 'owner')
  assert.equal((await now.send('GET', '/v1/users/me')).body.id, me.id)
  const letters = await errandsOf('mail.send')
  assert.ok(letters.some(({ to, text }) => to === 'owner@example.test' && /Google/.test(text)))

  // What is one account's cannot become another's.
  const other = new Surfer(door)
  await other.send('POST', '/v1/users', person('thief'))
  const taken = await other.link('google', 'owner')
  assert.equal(taken.searchParams.get('error'), 'account_already_linked_to_different_user')
})

test('a way in is taken away while another remains, the last one never; the provider is told', async () => {
  kakao.profile = kakaoPerson({ id: 5001, nickname: 'Mina', email: 'mina@kakao.test' })
  const mina = new Surfer(door)
  await mina.signInWith('kakao')
  const { body: me } = await mina.send('GET', '/v1/users/me')
  assert.equal((await mina.send('DELETE', '/v1/users/me/ways-in/kakao')).body.code, 'last_way_in')
  google.people.set('mina', {
    email: 'm@gmail.test',
    email_verified: true,
    name: 'M',
    given_name: 'M',
    family_name: 'M',
  })
  await mina.link('google', 'mina')
  const both = await Promise.all(
    ['kakao', 'google'].map((provider) => mina.send('DELETE', `/v1/users/me/ways-in/${provider}`)),
  )
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
  for (const payload of await errandsOf('account.leave-provider')) await leaveProvider(door.studio, payload)
  const row = await rowOf(me.id)
  assert.equal([row.google_social, row.kakao_social].filter(Boolean).length, 1)
  if (row.google_social) assert.deepEqual(kakao.unlinked, [{ id: '5001', by: 'KakaoAK admin-key' }])
  else assert.equal(google.revoked.size, 1)
})

test('whoever presses cancel is back at the door, and a lost or foreign state opens nothing', async () => {
  kakao.refuses = true
  const end = await new Surfer(door).signInWith('kakao')
  kakao.refuses = false
  assert.deepEqual([end.pathname, end.searchParams.get('error')], ['/login', 'access_denied'])

  const one = new Surfer(door)
  const { body } = await one.send('POST', '/v1/users/sign-in/kakao', {})
  const stolen = await new Surfer(door).walk(body.url, '')
  assert.equal(stolen.searchParams.get('error'), 'state_mismatch')
  const elsewhere = await one.send('POST', '/v1/users/sign-in/kakao', { to: '//evil.example' })
  assert.equal(elsewhere.body.code, 'bad_request')
})

test('Kakao says that somebody let go: proven by the admin key, answered with 200, sessions end', async () => {
  kakao.profile = kakaoPerson({ id: 6001, nickname: 'Gone' })
  const gone = new Surfer(door)
  await gone.signInWith('kakao')
  const { body: me } = await gone.send('GET', '/v1/users/me')
  const say = (authorization: string, id: string) =>
    fetch(`${door.url}/auth/kakao/unlinked`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: `app_id=1&user_id=${id}&referrer_type=UNLINK_FROM_APPS`,
    })
  assert.equal((await say('KakaoAK wrong', '6001')).status, 401)
  assert.equal((await gone.send('GET', '/v1/users/me')).status, 200)
  assert.equal((await say('KakaoAK admin-key', '999999')).status, 200)
  assert.equal((await say('KakaoAK admin-key', '6001')).status, 200)
  assert.equal((await gone.send('GET', '/v1/users/me')).status, 401)
  // Nothing else opened that account, so it has ended.
  assert.notEqual((await rowOf(me.id)).deleted_at, null)
  assert.equal(await unlinkedByKakao(door.studio, '6001'), null)
})

test('a picture from outside is fetched only from the public internet, and only if it is one', async () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
  ])
    assert.equal(isPublicAddress(address), false, address)
  assert.equal(isPublicAddress('142.250.206.206'), true)
  const png = await sharp({ create: { width: 300, height: 300, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  let asked = 0
  const server = createServer((socket) => {
    socket.once('data', (request) => {
      asked++
      const isMoved = request.toString().startsWith('GET /moved')
      socket.write(
        isMoved
          ? 'HTTP/1.1 302 Found\r\nlocation: /p.png\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'
          : `HTTP/1.1 200 OK\r\ncontent-length: ${png.length}\r\nconnection: close\r\n\r\n`,
      )
      if (isMoved) socket.end()
      else socket.end(png)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { body: user } = await new Surfer(door).send('POST', '/v1/users', person('pictured'))
  const pictureOf = async () => (await rowOf(user.id)).profile_picture
  for (const host of ['127.0.0.1', 'localhost'])
    await takePicture(door.studio, { userId: user.id, url: `http://${host}:${port}/p.png` })
  await takePicture(door.studio, { userId: user.id, url: 'file:///etc/passwd' }, () => true)
  assert.deepEqual([asked, await pictureOf()], [0, null])
  await takePicture(door.studio, { userId: user.id, url: `http://localhost:${port}/moved` }, () => true)
  server.close()
  assert.match((await pictureOf()) ?? '', /^pictures\//)
})
