// Dresses a mannequin in layers, innermost first, and hides what each layer covers.
import type { Body } from '../body/body.ts'
import { distanceAt } from '../body/distance-grid.ts'
import type { Mesh } from '../body/mesh.ts'
import type { Doubt, Slot, Wear } from '../garment.ts'
import type { Surface } from '../raster/scene.ts'
import type { Garment } from '../texture/face.ts'
import { hideCovered } from './hide-covered.ts'
import { hideEnclosed } from './hide-enclosed.ts'
import { layOn } from '../lay-on/lay-on.ts'
import { ASTRAY, ASTRAY_OVER, judgeDressing } from './judge-dressing.ts'
import { layOver } from './obstacle.ts'
import { pressUnder } from './press-under.ts'
import { putOn } from './put-on.ts'
import type { Worn } from '../texture/worn.ts'
import { tuck } from './tuck.ts'

/** From the skin outwards. */
const LAYERS: readonly Slot[] = ['onepiece', 'bottom', 'upper', 'outer']

/** cm a layer adds under the next one. */
const THICK = 0.3

/** cm by which skin, and cloth, may stand out through the next layer and still be hidden; and how far beneath it skin is. */
const SKIN_OUT = 1.2
const SKIN_DEPTH = 1.5
const CLOTH_OUT = 4.5

/** Rows of triangles, about 1 cm wide, beside a free edge under which the layer below is kept. */
const EDGE = 5

/** What a mannequin is painted with (linear RGB): lacquer, the darker the glossier. */
const SKIN = {
  white: { colour: [0.8, 0.775, 0.745], material: { lit: 1, rim: 0.1, shine: 0.04, nearer: 0 } },
  grey: { colour: [0.33, 0.33, 0.335], material: { lit: 1, rim: 0.09, shine: 0.05, nearer: 0 } },
  black: { colour: [0.022, 0.022, 0.024], material: { lit: 1, rim: 0.1, shine: 0.1, nearer: 0 } },
  sand: { colour: [0.61, 0.475, 0.365], material: { lit: 1, rim: 0.09, shine: 0.04, nearer: 0 } },
} as const
/** Cloth is drawn a little before skin, so that a shoulder never shows through the middle of its triangles. */
const CLOTH = { colour: [1, 1, 1], material: { lit: 0.75, rim: 0.045, shine: 0, nearer: 0.6 } } as const

export interface Outfit {
  readonly surfaces: readonly Surface[]
  /** Slots of the garments, from the skin outwards: behind the body's, each has two surfaces, its front and its back. */
  readonly layers: readonly Slot[]
  readonly doubts: readonly Doubt[]
  /** 0..1: how sure it is that every garment looks as its photo promises. */
  readonly sure: number
}

/** cm off the trunk from which skin is an arm's. */
const ARM_OFF = 0.8

/** 1 where a vertex of the body's mesh is an arm's, below the shoulder that trunk and sleeve cover together. */
function armOf({ mesh, armless, figure }: Body): Uint8Array {
  const { positions: p } = mesh
  return Uint8Array.from({ length: p.length / 3 }, (_, v) =>
    p[3 * v + 1] < figure.marks.pitY && distanceAt(armless, p[3 * v], p[3 * v + 1], p[3 * v + 2]) > ARM_OFF
      ? 1
      : 0,
  )
}

/** Both sheets as one mesh. */
function joined(worn: Worn): Mesh {
  const triangles = new Uint32Array(worn.front.triangles.length + worn.back.triangles.length)
  triangles.set(worn.front.triangles)
  triangles.set(worn.back.triangles, worn.front.triangles.length)
  return { ...worn.front, triangles }
}

/** Height to which a garment's sleeves reach down, in cm; Infinity without sleeves. */
function sleeveEnd({ front, rim, sleeve }: Worn): number {
  let [sum, n] = [0, 0]
  for (let v = 0; v < rim.length; v++)
    if (rim[v] && sleeve[v]) {
      sum += front.positions[3 * v + 1]
      n++
    }
  return n ? sum / n : Infinity
}

/** Free edges with the `EDGE` rows of triangles beside them: one sees in under them, and there cloth must go on. */
function wider(rim: Uint8Array, { triangles: t }: Mesh): Uint8Array {
  let now = rim
  for (let round = 0; round < EDGE; round++) {
    const was = now
    now = was.slice()
    for (let i = 0; i < t.length; i += 3)
      if (was[t[i]] || was[t[i + 1]] || was[t[i + 2]]) now[t[i]] = now[t[i + 1]] = now[t[i + 2]] = 1
  }
  return now
}

