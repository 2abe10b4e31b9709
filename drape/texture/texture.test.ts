// Colours are continued where they are unknown, and marks of the front are taken off.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Cutout, Landmarks } from '../garment.ts'
import { frontOnly } from './front-only.ts'
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

/** A plain cloth, L 60, with one darker square. */
function clothWithMark(left: number): Cutout {
  const [width, height] = [120, 120]
  const n = width * height
  const lab = new Float32Array(3 * n)
  const mask = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    mask[i] = x > 4 && x < 115 && y > 4 && y < 115 ? 1 : 0
    const marked = x >= left && x < left + 30 && y >= 40 && y < 70
    lab[3 * i] = marked ? 10 : 60
  }
  const none = new Float32Array(0)
  const source = { width, height, data: new Uint8ClampedArray(4 * n) }
  return {
    width,
    height,
    rgb: new Uint8ClampedArray(3 * n),
    lab,
    mask,
    alpha: none,
    backdropDistance: none,
    pale: false,
    confidence: 1,
    runnerUp: 0,
    source,
    scale: 1,
  }
}

const marks = { axis: 60, box: { left: 5, right: 114, top: 5, bottom: 114 } } as Landmarks

it('takes a print in the middle off the back, leaves one that runs to the edge, and clears the neck', () => {
  const at = (x: number, y: number): number => y * 120 + x
  const central = frontOnly(clothWithMark(45), marks, null)
  assert.equal(central[at(60, 55)], 1)
  assert.equal(central[at(60, 90)], 0)
  assert.equal(frontOnly(clothWithMark(0), marks, null)[at(10, 55)], 0)
  const neck = [
    { x: 40, y: 8 },
    { x: 60, y: 30 },
    { x: 80, y: 8 },
  ]
  const cleared = frontOnly(clothWithMark(200), marks, neck)
  assert.equal(cleared[at(60, 20)], 1)
  assert.equal(cleared[at(60, 40)], 0)
})
