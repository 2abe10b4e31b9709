// A mannequin ready to be dressed: its mesh, its distance grids and its measures, built once and kept.
import type { BodyKind, Finish, Mannequin } from '../garment.ts'
import { bodyDistance } from './body-distance.ts'
import { distanceGrids } from './distance-grid.ts'
import type { DistanceGrid } from './distance-grid.ts'
import { figureOf } from './figure-sizes.ts'
import type { Figure } from './figure.ts'
import { measureBody } from './measure-body.ts'
import type { Measures } from './measure-body.ts'
import type { Mesh } from './mesh.ts'
import { skeletonOf } from './skeleton.ts'
import { stanceOf } from './stance.ts'
import { surface } from './surface.ts'
import type { Extent } from './surface.ts'

export interface Body {
  readonly kind: BodyKind
  /** What it is painted with. Mesh, grids and measures are shared by all finishes. */
  readonly finish: Finish
  readonly figure: Figure
  readonly mesh: Mesh
  /** Distance to the whole body: what sleeves and legs keep out of. */
  readonly whole: DistanceGrid
  /** Distance to the body without arms: what the trunk of a garment keeps out of. */
  readonly armless: DistanceGrid
  readonly measures: Measures
}

const built = new Map<string, Body>()

/** Edge of the meshing grid in cm. */
const STEP = 0.6

/** Marks as they are when the pelvis has sunk by `drop` cm. */
function sunk(figure: Figure, drop: number): Figure {
  const m = figure.marks
  const marks = {
    ...m,
    neckY: m.neckY - drop,
    shoulderY: m.shoulderY - drop,
    pitY: m.pitY - drop,
    bustY: m.bustY - drop,
    waistY: m.waistY - drop,
    hipY: m.hipY - drop,
    crotchY: m.crotchY - drop,
    kneeY: m.kneeY - drop / 2,
  }
  return { ...figure, height: figure.height - drop, marks }
}

function build({ kind, size, finish, pose }: Mannequin): Body {
  const rest = figureOf(kind, size)
  const skeleton = skeletonOf(rest, stanceOf(rest, pose))
  const distance = bodyDistance(rest, skeleton)
  const { low, high } = distance.box
  const room = (by: number, below: number): Extent => ({
    ...(skeleton.symmetric ? {} : { left: low[0] - by }),
    right: high[0] + by,
    bottom: -below,
    top: high[1] + by,
    back: low[2] - by,
    front: high[2] + by,
  })
  const mesh = surface(distance.whole, room(3, 1.5), STEP)
  const [whole, armless] = distanceGrids(distance.both, room(12, 4))
  const figure = sunk(rest, skeleton.drop)
  return {
    kind,
    finish,
    figure,
    mesh,
    whole,
    armless,
    measures: measureBody(figure, skeleton, whole, armless),
  }
}

/** Bodies kept: each holds some 15 MB. */
const KEPT = 8

/**
 * A mannequin. The first call builds it (about half a second), later ones share what was built, whatever the finish,
 * as long as it is among the last few asked for.
 */
export function bodyOf(mannequin: Mannequin): Body {
  const key = `${mannequin.kind} ${mannequin.size} ${mannequin.pose}`
  const body = built.get(key) ?? build(mannequin)
  built.delete(key)
  built.set(key, body)
  for (const oldest of built.keys()) {
    if (built.size <= KEPT) break
    built.delete(oldest)
  }
  return body.finish === mannequin.finish ? body : { ...body, finish: mannequin.finish }
}
