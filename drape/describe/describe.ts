// Says in words what a photo shows of a garment, and nothing where it is not sure.

import { cutOut } from '../cutout/cut-out.ts'
import { findLandmarks } from '../landmarks/find-landmarks.ts'
import { clothGrid, type ClothGrid } from './cloth-grid.ts'
import type { ColourName } from './colours.ts'
import { findColours } from './find-colours.ts'
import { type Area, type ClothPattern, findPattern } from './find-pattern.ts'
import { readShape, type Shape } from './read-shape.ts'
import type { GarmentKind, Handles, Landmarks, Picture, Slot } from '../garment.ts'

export interface Description extends Shape {
  readonly kind: GarmentKind | null
  /** The largest first, at most three. */
  readonly colours: readonly ColourName[]
  readonly pattern: ClothPattern | null
}

const NOTHING: Description = {
  kind: null,
  colours: [],
  pattern: null,
  sleeve: null,
  length: null,
  neckline: null,
}

// Below these the cut-out is not trusted with colours, nor the landmarks with a shape.
const SURE_CLOTH = 0.4
const SURE_SHAPE = 0.45
/** A colour farther from its name than this goes without one. */
const NAMED = 22
const MOST_COLOURS = 3

/**
 * Describes the front of a garment worn in a slot. Deterministic; about a second on one core. Throws a RangeError for a picture
 * without pixels; a picture without a garment is described by nothing.
 */
export function describe(picture: Picture, slot: Slot, handles?: Handles): Description {
  const cutout = cutOut(picture)
  if (!cutout.mask.includes(1) || cutout.confidence < SURE_CLOTH) return NOTHING
  const marks = findLandmarks(cutout, slot, { care: 'quick', handles })
  const grid = clothGrid(cutout)
  const found = findColours(grid)
  const names = found.colours.filter(({ distance }) => distance < NAMED).map(({ name }) => name)
  const pattern = findPattern(grid, found, bodyOf(marks, grid))
  // Washed and torn trousers look like a print in two tones.
  const worn = pattern === 'print' && marks.topology === 'waist' && found.colours.length < 3
  const cloth = { colours: [...new Set(names)].slice(0, MOST_COLOURS), pattern: worn ? null : pattern }
  if (marks.confidence < SURE_SHAPE) return { ...NOTHING, ...cloth }
  const shape = readShape(cutout, marks)
  // Among the figures of a print the edge of a collar cannot be told from that of a neck.
  const plain = pattern === 'solid' || pattern === 'graphic'
  return { kind: marks.kind, ...cloth, ...shape, neckline: plain ? shape.neckline : null }
}

/** The garment without its sleeves; of trousers everything. */
function bodyOf({ box, points, kind, axis }: Landmarks, { step }: ClothGrid): Area {
  const { pitLeft, pitRight } = points
  const legs = kind === 'trousers' || kind === 'shorts' || kind === 'skirt'
  const half = pitLeft && pitRight ? 0.46 * (pitRight.x - pitLeft.x) : 0.25 * (box.right - box.left)
  const cells = (px: number) => Math.max(0, Math.floor(px / step))
  return {
    left: cells(legs ? box.left : axis - half),
    right: cells(legs ? box.right : axis + half),
    top: cells(pitLeft && !legs ? Math.max(box.top, pitLeft.y - 0.6 * half) : box.top),
    bottom: cells(box.bottom),
  }
}
