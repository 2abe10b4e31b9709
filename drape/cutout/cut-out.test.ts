// A cut-out is the drawn garment's true mask, whatever it lies on; what is no garment gives none.

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnSpec } from '../drawn/draw-garment.ts'
import type { Picture } from '../garment.ts'
import { cutOut } from './cut-out.ts'
import { seededRandom } from '../landmarks/fit/random.ts'

const SIZE = { width: 560, height: 700 }

function overlap(a: Uint8Array, b: Uint8Array): number {
  let both = 0
  let either = 0
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i]
    either += a[i] | b[i]
  }
  return both / either
}

function paint(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Picture {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const [r, g, b, a = 255] = colour(i % width, Math.floor(i / width))
    data.set([r, g, b, a], i * 4)
  }
  return { width, height, data }
}

const COLOURED: readonly (Omit<DrawnSpec, 'backdrop'> & { readonly backdrop: 'white' | 'grey' | 'beige' })[] =
  [
    { kind: 'tee', side: 'front', colour: '#b5322f', backdrop: 'white' },
    { kind: 'tee', side: 'back', colour: '#f4f2ee', backdrop: 'grey' },
    { kind: 'jeans', side: 'front', colour: '#3b5377', backdrop: 'beige' },
    { kind: 'dress', side: 'front', colour: '#1c1c20', backdrop: 'grey' },
    { kind: 'cardigan', side: 'back', colour: '#7a5a8c', backdrop: 'white' },
    { kind: 'skirt', side: 'front', colour: '#f4f2ee', backdrop: 'grey' },
  ]

for (const spec of COLOURED) {
  test(`${spec.kind} ${spec.colour} on ${spec.backdrop} with a shadow`, () => {
    const drawn = drawGarment({ ...spec, ...SIZE })
    const cutout = cutOut(drawn.picture)
    assert.ok(overlap(cutout.mask, drawn.mask) > 0.97, String(overlap(cutout.mask, drawn.mask)))
    assert.ok(cutout.confidence > 0.8, String(cutout.confidence))
  })
}

test('a backdrop that darkens to one side and has a strip along its foot', () => {
  const drawn = drawGarment({ kind: 'shirt', side: 'front', colour: '#8c3a5a', shadow: 0, ...SIZE })
  const picture = paint(SIZE.width, SIZE.height, (x, y) => {
    const i = (y * SIZE.width + x) * 4
    if (y > SIZE.height - 12) return [250, 246, 240]
    const light = 1 - 0.2 * (x / SIZE.width) ** 2
    return [0, 1, 2].map((c) => drawn.picture.data[i + c] * light)
  })
  const cutout = cutOut(picture)
  assert.ok(overlap(cutout.mask, drawn.mask) > 0.96, String(overlap(cutout.mask, drawn.mask)))
})

test('a picture with real transparency is its own mask', () => {
  const picture = paint(400, 500, (x, y) =>
    Math.hypot(x - 200, y - 250) < 120 ? [20, 120, 60, 255] : [255, 255, 255, 0],
  )
  const cutout = cutOut(picture)
  assert.equal(cutout.confidence, 1)
  for (let i = 0; i < cutout.mask.length; i++)
    assert.equal(cutout.mask[i], picture.data[4 * i + 3] > 127 ? 1 : 0)
})

test('a ring keeps its hole, a print of the backdrop’s white stays', () => {
  const ring = cutOut(
    paint(500, 500, (x, y) => {
      const r = Math.hypot(x - 250, y - 250)
      return r > 50 && r < 180 ? [40, 60, 150] : [244, 244, 242]
    }),
  )
  assert.equal(ring.mask[250 * 500 + 250], 0)
  const printed = cutOut(
    paint(500, 500, (x, y) => {
      if (Math.abs(x - 250) < 60 && Math.abs(y - 250) < 25) return [252, 252, 252]
      return Math.abs(x - 250) < 170 && Math.abs(y - 250) < 190 ? [40, 60, 150] : [236, 236, 234]
    }),
  )
  assert.equal(printed.mask[250 * 500 + 250], 1)
})

test('the edge is soft where a pixel is part cloth, part backdrop', () => {
  const edge = (x: number): number => Math.max(0, Math.min(1, x - 149.5))
  const picture = paint(400, 400, (x, y) => {
    const cover = y < 60 || y > 340 ? 0 : edge(x) * edge(400 - x)
    return [0, 1, 2].map(() => 240 * (1 - cover) + 30 * cover)
  })
  const { alpha, width } = cutOut(picture)
  const row = alpha.subarray(200 * width, 201 * width)
  assert.ok(row[140] === 0 && row[200] === 1)
  assert.ok(
    [...row.subarray(147, 153)].some((a) => a > 0.05 && a < 0.95),
    row.subarray(145, 155).join(),
  )
})

const noise = seededRandom(7)
const EMPTY: Readonly<Record<string, Picture>> = {
  blank: paint(480, 600, () => [230, 228, 224]),
  gradient: paint(480, 600, (x, y) => [120 + y / 6, 130 + y / 7, 140 + x / 8]),
  noise: paint(480, 600, () => [0, 1, 2].map(() => 255 * noise.uniform())),
}
for (const [name, picture] of Object.entries(EMPTY))
  test(`${name}: no garment`, () => assert.ok(cutOut(picture).confidence < 0.02))

test('a large photo is cut out at 1000 px and says by how much it was shrunk', () => {
  const { picture } = drawGarment({
    kind: 'shorts',
    side: 'front',
    colour: '#445544',
    shadow: 0,
    width: 840,
    height: 1050,
  })
  const { width, height, scale, source } = cutOut(picture)
  assert.deepEqual([width, height], [800, 1000])
  assert.ok(Math.abs(scale - 1 / 1.05) < 1e-9)
  assert.equal(source, picture)
})

test('the same photo gives the same bytes, and pixels that are missing are refused', () => {
  const { picture } = drawGarment({ kind: 'sweater', side: 'front', colour: '#aa7744', ...SIZE })
  const [one, two] = [cutOut(picture), cutOut(picture)]
  assert.deepEqual(one.mask, two.mask)
  assert.deepEqual(one.alpha, two.alpha)
  assert.throws(() => cutOut({ width: 10, height: 10, data: new Uint8ClampedArray(12) }), RangeError)
})
