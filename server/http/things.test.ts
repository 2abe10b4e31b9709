// Collections, projects, products, photos, looks and videos through the door: shapes by the contract, owners, bad input.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { contract } from '#sdk/contract/contract.ts'
import type { Operation } from '#sdk/contract/operation.ts'
import { buildImage } from '#test/build-image.ts'
import { buildVideo } from '#test/build-video.ts'
import { Browser, openTestDoor, type Answer, type Door } from '#test/door.ts'

let door: Door
let jimin: Browser
let user: { id: string }
before(async () => {
  door = await openTestDoor()
  jimin = new Browser(door)
  user = await jimin.signUp('jimin')
})
after(() => door.close())

const plain = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#999999' } })
  .jpeg()
  .toBuffer()

function put(
  browser: Browser,
  product: string,
  bytes: Uint8Array,
  place = 'upper/front',
  fileName = 'a.jpg',
) {
  const path = `/v1/products/${product}/photos/${place}?fileName=${encodeURIComponent(fileName)}`
  return browser.send('PUT', path, bytes, { 'content-type': 'image/jpeg' })
}

async function build(browser: Browser) {
  const collection = (await browser.post('/v1/collections', { name: '  Spring ' })).body
  const project = (await browser.post('/v1/projects', { collectionId: collection.id, name: 'Drop 1' })).body
  const product = (await browser.post('/v1/products', { projectId: project.id, name: null })).body
  return { collection, project, product }
}

async function storedPhotos(): Promise<number> {
  let files = 0
  for await (const { bytes } of door.studio.storage.list('photos/')) files += bytes > 0 ? 1 : 0
  return files
}

test('a newcomer makes a collection, a project and a product, and puts a photo into it', async () => {
  const { collection, project, product } = await build(jimin)
  assert.equal(collection.name, 'Spring')
  assert.deepEqual([project.collectionId, project.covers], [collection.id, []])
  assert.deepEqual([product.projectId, product.photos], [project.id, []])
  const { status, body } = await put(jimin, product.id, plain, 'outer/back', '뒷면.jpg')
  assert.equal(status, 200)
  const [photo] = body.photos
  assert.deepEqual(
    [photo.slot, photo.side, photo.fileName, photo.width, photo.height],
    ['outer', 'back', '뒷면.jpg', 600, 800],
  )
  assert.equal(photo.key, photo.key.match(/^photos\/[0-9a-f-]{36}$/)?.[0])
  for (const [url, type] of [
    [photo.url, 'image/jpeg'],
    [photo.thumbnailUrl, 'image/webp'],
  ]) {
    const file = await fetch(door.url + url)
    assert.deepEqual([file.status, file.headers.get('content-type')], [200, type])
  }
  const moved = await jimin.post(`/v1/products/${product.id}/photos/outer/back/move`, {
    slot: 'outer',
    side: 'front',
  })
  assert.deepEqual(
    moved.body.photos.map((one: { side: string }) => one.side),
    ['front'],
  )
  const [listed] = (await jimin.get(`/v1/projects?collectionId=${collection.id}`)).body.items
  assert.equal((await fetch(door.url + listed.covers[0].url)).status, 200)
  const emptied = await jimin.send('DELETE', `/v1/products/${product.id}/photos/outer/front`)
  assert.deepEqual(emptied.body.photos, [])
})

test('handles are put on a photo, within it and by their names', async () => {
  const { product } = await build(jimin)
  const path = `/v1/products/${product.id}/photos/upper/front/handles`
  const handles = { neckLeft: { x: 0.4, y: 0 }, hemRight: { x: 1, y: 0.95 } }
  const set = (body: unknown) => jimin.send('PUT', path, body)
  const empty = await set({ handles })
  assert.deepEqual([empty.status, empty.body.code], [404, 'slot_empty'])
  const [before] = (await put(jimin, product.id, plain)).body.photos
  assert.deepEqual([before.landmarks, before.handles, before.centimetres], [null, null, null])
  const [photo] = (await set({ handles, centimetres: { length: 68.5 } })).body.photos
  assert.deepEqual([photo.handles, photo.centimetres], [handles, { length: 68.5 }])
  for (const [body, field] of [
    [{ handles: { elbowLeft: { x: 0.5, y: 0.5 } } }, 'handles'],
    [{ handles: { neckLeft: { x: 1.2, y: 0.5 } } }, 'handles.neckLeft.x'],
    [{ handles: { neckLeft: { x: 0.2, y: -0.1 } } }, 'handles.neckLeft.y'],
    [{ handles: { neckLeft: null } }, 'handles.neckLeft'],
    [{ handles: null, centimetres: { length: 2 } }, 'centimetres.length'],
    [{ centimetres: { length: 60 } }, 'handles'],
  ] as const) {
    const refused = await set(body)
    assert.deepEqual([refused.status, refused.body.code], [400, 'bad_request'])
    const [{ path: named, message }] = refused.body.details.fields
    assert.ok(named.startsWith(field) && message.length > 0, `${field}: ${named} ${message}`)
  }
  const [kept] = (await jimin.get(`/v1/products/${product.id}`)).body.photos
  assert.deepEqual([kept.handles, kept.centimetres], [handles, { length: 68.5 }])
  const [gone] = (await set({ handles: null, centimetres: null })).body.photos
  assert.deepEqual([gone.handles, gone.centimetres], [null, null])
})

