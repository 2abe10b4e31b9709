// Looks and verdicts made on threads: progress, order, hand-over, cancelling, and errors that name the fix.

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment } from './drawn/draw-garment.ts'
import type { LookWish } from './drape.ts'
import { mannequin } from './garment.ts'
import { DrapeError, encodePicture, examinePhoto, makeLooks, readPicture } from './node.ts'
import type { LookMade, PhotoBytes, Progress } from './node-thread.ts'

const tee = await drawn('tee', 'front')
const jeans = await drawn('jeans', 'front')
const wish: LookWish = { view: 'front', width: 192, height: 256, backdrop: 'paper' }

async function drawn(kind: 'tee' | 'jeans', side: 'front' | 'back', width = 400): Promise<PhotoBytes> {
  const { picture, slot } = drawGarment({ kind, side, colour: '#b04a3a', width, height: width * 1.25 })
  return { slot, side, bytes: await encodePicture(picture, 'png') }
}

function refusal(code: string) {
  return (error: unknown) => error instanceof DrapeError && error.code === code
}

test('every look is handed over in order, the next one only when the last was taken', async () => {
  const looks: LookMade[] = []
  const seen: Progress[] = []
  let handling = 0
  await makeLooks({
    photos: [tee, jeans],
    mannequin: mannequin('female'),
    looks: [wish, { ...wish, view: 'back', width: 160, height: 200 }],
    onProgress: (progress) => seen.push(progress),
    onLook: async (look) => {
      handling += 1
      await new Promise((resolve) => setTimeout(resolve, 30))
      assert.equal(handling, 1)
      handling -= 1
      looks.push(look)
    },
  })
  assert.deepEqual(
    looks.map(({ n, width, height }) => [n, width, height]),
    [
      [0, 192, 256],
      [1, 160, 200],
    ],
  )
  const picture = await readPicture(looks[0].bytes, 1000)
  assert.deepEqual([picture.width, picture.height], [192, 256])
  assert.ok(looks.every(({ confidence }) => confidence >= 0 && confidence <= 1))
  assert.ok(looks[1].doubts.includes('back_guessed'))
  const percents = seen.map(({ percent }) => percent)
  assert.deepEqual(
    percents,
    percents.toSorted((a, b) => a - b),
  )
  assert.deepEqual([percents[0], percents.at(-1)], [0, 100])
  assert.deepEqual(
    [...new Set(seen.map(({ stage }) => stage))],
    ['reading', 'posing', 'draping', 'finishing'],
  )
})

test('aborting ends it at once with the reason', async () => {
  const control = new AbortController()
  const reason = new Error('enough')
  let looks = 0
  const making = makeLooks({
    photos: [tee],
    mannequin: mannequin('female'),
    looks: Array.from({ length: 30 }, () => wish),
    signal: control.signal,
    onLook: () => {
      looks += 1
      control.abort(reason)
    },
  })
  await assert.rejects(making, reason)
  assert.equal(looks, 1)
  await assert.rejects(
    makeLooks({
      photos: [tee],
      mannequin: mannequin('male'),
      looks: [wish],
      signal: control.signal,
      onLook: () => {},
    }),
    reason,
  )
})

test('what onLook throws ends the making and comes back', async () => {
  const full = new Error('the disk is full')
  const onLook = () => Promise.reject(full)
  await assert.rejects(
    makeLooks({ photos: [tee], mannequin: mannequin('female'), looks: [wish, wish], onLook }),
    full,
  )
})

function make(photos: PhotoBytes[]): Promise<void> {
  return makeLooks({ photos, mannequin: mannequin('female'), looks: [wish], onLook: () => {} })
}

test('photos that cannot be used are refused with their code', async () => {
  const blank = await encodePicture(
    { width: 600, height: 600, data: new Uint8ClampedArray(600 * 600 * 4).fill(240) },
    'png',
  )
  await assert.rejects(make([]), refusal('photo_missing'))
  await assert.rejects(make([{ ...tee, side: 'back' }]), refusal('photo_missing'))
  await assert.rejects(make([{ ...tee, bytes: new Uint8Array() }]), refusal('photo_empty'))
  await assert.rejects(make([{ ...tee, bytes: new TextEncoder().encode('hello') }]), refusal('photo_type'))
  await assert.rejects(
    make([{ ...tee, bytes: tee.bytes.slice(0, tee.bytes.length / 2) }]),
    refusal('photo_broken'),
  )
  await assert.rejects(make([{ ...tee, bytes: blank }]), refusal('photo_none'))
  await assert.rejects(make([tee, { ...jeans, slot: 'onepiece' }]), refusal('wish_not_possible'))
})

test('a photo is examined, whatever was asked before it', async () => {
  const large = await drawn('tee', 'front', 960)
  const blank = { ...tee, bytes: new Uint8Array() }
  const control = new AbortController()
  const stopped = examinePhoto({ ...large, signal: control.signal })
  const [good, bad, wrong] = [
    examinePhoto(large),
    examinePhoto(blank),
    examinePhoto({ ...large, slot: 'bottom' }),
  ]
  control.abort(new Error('enough'))
  await assert.rejects(stopped, /enough/)
  await assert.rejects(bad, refusal('photo_empty'))
  assert.deepEqual([(await good).kind, (await good).betterSlot], ['top', null])
  assert.deepEqual([(await wrong).level, (await wrong).betterSlot], ['wrong_slot', 'upper'])
})
