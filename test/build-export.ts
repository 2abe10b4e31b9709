// Finished looks whose pictures are there, to be exported; and what came of it, held against the rules of its preset.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { ExportWish } from '#sdk/contract/exports.ts'
import { createExport, getExport } from '#server/domain/exports/exports.ts'
import { makeExport } from '#server/domain/exports/make-export.ts'
import type { Preset } from '#server/presets.ts'
import type { Studio } from '#server/studio.ts'
import { buildImage } from './build-image.ts'
import { buildProduct, buildUser } from './build.ts'
import { checkPicture } from './check-file.ts'
import { drawnPhoto } from './drawn-photo.ts'
import { readByAnother } from './second-reader.ts'
import { unzipEntries } from './unzip.ts'

/** A wish for nothing yet, by the usual pattern of names. */
export const exportWish = (projectId: string): ExportWish => ({
  projectId,
  imageIds: [],
  presetIds: ['naver'],
  videoIds: [],
  letter: false,
  centres: [],
  pattern: '{SKU}_{룩}_{마켓}_{순번}',
})

let photo: Promise<Buffer> | undefined
let look: Promise<Buffer> | undefined

/** The picture of a look as a file, signed by the studio. */
export async function drawLookFile(studio: Studio): Promise<Buffer> {
  look ??= drawnPhoto('dress', { colour: '#b04a5a', width: 1152, height: 1536 }).png().toBuffer()
  const drawn = await look
  return studio.provenance.label(drawn, {
    title: 'Look 1',
    engine: 'drape',
    engineVersion: '1',
    model: null,
    sourceType: 'compositeSynthetic',
    madeAt: studio.now(),
  })
}

/** A project with a product and finished looks whose pictures are there. */
export async function buildLooksToExport(studio: Studio, { looks = 1, engine = 'drape' } = {}) {
  photo ??= drawnPhoto('tee', { colour: '#2b3140', width: 640, height: 800 }).jpeg({ quality: 92 }).toBuffer()
  const full = await drawLookFile(studio)
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user, {
    photos: [{ slot: 'upper', side: 'front', bytes: await photo }],
  })
  const project = { id: product.projectId }
  const small = await sharp(full).resize(480).webp().toBuffer()
  const imageIds: string[] = []
  for (let n = 0; n < looks; n++) {
    const image = await buildImage(studio, user, project, { isSelected: true, productId: product.id })
    await studio.storage.put(image.url, full, 'image/png')
    await studio.storage.put(image.url.replace('full.png', '480.webp'), small, 'image/webp')
    if (engine !== 'drape')
      await studio.database.pool.query(
        `update generate_img set details = details || jsonb_build_object('engine', $1::text) where id = $2`,
        [engine, image.id],
      )
    imageIds.push(image.id)
  }
  return { user, product, project, imageIds, wish: { ...exportWish(project.id), imageIds } }
}

/** Makes an export as its errand does: its row, and its files by their paths in the ZIP. */
export async function makeAndUnzip(studio: Studio, user: { id: string }, wish: ExportWish) {
  const { id } = await createExport(studio, user, wish)
  await makeExport(studio, id)
  const row = await getExport(studio.db, user, id)
  return {
    row,
    files: row.key === null ? new Map<never, never>() : await unzipEntries(await studio.storage.get(row.key)),
  }
}

/** Throws unless a picture is what its preset asks, and says what it is. */
export async function checkExported(
  studio: Studio,
  preset: Preset,
  bytes: Buffer,
  labelled: boolean,
): Promise<void> {
  await checkPicture(preset, bytes, { labelled })
  assert.equal((await studio.provenance.read(bytes)).verdict, labelled ? 'ours' : 'none', preset.id)
  if (!labelled) return
  const { valid, codes, sourceType } = await readByAnother(bytes)
  assert.ok(valid, `${preset.id}: ${codes.join()}`)
  assert.match(sourceType ?? '', /compositeSynthetic$/, preset.id)
}
