// The file of presets: the one that comes along holds every market, and what is wrong in another is said in words.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { BadConfig, readConfig } from './config.ts'
import { DEFAULT_PRESETS_FILE, readPresets } from './presets.ts'
import { openStudio } from './studio.ts'

const folder = mkdtempSync(join(tmpdir(), 'maepsi-presets-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'presets.json')
const standard = () => JSON.parse(readFileSync(DEFAULT_PRESETS_FILE, 'utf8'))
const refused = (change: (preset: Record<string, unknown>) => void, ...words: RegExp[]) => {
  const file_ = standard()
  change(file_.presets[0])
  writeFileSync(file, JSON.stringify(file_))
  assert.throws(
    () => readPresets(file),
    (error) =>
      error instanceof BadConfig && [/presets[.]json/, ...words].every((word) => word.test(error.message)),
  )
}

test('the presets that come along can be read, and hold every market', () => {
  const presets = readPresets(DEFAULT_PRESETS_FILE)
  const ids = presets.map(({ id }) => id).join(' ')
  for (const market of ['naver', 'coupang-main', 'coupang', 'st11', 'gmarket', 'auction', 'kakao', 'cafe24'])
    assert.match(ids, new RegExp(`\\b${market}\\b`))
  for (const market of ['musinsa', '29cm', 'zigzag', 'ably', 'google', 'amazon', 'shopify'])
    assert.match(ids, new RegExp(`\\b${market}\\b`))
  for (const market of ['instagram', 'reels', 'tiktok']) assert.match(ids, new RegExp(`\\b${market}\\b`))
  for (const { verified, source } of presets) assert.equal(verified, source !== null)
  const musinsa = presets.find(({ id }) => id === 'musinsa')
  assert.deepEqual([musinsa?.width, musinsa?.height, musinsa?.ratio], [1200, 1440, '5:6'])
})

test('a size of zero, and whatever else is wrong, is said in words with where it is', () => {
  refused((it) => (it['width'] = 0), /no size for a picture: give 64 to 10000/, /presets\[0\][.]width/)
  refused((it) => (it['height'] = 0), /no size for a picture/, /presets\[0\][.]height/)
  refused((it) => (it['width'] = 1.5), /no size: give whole pixels/)
  refused((it) => Object.assign(it, { height: undefined, ratio: '0:1' }), /no ratio/)
  refused((it) => (it['ratio'] = '1:1'), /either a height or a ratio/)
  refused((it) => delete it['height'], /either a height or a ratio/)
  refused((it) => Object.assign(it, { height: undefined, ratio: '9999:1' }), /0 pixels high/)
  refused((it) => (it['maxBytes'] = 0), /no room for a picture/)
  refused((it) => (it['minimum'] = { width: 2000, height: 100 }), /more than the 1000 × 1000/)
  refused((it) => (it['source'] = null), /needs a source/)
  refused((it) => (it['id'] = 'coupang'), /"coupang" is there twice/)
  refused((it) => (it['shows'] = 'product'), /stands on white/)
  refused((it) => (it['format'] = 'gif'), /presets\[0\][.]format/)
  writeFileSync(file, '{')
  assert.throws(() => readPresets(file), /presets[.]json.*is not JSON/)
})

test('a studio does not start on presets that are wrong', async () => {
  const file_ = standard()
  file_.presets[0].width = 0
  writeFileSync(file, JSON.stringify(file_))
  const config = readConfig({ MAEPSI_DATA: folder, MAEPSI_PRESETS: file })
  await assert.rejects(openStudio(config, 'postgres://nowhere.invalid/none'), /no size for a picture/)
})
