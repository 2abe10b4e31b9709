// One wish in parts: every look once, each part within the limits, and no name of one in another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportParts } from './export-parts.ts'
import { MOST_FILES, MOST_LOOKS, USUAL_PATTERN } from './exports.ts'

const wish = (looks: number, presetIds = ['naver'], more = {}) => ({
  projectId: 'p',
  imageIds: Array.from({ length: looks }, (_, n) => `look ${n}`),
  presetIds,
  videoIds: [] as string[],
  pattern: USUAL_PATTERN,
  ...more,
})
const isFilm = (id: string) => id === 'reels'

test('what fits into one export is one, as it was', () => {
  for (const looks of [0, 1, MOST_LOOKS]) assert.deepEqual(exportParts(wish(looks), isFilm), [wish(looks)])
})

test('every look is in one part, and each part keeps the limits', () => {
  for (const [looks, markets] of [
    [201, 1],
    [450, 3],
    [1_000, 5],
    [300, 18],
  ]) {
    const presetIds = ['reels', ...Array.from({ length: markets }, (_, n) => `market ${n}`)]
    const whole = wish(looks, presetIds, { videoIds: ['film 1', 'film 2'] })
    const parts = exportParts(whole, isFilm)
    assert.deepEqual(
      parts.flatMap(({ imageIds }) => imageIds),
      whole.imageIds,
    )
    for (const part of parts) {
      assert.ok(part.imageIds.length <= MOST_LOOKS)
      assert.ok((part.imageIds.length + part.videoIds.length) * part.presetIds.length <= MOST_FILES)
    }
    assert.deepEqual(
      parts.map(({ videoIds, presetIds: its }) => [videoIds.length, its.includes('reels')]),
      parts.map((_, n) => (n === 0 ? [2, true] : [0, false])),
    )
  }
})

test('names that do not tell looks apart end in the number of their part', () => {
  const names = (pattern: string) =>
    exportParts(wish(401, ['naver'], { pattern }), isFilm).map((part) => part.pattern)
  assert.deepEqual(names('{SKU}_{순번}'), ['{SKU}_{순번}', '{SKU}_{순번}_2', '{SKU}_{순번}_3'])
  for (const pattern of [USUAL_PATTERN, '{look}', '{ルック}_{番号}'])
    assert.deepEqual(names(pattern), [pattern, pattern, pattern])
})

test('films alone need no second part', () => {
  assert.equal(exportParts(wish(450, ['reels'], { videoIds: ['film'] }), isFilm).length, 1)
})
