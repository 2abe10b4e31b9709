// Runs on a thread of its own: draws the garments of the sample project, front and back, and says each outfit as it is done.
import { parentPort } from 'node:worker_threads'
import { drawGarment, type DrawnGarment } from '#drape/drawn/draw-garment.ts'
import { SAMPLE_OUTFITS } from '#drape/drawn/sample-outfits.ts'
import { type Landmarks, type Picture, SIDES, SLOTS } from '#drape/garment.ts'
import { encodePicture } from '#drape/node.ts'
import type { DrawnOutfit } from './sample-outfits.ts'

for (const { key, body, garments } of SAMPLE_OUTFITS) {
  const photos = []
  for (const slot of SLOTS) {
    const garment = garments[slot]
    if (!garment) continue
    for (const side of SIDES) {
      const { picture, landmarks } = drawGarment({ ...garment, side })
      const bytes = await encodePicture(picture, 'jpeg')
      photos.push({
        slot,
        side,
        bytes,
        fileName: `${garment.kind}-${side}.jpg`,
        landmarks: sharesOf(landmarks, picture),
      })
    }
  }
  parentPort?.postMessage({ key, body, photos } satisfies DrawnOutfit, [])
}

function sharesOf(points: DrawnGarment['landmarks'], { width, height }: Picture): Landmarks['points'] {
  return Object.fromEntries(
    Object.entries(points).map(([name, { x, y }]) => [name, { x: x / width, y: y / height, confidence: 1 }]),
  )
}
