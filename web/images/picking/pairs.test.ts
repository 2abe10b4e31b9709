// Pairs of a row: what follows what, the end, and the way back.
import assert from 'node:assert/strict'
import test from 'node:test'
import { back, choose, replace, resize, startPairs } from './pairs.ts'

const row = ['1', '2', '3', '4', '5', '6', '7']

test('after two looks of a row come those behind the first that were not compared', () => {
  let pairs = startPairs(row, ['2', '4'], 2)
  assert.deepEqual(pairs.at, ['2', '4'])
  pairs = choose(pairs, ['4'])
  assert.deepEqual(pairs.at, ['3', '5'])
  pairs = choose(pairs, ['3', '5'])
  assert.deepEqual(pairs.at, ['6', '7'])
  pairs = choose(pairs, [])
  assert.deepEqual(pairs.at, [])
  assert.deepEqual(
    pairs.judged.flatMap(({ picked }) => picked),
    ['4', '3', '5'],
  )
  assert.equal(choose(pairs, ['1']), pairs, 'after the end nothing is judged')
})

test('an odd look at the end stands alone', () => {
  const pairs = choose(choose(startPairs(row.slice(0, 5), ['1', '2'], 2), []), [])
  assert.deepEqual(pairs.at, ['5'])
})

test('one step back brings the looks again, however far one went', () => {
  const first = startPairs(row, ['1', '2'], 2)
  const third = choose(choose(first, ['1']), ['4'])
  assert.deepEqual(back(third).at, ['3', '4'])
  assert.deepEqual(back(back(third)), first)
  assert.equal(back(first), first)
})

test('more looks than are compared at once are the whole row', () => {
  let pairs = startPairs(row, ['7', '5', '3'], 2)
  assert.deepEqual(pairs.at, ['7', '5'])
  pairs = choose(pairs, [])
  assert.deepEqual(pairs.at, ['3'])
  assert.deepEqual(choose(pairs, []).at, [])
})

test('four at a time, and back to two', () => {
  const four = resize(startPairs(row, ['1', '2'], 2), 4)
  assert.deepEqual(four.at, ['1', '2', '3', '4'])
  assert.deepEqual(choose(four, ['2']).at, ['5', '6', '7'])
  assert.deepEqual(resize(four, 2).at, ['1', '2'])
})

test('one look alone gets its neighbour, and ids nobody knows are left out', () => {
  assert.deepEqual(startPairs(row, ['3'], 2).at, ['3', '4'])
  assert.deepEqual(startPairs(row, ['x', '3', '6'], 2).at, ['3', '6'])
  assert.deepEqual(startPairs([], ['x'], 2).at, [])
})

test('a look is put in a place, but never twice', () => {
  const pairs = startPairs(row, ['1', '2'], 2)
  assert.deepEqual(replace(pairs, 1, '6').at, ['1', '6'])
  assert.equal(replace(pairs, 1, '1'), pairs)
})
