// A contour goes once around its shape, knows its corners, and its pockets are the hollows of the hull.

import assert from 'node:assert/strict'
import test from 'node:test'
import { findPockets, nearest, section, traceContour, turnings } from './contour.ts'

const WIDTH = 120
const HEIGHT = 100

function shape(inside: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    inside(i % WIDTH, Math.floor(i / WIDTH)) ? 1 : 0,
  )
}

const square = (x: number, y: number): boolean => x >= 20 && x < 80 && y >= 20 && y < 80

test('a square: clockwise, closed, four convex corners', () => {
  const contour = traceContour(shape(square), WIDTH, HEIGHT)
  assert.ok(Math.abs(contour.length - 118) < 6, String(contour.length))
  const area = contour.reduce((sum, p, i) => {
    const q = contour[(i + 1) % contour.length]
    return sum + (p.x * q.y - q.x * p.y) / 2
  }, 0)
  assert.ok(area > 3200 && area < 3600, String(area))
  const turns = turnings(contour, 5)
  for (const corner of [
    { x: 20, y: 20 },
    { x: 79, y: 79 },
  ])
    assert.ok(turns[nearest(contour, corner)] < -60)
  assert.ok(Math.abs(turns[nearest(contour, { x: 50, y: 20 })]) < 5)
})

test('a notch is a pocket, and its bottom turns inwards', () => {
  const notched = shape((x, y) => square(x, y) && !(Math.abs(x - 50) < 6 && y > 50))
  const contour = traceContour(notched, WIDTH, HEIGHT)
  const [pocket] = findPockets(contour)
  assert.ok(Math.abs(pocket.depth - 28) < 4, String(pocket.depth))
  assert.ok(contour[pocket.deepest].y < 55)
  assert.ok(section(contour, pocket.from, pocket.to).includes(pocket.deepest))
})

test('a spike one pixel wide at the start does not end the walk', () => {
  const spiked = shape((x, y) => square(x, y) || (x === 50 && y >= 8 && y < 20))
  const contour = traceContour(spiked, WIDTH, HEIGHT)
  assert.ok(contour.some((p) => p.y > 75))
})

test('nothing and a single pixel', () => {
  assert.deepEqual(
    traceContour(
      shape(() => false),
      WIDTH,
      HEIGHT,
    ),
    [],
  )
  assert.equal(
    traceContour(
      shape((x, y) => x === 5 && y === 5),
      WIDTH,
      HEIGHT,
    ).length,
    1,
  )
})
