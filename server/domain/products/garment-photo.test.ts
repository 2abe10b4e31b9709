// Photos in their slots: stored whole or not at all, moved and replaced without leaving anything behind, and looked at.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Side, Slot } from '#sdk/contract/products.ts'
import sharp from 'sharp'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { drawnPhoto } from '#test/drawn-photo.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Heard } from '../../live.ts'
import type { Studio } from '../../studio.ts'
import { moveGarmentPhoto, putGarmentPhoto, removeGarmentPhoto, type Upload } from './garment-photo.ts'
import { binProduct, createProduct, getProduct, type ProductRow } from './products.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

const tee = await drawnPhoto('tee').jpeg().toBuffer()
const { landmarks: drawn } = drawGarment({
  kind: 'tee',
  side: 'front',
  colour: '#c03030',
  width: 960,
  height: 1200,
})
const jeans = await drawnPhoto('jeans', { colour: '#35506f' }).jpeg().toBuffer()
/** A photo of nothing, for tests that are not about verdicts: the look at it is soon over. */
const plain = await sharp({ create: { width: 240, height: 300, channels: 3, background: '#999999' } })
  .jpeg()
  .toBuffer()
const upload = (bytes: Buffer, fileName?: string): Upload => ({
  bytes: Readable.from([bytes]),
  declaredBytes: bytes.length,
  fileName,
})
const at = (slot: Slot, side: Side = 'front') => ({ slot, side })

async function build() {
  const user = await buildUser(studio)
  const project = await buildProject(studio, user)
  return { user, project, product: await createProduct(studio, user, { projectId: project.id }) }
}

/** Every file in storage, and every file that rows name. */
async function filesAndNames(): Promise<{ files: string[]; names: string[] }> {
  const files: string[] = []
  for await (const { key } of studio.storage.list('photos/')) files.push(key)
  const rows = await studio.db
    .selectFrom('photo')
    .select(['original_key', 'working_key', 'thumbnail_key'])
    .execute()
  return { files: files.sort(), names: rows.flatMap((row) => Object.values(row)).sort() }
}

async function nothingBesidesRows(): Promise<void> {
  const { files, names } = await filesAndNames()
  assert.deepEqual(files, names)
}

/** Waits until every photo of the product has its verdict. */
async function examined(user: { id: string }, id: string): Promise<ProductRow> {
  for (let tries = 0; tries < 3600; tries++) {
    const product = await getProduct(studio, user, id)
    if (product.photos.every(({ verdict }) => verdict)) return product
    await sleep(50)
  }
  throw new Error('no verdict came')
}

test('a photo is stored with its original, working copy and thumbnail, and then looked at', async () => {
  const heard: Heard[] = []
  const stop = studio.live.hear((one) => heard.push(one))
  const { user, product } = await build()
  const name = '\u0000봄 티셔츠\n.JPG'
  const placed = await putGarmentPhoto(studio, user, product.id, at('upper'), upload(tee, name))
  const [photo] = placed.photos
  assert.deepEqual([photo.slot, photo.side, photo.file_name], ['upper', 'front', '봄 티셔츠.JPG'])
  assert.deepEqual([photo.width, photo.height, photo.bytes, photo.verdict], [960, 1200, tee.length, null])
  assert.ok(tee.equals(await studio.storage.get(`${photo.key}/original.jpg`)))
  assert.equal(photo.working_key, `${photo.key}/working.jpg`)
  assert.ok(await studio.storage.stat(photo.thumbnail_key))
  await nothingBesidesRows()

  const { photos } = await examined(user, product.id)
  assert.equal(photos[0].verdict?.kind, 'top')
  assert.notEqual(photos[0].verdict.level, 'stop')
  const { landmarks } = photos[0]
  for (const [point, { x, y }] of Object.entries(drawn)) {
    const found = landmarks?.[point as keyof typeof drawn]
    assert.ok(found, point)
    const off = Math.hypot(found.x - x / 960, found.y - y / 1200)
    assert.ok(off < 0.05 && found.confidence <= 1, `${point} is ${off} of the photo away`)
  }
  const events = () =>
    heard.filter(
      (one) => one !== 'lost' && one.event.type === 'product' && one.event.productId === product.id,
    )
  for (let tries = 0; tries < 1000 && events().length < 3; tries++) await sleep(20)
  assert.equal(events().length, 3, 'one for the product, one for its photo, one for the verdict')
  stop()
})

