// What the back of a garment looks like: its own photo, or the front without what belongs to the front alone.
import type { Cutout, Landmarks, Point } from '../garment.ts'
import type { Neckline } from '../pattern/neckline.ts'
import type { Edge, Outline } from '../pattern/outline.ts'
import { along } from '../pattern/polyline.ts'
import { BACK, FRONT } from '../pattern/sew.ts'
import type { Sewn } from '../pattern/sew.ts'
import { spread } from '../pattern/spread.ts'
import type { Neighbours } from '../pattern/spread.ts'
import type { Face, Guess } from './face.ts'
import { findFrontOnly, isPatterned } from './back/find-front-only.ts'
import { paintBack } from './back/paint-back.ts'
import { readCloth } from './back/read-cloth.ts'
import type { Texture } from './texture.ts'

export interface BackPaint {
  readonly paint: Texture
  /** Texels, two a vertex. */
  readonly uv: Float32Array
}

/** A neck shallower than this share of its width keeps its ribbing on the back; a deeper one is filled in. */
const SHALLOW_NECK = 0.56

const mirrored = (name: string): string =>
  name.endsWith('Left') ? name.replace(/Left$/, 'Right') : name.replace(/Right$/, 'Left')

/** The line in `outline` that the back's `edge` lies on, run the same way; the back is seen from behind, left on the right. */
function counterpart(
  outline: Outline,
  edge: Edge,
  line: (e: Edge) => readonly Point[],
): readonly Point[] | null {
  const [from, to] = [mirrored(edge.from), mirrored(edge.to)]
  for (const other of outline.edges.values()) {
    if (other.from === from && other.to === to) return line(other)
    if (other.from === to && other.to === from) return line(other).toReversed()
  }
  return null
}

/** Places in a photo's cut-out for every vertex of the back sheet: edges on edges, the cloth between them spread evenly. */
function placesIn(
  outline: Outline,
  sewn: Sewn,
  near: Neighbours,
  line: (e: Edge) => readonly Point[],
): Float32Array | null {
  const xs = new Float32Array(sewn.count)
  const ys = new Float32Array(sewn.count)
  const fixed = new Set<number>()
  for (const edge of sewn.edges.values()) {
    const way = counterpart(outline, edge, line)
    if (!way) return null
    const chain = sewn.chains.get(edge.name)![BACK]
    chain.forEach((v, i) => {
      const p = along(way, i / (chain.length - 1))
      xs[v] = p.x
      ys[v] = p.y
      fixed.add(v)
    })
  }
  const free: number[] = []
  for (let v = 0; v < sewn.count; v++) if (sewn.sheet[v] !== FRONT && !fixed.has(v)) free.push(v)
  spread(xs, near, free, fixed)
  spread(ys, near, free, fixed)
  return Float32Array.from({ length: 2 * sewn.count }, (_, i) => (i & 1 ? ys : xs)[i >> 1])
}

/** Places by share of the bounding boxes alone, for a back whose outline is cut otherwise. */
function placesByBox(front: Face, back: Face, sewn: Sewn): Float32Array {
  const [from, to] = [front.marks.box, back.marks.box]
  return sewn.places.map((p, i) =>
    i & 1
      ? to.top + ((p - from.top) / (from.bottom - from.top)) * (to.bottom - to.top)
      : to.right - ((p - from.left) / (from.right - from.left)) * (to.right - to.left),
  )
}

/** The back sheet painted from a photo of the garment's back. */
export function paintFromPhoto(
  front: Face,
  back: Face,
  outline: Outline,
  sewn: Sewn,
  near: Neighbours,
): BackPaint {
  const places = placesIn(outline, sewn, near, (e) => e.back ?? e.line) ?? placesByBox(front, back, sewn)
  return { paint: back.paint, uv: places.map((p) => p / back.scale) }
}

/** Works out the look of a back that was not photographed, from the front's photo. */
export function guessBack(cutout: Cutout, marks: Landmarks, neckline: Neckline | null): Guess {
  const neck = neckline?.front ?? null
  let open = false
  if (neck) {
    const [left, right] = [neck[0], neck[neck.length - 1]]
    const depth = Math.max(...neck.map((p) => p.y)) - Math.min(left.y, right.y)
    open = depth >= SHALLOW_NECK * (right.x - left.x)
  }
  const cloth = readCloth(cutout, marks)
  const found = findFrontOnly(cutout, marks, cloth, neck, open)
  const legs = marks.kind === 'trousers' || marks.kind === 'shorts'
  return { paint: paintBack(cutout, cloth, found, isPatterned(cloth), legs), ribbed: !open && !found.collar }
}

/** The back sheet painted with a guess, not mirrored. */
export function paintFromGuess(
  front: Face,
  guess: Guess,
  outline: Outline,
  sewn: Sewn,
  near: Neighbours,
): BackPaint {
  const places = placesIn(outline, sewn, near, (e) => (guess.ribbed ? e.line : (e.back ?? e.line)))
  return { paint: guess.paint, uv: (places ?? sewn.places).map((p) => p / front.scale) }
}
