// Shortcuts on other keys: where they went, what is taken, and what is left of a memory nobody can read.
import assert from 'node:assert/strict'
import test from 'node:test'
import { capOf, conflictOf, pressFor, readCaps } from './key-caps.ts'

test('a shortcut is where it was put, and its old key is free', () => {
  const caps = { f: 'k', x: '' }
  assert.equal(pressFor('f', caps), 'k')
  assert.equal(pressFor('x', caps), null)
  assert.equal(pressFor('w', caps), 'w')
  assert.equal(pressFor('ArrowLeft', caps), 'ArrowLeft')
  assert.equal(pressFor('mod+z', { z: 'q' }), 'mod+z')
  assert.equal(conflictOf('w', 'f', caps), null)
  assert.equal(conflictOf('w', 'x', caps), null)
})

test('of a pair the first key moves', () => {
  assert.equal(pressFor('g h', { g: 'q' }), 'q h')
  assert.equal(pressFor('g h', { g: '' }), null)
})

test('one key has one shortcut', () => {
  assert.equal(conflictOf('f', 'x', {}), 'x')
  assert.equal(conflictOf('f', 'k', { w: 'k' }), 'w')
  assert.equal(conflictOf('f', 'f', {}), null)
})

test('a memory that cannot be read is none', () => {
  assert.deepEqual(readCaps('{"f":"k","q":"a","x":"","w":"ㅈ","i":7,"c":"ab"}'), { f: 'k', x: '' })
  assert.deepEqual([readCaps('{'), readCaps('null'), readCaps(null)], [{}, {}, {}])
  assert.equal(capOf('F'), 'F')
})
