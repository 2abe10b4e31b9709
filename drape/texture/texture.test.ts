// Colours are continued where they are unknown, and light is reckoned back and forth.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { pushPull } from './push-pull.ts'
import { encode, LINEAR } from './texture.ts'

it('fills the unknown between what is known, and leaves the known alone', () => {
  const [width, height] = [24, 8]
  const values = new Float32Array(width * height)
  const known = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (const [x, value] of [
      [0, 10],
      [width - 1, 90],
    ]) {
      values[y * width + x] = value
      known[y * width + x] = 1
    }
  pushPull(values, known, width, height, 1)
  for (let y = 0; y < height; y++) {
    assert.equal(values[y * width], 10)
    assert.equal(values[y * width + width - 1], 90)
    assert.ok(values[y * width + 2] < 40 && values[y * width + width - 3] > 60)
    for (let x = 0; x < width; x++) assert.ok(values[y * width + x] >= 10 && values[y * width + x] <= 90)
  }
})

it('turns every 8-bit value to light and back', () => {
  for (let v = 0; v < 256; v++) assert.ok(Math.abs(encode(LINEAR[v]) - v) < 1, `${v}`)
})
