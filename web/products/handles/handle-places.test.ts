// Which handles a garment has, where they begin, and that they stay inside the photo.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveHandle, placesOf } from './handle-places.ts'

const point = (x: number, y: number) => ({ x, y, confidence: 1 })
const sleeved = Object.fromEntries(
  ['neck', 'shoulder', 'pit', 'cuffOuter', 'cuffInner', 'waist', 'hem'].flatMap((name, i) => [
    [`${name}Left`, point(0.1, i / 10)],
    [`${name}Right`, point(0.9, i / 10)],
  ]),
)

test('a sleeved garment has twelve handles, trousers have five', () => {
  const names = Object.keys(placesOf({ landmarks: sleeved, handles: null }))
  assert.equal(names.length, 12)
  assert.ok(!names.some((name) => name.startsWith('waist')))
  const trousers = {
    waistLeft: point(0.3, 0),
    waistRight: point(0.7, 0),
    hemLeft: point(0.3, 1),
    hemRight: point(0.7, 1),
    fork: point(0.5, 0.4),
  }
  assert.deepEqual(
    Object.keys(placesOf({ landmarks: trousers, handles: null })).toSorted(),
    Object.keys(trousers).toSorted(),
  )
  assert.deepEqual(placesOf({ landmarks: null, handles: null }), {})
})

test('a handle that was put right stands before what was found', () => {
  const places = placesOf({ landmarks: sleeved, handles: { hemLeft: { x: 0.2, y: 0.8 } } })
  assert.deepEqual(places.hemLeft, { x: 0.2, y: 0.8 })
  assert.deepEqual(places.hemRight, { x: 0.9, y: 0.6 })
  assert.equal(Object.keys(places).length, 12)
})

test('a handle stays inside the photo', () => {
  const places = { neckLeft: { x: 0.01, y: 0.99 } }
  assert.deepEqual(moveHandle(places, 'neckLeft', -0.5, 0.5).neckLeft, { x: 0, y: 1 })
})
