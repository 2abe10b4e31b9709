// Finds what the front shows that a back has not: prints, logos, buttons, plackets, zips, collars, flies, and the inside.
import { findComponents } from '../../cutout/components.ts'
import { distanceTo } from '../../cutout/distance.ts'
import type { Cutout, Landmarks, Point } from '../../garment.ts'
import { distanceToLine } from '../../pattern/polyline.ts'
import type { Cloth } from './read-cloth.ts'
import { findMiddleStrip } from './find-middle-strip.ts'
import { grow } from '../grow.ts'
import { colourFar, farFromSides, OTHER } from './read-cloth.ts'

/** Sides whose pixels differ from their rows this often show a pattern, which the back continues as it is. */
const BUSY = 0.125
/** Pixels between marks that belong together, and round them that may still show their colour. */
const JOIN = 3
const ROUND = 4

export const isPatterned = (cloth: Cloth): boolean => cloth.busy > BUSY

/** 1 where the trunk has not the colour of its sides. */
function foreignTo(cloth: Cloth, cutout: Cutout): Uint8Array {
  const { mask, width } = cutout
  const other = new Uint8Array(mask.length)
  const least = Math.max(OTHER, 2.2 * cloth.uneven + 4)
  for (let y = cloth.top; y <= cloth.bottom; y++) {
    const half = Math.floor(cloth.half[y])
    for (let x = cloth.axis - half; x <= cloth.axis + half; x++) {
      const i = y * width + x
      if (mask[i] && half > 0 && farFromSides(cloth, cutout, x, y) > least) other[i] = 1
    }
  }
  return other
}

/** A mark wider than this, in usual half widths, may be a band that goes on round the body. */
const WIDE = 0.9
/** Share of such a mark's height, at each end, whose sides do not count; how alike colours are; share that must be. */
const END = 0.1
const ALIKE = 0.6
const GOES_ON = 0.5
const SAMPLES = 300

/** 1 where a mark stands on the trunk: it does not reach the garment's edge, nor go on round the body as a band. */
function lonelyMarks(other: Uint8Array, cutout: Cutout, cloth: Cloth): Uint8Array {
  const { mask, width, height } = cutout
  const edge = grow(
    Uint8Array.from(mask, (m) => 1 - m),
    width,
    height,
    5,
  )
  const grown = grow(other, width, height, JOIN - 1)
  for (let i = 0; i < grown.length; i++) if (!mask[i]) grown[i] = 0
  const { labels, sizes } = findComponents(grown, width, height, 1)
  const atEdge = new Uint32Array(sizes.length)
  const left = new Uint32Array(sizes.length).fill(width)
  const right = new Uint32Array(sizes.length)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]
      if (label < 0) continue
      if (edge[i]) atEdge[label]++
      if (x < left[label]) left[label] = x
      if (x > right[label]) right[label] = x
    }
  const samples = sizes.map((): number[] => [])
  const every = sizes.map((n, label) =>
    right[label] - left[label] < WIDE * cloth.usual ? 0 : Math.max(1, Math.floor(n / SAMPLES)),
  )
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (label >= 0 && other[i] && every[label] && i % every[label] === 0) samples[label].push(i)
  }
  const goesOn = samples.map((pixels) => pixels.length > 0 && isBand(cutout, cloth, pixels))
  const lonely = sizes.map((n, label) => n > 6 && atEdge[label] < Math.max(10, 0.03 * n) && !goesOn[label])
  const found = new Uint8Array(labels.length)
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0 && lonely[labels[i]]) found[i] = 1
  return found
}

/** The colours of a wide mark are seen at the sides of its own rows, too: a chevron, a border that is not level. */
function isBand({ lab, width }: Cutout, cloth: Cloth, pixels: readonly number[]): boolean {
  const rows = pixels.map((i) => Math.floor(i / width))
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
  const edge = Math.round(END * (bottom - top))
  const least = ALIKE * Math.max(OTHER, 2.2 * cloth.uneven + 4)
  let seen = 0
  for (const i of pixels) {
    let found = false
    for (let y = top + edge; y <= bottom - edge && !found; y += 3)
      for (const o of [6 * y, 6 * y + 3])
        if (colourFar(lab, i, cloth.sides[o], cloth.sides[o + 1], cloth.sides[o + 2]) < least) found = true
    if (found) seen++
  }
  return seen > GOES_ON * pixels.length
}

/** Pixels above the front's neck edge that the back's own edge may touch where the front's ribbing is kept for it. */
const BAND_ABOVE = 12

/** Marks what lies above a line, up to `high` pixels. */
function clearAbove(
  unwanted: Uint8Array,
  { width, height }: Cutout,
  line: readonly Point[],
  high: number,
): void {
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1], line[k]]
    for (let x = Math.ceil(a.x); x <= Math.min(width - 1, b.x); x++) {
      const floor = a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x || 1) + 3
      for (let y = Math.max(0, Math.floor(floor - high)); y < Math.min(height, floor); y++)
        unwanted[y * width + x] = 1
    }
  }
}

/** Distances from the neck, as shares of its width, between which the edges of a collar lie; ribbing is nearer. */
const COLLAR = [0.2, 0.62] as const
const COLLAR_EDGES = 2.4

