// Holds the key matcher against Hangul, kana, Dvorak and shifted keys.
import assert from 'node:assert/strict'
import test from 'node:test'
import { keyOf, matches } from './keys.ts'

test('a letter is itself on a Latin keyboard', () => {
  assert.equal(keyOf({ key: 'f', code: 'KeyF' }), 'f')
  assert.equal(keyOf({ key: 'F', code: 'KeyF' }), 'f')
})

test('under a Hangul or kana keyboard the place of the key counts', () => {
  assert.ok(matches({ key: 'ㄹ', code: 'KeyF' }, 'f'))
  assert.ok(matches({ key: 'ㅌ', code: 'KeyX' }, 'x'))
  assert.ok(matches({ key: 'は', code: 'KeyF' }, 'f'))
  assert.ok(matches({ key: 'Process', code: 'KeyF' }, 'f'))
  assert.ok(matches({ key: 'Unidentified', code: 'Digit4' }, '4'))
  assert.ok(matches({ key: 'ㅋ', code: 'KeyZ', metaKey: true }, 'mod+z'))
})

test('on Dvorak the letter counts, not its place', () => {
  assert.ok(matches({ key: 'f', code: 'KeyY' }, 'f'))
  assert.ok(!matches({ key: 'u', code: 'KeyF' }, 'f'))
})

test('named keys keep their names, Shift tells them apart', () => {
  assert.ok(matches({ key: 'ArrowLeft', code: 'ArrowLeft' }, 'ArrowLeft'))
  assert.ok(!matches({ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true }, 'ArrowLeft'))
  assert.ok(matches({ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true }, 'shift+ArrowLeft'))
  assert.ok(matches({ key: 'Enter', code: 'Enter', ctrlKey: true }, 'mod+Enter'))
})

test('signs may need Shift to be typed', () => {
  assert.ok(matches({ key: '?', code: 'Slash', shiftKey: true }, '?'))
  assert.ok(matches({ key: 'Process', code: 'Slash', shiftKey: true }, '?'))
  assert.ok(!matches({ key: 'Process', code: 'Slash' }, '?'))
  assert.ok(matches({ key: '+', code: 'Equal', shiftKey: true }, '+'))
  assert.ok(matches({ key: '-', code: 'Minus' }, '-'))
})

test('a letter with a modifier is another shortcut', () => {
  assert.ok(!matches({ key: 'f', code: 'KeyF', metaKey: true }, 'f'))
  assert.ok(!matches({ key: 'f', code: 'KeyF', ctrlKey: true }, 'f'))
  assert.ok(!matches({ key: 'f', code: 'KeyF', altKey: true }, 'f'))
  assert.ok(!matches({ key: 'z', code: 'KeyZ' }, 'mod+z'))
  assert.ok(!matches({ key: 'z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, 'mod+z'))
})
