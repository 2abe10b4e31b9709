// Drawn garments are read as they are: outline, landmarks, kind, and all of it again from a second photo.

import assert from 'node:assert/strict'
import test from 'node:test'
import { randomGarment } from '../drawn/random-garment.ts'
import { isRight, mean } from './figures.ts'
import type { Read } from './figures.ts'
import { GOALS } from './goals.ts'
import { measureMoves, measureReading, SECONDS } from './measure-reading.ts'

/** One of each family. */
const SEEDS = Array.from({ length: 11 }, (_, n) => 110 + n)

const drawn = SEEDS.map((seed) => ({ seed, garment: randomGarment(seed) }))
const reads: Read[] = drawn.map(({ seed, garment }) => ({
  seed,
  words: garment.words,
  truth: garment.kind,
  reading: measureReading(garment),
}))

test('masks are those that were drawn', () => {
  const overlaps = reads.map(({ reading }) => reading.overlap)
  assert.ok(mean(overlaps) >= GOALS.overlap, String(mean(overlaps)))
  for (const { words, reading } of reads) assert.ok(reading.overlap > 0.97, `${words}: ${reading.overlap}`)
})

test('landmarks lie where they were drawn', () => {
  const misses = reads.flatMap(({ reading }) => reading.misses.map(({ by }) => by))
  assert.ok(mean(misses) <= GOALS.landmarks, String(mean(misses)))
})

test('kinds are named right', () => {
  const wrong = reads.filter((read) => !isRight(read))
  assert.ok(wrong.length <= (1 - GOALS.category) * reads.length, wrong.map(({ words }) => words).join('; '))
})

test('a second photo, smaller, larger or turned, moves the landmarks little', () => {
  const moves = SECONDS.flatMap((second, n) => {
    const { garment } = drawn[2 * n]
    return measureMoves(garment, reads[2 * n].reading.landmarks, second).map(({ by }) => by)
  })
  assert.ok(mean(moves) <= GOALS.moves, String(mean(moves)))
})
