// The rows of the grid, and the arrow keys over them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsFor, gridRows, rowOf, stepFrom } from './grid-rows.ts'

const tiles = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i)
// Three columns: 0 1 2 / 3 4 — 5 — 6 7 8 / 9
const rows = gridRows(
  [
    { id: 'one', tiles: tiles(5) },
    { id: 'two', tiles: tiles(1, 5) },
    { id: 'three', tiles: tiles(4, 6) },
  ],
  3,
)

test('rows keep the order of the page and know their section', () => {
  assert.deepEqual(
    rows.map((row) => (row.kind === 'header' ? row.section.id : row.tiles.join(''))),
    ['one', '012', '34', 'two', '5', 'three', '678', '9'],
  )
  assert.deepEqual(
    rows.flatMap((row) => (row.kind === 'tiles' ? [row.last] : [])),
    [false, true, true, false, true],
  )
})

test('arrows cross headings and stop at the ends', () => {
  const go = (from: number, step: Parameters<typeof stepFrom>[2]) => stepFrom(rows, from, step, 2)
  assert.deepEqual(
    [go(2, 'down'), go(4, 'down'), go(5, 'down'), go(8, 'down'), go(9, 'down')],
    [4, 5, 6, 9, 9],
  )
  assert.deepEqual([go(9, 'up'), go(8, 'up'), go(1, 'up'), go(0, 'left'), go(9, 'right')], [6, 5, 1, 0, 9])
  assert.deepEqual([go(4, 'right'), go(5, 'left'), go(7, 'home'), go(1, 'end')], [5, 4, 0, 9])
  assert.deepEqual([go(1, 'pagedown'), go(9, 'pageup')], [5, 5])
})

test('an empty page has nowhere to go', () => {
  assert.equal(stepFrom(gridRows([], 3), 0, 'down', 2), 0)
})

test('finds the row of a tile', () => {
  assert.deepEqual([rowOf(rows, 0), rowOf(rows, 5), rowOf(rows, 9), rowOf(rows, 10)], [1, 4, 7, -1])
})

test('fits columns to the width', () => {
  assert.deepEqual([columnsFor(1360, 150, 12), columnsFor(358, 110, 4), columnsFor(80, 150, 12)], [8, 3, 1])
})
