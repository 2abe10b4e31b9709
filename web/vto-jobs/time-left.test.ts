// The time left of a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TimeLeft } from './time-left.ts'

test('says nothing for three seconds, then tens of seconds', () => {
  const left = new TimeLeft()
  assert.equal(left.after(0, 0), null)
  assert.equal(left.after(10, 2900), null)
  assert.equal(left.after(10, 4000), 40)
})

test('only falls', () => {
  const left = new TimeLeft()
  left.after(0, 0)
  assert.equal(left.after(20, 4000), 20)
  assert.equal(left.after(21, 20_000), 20)
  assert.equal(left.after(90, 24_000), 10)
})

test('starts afresh when a run is tried again', () => {
  const left = new TimeLeft()
  left.after(0, 0)
  left.after(50, 10_000)
  assert.equal(left.after(0, 11_000), null)
})
