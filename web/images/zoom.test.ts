// Zoom and pan of the viewer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit, pan, stepScale, zoomTo } from './zoom.ts'

const stage = { width: 800, height: 600 }
const picture = { width: 1152, height: 1536 }

test('fits the whole picture and never blows a small one up', () => {
  assert.deepEqual(fit(stage, picture), { scale: 600 / 1536, x: 0, y: 0 })
  assert.equal(fit(stage, { width: 100, height: 100 }).scale, 1)
})

test('what lies under the pointer stays under it', () => {
  const from = { scale: 1, x: 20, y: -100 }
  const point = { x: 60, y: 40 }
  const to = zoomTo(from, 2, point, stage, picture)
  assert.equal((point.x - from.x) / from.scale, (point.x - to.x) / to.scale)
  assert.equal((point.y - from.y) / from.scale, (point.y - to.y) / to.scale)
})

test('keeps between 1 and 400 percent', () => {
  const from = fit(stage, picture)
  assert.equal(zoomTo(from, 9, { x: 0, y: 0 }, stage, picture).scale, 4)
  assert.equal(zoomTo(from, 0, { x: 0, y: 0 }, stage, picture).scale, 0.01)
})

test('pans to the edge and no further, and centres what fits', () => {
  const whole = { scale: 1, x: 0, y: 0 }
  assert.deepEqual(pan(whole, 5000, -5000, stage, picture), { scale: 1, x: 176, y: -468 })
  assert.deepEqual(pan(fit(stage, picture), 50, 50, stage, picture), fit(stage, picture))
})

test('steps through the usual scales', () => {
  assert.deepEqual(
    [stepScale(0.39, true), stepScale(1, true), stepScale(1, false), stepScale(4, true)],
    [0.5, 1.5, 0.75, 4],
  )
})