test('looks are listed, marked, binned and restored', async () => {
  const { project } = await build(jimin)
  for (let i = 0; i < 3; i++) await buildImage(door.studio, user, project)
  const page = (await jimin.get(`/v1/images?projectId=${project.id}&limit=2`)).body
  assert.deepEqual(
    page.items.map(({ number }: { number: number }) => number),
    [3, 2],
  )
  const rest = (await jimin.get(`/v1/images?projectId=${project.id}&limit=2&after=${page.next}`)).body
  assert.deepEqual([rest.items.length, rest.next], [1, null])
  const [{ id, urls, details, meshUrl }] = page.items
  assert.match(urls.medium, /^\/files\/looks\/.*\/480\.webp\?/)
  assert.match(urls.full, /\/full\.png\?/)
  assert.deepEqual([details.view, details.doubts], ['front', []])
  // Made before its size could be chosen, and models were kept.
  assert.deepEqual([details.bodySize, details.ghost, meshUrl], [null, null, null])
  const mesh = `looks/${uuidv7()}/mesh-a/look.glb`
  const turned = await buildImage(door.studio, user, project, { mesh })
  assert.ok((await jimin.get(`/v1/images/${turned.id}`)).body.meshUrl.startsWith(`/files/${mesh}?`))
  const marked = (await jimin.send('PATCH', `/v1/images/${id}`, { isSelected: true, seen: true })).body
  assert.deepEqual([marked.isSelected, typeof marked.seenAt], [true, 'string'])
  assert.equal(typeof (await jimin.send('DELETE', `/v1/images/${id}`)).body.deletedAt, 'string')
  assert.equal((await jimin.get(`/v1/images?projectId=${project.id}&filter=bin`)).body.items.length, 1)
  assert.equal((await jimin.post(`/v1/images/${id}/restore`)).body.deletedAt, null)
  const counted = (await jimin.get(`/v1/projects/${project.id}`)).body
  assert.deepEqual(
    [counted.totalImageNumber, counted.selectedImageNumber, counted.unseenImageNumber],
    [4, 1, 3],
  )
})

/** A call of every operation on a thing that exists, with the ids given. */
function callsOf(ids: Record<'collections' | 'projects' | 'products' | 'images' | 'videos', string>) {
  const bodies: Record<string, unknown> = {
    'projects.create': { collectionId: ids.collections, name: 'x' },
    'products.create': { projectId: ids.projects },
    'projects.chooseLetter': { letterId: null },
    'products.chooseMain': { letterId: null },
    'images.update': { isSelected: true },
    'images.setSpot': { photoKey: 'photos/x', photo: { x: 0, y: 0 }, look: { x: 0, y: 0 }, widths: 1 },
    'videos.update': { isSelected: true },
    'products.setHandles': { handles: null },
    'products.movePhoto': { slot: 'outer', side: 'front' },
  }
  const words = ['collections', 'projects', 'products', 'images', 'videos'] as const
  return words.flatMap((word) =>
    Object.entries<Operation>(contract[word]).flatMap(([verb, { method, url, config }]) => {
      const name = `${word}.${verb}`
      if (!url.includes(':id') && bodies[name] === undefined) return []
      const path = url.replace(':id', ids[word]).replace(':slot', 'upper').replace(':side', 'front')
      const body =
        config?.body === 'image' ? plain : (bodies[name] ?? (method === 'PATCH' ? { name: 'x' } : undefined))
      return [{ name, call: (browser: Browser): Promise<Answer> => browser.send(method, path, body) }]
    }),
  )
}

