// Prepares a silhouette for template fitting: a small picture of it and the maps the objective looks up.

import { keepLargest } from '../../cutout/components.ts'
import { signedDistance } from '../../cutout/distance.ts'
import { traceContour, turnings } from '../contour.ts'
import { makeSeamMap } from './seam-map.ts'
import type { Outline } from '../outline.ts'
import type { LandmarkName, Point } from '../../garment.ts'
import type { SeamMap } from './seam-map.ts'

/** Empty pixels around the silhouette. */
export const PAD = 14

export interface Target {
  readonly width: number
  readonly height: number
  /** Longest side of the silhouette here, in pixels. */
  readonly size: number
  /** For each row, sums of the coverage left of each pixel; `width + 1` a row. */
  readonly sums: Float32Array
  /** Total coverage. */
  readonly area: number
  readonly solid: Uint8Array
  /** Distance to the outline, positive inside. */
  readonly signed: Float32Array
  /** Contour samples: x, y, and the outward normal. */
  readonly samples: Float64Array
  /** How near a pixel is to a convex and to a concave corner of the contour, 0..1. */
  readonly convex: Float32Array
  readonly concave: Float32Array
  readonly seams: SeamMap
  readonly axis: number
  /** Landmarks that a person has put right. */
  readonly held: readonly Held[]
  readonly toCutout: (x: number, y: number) => Point
  readonly fromCutout: (point: Point) => Point
}

export interface Held extends Point {
  readonly name: LandmarkName
}

/** The silhouette with its longest side at `size` pixels, and the handles on it, in the outline's pixels. */
export function makeTarget(
  outline: Outline,
  lab: Float32Array,
  size: number,
  held: Readonly<Partial<Record<LandmarkName, Point>>> = {},
): Target {
  const { box } = outline
  const scale = size / Math.max(outline.wide + 1, outline.high + 1)
  const width = Math.ceil((outline.wide + 1) * scale) + 2 * PAD
  const height = Math.ceil((outline.high + 1) * scale) + 2 * PAD
  const { coverage, colour } = average(outline, lab, scale, width, height)
  const solid = Uint8Array.from(coverage, (c) => (c > 0.5 ? 1 : 0))
  keepLargest(solid, width, height, 1)
  const sums = new Float32Array((width + 1) * height)
  let area = 0
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = 0; x < width; x++) {
      sums[y * (width + 1) + x] = sum
      sum += coverage[y * width + x]
    }
    sums[y * (width + 1) + width] = sum
    area += sum
  }
  const contour = traceContour(solid, width, height)
  const signed = signedDistance(solid, width, height)
  const corners = cornerMaps(contour, size, width, height)
  const fromCutout = ({ x, y }: Point): Point => ({
    x: (x - box.left) * scale + PAD,
    y: (y - box.top) * scale + PAD,
  })
  return {
    width,
    height,
    size,
    sums,
    area,
    solid,
    signed,
    samples: sampleContour(contour, size < 100 ? 75 : 130),
    ...corners,
    seams: makeSeamMap(colour, signed, width, height),
    axis: (outline.axis - box.left) * scale + PAD,
    toCutout: (x, y) => ({ x: box.left + (x - PAD) / scale, y: box.top + (y - PAD) / scale }),
    fromCutout,
    held: Object.entries(held).map(([name, point]) => ({ name: name as LandmarkName, ...fromCutout(point) })),
  }
}

/** Area average of the mask, and of the colours under it. */
function average(
  { mask, width: wide, height: high, box }: Outline,
  lab: Float32Array,
  scale: number,
  width: number,
  height: number,
) {
  const coverage = new Float32Array(width * height)
  const colour = new Float32Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const top = box.top + (y - PAD) / scale
    for (let x = 0; x < width; x++) {
      const left = box.left + (x - PAD) / scale
      const at = y * width + x
      let area = 0
      let cover = 0
      for (let v = Math.floor(top); v < top + 1 / scale; v++) {
        const tall = Math.min(v + 1, top + 1 / scale) - Math.max(v, top)
        for (let u = Math.floor(left); u < left + 1 / scale; u++) {
          const weight = tall * (Math.min(u + 1, left + 1 / scale) - Math.max(u, left))
          area += weight
          if (u < 0 || v < 0 || u >= wide || v >= high) continue
          const i = v * wide + u
          if (!mask[i]) continue
          cover += weight
          for (let c = 0; c < 3; c++) colour[3 * at + c] += weight * lab[3 * i + c]
        }
      }
      coverage[at] = cover / area
      if (cover > 0) for (let c = 0; c < 3; c++) colour[3 * at + c] /= cover
    }
  }
  return { coverage, colour }
}

function sampleContour(contour: readonly Point[], count: number): Float64Array {
  const n = contour.length
  const samples = new Float64Array(count * 4)
  for (let k = 0; k < count; k++) {
    const i = Math.floor((k * n) / count)
    const before = contour[(i - 2 + 2 * n) % n]
    const after = contour[(i + 2) % n]
    const dx = after.x - before.x
    const dy = after.y - before.y
    const length = Math.hypot(dx, dy) || 1
    samples.set([contour[i].x, contour[i].y, dy / length, -dx / length], k * 4)
  }
  return samples
}

/** Two Gaussians (2.4 and 8 px at size 150) around every corner of the contour that turns more than 22 degrees. */
function cornerMaps(contour: readonly Point[], size: number, width: number, height: number) {
  const convex = new Float32Array(width * height)
  const concave = new Float32Array(width * height)
  const turns = turnings(contour, Math.max(3, Math.round((size * 0.05) / 2)))
  for (const [i, { x, y }] of contour.entries()) {
    const strength = Math.min(1, Math.max(0, (Math.abs(turns[i]) - 22) / 55))
    if (strength <= 0) continue
    const map = turns[i] > 0 ? concave : convex
    for (let v = Math.max(0, Math.floor(y - 18)); v < Math.min(height, y + 19); v++) {
      for (let u = Math.max(0, Math.floor(x - 18)); u < Math.min(width, x + 19); u++) {
        const far = ((u + 0.5 - x) ** 2 + (v + 0.5 - y) ** 2) * (150 / size) ** 2
        const value = strength * (0.5 * Math.exp(-far / 12) + 0.5 * Math.exp(-far / 128))
        if (value > map[v * width + u]) map[v * width + u] = value
      }
    }
  }
  return { convex, concave }
}
