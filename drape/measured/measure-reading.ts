// Measures how Drape reads a drawn garment, of which all is known: its outline, its landmarks, its kind.

import { cutOut } from '../cutout/cut-out.ts'
import type { DrawnGarment } from '../drawn/draw-garment.ts'
import type { Cutout, GarmentKind, LandmarkName, Landmarks, Picture, Point } from '../garment.ts'
import { findLandmarks } from '../landmarks/find-landmarks.ts'
import { turnPicture } from './turn-picture.ts'

export interface Miss {
  readonly name: LandmarkName
  /** As a share of the garment's height. */
  readonly by: number
  /** How sure the landmark was, 0..1. */
  readonly confidence: number
}

export interface Reading {
  /** Intersection over union of the mask and the true one, 0..1. */
  readonly overlap: number
  /** Mean difference of the soft edge's coverage from the true one, 0..1, over pixels that are partly covered. */
  readonly edge: number
  readonly kind: GarmentKind
  readonly misses: readonly Miss[]
  /** True landmarks that were not found. */
  readonly absent: readonly LandmarkName[]
  /** How sure the cut-out was, and the landmarks as a whole, 0..1. */
  readonly cutConfidence: number
  readonly confidence: number
  readonly landmarks: Landmarks
}

/** Cuts a drawn garment out, finds its landmarks, and compares both with the truth. */
export function measureReading(drawn: DrawnGarment): Reading {
  const cutout = cutOut(drawn.picture)
  const landmarks = findLandmarks(cutout, drawn.slot)
  const tall = heightOf(drawn)
  const misses: Miss[] = []
  const absent: LandmarkName[] = []
  for (const [name, truth] of named(drawn.landmarks)) {
    const found = landmarks.points[name]
    if (!found) absent.push(name)
    else {
      const [x, y] = [found.x / cutout.scale - truth.x, found.y / cutout.scale - truth.y]
      misses.push({ name, by: Math.hypot(x, y) / tall, confidence: found.confidence })
    }
  }
  return {
    overlap: overlapOf(cutout, drawn),
    edge: edgeOf(cutout, drawn),
    kind: landmarks.kind,
    misses,
    absent,
    cutConfidence: cutout.confidence,
    confidence: landmarks.confidence,
    landmarks,
  }
}

/** Height of the true mask, in pixels of the picture. */
export function heightOf({ mask, picture: { width } }: Pick<DrawnGarment, 'mask' | 'picture'>): number {
  return (mask.lastIndexOf(1) - mask.indexOf(1)) / width
}

/** The cut-out at the picture's size: its mask is asked where each pixel's middle lies. */
function overlapOf(cutout: Cutout, { mask, picture }: DrawnGarment): number {
  let [both, either] = [0, 0]
  for (let i = 0; i < mask.length; i++) {
    const own = cutout.mask[placeIn(cutout, picture, i)]
    both += own & mask[i]
    either += own | mask[i]
  }
  return either ? both / either : 1
}

function edgeOf(cutout: Cutout, { cover, picture }: DrawnGarment): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] < 0.02 || cover[i] > 0.98) continue
    sum += Math.abs(cutout.alpha[placeIn(cutout, picture, i)] - cover[i])
    count++
  }
  return count ? sum / count : 0
}

function placeIn(cutout: Cutout, { width }: Picture, i: number): number {
  const x = Math.min(cutout.width - 1, Math.floor(((i % width) + 0.5) * cutout.scale))
  const y = Math.min(cutout.height - 1, Math.floor((Math.floor(i / width) + 0.5) * cutout.scale))
  return y * cutout.width + x
}

/** How a second photo of the garment is taken: so many times as large, turned by so many degrees. */
export interface Second {
  readonly scale: number
  readonly degrees: number
}

export const SECONDS: readonly Second[] = [
  { scale: 0.7, degrees: 0 },
  { scale: 1.3, degrees: 0 },
  { scale: 1, degrees: 3 },
  { scale: 1, degrees: -3 },
]

/** How far the landmarks of a second photo lie from those of the first, as shares of the garment's height. */
export function measureMoves(drawn: DrawnGarment, first: Landmarks, second: Second): Miss[] {
  const { picture, place } = turnPicture(drawn.picture, second.scale, second.degrees)
  const cutout = cutOut(picture)
  const again = findLandmarks(cutout, drawn.slot)
  const scale = Math.min(1, 1000 / Math.max(drawn.picture.width, drawn.picture.height))
  const tall = heightOf(drawn) * second.scale
  const moves: Miss[] = []
  for (const [name, point] of named(first.points)) {
    const found = again.points[name]
    const was = place({ x: point.x / scale, y: point.y / scale })
    const by = found ? Math.hypot(found.x / cutout.scale - was.x, found.y / cutout.scale - was.y) / tall : 1
    moves.push({ name, by, confidence: Math.min(point.confidence, found?.confidence ?? 0) })
  }
  return moves
}

function named<T extends Point>(points: Readonly<Partial<Record<LandmarkName, T>>>): [LandmarkName, T][] {
  return Object.entries(points) as [LandmarkName, T][]
}
