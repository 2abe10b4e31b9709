// The mark people see: legible on any ground, out of the garment's way, worn where the law asks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { MARK_WORDS, visibleMark, wearsMark, type Pixels } from './visible-mark.ts'

/** A ground with a busy figure that covers all corners but one. */
async function picture(background: string, free: { left: number; top: number } | null): Promise<Pixels> {
  const size = { width: 300, height: 400 }
  const noise = Buffer.from(
    Array.from({ length: 300 * 400 * 3 }, (_, i) => (i * 7919 + (i >> 4) * 104729) % 256),
  )
  const quiet = await sharp({ create: { width: 150, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  const base = free
    ? sharp(noise, { raw: { ...size, channels: 3 } }).composite([{ input: quiet, ...free }])
    : sharp({ create: { ...size, channels: 3, background } })
  const { data, info } = await base.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as 3 }
}

test('white letters on a dark plate, on white and on black, in three languages', async () => {
  for (const background of ['#ffffff', '#000000'])
    for (const language of LANGUAGES)
      for (const kind of ['compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'] as const) {
        const pixels = await picture(background, null)
        const mark = await visibleMark(pixels, kind, language)
        const { width, height } = await sharp(mark.input as Buffer).metadata()
        assert.ok(mark.left! + width < 300 && mark.top! + height < 400 && mark.left! > 150 && mark.top! > 350)
        const raw = { width: 300, height: 400, channels: 3 } as const
        // sharp cuts before it composes: one after the other.
        const marked = await sharp(pixels.data, { raw }).composite([mark]).png().toBuffer()
        const data = await sharp(marked)
          .extract({ left: mark.left!, top: mark.top!, width, height })
          .greyscale()
          .raw()
          .toBuffer()
        const light = [...data].filter((value) => value > 230).length / data.length
        const dark = [...data].filter((value) => value < 110).length / data.length
        assert.ok(light > 0.05 && light < 0.4 && dark > 0.4, `${background} ${MARK_WORDS[kind][language]}`)
      }
})

test('it stands in the corner that shows least', async () => {
  for (const free of [
    { left: 0, top: 0 },
    { left: 150, top: 0 },
    { left: 0, top: 200 },
    { left: 150, top: 200 },
  ]) {
    const { left, top } = await visibleMark(await picture('#eee', free), 'compositeSynthetic', 'ko')
    assert.deepEqual([left! >= 150, top! >= 200], [free.left > 0, free.top > 0])
  }
})

test('it is worn in Korea unless the place allows no words, or as the operator says', () => {
  assert.equal(wearsMark('law', { country: 'KR', allowsWords: true }), true)
  assert.equal(wearsMark('law', { country: 'KR', allowsWords: false }), false)
  assert.equal(wearsMark('law', { country: 'US', allowsWords: true }), false)
  assert.equal(wearsMark('always', { country: null, allowsWords: false }), true)
  assert.equal(wearsMark('never', { country: 'KR', allowsWords: true }), false)
})
