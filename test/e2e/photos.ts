// Garment photos for the journeys, drawn by the project and encoded as a camera would.
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DrawnKind } from '#drape/drawn/draw-garment.ts'
import type { Side } from '#drape/garment.ts'
import { drawnPhoto } from '../drawn-photo.ts'

/** A file as Playwright hands it to a file input. Drawn once a run: most journeys bring the same. */
export async function photoFile(kind: DrawnKind, side: Side = 'front', colour = '#2f5d8a') {
  const folder = join(process.env['E2E_DATA'] ?? '', 'drawn')
  const file = join(folder, `${kind}-${side}-${colour}.jpg`)
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true })
    const drawn = `${file}.${process.pid}`
    await writeFile(drawn, await drawnPhoto(kind, { side, colour }).jpeg({ quality: 92 }).toBuffer())
    await rename(drawn, file)
  }
  return { name: `${kind}_${side}.jpg`, mimeType: 'image/jpeg', buffer: await readFile(file) }
}
