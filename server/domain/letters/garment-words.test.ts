// Drape and the contract mean the same by their words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COLOUR_NAMES } from '#drape/describe/colours.ts'
import { COLOURS } from '#sdk/contract/garment-words.ts'

test('every colour Drape can name has words, and the other way round', () => {
  assert.deepEqual([...COLOUR_NAMES].toSorted(), [...COLOURS].toSorted())
})
