// The simple fit: the photo's cut-out laid on the body as a soft relief, for garments that cannot be dressed with confidence.
import type { Body } from '../body/body.ts'
import type { DistanceGrid } from '../body/distance-grid.ts'
import { normalsOf } from '../cloth/finish.ts'
import { resample } from '../pattern/polyline.ts'
import { neighboursOf } from '../pattern/spread.ts'
import { fill } from '../pattern/triangulate.ts'
import type { Garment } from '../texture/face.ts'
import type { Worn } from '../texture/worn.ts'
import { aboveNeck, flatPlace } from './flat-place.ts'
import { meets, relief } from './relief.ts'

/** Triangles about as many as a dressed garment has, by their edge as a share of the silhouette's size. */
const FINE = 0.011

/** cm by which both sheets part at an edge that nothing lies under. */
const THICK = 0.35

/** The silhouette filled with triangles, in pixels of the cut-out: counter-clockwise for y up. */
function silhouette({ front }: Garment) {
  const { contour, box } = front.marks
  const spacing = FINE * Math.hypot(box.right - box.left, box.bottom - box.top)
  const ring = resample([...contour, contour[0]], spacing).slice(0, -1)
  return { ring, ...fill(ring, spacing) }
}

/** The back sheet's texels: its own photo by the share of its box, or the guess, both seen from behind. */
function backTexels({ front, back }: Garment, xs: readonly number[], ys: readonly number[]): Float32Array {
  const uv = new Float32Array(2 * xs.length)
  const { box, axis } = front.marks
  for (let v = 0; v < xs.length; v++) {
    if (!back) {
      uv.set([(2 * axis - xs[v]) / front.scale, ys[v] / front.scale], 2 * v)
      continue
    }
    const to = back.marks.box
    const across = (xs[v] - box.left) / Math.max(1, box.right - box.left)
    const down = (ys[v] - box.top) / Math.max(1, box.bottom - box.top)
    uv[2 * v] = (to.right - across * (to.right - to.left)) / back.scale
    uv[2 * v + 1] = (to.top + down * (to.bottom - to.top)) / back.scale
  }
  return uv
}

/**
 * Lays a garment before and behind what stands in `under` (a body with its arms, or one with clothes on), its silhouette as
 * photographed. Always says `simple_fit`. Throws a TypeError when the garment has neither a back nor a guess at it.
 */
export function layOn(garment: Garment, body: Body, under: DistanceGrid): Worn {
  const { ring, points, triangles } = silhouette(garment)
  const place = flatPlace(garment, body)
  const inner = aboveNeck(garment)
  const n = points.length
  const positions = new Float32Array(6 * n)
  const floors = [new Float32Array(n), new Float32Array(n)]
  const edges = [new Float32Array(n), new Float32Array(n)]
  const rim = new Uint8Array(n)
  const { measures, figure } = body
  const low = Math.max(0, figure.marks.ankleY - 4)
  for (let v = 0; v < n; v++) {
    const [x, y] = place(points[v].x, points[v].y)
    rim[v] = v < ring.length ? 1 : 0
    const at = Math.max(figure.marks.crotchY, Math.min(y, figure.marks.shoulderY - 6))
    const centre = Math.max(-3, Math.min(1.5, (measures.front(at) + measures.back(at)) / 2))
    for (const [s, side] of ([1, -1] as const).entries()) {
      positions.set([x, Math.max(low, y), 0], 3 * (v + s * n))
      floors[s][v] = (meets(under, x, Math.max(low, y), side) ?? -Infinity * side) * side
      edges[s][v] = centre * side + THICK / 2
    }
  }
  const near = neighboursOf(n, Uint32Array.from(triangles))
  for (const [s, side] of ([1, -1] as const).entries()) {
    const depth = relief(floors[s], rim, near, edges[s])
    for (let v = 0; v < n; v++) positions[3 * (v + s * n) + 2] = depth[v] * side
  }
  const front: number[] = []
  const back: number[] = []
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = triangles.slice(t, t + 3)
    const centre = {
      x: (points[a].x + points[b].x + points[c].x) / 3,
      y: (points[a].y + points[b].y + points[c].y) / 3,
    }
    if (!inner(centre)) front.push(a, c, b)
    back.push(a + n, b + n, c + n)
  }
  const sheets = [Uint32Array.from(front), Uint32Array.from(back)] as const
  const normals = normalsOf(positions, sheets, neighboursOf(2 * n, ...sheets), 2)
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const paint = garment.back?.paint ?? garment.guess?.paint
  if (!paint) throw new TypeError('A garment has the photo of its back or a guess at it')
  const frontUv = new Float32Array(4 * n)
  const backUv = new Float32Array(4 * n)
  for (let v = 0; v < n; v++) frontUv.set([xs[v] / garment.front.scale, ys[v] / garment.front.scale], 2 * v)
  backUv.set(backTexels(garment, xs, ys), 2 * n)
  return {
    front: { positions, normals, triangles: sheets[0] },
    back: { positions, normals, triangles: sheets[1] },
    frontUv,
    backUv,
    frontPaint: garment.front.paint,
    backPaint: paint,
    rim: Uint8Array.from({ length: 2 * n }, (_, v) => rim[v % n]),
    sleeve: new Uint8Array(2 * n),
    doubts: ['simple_fit'],
  }
}