test('a photo in the wrong slot is told where it belongs, and looked at anew when it moves', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('upper'), upload(jeans))
  const [wrong] = (await examined(user, product.id)).photos
  assert.equal(wrong.verdict?.level, 'wrong_slot')
  assert.equal(wrong.verdict.betterSlot, 'bottom')
  const moved = await moveGarmentPhoto(studio, user, product.id, { from: at('upper'), to: at('bottom') })
  assert.deepEqual([moved.photos.length, moved.photos[0].slot, moved.photos[0].verdict], [1, 'bottom', null])
  const { verdict } = (await examined(user, product.id)).photos[0]
  assert.deepEqual([verdict?.kind, verdict?.betterSlot], ['trousers', null])
  assert.notEqual(verdict?.level, 'wrong_slot')
})

test('a photo that is too small stays in its slot with a verdict that stops a run', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain))
  const [{ verdict }] = (await examined(user, product.id)).photos
  assert.equal(verdict?.level, 'stop')
  assert.deepEqual(
    verdict.findings.find(({ code }) => code === 'photo_small'),
    {
      code: 'photo_small',
      level: 'stop',
      values: { px: 240, least: 480 },
    },
  )
})

test('photos change places when one moves onto another', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain, 'a'))
  await putGarmentPhoto(studio, user, product.id, at('upper', 'back'), upload(plain, 'b'))
  await examined(user, product.id)
  const { photos } = await moveGarmentPhoto(studio, user, product.id, {
    from: at('upper'),
    to: at('upper', 'back'),
  })
  assert.deepEqual(
    photos.map(({ side, file_name, verdict }) => [side, file_name, verdict]),
    [
      ['front', 'b', null],
      ['back', 'a', null],
    ],
  )
  await examined(user, product.id)
  const same = await moveGarmentPhoto(studio, user, product.id, { from: at('upper'), to: at('upper') })
  assert.ok(same.photos.every(({ verdict }) => verdict))
  await assert.rejects(
    moveGarmentPhoto(studio, user, product.id, { from: at('outer'), to: at('upper') }),
    throwsCode('slot_empty', { slot: 'outer', side: 'front' }),
  )
})

test('a one-piece excludes upper and bottom, in every direction', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain))
  await putGarmentPhoto(studio, user, product.id, at('bottom', 'back'), upload(plain))
  const put = (slot: Slot) => putGarmentPhoto(studio, user, product.id, at(slot), upload(plain))
  await assert.rejects(
    put('onepiece'),
    throwsCode('slot_excluded', { slot: 'onepiece', excludedBy: ['upper', 'bottom'] }),
  )
  const move = (from: Slot, to: Slot) =>
    moveGarmentPhoto(studio, user, product.id, { from: at(from), to: at(to) })
  await assert.rejects(
    move('upper', 'onepiece'),
    throwsCode('slot_excluded', { slot: 'onepiece', excludedBy: ['bottom'] }),
  )
  await removeGarmentPhoto(studio, user, product.id, at('bottom', 'back'))
  await move('upper', 'onepiece')
  await assert.rejects(put('upper'), throwsCode('slot_excluded', { slot: 'upper', excludedBy: ['onepiece'] }))
  await assert.rejects(put('bottom'), throwsCode('slot_excluded'))
  await put('outer')
  await assert.rejects(
    move('outer', 'bottom'),
    throwsCode('slot_excluded', { slot: 'bottom', excludedBy: ['onepiece'] }),
  )
  await nothingBesidesRows()
})

test('front and back of a one-piece laid down as an upper move together, and back', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain))
  await putGarmentPhoto(studio, user, product.id, at('upper', 'back'), upload(plain))
  const placesAfter = async (from: Slot, to: Slot) =>
    (await moveGarmentPhoto(studio, user, product.id, { from: at(from), to: at(to) })).photos.map(
      ({ slot, side }) => `${slot} ${side}`,
    )
  assert.deepEqual(await placesAfter('upper', 'onepiece'), ['onepiece front', 'onepiece back'])
  assert.deepEqual(await placesAfter('onepiece', 'upper'), ['upper front', 'upper back'])
})

test('of two photos that exclude each other and come at once, one goes in', async () => {
  const { user, product } = await build()
  const ends = await Promise.allSettled([
    putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain)),
    putGarmentPhoto(studio, user, product.id, at('onepiece'), upload(plain)),
  ])
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await getProduct(studio, user, product.id)).photos.length, 1)
  await nothingBesidesRows()
})

