// A turntable that plays, a mesh that loads, and photos that are read once.

import assert from 'node:assert/strict'
import test from 'node:test'
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import sharp from 'sharp'
import { drawGarment } from './drawn/draw-garment.ts'
import { mannequin } from './garment.ts'
import { DrapeError, encodePicture, makeLooks, makeMesh, makeTurntable } from './node.ts'
import type { LookMade, PhotoBytes, Progress } from './node-thread.ts'

const drawn = drawGarment({ kind: 'tee', side: 'front', colour: '#3a6ab0', width: 400, height: 500 })
const tee: PhotoBytes = { slot: 'upper', side: 'front', bytes: await encodePicture(drawn.picture, 'png') }
const outfit = { photos: [tee], mannequin: mannequin('female') }
const small = { width: 96, height: 128, frames: 6, seconds: 0.5, backdrop: 'paper' } as const

/** Four-letter names of the boxes at the top of an MP4 file. */
function boxes(mp4: Uint8Array): string[] {
  const view = new DataView(mp4.buffer, mp4.byteOffset, mp4.byteLength)
  const names: string[] = []
  for (let at = 0; at < mp4.length; at += view.getUint32(at))
    names.push(new TextDecoder().decode(mp4.subarray(at + 4, at + 8)))
  return names
}

test('a turntable is an H.264 MP4 that starts fast, with a poster of its first frame', async () => {
  const seen: Progress[] = []
  const made = await makeTurntable({ ...outfit, ...small, onProgress: (progress) => seen.push(progress) })
  assert.deepEqual([made.width, made.height, made.frames], [96, 128, 6])
  assert.ok(made.confidence >= 0 && made.confidence <= 1 && made.doubts.includes('back_guessed'))
  const order = boxes(made.mp4)
  assert.ok(order.indexOf('moov') < order.indexOf('mdat'), order.join())
  const input = new Input({ source: new BufferSource(made.mp4), formats: [MP4] })
  const track = await input.getPrimaryVideoTrack()
  assert.ok(track)
  const config = await track.getDecoderConfig()
  assert.match(config?.codec ?? '', /^avc1/)
  assert.deepEqual([config?.codedWidth, config?.codedHeight], [96, 128])
  assert.equal(config?.colorSpace?.matrix, 'bt709')
  assert.ok(Math.abs((await track.computeDuration()) - 0.5) < 0.02)
  const packets = await Array.fromAsync(new EncodedPacketSink(track).packets())
  assert.equal(packets.length, 6)
  assert.equal(packets[0].type, 'key')
  const poster = await sharp(made.poster).metadata()
  assert.deepEqual([poster.format, poster.width, poster.height], ['webp', 96, 128])
  const percents = seen.map(({ percent }) => percent)
  assert.deepEqual(
    percents,
    percents.toSorted((a, b) => a - b),
  )
  assert.equal(percents.at(-1), 100)
})

test('a turntable is broken off at once, and odd sides are refused', async () => {
  const control = new AbortController()
  const making = makeTurntable({
    ...outfit,
    ...small,
    frames: 200,
    signal: control.signal,
    onProgress: ({ stage }) => stage === 'finishing' && control.abort(new Error('enough')),
  })
  await assert.rejects(making, /enough/)
  await assert.rejects(
    makeTurntable({ ...outfit, ...small, width: 97 }),
    (error) => error instanceof DrapeError && error.code === 'wish_not_possible',
  )
})

test('a mesh is a GLB file', async () => {
  const mesh = await makeMesh(outfit)
  const view = new DataView(mesh.buffer, mesh.byteOffset, mesh.byteLength)
  assert.deepEqual([view.getUint32(0, true), view.getUint32(4, true)], [0x46546c67, 2])
  assert.equal(view.getUint32(8, true), mesh.length)
})

test('photos that were read and dressed lately give the same looks without being read again', async () => {
  const photo = { ...tee, bytes: Uint8Array.from(tee.bytes) }
  const make = async (more: object = {}) => {
    const looks: LookMade[] = []
    const stages: string[] = []
    await makeLooks({
      photos: [photo],
      mannequin: mannequin('male'),
      looks: ['front', 'back', 30].map((view) => ({
        view: view as 'front',
        width: 120,
        height: 160,
        backdrop: 'white',
      })),
      onLook: (look) => void looks.push(look),
      onProgress: ({ stage, percent }) => stages.push(`${stage} ${percent}`),
      ...more,
    })
    return { looks, stages }
  }
  const first = await make()
  const again = await make()
  assert.deepEqual(again.looks, first.looks)
  const dressing = (stages: string[]) => stages.filter((stage) => stage.startsWith('draping')).length
  assert.ok(dressing(first.stages) > 3 && dressing(again.stages) === 1)
  const measured = await make({ centimetres: { upper: { length: 90 } } })
  assert.ok(dressing(measured.stages) > 3)
  assert.notDeepEqual(measured.looks, first.looks)
})
