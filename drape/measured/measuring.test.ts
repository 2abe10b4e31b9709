// The measures themselves are right: ΔE00 by the published pairs, SSIM by what it must say, turned pictures by their places.

import assert from 'node:assert/strict'
import test from 'node:test'
import { colourDifference } from './colour-difference.ts'
import { quantile } from './figures.ts'
import { similarity } from './similarity.ts'
import type { Grey } from './similarity.ts'
import { turnPicture } from './turn-picture.ts'

test('colour differences are those of Sharma, Wu and Dalal', () => {
  const pairs = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as const
  for (const [one, other, by] of pairs)
    assert.ok(Math.abs(colourDifference(one, other) - by) < 1e-4, `${one.join()} ${other.join()}`)
})

const grey = (value: (x: number, y: number) => number): Grey => ({
  width: 32,
  height: 32,
  data: Float32Array.from({ length: 1024 }, (_, i) => value(i % 32, i >> 5)),
})

test('similarity is 1 for the same, little for another pattern, nothing without a window', () => {
  const board = grey((x, y) => (((x >> 2) + (y >> 2)) & 1 ? 30 : 220))
  assert.equal(similarity(board, board, 10), 1)
  const stripes = grey((x) => ((x >> 1) & 1 ? 30 : 220))
  assert.ok((similarity(board, stripes, 10) ?? 1) < 0.3)
  assert.equal(
    similarity(
      board,
      grey(() => NaN),
      10,
    ),
    null,
  )
  assert.equal(
    similarity(
      grey(() => 128),
      board,
      10,
    ),
    null,
  )
})

test('a turned and resized picture holds its places', () => {
  const data = new Uint8ClampedArray(80 * 60 * 4).fill(255)
  for (const [x, y] of [
    [20, 15],
    [21, 15],
    [20, 16],
    [21, 16],
  ])
    data.fill(0, 4 * (y * 80 + x), 4 * (y * 80 + x) + 3)
  const { picture, place } = turnPicture({ width: 80, height: 60, data }, 1.5, 10)
  assert.deepEqual([picture.width, picture.height], [120, 90])
  const { x, y } = place({ x: 21, y: 16 })
  assert.ok(picture.data[4 * (Math.floor(y) * 120 + Math.floor(x))] < 60)
  assert.equal(picture.data[0], 255)
})

test('quantiles count from the least', () => {
  assert.deepEqual([quantile([3, 1, 2], 0), quantile([3, 1, 2], 0.5), quantile([], 0.5)], [1, 2, 0])
})
