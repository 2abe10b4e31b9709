// Finds what belongs to the front alone: a print on the chest, buttons, a fly, and the inside seen through the neck.
import { findComponents } from '../cutout/components.ts'
import { distanceTo } from '../cutout/distance.ts'
import type { Cutout, Landmarks, Point } from '../garment.ts'

/** Colour of most of the cloth: the fullest cell of a Lab histogram, then the mean around it. */
function clothColour({ lab, mask }: Cutout): [number, number, number] {
  const cells = new Map<number, number>()
  for (let i = 0; i < mask.length; i += 3) {
    if (!mask[i]) continue
    const key =
      Math.floor(lab[3 * i] / 6) * 10_000 +
      Math.floor((lab[3 * i + 1] + 128) / 7) * 100 +
      Math.floor((lab[3 * i + 2] + 128) / 7)
    cells.set(key, (cells.get(key) ?? 0) + 1)
  }
  let [most, top] = [0, 0]
  for (const [key, n] of cells) if (n > most) [most, top] = [n, key]
  let mean: [number, number, number] = [
    (Math.floor(top / 10_000) + 0.5) * 6,
    ((Math.floor(top / 100) % 100) + 0.5) * 7 - 128,
    ((top % 100) + 0.5) * 7 - 128,
  ]
  for (let round = 0; round < 6; round++) {
    const sum: [number, number, number] = [0, 0, 0]
    let n = 0
    for (let i = 0; i < mask.length; i += 5) {
      if (!mask[i]) continue
      const far = Math.hypot((lab[3 * i] - mean[0]) * 0.6, lab[3 * i + 1] - mean[1], lab[3 * i + 2] - mean[2])
      if (far > 11) continue
      n++
      for (let c = 0; c < 3; c++) sum[c] += lab[3 * i + c]
    }
    if (n) mean = [sum[0] / n, sum[1] / n, sum[2] / n]
  }
  return mean
}

/** Lab distance, lightness counted half, from which a pixel is no longer the cloth's own colour. */
const OTHER = 13
/** Pixels between marks that belong together. */
const JOIN = 3

/** 1 where a mark stands alone on the cloth, in the middle of the garment, and may be taken off. */
function lonelyMarks(cutout: Cutout, marks: Landmarks): Uint8Array {
  const { lab, mask, width, height } = cutout
  const [L, a, b] = clothColour(cutout)
  const other = new Uint8Array(mask.length)
  let area = 0
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue
    area++
    const far = Math.hypot((lab[3 * i] - L) * 0.55, lab[3 * i + 1] - a, lab[3 * i + 2] - b)
    if (far > OTHER) other[i] = 1
  }
  const near = distanceTo(other, width, height, 1)
  const inside = distanceTo(mask, width, height, 0)
  const grown = Uint8Array.from(mask, (m, i) => (m && near[i] < JOIN ? 1 : 0))
  const { labels, sizes } = findComponents(grown, width, height, 1)
  const atEdge = new Uint32Array(sizes.length)
  const left = new Float32Array(sizes.length).fill(width)
  const right = new Float32Array(sizes.length)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (label < 0) continue
    if (inside[i] < 6) atEdge[label]++
    left[label] = Math.min(left[label], i % width)
    right[label] = Math.max(right[label], i % width)
  }
  const wide = marks.box.right - marks.box.left
  let [loose, central] = [0, 0]
  const lonely = sizes.map((n, label) => {
    const alone = n > 6 && atEdge[label] < Math.max(10, 0.03 * n)
    if (!alone) return false
    loose += n
    const reach = Math.max(Math.abs(left[label] - marks.axis), Math.abs(right[label] - marks.axis))
    if (reach < wide * 0.36) central += n
    return true
  })
  const unwanted = new Uint8Array(mask.length)
  if (loose === 0 || loose > area * 0.5 || central < loose * 0.72) return unwanted
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0 && lonely[labels[i]]) unwanted[i] = 1
  const spread = distanceTo(unwanted, width, height, 1)
  return unwanted.map((_, i) => (mask[i] && spread[i] < 4 ? 1 : 0))
}

/**
 * 1 where the front's picture must not be repeated on the back. `neck` is the front's neckline: what the photo shows above
 * it is the inside of the back; null leaves it.
 */
export function frontOnly(cutout: Cutout, marks: Landmarks, neck: readonly Point[] | null): Uint8Array {
  const unwanted = lonelyMarks(cutout, marks)
  if (!neck) return unwanted
  const { width, height } = cutout
  for (let i = 1; i < neck.length; i++) {
    const [a, b] = [neck[i - 1], neck[i]]
    for (let x = Math.ceil(a.x); x <= Math.min(width - 1, b.x); x++) {
      const floor = a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x || 1) + 2
      for (let y = 0; y < Math.min(height, floor); y++) unwanted[y * width + x] = 1
    }
  }
  return unwanted
}
