// The mannequin of a kind: its mesh, its distance grids and its measures, built once and kept.
import type { BodyKind, Mannequin } from '../garment.ts'
import { bodyDistance } from './body-distance.ts'
import { distanceGrid } from './distance-grid.ts'
import type { DistanceGrid } from './distance-grid.ts'
import { FEMALE } from './figure-female.ts'
import { MALE } from './figure-male.ts'
import type { Figure } from './figure.ts'
import { measureBody } from './measure-body.ts'
import type { Measures } from './measure-body.ts'
import type { Mesh } from './mesh.ts'
import { surface } from './surface.ts'

export interface Body {
  readonly kind: BodyKind
  readonly figure: Figure
  readonly mesh: Mesh
  /** Distance to the whole body: what sleeves and legs keep out of. */
  readonly whole: DistanceGrid
  /** Distance to the body without arms: what the trunk of a garment keeps out of. */
  readonly armless: DistanceGrid
  readonly measures: Measures
}

const built = new Map<BodyKind, Body>()

/** Edge of the meshing grid in cm. */
const STEP = 0.6

/** The mannequin of a kind. The first call builds it (about a second), later ones give the same object. */
export function bodyOf({ kind }: Mannequin): Body {
  const known = built.get(kind)
  if (known) return known
  const figure = kind === 'female' ? FEMALE : MALE
  const distance = bodyDistance(figure)
  const right = figure.hand.wrist[0] + 12
  const mesh = surface(
    distance.whole,
    { right, bottom: -1.5, top: figure.height + 3, back: -19, front: 22 },
    STEP,
  )
  const room = { right: right + 8, bottom: -4, top: figure.height + 6, back: -30, front: 34 }
  const whole = distanceGrid(distance.whole, room)
  const armless = distanceGrid(distance.armless, room)
  const body = { kind, figure, mesh, whole, armless, measures: measureBody(figure, whole, armless) }
  built.set(kind, body)
  return body
}
