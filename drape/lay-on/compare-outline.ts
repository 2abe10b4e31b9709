// How far a dressed garment's outline, seen from before, is from its photo's own, laid on the same body.
import type { Body } from '../body/body.ts'
import type { Mesh } from '../body/mesh.ts'
import type { Garment } from '../texture/face.ts'
import { flatPlace } from './flat-place.ts'

/** The window looked through: cm to both sides of the axis and from the floor up, cells a cm. */
const SIDE = 60
const TALL = 220
const CELLS = 1
const WIDE = 2 * SIDE * CELLS
const HIGH = TALL * CELLS

/** Cells whose middles lie in the triangle a, b, c (x and y of each) are set. */
function paint(cells: Uint8Array, p: readonly number[]): void {
  const [ax, ay, bx, by, cx, cy] = p
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (area === 0) return
  const [left, right] = [Math.min(ax, bx, cx), Math.max(ax, bx, cx)]
  const [low, high] = [Math.min(ay, by, cy), Math.max(ay, by, cy)]
  for (let j = Math.max(0, Math.floor(low)); j <= Math.min(HIGH - 1, high); j++)
    for (let i = Math.max(0, Math.floor(left)); i <= Math.min(WIDE - 1, right); i++) {
      const [x, y] = [i + 0.5, j + 0.5]
      const u = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
      const v = ((cx - bx) * (y - by) - (cy - by) * (x - bx)) / area
      const w = ((ax - cx) * (y - cy) - (ay - cy) * (x - cx)) / area
      if (u >= 0 && v >= 0 && w >= 0) cells[j * WIDE + i] = 1
    }
}

/** What meshes cover, seen from before. */
export function shadowOf(sheets: readonly Mesh[]): Uint8Array {
  const cells = new Uint8Array(WIDE * HIGH)
  for (const { positions, triangles } of sheets)
    for (let t = 0; t < triangles.length; t += 3) {
      const at = [0, 1, 2].flatMap((k) => {
        const v = 3 * triangles[t + k]
        return [(positions[v] + SIDE) * CELLS, positions[v + 1] * CELLS]
      })
      paint(cells, at)
    }
  return cells
}

/** What the photo's silhouette covers, laid on the body: even-odd by rows. */
export function silhouetteOn(garment: Garment, body: Body): Uint8Array {
  const place = flatPlace(garment, body)
  const ring = garment.front.marks.contour.map((p) => place(p.x, p.y))
  const cells = new Uint8Array(WIDE * HIGH)
  for (let j = 0; j < HIGH; j++) {
    const y = (j + 0.5) / CELLS
    const cuts: number[] = []
    for (let i = 0; i < ring.length; i++) {
      const [a, b] = [ring[i], ring[(i + 1) % ring.length]]
      if (a[1] > y !== b[1] > y)
        cuts.push((a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + SIDE) * CELLS)
    }
    cuts.sort((a, b) => a - b)
    for (let k = 0; k + 1 < cuts.length; k += 2)
      for (let i = Math.max(0, Math.ceil(cuts[k] - 0.5)); i + 0.5 < Math.min(WIDE, cuts[k + 1]); i++)
        cells[j * WIDE + i] = 1
  }
  return cells
}

/** Length of the border of what is covered, in cells. */
function border(cells: Uint8Array): number {
  let n = 0
  for (let o = WIDE; o < cells.length - 1; o++) {
    if (cells[o] !== cells[o - 1]) n++
    if (cells[o] !== cells[o - WIDE]) n++
  }
  return n
}

export interface Likeness {
  /** Intersection over union of both outlines. */
  readonly overlap: number
  /** Border of the worn outline over that of the photo's: above 1 it is more ragged. */
  readonly ragged: number
}

/** Compares two outlines as `shadowOf` and `silhouetteOn` give them. */
export function compareOutlines(worn: Uint8Array, photo: Uint8Array): Likeness {
  let [both, either] = [0, 0]
  for (let o = 0; o < worn.length; o++) {
    if (worn[o] && photo[o]) both++
    if (worn[o] || photo[o]) either++
  }
  return { overlap: either ? both / either : 0, ragged: border(worn) / Math.max(1, border(photo)) }
}
