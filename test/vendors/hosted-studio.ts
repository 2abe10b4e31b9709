// A studio whose engines ask the stand-in server, with model photos of its own, and outfits to dress them in.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import type { Side, Slot } from '#sdk/contract/products.ts'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { submitVtoJob } from '#server/domain/vto-jobs/submit.ts'
import type { VtoJobRow } from '#server/domain/vto-jobs/vto-jobs.ts'
import type { EngineSetting } from '#server/config-engines.ts'
import type { Studio } from '#server/studio.ts'
import { buildProduct } from '../build.ts'

/** The environment of such a studio. Calls cost 3 credits; questions are asked every few milliseconds. */
export async function hostedEnv(
  settings: readonly EngineSetting[],
  more: Record<string, string> = {},
): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-hosted-'))
  const photos = join(folder, 'models')
  mkdirSync(photos)
  for (const [name, colour] of [
    ['female-front', '#886644'],
    ['female-back', '#664422'],
  ] as const)
    writeFileSync(join(photos, `${name}.jpg`), await pictureOf(colour, 576, 768))
  const file = join(folder, 'engines.json')
  writeFileSync(file, JSON.stringify(settings))
  return {
    MAEPSI_ENGINES: file,
    MAEPSI_MODEL_PHOTOS: photos,
    MAEPSI_ENGINE_POLL_MS: '5',
    MAEPSI_PRICE_CALL: '3',
    MAEPSI_PRICE_CALL_LARGE: '6',
    MAEPSI_OPENING_CREDIT: '100',
    MAEPSI_LOG_LEVEL: 'silent',
    ...more,
  }
}

export async function pictureOf(background: string, width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** A product of these slots, each with photos of both sides and of a colour of its own. */
export async function buildOutfit(
  studio: Studio,
  user: { id: string },
  slots: readonly Slot[],
  sides: readonly Side[] = ['front', 'back'],
): Promise<{ id: string }> {
  const photos = slots.flatMap((slot, i) =>
    sides.map((side, j) => ({ slot, side, colour: `#${i}${j}a${i}${j}c` })),
  )
  return buildProduct(studio, user, {
    photos: await Promise.all(
      photos.map(async ({ colour, ...place }) => ({ ...place, bytes: await pictureOf(colour, 60, 80) })),
    ),
  })
}

/** Submits a run at the price it has: `calls` calls of 3 credits a look. */
export async function submitHosted(
  studio: Studio,
  user: { id: string },
  product: { id: string },
  engine: string,
  { views = ['front'] as Direction['views'], calls = 1, seed = undefined as number | undefined } = {},
): Promise<VtoJobRow> {
  return submitVtoJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    direction: Direction.parse({ engine, views, ...(seed !== undefined && { seed }) }),
    pay: 'credit',
    price: views.length * calls * 3,
  })
}
