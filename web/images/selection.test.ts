// The selection of looks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Selection } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e', 'f']
const sorted = (selection: Selection) => selection.list().toSorted().join('')

test('toggles, and tells its listeners', () => {
  const selection = new Selection()
  let told = 0
  const stop = selection.subscribe(() => told++)
  selection.toggle('b')
  selection.toggle('d')
  selection.toggle('b')
  assert.equal(sorted(selection), 'd')
  stop()
  selection.clear()
  assert.deepEqual([told, selection.list().length], [3, 0])
})

test('a range grows and shrinks from its anchor, in both directions', () => {
  const selection = new Selection()
  selection.toggle('c')
  selection.range(order, 'c', 'e')
  assert.equal(sorted(selection), 'cde')
  selection.range(order, 'e', 'd')
  assert.equal(sorted(selection), 'cd')
  selection.range(order, 'd', 'a')
  assert.equal(sorted(selection), 'abc')
})

test('a range leaves what was selected before alone', () => {
  const selection = new Selection()
  selection.toggle('f')
  selection.toggle('b')
  selection.range(order, 'b', 'd')
  selection.range(order, 'd', 'c')
  assert.equal(sorted(selection), 'bcf')
})

test('without an anchor a range begins where the focus is', () => {
  const selection = new Selection()
  selection.range(order, 'b', 'c')
  selection.range(order, 'c', 'd')
  assert.equal(sorted(selection), 'bcd')
})

test('an anchor that left the page is replaced', () => {
  const selection = new Selection()
  selection.toggle('z')
  selection.keep(new Set(order))
  assert.equal(selection.list().length, 0)
  selection.range(order, 'e', 'f')
  assert.equal(sorted(selection), 'ef')
})

test('the list is the same array until something changes', () => {
  const selection = new Selection()
  selection.all(order)
  const before = selection.list()
  selection.keep(new Set(order))
  assert.equal(selection.list(), before)
})
