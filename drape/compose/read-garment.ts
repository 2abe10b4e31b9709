// Reads a garment's photos: cut-out, landmarks, necklines and colours.
import { cutOut } from '../cutout/cut-out.ts'
import type { Cutout, GarmentPhoto, GarmentPhotos, Slot } from '../garment.ts'
import { findLandmarks } from '../landmarks/find-landmarks.ts'
import { necklineOf } from '../pattern/neckline.ts'
import { guessBack } from '../texture/back-paint.ts'
import type { Face, Garment } from '../texture/face.ts'
import { paintOf } from '../texture/paint.ts'

/** Width of the mask in every row, from its first to its last pixel. */
function rowWidths({ mask, width, height }: Cutout): Uint16Array {
  const widths = new Uint16Array(height)
  for (let y = 0; y < height; y++) {
    const row = mask.subarray(y * width, (y + 1) * width)
    const first = row.indexOf(1)
    if (first >= 0) widths[y] = row.lastIndexOf(1) - first
  }
  return widths
}

function readFace({ picture, handles }: GarmentPhoto, slot: Slot): { face: Face; cutout: Cutout } {
  const cutout = cutOut(picture)
  if (cutout.confidence === 0)
    throw new RangeError(
      'No garment was found in the photo: take it on a plain backdrop that differs from the cloth',
    )
  const marks = findLandmarks(cutout, slot, { handles })
  const face = {
    marks,
    neckline: marks.topology === 'waist' ? null : necklineOf(cutout, marks),
    widths: rowWidths(cutout),
    paint: paintOf(cutout),
    scale: cutout.scale,
    sure: cutout.confidence,
  }
  return { face, cutout }
}

/** Reads a garment. Throws a RangeError when a photo shows none. */
export function readGarment({ slot, front, back, centimetres }: GarmentPhotos): Garment {
  const { face, cutout } = readFace(front, slot)
  if (back) return { slot, centimetres, front: face, back: readFace(back, slot).face, guess: null }
  return { slot, centimetres, front: face, back: null, guess: guessBack(cutout, face.marks, face.neckline) }
}
