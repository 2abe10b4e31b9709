// Stored files through the door: only by a signed URL that is fresh, for a file its user may still see.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { Browser, openTestDoor, type Door } from '#test/door.ts'
import { signFile } from './files.ts'

let door: Door
let owner: { readonly id: string }
let friend: { readonly id: string }
let stranger: { readonly id: string }
let now = new Date()

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i & 255))
const photo = `photos/${uuidv7()}`
const job = uuidv7()
const keys = {
  original: `${photo}/original.jpg`,
  working: `${photo}/working.jpg`,
  look: `looks/${job}/0-x/480.webp`,
  heic: `${photo}/original.heic`,
}

before(async () => {
  door = await openTestDoor()
  Object.assign(door.studio, { now: () => now })
  owner = await new Browser(door).signUp('owner')
  friend = await new Browser(door).signUp('friend')
  stranger = await new Browser(door).signUp('stranger')
  const { db, storage } = door.studio
  for (const key of Object.values(keys)) await storage.put(key, bytes, 'image/jpeg')
  const [collection, project] = [uuidv7(), uuidv7()]
  await db.insertInto('collections').values({ id: collection, user_id: owner.id, name: 'c' }).execute()
  const shared = JSON.stringify([{ userId: friend.id, role: 'viewer' }])
  await db
    .insertInto('projects')
    .values({ id: project, user_id: owner.id, collection_id: collection, name: 'p', shard_user_list: shared })
    .execute()
  await db
    .insertInto('photo')
    .values({
      key: photo,
      user_id: owner.id,
      original_key: keys.original,
      working_key: keys.working,
      thumbnail_key: `${photo}/thumbnail.webp`,
      format: 'jpeg',
      width: 1,
      height: 1,
      bytes: bytes.length,
      sha256: '',
    })
    .execute()
  await db
    .insertInto('products')
    .values({ user_id: owner.id, project_id: project, upper_f_image_url: photo })
    .execute()
  await db
    .insertInto('vto_job')
    .values({
      id: job,
      user_id: owner.id,
      project_id: project,
      used_point_type: 'credit',
      used_amount: 0,
      queued_at: new Date(),
    })
    .execute()
})

after(() => door.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(door.url + path, { headers })
const codeOf = async (path: string) => ((await (await get(path)).json()) as { code: string }).code

const status = async (user: { readonly id: string }, key: string) =>
  (await get(signFile(door.studio, user, key))).status

test('a signed file comes whole, cacheable for its owner alone', async () => {
  const url = signFile(door.studio, owner, keys.working)
  const answer = await get(url)
  assert.equal(answer.status, 200)
  assert.ok(Buffer.from(await answer.arrayBuffer()).equals(bytes))
  const header = (name: string) => answer.headers.get(name) ?? ''
  assert.equal(header('content-type'), 'image/jpeg')
  assert.equal(header('content-length'), '1000')
  assert.match(header('cache-control'), /^private, max-age=\d+, immutable$/)
  assert.match(header('content-security-policy'), /sandbox/)
  assert.equal(header('x-content-type-options'), 'nosniff')
  assert.match(header('content-disposition'), /^inline/)
  assert.equal((await get(url, { 'if-none-match': header('etag') })).status, 304)
  const head = await fetch(door.url + url, { method: 'HEAD' })
  assert.equal(head.headers.get('content-length'), '1000')
  assert.equal(signFile(door.studio, owner, keys.working), url)
})

test('a part comes when a part is asked for', async () => {
  const url = signFile(door.studio, owner, keys.working)
  const part = async (range: string, more: Record<string, string> = {}) => {
    const answer = await get(url, { range, ...more })
    const body = Buffer.from(await answer.arrayBuffer())
    return [
      answer.status,
      answer.headers.get('content-range'),
      answer.status < 400 ? body.length : 0,
      body[0],
    ]
  }
  assert.deepEqual(await part('bytes=10-19'), [206, 'bytes 10-19/1000', 10, 10])
  assert.deepEqual(await part('bytes=990-'), [206, 'bytes 990-999/1000', 10, 990 & 255])
  assert.deepEqual(await part('bytes=-5'), [206, 'bytes 995-999/1000', 5, 995 & 255])
  assert.deepEqual(await part('bytes=0-99999'), [206, 'bytes 0-999/1000', 1000, 0])
  assert.deepEqual((await part('bytes=1000-')).slice(0, 2), [416, 'bytes */1000'])
  assert.deepEqual(await part('bytes=5-2'), [200, null, 1000, 0])
  assert.deepEqual(await part('pages=1-2'), [200, null, 1000, 0])
  assert.deepEqual(await part('bytes=0-1', { 'if-range': '"another"' }), [200, null, 1000, 0])
})

test('a URL that was changed in any part finds nothing', async () => {
  const url = signFile(door.studio, owner, keys.working, { download: 'look.jpg' })
  const changed = [
    url.replace('working', 'original'),
    url.replace(owner.id, stranger.id),
    url.replace(/e=\d+/, `e=${Math.floor(now.getTime() / 1000) + 9_000_000}`),
    url.replace(/s=./, (s) => (s === 's=a' ? 's=b' : 's=a')),
    url.replace('look.jpg', 'look.html'),
    url.replace(/\?.*/, ''),
    url.replace('photos/', 'photos//'),
  ]
  for (const one of changed) assert.equal(await codeOf(one), 'not_found', one)
})

test('a URL ends after minutes, and is the same text for a while before', async () => {
  const start = now
  const url = signFile(door.studio, owner, keys.working)
  now = new Date(start.getTime() + 9 * 60_000)
  assert.equal((await get(url)).status, 200)
  now = new Date(start.getTime() + 21 * 60_000)
  assert.equal(await codeOf(url), 'link_expired')
  now = start
})

test('who a project is shared with sees its photos and looks, but no original; nobody else sees any', async () => {
  for (const key of [keys.original, keys.working, keys.look]) {
    assert.equal(await status(owner, key), 200, key)
    assert.equal(await status(friend, key), key === keys.original ? 404 : 200, key)
    assert.equal(await status(stranger, key), 404, key)
  }
  assert.equal(await status(owner, 'secrets/key'), 404)
  assert.equal(await status(owner, `${photo}/missing.jpg`), 404)
})

test('a deleted user sees nothing, whatever was signed before', async () => {
  const browser = new Browser(door)
  const user = await browser.signUp('leaver')
  const key = `pictures/${user.id}/${uuidv7()}.webp`
  await door.studio.storage.put(key, bytes, 'image/webp')
  const url = signFile(door.studio, user, key)
  await door.studio.db
    .updateTable('users')
    .set({ deleted_at: new Date() })
    .where('id', '=', user.id)
    .execute()
  assert.equal(await codeOf(url), 'not_found')
})

test('a download has its name in every language, and no path in it', async () => {
  const name = async (download: string, key = keys.working) =>
    (await get(signFile(door.studio, owner, key, { download }))).headers.get('content-disposition')
  assert.equal(
    await name('여름 룩 01.jpg'),
    `attachment; filename="__ _ 01.jpg"; filename*=UTF-8''${encodeURIComponent('여름 룩 01.jpg')}`,
  )
  assert.match(
    (await name('../../etc/"pass\r\nwd')) ?? '',
    /^attachment; filename="passwd"; filename\*=UTF-8''passwd$/,
  )
  assert.match((await name('..')) ?? '', /filename="file"/)
  const heic = await get(signFile(door.studio, owner, keys.heic))
  assert.equal(heic.headers.get('content-type'), 'image/heic')
})
