// The cut of trousers and shorts lying flat: the two legs, their waistband, and the landmarks.

import type { LandmarkName, Point } from '../garment.ts'
import { beside, joined, type Line, mirrored, reversed, through } from './paint/outline.ts'
import type { Fold } from './paint/scene.ts'
import { bothSides } from './torso.ts'

/** Measures lying flat, in centimetres; heights count from the top of the waistband at the side. */
export interface TrouserCut {
  /** Half the waist; how far the front dips at its middle. */
  readonly waist: number
  readonly waistDip: number
  /** Half the hips and their height; height of the fork. */
  readonly hip: number
  readonly hipAt: number
  readonly fork: number
  readonly length: number
  /** Width of the leg at knee and hem, and how far its inner edge lies from the axis there. */
  readonly knee: number
  readonly kneeAt: number
  readonly kneeFrom: number
  readonly hem: number
  readonly hemFrom: number
  readonly band: number
}

/** The right leg, as the picture shows it: x > 0. */
export interface Trousers {
  readonly waistline: Line
  readonly leg: Line
  readonly outseam: Line
  readonly inseam: Line
  readonly hemline: Line
  readonly centre: Line
  readonly waistband: Line
  /** Lower edge of the waistband. */
  readonly bandSeam: Line
  readonly landmarks: Partial<Record<LandmarkName, Point>>
}

export function cutTrousers(cut: TrouserCut): Trousers {
  const { waist, hip, fork, length } = cut
  const waistline = through([0, cut.waistDip], [waist * 0.5, cut.waistDip * 0.72], [waist, 0])
  const outseam = through(
    [waist, 0],
    [waist + (hip - waist) * 0.36, cut.hipAt * 0.24],
    [waist + (hip - waist) * 0.78, cut.hipAt * 0.6],
    [hip, cut.hipAt * 1.1],
    [cut.kneeFrom + cut.knee, cut.kneeAt],
    [cut.hemFrom + cut.hem, length],
  )
  const hemline = through(
    [cut.hemFrom + cut.hem, length],
    [cut.hemFrom + cut.hem / 2, length + 0.5],
    [cut.hemFrom, length + 0.1],
  )
  const inseam = through(
    [cut.hemFrom, length + 0.1],
    [cut.kneeFrom, cut.kneeAt],
    [cut.kneeFrom * 0.42, fork + (cut.kneeAt - fork) * 0.3],
    [0, fork],
  )
  const centre = through([0, fork], [0, cut.waistDip])
  // Each leg reaches past the middle, so that no gap opens between the two.
  const lap = [
    { x: -0.8, y: fork - 2 },
    { x: -0.8, y: cut.waistDip },
  ]
  const all = joined(reversed(mirrored(waistline)), waistline)
  // The band's lower edge is as wide as the hips are there.
  const flare = ((hip - waist) * 0.36 * cut.band) / (cut.hipAt * 0.24)
  const bandSeam = widened(beside(all, cut.band), waist + flare)
  const waistband = joined(all, reversed(bandSeam))
  return {
    waistline,
    outseam,
    hemline,
    inseam,
    centre,
    waistband,
    bandSeam,
    leg: joined(waistline, outseam, hemline, inseam, lap),
    landmarks: {
      ...bothSides({ waist: { x: waist, y: 0 } }),
      fork: { x: 0, y: fork },
      hemLeft: { x: -cut.hemFrom - cut.hem, y: length },
      hemRight: { x: cut.hemFrom + cut.hem, y: length },
    },
  }
}

/** A line across the garment, stretched so that its ends lie `half` from the axis. */
export function widened(line: Line, half: number): Point[] {
  const by = half / line[line.length - 1].x
  return line.map(({ x, y }) => ({ x: x * by, y }))
}

/** Creases of a leg: rays from the fork, soft rings at the knee, long ones down the shin. */
export function legFolds(cut: TrouserCut, strength: number): Fold[] {
  const { fork, hip, kneeAt, kneeFrom, knee, length, hem, hemFrom } = cut
  const mid = kneeFrom + knee / 2
  const rays: Fold[] = [
    {
      line: through([0.8, fork - 1], [hip * 0.32, fork + 1.5], [hip * 0.62, fork - 2]),
      width: 0.9,
      depth: 0.34,
    },
    {
      line: through([1, fork + 1.5], [hip * 0.36, fork + 5.5], [hip * 0.7, fork + 4]),
      width: 1,
      depth: 0.32,
    },
    {
      line: through([1.4, fork + 5], [hip * 0.34, fork + 11], [hip * 0.62, fork + 12]),
      width: 1.1,
      depth: 0.22,
    },
    {
      line: through([0.7, fork - 4], [hip * 0.24, fork - 3.4], [hip * 0.46, fork - 7]),
      width: 0.8,
      depth: 0.22,
    },
  ]
  if (length < 60) return rays.map((fold) => ({ ...fold, depth: fold.depth * strength }))
  const rings: Fold[] = [-4, -1, 2.4, 6].map((dy, n) => ({
    line: through(
      [kneeFrom + 0.6 + (n % 2) * 3, kneeAt + dy],
      [mid, kneeAt + dy + 1.6 - (n % 2)],
      [kneeFrom + knee - 1.2 - (n % 3), kneeAt + dy - 0.6],
    ),
    width: 0.9 + (n % 2) * 0.25,
    depth: 0.2 + (n % 2) * 0.07,
  }))
  const shin: Fold[] = [
    {
      line: through(
        [mid + 2, kneeAt + 9],
        [hemFrom + hem * 0.66, (kneeAt + length) / 2],
        [hemFrom + hem * 0.6, length - 5],
      ),
      width: 1.1,
      depth: 0.2,
    },
    {
      line: through(
        [hemFrom + 0.8, length - 12],
        [hemFrom + hem * 0.45, length - 9.5],
        [hemFrom + hem * 0.8, length - 11],
      ),
      width: 0.9,
      depth: 0.24,
    },
    {
      line: through(
        [hemFrom + 1.5, length - 7],
        [hemFrom + hem * 0.5, length - 5.2],
        [hemFrom + hem - 1, length - 7.4],
      ),
      width: 0.8,
      depth: 0.26,
    },
  ]
  return [...rays, ...rings, ...shin].map((fold) => ({ ...fold, depth: fold.depth * strength }))
}
