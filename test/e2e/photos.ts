// Garment photos for the journeys, drawn by the project and encoded as a camera would.
import type { DrawnKind } from '#drape/drawn/draw-garment.ts'
import type { Side } from '#drape/garment.ts'
import { drawnPhoto } from '../drawn-photo.ts'

/** A file as Playwright hands it to a file input. */
export async function photoFile(kind: DrawnKind, side: Side = 'front', colour = '#2f5d8a') {
  const buffer = await drawnPhoto(kind, { side, colour }).jpeg({ quality: 92 }).toBuffer()
  return { name: `${kind}_${side}.jpg`, mimeType: 'image/jpeg', buffer }
}
