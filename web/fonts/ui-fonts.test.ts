// Holds the unicode ranges of the cut fonts: exactly their letters, in runs.
import assert from 'node:assert/strict'
import test from 'node:test'
import { unicodeRange } from './ui-fonts.ts'

test('letters beside each other make one run, in any order and however often', () => {
  assert.equal(unicodeRange('cabba'), 'U+61-63')
  assert.equal(unicodeRange('a가z각'), 'U+61, U+7a, U+ac00-ac01')
  assert.equal(unicodeRange('x'), 'U+78')
})