test('of many uploads into one slot at once the last wins, and every file has its row', async () => {
  const { user, product } = await build()
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      putGarmentPhoto(studio, user, product.id, at('upper'), upload(plain, `${i}`)),
    ),
  )
  const { photos } = await getProduct(studio, user, product.id)
  assert.equal(photos.length, 1)
  const rows = await studio.db
    .selectFrom('photo')
    .select(['key', 'left_at'])
    .where('user_id', '=', user.id)
    .execute()
  assert.equal(rows.length, 6)
  assert.deepEqual(
    rows.filter(({ left_at }) => left_at === null).map(({ key }) => key),
    [photos[0].key],
  )
  await nothingBesidesRows()
})

test('what cannot be used leaves nothing behind', async () => {
  const { user, product } = await build()
  const before = await filesAndNames()
  const put = (bytes: Buffer) => putGarmentPhoto(studio, user, product.id, at('upper'), upload(bytes))
  await assert.rejects(put(Buffer.from('words')), throwsCode('photo_type'))
  await assert.rejects(put(Buffer.alloc(0)), throwsCode('photo_empty'))
  await assert.rejects(put(tee.subarray(0, tee.length / 2)), throwsCode('photo_broken'))
  await assert.rejects(put(Buffer.alloc(31 * 1024 * 1024)), throwsCode('photo_big'))
  assert.deepEqual(await filesAndNames(), before)
  assert.deepEqual((await getProduct(studio, user, product.id)).photos, [])
})

test('an upload that storage or database refuse leaves nothing behind', async () => {
  const { user, product } = await build()
  const before = await filesAndNames()
  const full: Studio = {
    ...studio,
    storage: Object.assign(Object.create(studio.storage) as Studio['storage'], {
      put: async (key: string, bytes: Uint8Array, type: string) => {
        if (key.includes('/thumbnail')) throw new Error('no space left')
        await studio.storage.put(key, bytes, type)
      },
      remove: (keys: readonly string[]) => studio.storage.remove(keys),
    }),
  }
  await assert.rejects(putGarmentPhoto(full, user, product.id, at('upper'), upload(plain)), /no space left/)

  async function* slow() {
    yield plain
    // Somebody bins the product while the photo is on its way.
    await binProduct(studio, user, product.id)
  }
  const late = putGarmentPhoto(studio, user, product.id, at('upper'), { bytes: slow(), declaredBytes: null })
  await assert.rejects(late, throwsCode('not_found'))
  assert.deepEqual(await filesAndNames(), before)
})

test('emptying a slot', async () => {
  const { user, product } = await build()
  await putGarmentPhoto(studio, user, product.id, at('outer'), upload(plain))
  assert.deepEqual((await removeGarmentPhoto(studio, user, product.id, at('outer'))).photos, [])
  await assert.rejects(
    removeGarmentPhoto(studio, user, product.id, at('outer')),
    throwsCode('slot_empty', { slot: 'outer', side: 'front' }),
  )
  await nothingBesidesRows()
})

test('a photo whose look was lost with its process is looked at when the product is read', async () => {
  const user = await buildUser(studio)
  const { id } = await buildProduct(studio, user, { photos: [{ ...at('upper'), bytes: plain }] })
  const [{ key }] = (await getProduct(studio, user, id)).photos
  const forget = (seconds: number) =>
    studio.database.pool.query(
      `update photo set verdict = null, looked_from = now() - make_interval(secs => $2) where key = $1`,
      [key, seconds],
    )
  await forget(60)
  assert.equal((await getProduct(studio, user, id)).photos[0].verdict, null)
  assert.ok((await examined(user, id)).photos[0].verdict)
  // A look that has only just begun is left to whoever began it.
  await forget(0)
  await getProduct(studio, user, id)
  await sleep(500)
  assert.equal((await getProduct(studio, user, id)).photos[0].verdict, null)
})

test('a plan holds so many photos and no more; those that were let go of make room', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user, { photos: [] })
  const { plans } = studio.plans
  const limits = { ...plans[0].limits, photoMegabytes: (plain.length * 1.5) / 1e6 }
  const small: Studio = {
    ...studio,
    plans: { ...studio.plans, plans: [{ ...plans[0], limits }, ...plans.slice(1)] },
  }
  await putGarmentPhoto(small, user, product.id, at('upper'), upload(plain))
  const second = () => putGarmentPhoto(small, user, product.id, at('bottom'), upload(plain))
  await assert.rejects(second(), throwsCode('photos_full'))
  assert.equal((await getProduct(studio, user, product.id)).photos.length, 1)
  await removeGarmentPhoto(small, user, product.id, at('upper'))
  await second()
})