test('nothing of another user can be reached, by any operation', async () => {
  const minho = new Browser(door)
  await minho.signUp('minho')
  const { collection, project, product } = await build(jimin)
  await put(jimin, product.id, plain)
  const image = await buildImage(door.studio, user, project)
  const video = await buildVideo(door.studio, user, project)
  const ids = {
    collections: collection.id,
    projects: project.id,
    products: product.id,
    images: image.id,
    videos: video.id,
  }
  const before = await storedPhotos()
  const calls = callsOf(ids)
  assert.equal(calls.length, 29)
  for (const { name, call } of calls) {
    const { status, body } = await call(minho)
    assert.deepEqual([status, body.code], [404, 'not_found'], name)
    const { status: without, body: refused } = await call(new Browser(door))
    assert.deepEqual([without, refused.code], [401, 'signed_out'], name)
  }
  for (const word of ['collections', 'projects', 'products'])
    assert.deepEqual((await minho.get(`/v1/${word}`)).body.items, [], word)
  for (const word of ['images', 'videos'])
    assert.equal((await minho.get(`/v1/${word}?projectId=${project.id}`)).body.code, 'not_found')
  assert.deepEqual((await minho.get(`/v1/products?projectId=${project.id}`)).body.items, [])
  assert.equal(
    (await minho.send('PATCH', `/v1/products/${product.id}`, { projectId: project.id })).status,
    404,
  )
  assert.equal(await storedPhotos(), before)
  const [mine] = (await jimin.get(`/v1/products/${product.id}`)).body.photos
  assert.equal(mine.slot, 'upper')
})

test('ids that are none, and ids of nothing', async () => {
  const none = (id: string) =>
    callsOf({ collections: id, projects: id, products: id, images: id, videos: id })
  for (const { name, call } of none('17')) {
    const { status, body } = await call(jimin)
    assert.deepEqual([status, body.code], [400, 'bad_request'], name)
  }
  for (const { name, call } of none(uuidv7())) {
    const { status, body } = await call(jimin)
    assert.deepEqual([status, body.code], [404, 'not_found'], name)
  }
})

test('photos that are none are refused by name, and leave nothing behind', async () => {
  const { product } = await build(jimin)
  const before = await storedPhotos()
  const cases: [Buffer, string][] = [
    [Buffer.alloc(0), 'photo_empty'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"/>'), 'photo_type'],
    [Buffer.from('%PDF-1.7'), 'photo_type'],
    [plain.subarray(0, plain.length / 2), 'photo_broken'],
    [Buffer.concat([plain, Buffer.alloc(31 * 1024 * 1024)]), 'photo_big'],
  ]
  for (const [bytes, code] of cases) {
    const { status, body } = await put(jimin, product.id, bytes)
    assert.equal(body.code, code)
    assert.ok(status >= 400 && status < 500, `${code} ${status}`)
  }
  assert.equal((await put(jimin, product.id, plain, 'hat/front')).body.code, 'bad_request')
  assert.equal((await put(jimin, product.id, plain, 'upper/inside')).body.code, 'bad_request')
  assert.equal((await put(jimin, product.id, plain, 'upper/front', 'x'.repeat(300))).body.code, 'bad_request')
  assert.equal(await storedPhotos(), before)
  assert.deepEqual((await jimin.get(`/v1/products/${product.id}`)).body.photos, [])

  await put(jimin, product.id, plain, 'onepiece/front')
  const excluded = await put(jimin, product.id, plain, 'upper/front')
  assert.deepEqual([excluded.status, excluded.body.code], [409, 'slot_excluded'])
  assert.deepEqual(excluded.body.details, { slot: 'upper', excludedBy: ['onepiece'] })
  const empty = await jimin.post(`/v1/products/${product.id}/photos/outer/front/move`, {
    slot: 'outer',
    side: 'back',
  })
  assert.deepEqual([empty.status, empty.body.code], [404, 'slot_empty'])
})

test('a cursor that is none, and pages that are too large', async () => {
  const { project } = await build(jimin)
  const ofProject = [`images?projectId=${project.id}&`, `videos?projectId=${project.id}&`]
  for (const list of ['collections?', 'projects?', 'products?', ...ofProject]) {
    assert.equal((await jimin.get(`/v1/${list}after=nonsense`)).body.code, 'bad_cursor', list)
    assert.equal((await jimin.get(`/v1/${list}limit=101`)).body.code, 'bad_request', list)
    assert.equal((await jimin.get(`/v1/${list}limit=0`)).body.code, 'bad_request', list)
  }
})

test('what must be restored first is named', async () => {
  const { collection, project } = await build(jimin)
  await jimin.send('DELETE', `/v1/projects/${project.id}`)
  await jimin.send('DELETE', `/v1/collections/${collection.id}`)
  const { status, body } = await jimin.post(`/v1/projects/${project.id}/restore`)
  assert.deepEqual([status, body.code], [409, 'in_bin'])
  assert.deepEqual(body.details, { what: 'collection', id: collection.id })
})
