// Random garments are of every kind, lie whole in the frame, and come out the same for the same seed.

import assert from 'node:assert/strict'
import test from 'node:test'
import { randomGarment } from './random-garment.ts'

const SIZE = { width: 200, height: 250 }

test('eleven seeds in a row hold every kind, whole and with landmarks at the garment', () => {
  const kinds = new Set<string>()
  for (let seed = 40; seed < 51; seed++) {
    const { kind, words, picture, mask, cover, landmarks } = randomGarment(seed, SIZE)
    kinds.add(kind)
    const { width, height } = picture
    for (let x = 0; x < width; x++) assert.equal(mask[x] + mask[(height - 1) * width + x], 0, words)
    for (let y = 0; y < height; y++) assert.equal(mask[y * width] + mask[(y + 1) * width - 1], 0, words)
    for (const [name, { x, y }] of Object.entries(landmarks)) {
      let most = 0
      for (let v = Math.floor(y) - 3; v <= y + 3; v++)
        for (let u = Math.floor(x) - 3; u <= x + 3; u++) most = Math.max(most, cover[v * width + u] ?? 0)
      assert.ok(most > 0.5, `${words}: ${name} lies by the garment`)
    }
  }
  assert.deepEqual([...kinds].toSorted(), ['dress', 'outer', 'shorts', 'skirt', 'top', 'trousers'])
})

test('the same seed gives the same pixels, another one another garment', () => {
  const one = randomGarment(5, SIZE)
  assert.deepEqual(randomGarment(5, SIZE), one)
  assert.notDeepEqual(randomGarment(16, SIZE).mask, one.mask)
})

test('a look that is wished for is worn', () => {
  const white = randomGarment(3, { ...SIZE, look: { backdrop: '#204060', shadow: 0 } })
  const [r, g, b] = white.picture.data
  assert.ok(Math.abs(r - 0x20) < 8 && Math.abs(g - 0x40) < 8 && Math.abs(b - 0x60) < 8)
})
