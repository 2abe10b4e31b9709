// Handles: kept with their photo, within it, its owner's alone; and taken along by every job submitted after them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import type { Handles } from '#sdk/contract/products.ts'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import type { Heard } from '../../live.ts'
import type { Studio } from '../../studio.ts'
import { getVtoJob } from '../vto-jobs/vto-jobs.ts'
import { setGarmentHandles } from './garment-handles.ts'
import { moveGarmentPhoto, removeGarmentPhoto } from './garment-photo.ts'
import { binProduct, getProduct } from './products.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

const front = { slot: 'upper', side: 'front' } as const
const handles: Handles = { pitLeft: { x: 0.25, y: 0.4 }, pitRight: { x: 0.75, y: 0.4 } }

test('handles and measures are set, replaced and given up, and are told', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const photoOf = async (body: Parameters<typeof setGarmentHandles>[4]) => {
    const [photo] = (await setGarmentHandles(studio, user, product.id, front, body)).photos
    return [photo.handles, photo.centimetres]
  }
  const told = Promise.withResolvers<void>()
  const deafen = studio.live.hear((heard: Heard) => {
    if (heard !== 'lost' && heard.event.type === 'product' && heard.event.productId === product.id)
      told.resolve()
  })
  assert.deepEqual(await photoOf({ handles, centimetres: { length: 68 } }), [handles, { length: 68 }])
  await told.promise
  deafen()
  const fork: Handles = { fork: { x: 0.5, y: 0.5 } }
  assert.deepEqual(await photoOf({ handles: fork }), [fork, { length: 68 }])
  assert.deepEqual(await photoOf({ handles: fork, centimetres: { chest: 52 } }), [fork, { chest: 52 }])
  assert.deepEqual(await photoOf({ handles: {}, centimetres: {} }), [null, null])
  await photoOf({ handles, centimetres: { waist: 40 } })
  assert.deepEqual(await photoOf({ handles: null, centimetres: null }), [null, null])
})

test('a job keeps the handles it was submitted with', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  await setGarmentHandles(studio, user, product.id, front, { handles, centimetres: { chest: 52 } })
  const { id } = await buildJob(studio, user, product)
  await setGarmentHandles(studio, user, product.id, front, { handles: null, centimetres: null })
  const later = await buildJob(studio, user, product)
  const [photo] = (await getVtoJob(studio.db, user, id)).input.photos
  assert.deepEqual([photo.handles, photo.centimetres], [handles, { chest: 52 }])
  assert.deepEqual(Object.keys(later.input.photos[0]).sort(), ['key', 'side', 'slot'])
})

test('handles move with their photo, and go with it', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  await setGarmentHandles(studio, user, product.id, front, { handles })
  const outer = { slot: 'outer', side: 'front' } as const
  const [moved] = (await moveGarmentPhoto(studio, user, product.id, { from: front, to: outer })).photos
  assert.deepEqual([moved.slot, moved.handles], ['outer', handles])
  await assert.rejects(
    setGarmentHandles(studio, user, product.id, front, { handles }),
    throwsCode('slot_empty', { ...front }),
  )
  await removeGarmentPhoto(studio, user, product.id, outer)
  await assert.rejects(
    setGarmentHandles(studio, user, product.id, outer, { handles: null }),
    throwsCode('slot_empty'),
  )
})

test('nobody else’s, none that is not there, none in the bin', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const { id } = await buildProduct(studio, user)
  await assert.rejects(setGarmentHandles(studio, other, id, front, { handles }), throwsCode('not_found'))
  await assert.rejects(setGarmentHandles(studio, user, uuidv7(), front, { handles }), throwsCode('not_found'))
  assert.equal((await getProduct(studio, user, id)).photos[0].handles, null)
  await binProduct(studio, user, id)
  await assert.rejects(setGarmentHandles(studio, user, id, front, { handles }), throwsCode('not_found'))
})
