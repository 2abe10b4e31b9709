// The turntable goes round, and its camera stops where there is nothing more to see.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HIGHEST, LOWEST, NEAREST, raise, turn, zoomBy } from './turn.ts'

const START = { turn: 0, tilt: 0, zoom: 1 }

test('turning goes round either way', () => {
  assert.equal(turn(START, 375).turn, 15)
  assert.equal(turn(START, -15).turn, 345)
  assert.equal(turn(turn(START, 180), 180).turn, 0)
})

test('raising and nearing end', () => {
  assert.equal(raise(START, 500).tilt, HIGHEST)
  assert.equal(raise(START, -500).tilt, LOWEST)
  assert.equal(zoomBy(START, 100).zoom, NEAREST)
  assert.equal(zoomBy(START, 0.01).zoom, 1)
})
