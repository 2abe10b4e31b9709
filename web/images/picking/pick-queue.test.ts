// Picking one at a time: the counts, the way back, looks that come later, and looks that were left out.
import type { UnseenImage } from '#sdk/contract/images.ts'
import assert from 'node:assert/strict'
import test from 'node:test'
import { append, countOf, goTo, judge, startQueue, stepBack, verdictOf } from './pick-queue.ts'

const looks = (...ids: string[]) => ids.map((id) => ({ id }) as UnseenImage)

test('every look is judged once, and the end is behind the last', () => {
  let queue = startQueue(looks('a', 'b', 'c'), 3)
  queue = judge(judge(judge(queue, 'kept'), 'passed'), 'binned')
  assert.equal(queue.at, 3)
  assert.deepEqual([countOf(queue, 'kept'), countOf(queue, 'passed'), countOf(queue, 'binned')], [1, 1, 1])
  assert.equal(judge(queue, 'kept'), queue)
})

test('one step back takes the last judgement back and shows its look', () => {
  const queue = judge(judge(startQueue(looks('a', 'b', 'c'), 3), 'kept'), 'binned')
  const once = stepBack(queue)
  assert.deepEqual([once.at, verdictOf(once, 'b'), verdictOf(once, 'a')], [1, null, 'kept'])
  assert.deepEqual([stepBack(once).at, stepBack(stepBack(once)).at], [0, 0])
})

test('a look of the film may be judged again, and what was left out comes at the end', () => {
  let queue = judge(startQueue(looks('a', 'b', 'c'), 3), 'kept')
  queue = judge(goTo(queue, 'c'), 'passed')
  assert.equal(queue.looks[queue.at].id, 'b')
  queue = judge(goTo(queue, 'a'), 'binned')
  assert.deepEqual([verdictOf(queue, 'a'), countOf(queue, 'kept')], ['binned', 0])
  assert.equal(judge(queue, 'kept').at, 3)
})

test('looks that come later are added once', () => {
  let queue = judge(startQueue(looks('a', 'b'), 5), 'passed')
  queue = append(queue, looks('b', 'c', 'd', 'e'), 4)
  assert.deepEqual(
    queue.looks.map(({ id }) => id),
    ['a', 'b', 'c', 'd', 'e'],
  )
  assert.equal(queue.total, 5)
})
