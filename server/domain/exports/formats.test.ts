// Exported pictures in every format a preset can ask for: within its rules, and their marks read by three readers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildLooksToExport, checkExported, makeAndUnzip } from '#test/build-export.ts'
import { askExiftool } from '#test/exiftool.ts'
import { openTestStudio } from '#test/studio.ts'
import type { Studio } from '../../studio.ts'
import { extensionOf } from './plan-export.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => studio.close())

test('in every format a picture goes out with both its marks, for every reader', async (t) => {
  const { user, wish } = await buildLooksToExport(studio)
  const naver = studio.presets.find(({ id }) => id === 'naver')!
  const formats = (['jpeg', 'png', 'webp', 'avif'] as const).map((format) => ({
    ...naver,
    id: format,
    format,
  }))
  Object.assign(studio, { presets: formats })
  const { row, files } = await makeAndUnzip(studio, user, {
    ...wish,
    presetIds: formats.map(({ id }) => id),
    marked: ['avif'],
  })
  for (const preset of formats) {
    const path = row.files.find(({ presetId }) => presetId === preset.id)?.path ?? ''
    const { bytes } = files.get(path)!
    await checkExported(studio, preset, bytes, true)
    const told = await askExiftool(bytes, extensionOf(preset))
    if (told) assert.match(told.DigitalSourceType ?? '', /compositeSynthetic$/, preset.id)
    else t.diagnostic('exiftool is not installed: not asked')
  }
})