/** A lower layer pressed beneath the one over it. */
function pressed(lower: Worn, over: Worn, body: Body): Worn {
  const positions = pressUnder(lower.front, joined(over), body.whole)
  return { ...lower, front: { ...lower.front, positions }, back: { ...lower.back, positions } }
}

/** The mesh without its sleeves, when a sleeve over them is at least as long. */
function withoutHiddenSleeves(mesh: Mesh, worn: Worn, over: readonly Worn[]): Mesh {
  const end = sleeveEnd(worn)
  if (end === Infinity || !over.some((w) => sleeveEnd(w) < end + 1)) return mesh
  const t = mesh.triangles
  const kept: number[] = []
  for (let i = 0; i < t.length; i += 3)
    if (!(worn.sleeve[t[i]] && worn.sleeve[t[i + 1]] && worn.sleeve[t[i + 2]]))
      kept.push(t[i], t[i + 1], t[i + 2])
  return { ...mesh, triangles: Uint32Array.from(kept) }
}

/**
 * Puts the garments on in the order they are worn; an upper may be tucked into its bottom. A layer's trunk lies on the
 * layers below; its sleeves go round the arms, and what they enclose is hidden. A garment that went astray is laid on
 * instead. `onProgress` hears the share done.
 */
export function dress(
  body: Body,
  garments: readonly Garment[],
  wear: Wear,
  onProgress?: (share: number) => void,
): Outfit {
  const slots = garments.map((g) => g.slot)
  const tucked = wear.tucked && slots.includes('upper') && slots.includes('bottom')
  const ordered = garments.toSorted((a, b) => LAYERS.indexOf(a.slot) - LAYERS.indexOf(b.slot))
  let trunk = body.armless
  const worn: Worn[] = []
  const layers: Slot[] = []
  let sure = 1
  let legs: Worn | null = null
  for (const [i, garment] of ordered.entries()) {
    const inside = tucked && garment.slot === 'upper'
    const dressed = putOn(garment, body, inside ? body.armless : trunk, body.whole, wear, (share) =>
      onProgress?.((i + share) / ordered.length),
    )
    const likely = judgeDressing(dressed, garment, body, wear.open && garment.slot === 'outer')
    sure = Math.min(sure, likely)
    const below = inside ? [] : worn
    const layer =
      likely < (below.length ? ASTRAY_OVER : ASTRAY)
        ? layOn(
            garment,
            body,
            below.reduce((grid, w) => layOver(grid, w.front, THICK), body.whole),
          )
        : dressed
    const { kind } = garment.front.marks
    if (layer === dressed && (kind === 'trousers' || kind === 'shorts')) legs = layer
    // What is tucked in comes before its bottom, seen from the skin.
    if (inside) worn.unshift(tuck(layer, worn[0], body))
    else worn.push(layer)
    layers.splice(inside ? 0 : layers.length, 0, garment.slot)
    if (i === ordered.length - 1) break
    trunk = layOver(trunk, (inside ? worn[0] : layer).front, THICK)
  }
  for (let i = worn.length - 2; i >= 0; i--)
    for (const over of worn.slice(i + 1)) worn[i] = pressed(worn[i], over, body)
  const surfaces: Surface[] = []
  const opaque = worn.filter((w) => !w.frontPaint.alpha)
  const onArm = armOf(body)
  const bare = opaque.reduce((skin, w) => {
    const wraps = (v: number, at: number): boolean => onArm[v] === 0 || w.sleeve[at] === 1
    return hideCovered(skin, { mesh: joined(w), rim: w.rim, depth: SKIN_DEPTH, wraps }, SKIN_OUT)
  }, body.mesh)
  const skin = hideEnclosed(bare, body, opaque, legs && !legs.frontPaint.alpha ? legs : null)
  const under = (mesh: Mesh, from: number): Mesh =>
    worn
      .slice(from)
      .filter((w) => !w.frontPaint.alpha)
      .reduce((m, w) => {
        const cover = joined(w)
        return hideCovered(m, { mesh: cover, rim: wider(w.rim, cover) }, CLOTH_OUT)
      }, mesh)
  surfaces.push({ ...SKIN[body.finish], mesh: skin })
  for (const [i, w] of worn.entries()) {
    const inner = w.backPaint
    const over = worn.slice(i + 1)
    const [front, back] = [w.front, w.back].map((sheet) => withoutHiddenSleeves(sheet, w, over))
    surfaces.push(
      {
        ...CLOTH,
        mesh: under(front, i + 1),
        paint: { uv: w.frontUv, outer: w.frontPaint, inner: w.frontPaint },
      },
      { ...CLOTH, mesh: under(back, i + 1), paint: { uv: w.backUv, outer: w.backPaint, inner } },
    )
  }
  return { surfaces, layers, doubts: [...new Set(worn.flatMap((w) => w.doubts))], sure }
}