/** How far down a collar reaches, in pixels from the front's neck edge; 0 where there is none. */
function collarReach(cutout: Cutout, cloth: Cloth, neck: readonly Point[]): number {
  const { lab, mask, width } = cutout
  const span = neck[neck.length - 1].x - neck[0].x
  const middle = (neck[0].x + neck[neck.length - 1].x) / 2
  const low = Math.max(...neck.map((p) => p.y))
  let [near, n, plain, m] = [0, 0, 0, 0]
  const edge = (i: number): number =>
    Math.min(
      8,
      Math.abs(lab[3 * (i + 2)] - lab[3 * (i - 2)]) +
        Math.abs(lab[3 * (i + 2 * width)] - lab[3 * (i - 2 * width)]),
    )
  const coarse = neck.filter((_, k) => k % 4 === 0)
  for (let y = Math.round(neck[0].y); y < low + COLLAR[1] * span; y += 3)
    for (let x = Math.round(middle - 1.1 * span); x < middle + 1.1 * span; x += 3) {
      const i = y * width + x
      if (
        !mask[i] ||
        !mask[i - 8] ||
        !mask[i + 8] ||
        !mask[i - 8 * width] ||
        Math.abs(x - middle) < 0.12 * span
      )
        continue
      const away = distanceToLine(coarse, x, y) / span
      if (away < COLLAR[0] || away > COLLAR[1]) continue
      near += edge(i)
      n++
    }
  for (let y = Math.round(low + 0.9 * span); y < Math.min(cloth.bottom - 10, low + 2 * span); y += 3)
    for (let x = Math.round(cloth.axis - 0.8 * cloth.half[y]); x < cloth.axis + 0.8 * cloth.half[y]; x += 3) {
      if (Math.abs(x - middle) < 0.2 * span) continue
      plain += edge(y * width + x)
      m++
    }
  return n > 0 && m > 0 && near / n > COLLAR_EDGES * (plain / m) + 0.3 ? 0.75 * span : 0
}

/** Shares of the height from waist to fork: where the waistband ends, and how far below the fork its seams reach. */
const BAND = 0.17
const BELOW_FORK = 0.12

/** Marks the hips: fly, front pockets and their seams, and the button on the waistband. */
function clearHips(
  unwanted: Uint8Array,
  { mask, width, height }: Cutout,
  { points, box, axis }: Landmarks,
): void {
  const fork = points.fork ?? { x: axis, y: box.top + 0.3 * (box.bottom - box.top) }
  const rise = fork.y - box.top
  const inside = distanceTo(mask, width, height, 0, 0.05 * rise + 8)
  const margin = 0.04 * rise + 4
  for (let y = box.top; y <= Math.min(height - 1, fork.y + BELOW_FORK * rise); y++)
    for (let x = box.left; x <= box.right; x++) {
      const i = y * width + x
      const below = Math.max(0, y - fork.y + 0.1 * rise) / rise
      const wide = y < box.top + BAND * rise ? 0.12 * rise : (0.75 - 2.6 * below) * rise
      if (mask[i] && inside[i] > margin && Math.abs(x - axis) < wide) unwanted[i] = 1
    }
}

export interface FrontOnly {
  /** 1 where the front's picture must not be repeated. */
  readonly unwanted: Uint8Array
  /** 1 where the cloth has another colour than beside it, wanted or not: no place to take cloth from. */
  readonly foreign: Uint8Array
  /** What was found at the neck leaves nothing to keep of it. */
  readonly collar: boolean
}

/**
 * What of a front must not be repeated on its back. `neck` is the front's neckline, above which the photo shows the inside
 * of the back; `open` that what lies above it is filled in, too.
 */
export function findFrontOnly(
  cutout: Cutout,
  marks: Landmarks,
  cloth: Cloth,
  neck: readonly Point[] | null,
  open: boolean,
): FrontOnly {
  const { mask, width, height } = cutout
  const unwanted = new Uint8Array(mask.length)
  const plain = !isPatterned(cloth)
  const legs = marks.kind === 'trousers' || marks.kind === 'shorts'
  let collar = false
  let foreign: Uint8Array = new Uint8Array(mask.length)
  if (plain && !legs) {
    foreign = foreignTo(cloth, cutout)
    unwanted.set(lonelyMarks(foreign, cutout, cloth))
    const from = neck ? Math.max(...neck.map((p) => p.y)) + 4 : cloth.top + 6
    const strip = marks.kind === 'skirt' ? null : findMiddleStrip(cutout, cloth, unwanted, Math.round(from))
    if (strip)
      for (let y = Math.round(from) - 8; y <= strip.bottom; y++)
        unwanted.fill(1, y * width + strip.left, y * width + strip.right + 1)
    const reach = neck && marks.topology === 'sleeved' ? collarReach(cutout, cloth, neck) : 0
    if (reach && neck) {
      collar = true
      const coarse = neck.filter((_, k) => k % 3 === 0)
      const bottom = Math.min(height, Math.max(...neck.map((p) => p.y)) + reach)
      for (let y = 0; y < bottom; y++)
        for (
          let x = Math.max(0, Math.floor(neck[0].x - reach));
          x < Math.min(width, neck[neck.length - 1].x + reach);
          x++
        )
          if (distanceToLine(coarse, x, y) < reach) unwanted[y * width + x] = 1
    }
  }
  if (neck) clearAbove(unwanted, cutout, neck, open || collar ? Infinity : BAND_ABOVE)
  if (plain && legs) clearHips(unwanted, cutout, marks)
  const grown = grow(unwanted, width, height, ROUND)
  return { unwanted: grown.map((g, i) => g & mask[i]), foreign, collar }
}
