// The cut of a garment for the upper body: outlines and landmarks of trunk and sleeves from its measures.

import type { LandmarkName, Point } from '../garment.ts'
import { apart, between, joined, type Line, mirrored, reversed, symmetric, through } from './paint/outline.ts'
import type { Fold } from './paint/scene.ts'

/** Measures of a garment lying flat, in centimetres; heights count from the top of the shoulder seam at the neck. */
export interface Cut {
  /** Half the width of the neck opening, and how deep it is at the middle, front or back. */
  readonly neck: number
  readonly neckDepth: number
  /** 2 is a round neck, 1 a V. */
  readonly neckRound: number
  /** Without sleeves: the shoulders are straps that run straight down to the edge of the bodice. */
  readonly straps?: boolean
  /** How deep the neck is at the middle of the back; that of the garment's kind unless said. */
  readonly nape?: number
  /** Half the width over the shoulders, and how far they slope. */
  readonly shoulder: number
  readonly slope: number
  /** Half the width below the arms, and the height of the armpit. */
  readonly chest: number
  readonly pit: number
  readonly waist: number
  readonly waistAt: number
  readonly hip?: number
  readonly hipAt?: number
  readonly hem: number
  readonly length: number
  /** How far the hem hangs down in the middle; negative: it is higher there. */
  readonly hemDip: number
  readonly sleeve?: Sleeve
}

export interface Sleeve {
  /** From the shoulder seam to the cuff, along the upper edge. */
  readonly length: number
  /** Below the horizontal, in degrees, at the shoulder and after the elbow. */
  readonly angle: number
  readonly elbowAngle: number
  /** Width of the cuff, lying flat. */
  readonly cuff: number
  /** Fullness of the sleeve at its middle, in centimetres on each side. */
  readonly fullness: number
}

/** The right half, as the picture shows it: x > 0. */
export interface Torso {
  readonly neckline: Line
  readonly shoulderLine: Line
  readonly armhole: Line
  readonly side: Line
  readonly hemline: Line
  readonly trunk: Line
  /** Closed outline of the right sleeve, reaching a little under the trunk; null without sleeves. */
  readonly sleeve: Line | null
  readonly cuff: Line | null
  /** Upper edge from shoulder to cuff, lower edge from cuff to armpit. */
  readonly sleeveTop: Line | null
  readonly sleeveUnder: Line | null
  readonly landmarks: Partial<Record<LandmarkName, Point>>
}

export function cutTorso(cut: Cut): Torso {
  const neckPoint: Point = { x: cut.neck, y: 0 }
  const shoulder: Point = { x: cut.shoulder, y: cut.slope }
  const pit: Point = { x: cut.chest, y: cut.pit }
  const hem: Point = { x: cut.hem, y: cut.length }
  const neckline = necklineOf(cut)
  const shoulderLine = through([cut.neck, 0], [cut.shoulder, cut.slope])
  const armhole = cut.sleeve
    ? through(
        [shoulder.x, shoulder.y],
        [shoulder.x - 0.9, cut.slope + (cut.pit - cut.slope) * 0.45],
        [pit.x, pit.y],
      )
    : cut.straps
      ? through(
          [shoulder.x, shoulder.y],
          [shoulder.x + 0.2, cut.slope + (cut.pit - cut.slope) * 0.5],
          [shoulder.x + (pit.x - shoulder.x) * 0.4, cut.slope + (cut.pit - cut.slope) * 0.86],
          [pit.x, pit.y],
        )
      : through(
          [shoulder.x, shoulder.y],
          [shoulder.x - 1.4, cut.slope + (cut.pit - cut.slope) * 0.42],
          [shoulder.x + (pit.x - shoulder.x) * 0.25, cut.slope + (cut.pit - cut.slope) * 0.78],
          [pit.x, pit.y],
        )
  const side = through(
    [pit.x, pit.y],
    [cut.waist, cut.waistAt],
    ...(cut.hip && cut.hipAt ? [[cut.hip, cut.hipAt] as const] : []),
    [hem.x, hem.y],
  )
  const hemline = through(
    [hem.x, hem.y],
    [hem.x * 0.55, cut.length + cut.hemDip * 0.72],
    [0, cut.length + cut.hemDip],
  )
  const trunk = symmetric(joined(neckline, shoulderLine, armhole, side, hemline))
  const landmarks = bothSides({ neck: neckPoint, shoulder, pit, hem })
  if (!cut.sleeve)
    return {
      neckline,
      shoulderLine,
      armhole,
      side,
      hemline,
      trunk,
      sleeve: null,
      cuff: null,
      sleeveTop: null,
      sleeveUnder: null,
      landmarks,
    }
  const arm = cutSleeve(cut.sleeve, shoulder, pit, armhole)
  return {
    neckline,
    shoulderLine,
    armhole,
    side,
    hemline,
    trunk,
    sleeve: arm.outline,
    cuff: arm.cuff,
    sleeveTop: arm.top,
    sleeveUnder: arm.under,
    landmarks: {
      ...landmarks,
      ...bothSides({ cuffOuter: arm.cuff[0], cuffInner: arm.cuff[arm.cuff.length - 1] }),
    },
  }
}

/** From the middle of the neck to the neck point. */
function necklineOf(cut: Cut): Point[] {
  const { neck, neckDepth } = cut
  if (cut.straps)
    return through(
      [0, neckDepth],
      [neck * 0.62, neckDepth * 0.94],
      [neck * 0.97, neckDepth * 0.62],
      [neck, 0],
    )
  const steps = 24
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps
    return {
      x: cut.neck * t,
      y: cut.neckDepth * (1 - t ** cut.neckRound) ** (1 / Math.max(1, cut.neckRound * 0.72)),
    }
  })
}

function cutSleeve(sleeve: Sleeve, shoulder: Point, pit: Point, armhole: Line) {
  const first = direction(sleeve.angle)
  const second = direction(sleeve.elbowAngle)
  const elbow = {
    x: shoulder.x + (first.x * sleeve.length) / 2,
    y: shoulder.y + (first.y * sleeve.length) / 2,
  }
  const cuffOuter = {
    x: elbow.x + (second.x * sleeve.length) / 2,
    y: elbow.y + (second.y * sleeve.length) / 2,
  }
  const cuffInner = { x: cuffOuter.x - second.y * sleeve.cuff, y: cuffOuter.y + second.x * sleeve.cuff }
  const mid = between(pit, cuffInner, 0.5)
  const across = direction(sleeve.elbowAngle + 90)
  const full = sleeve.fullness
  const bend = Math.min(1, apart(shoulder, cuffOuter) / 30)
  const top = through(
    [shoulder.x, shoulder.y],
    [elbow.x + first.y * (full + bend), elbow.y - first.x * (full + bend)],
    [cuffOuter.x, cuffOuter.y],
  )
  const under = through(
    [cuffInner.x, cuffInner.y],
    [mid.x + across.x * full * 0.15, mid.y + across.y * full * 0.15],
    [pit.x, pit.y],
  )
  const cuff = through([cuffOuter.x, cuffOuter.y], [cuffInner.x, cuffInner.y])
  // The sleeve goes on a little under the trunk, so that no backdrop shows through the seam.
  const hidden = reversed(armhole).map(({ x, y }) => ({ x: x - 1.6, y }))
  return { outline: joined(top, cuff, under, hidden), cuff, top, under }
}

function direction(degrees: number): Point {
  const angle = (degrees * Math.PI) / 180
  return { x: Math.cos(angle), y: Math.sin(angle) }
}

type Half = 'neck' | 'shoulder' | 'pit' | 'cuffOuter' | 'cuffInner' | 'waist' | 'hem'

/** Names points of the right half and their mirror images. */
export function bothSides(points: Partial<Record<Half, Point>>): Partial<Record<LandmarkName, Point>> {
  const named: Partial<Record<LandmarkName, Point>> = {}
  for (const [name, point] of Object.entries(points) as [Half, Point][]) {
    named[`${name}Right`] = point
    named[`${name}Left`] = { x: -point.x, y: point.y }
  }
  return named
}

/** The creases of a trunk that lies on a table: from the armpits towards the middle, and long ones down the body. */
export function trunkFolds(cut: Cut, strength: number): Fold[] {
  const { chest, pit, length, shoulder, slope } = cut
  const body = length - pit
  const right: Fold[] = [
    {
      line: through([chest - 1, pit + 1], [chest * 0.74, pit + 5.5], [chest * 0.5, pit + 7.5]),
      width: 1,
      depth: 0.34,
    },
    {
      line: through([chest - 0.8, pit + 3], [chest * 0.76, pit + 10], [chest * 0.6, pit + 15]),
      width: 1.1,
      depth: 0.26,
    },
    {
      line: through([shoulder - 2.5, slope + 9], [shoulder * 0.72, slope + 15], [shoulder * 0.5, pit + 3]),
      width: 1.1,
      depth: 0.2,
    },
    {
      line: through(
        [chest * 0.62, length - body * 0.42],
        [chest * 0.66, length - body * 0.2],
        [chest * 0.6, length - 2],
      ),
      width: 1.3,
      depth: 0.26,
    },
    {
      line: through(
        [chest * 0.2, length - body * 0.32],
        [chest * 0.25, length - body * 0.14],
        [chest * 0.19, length - 1],
      ),
      width: 1.2,
      depth: 0.17,
    },
  ]
  const left: Fold[] = [
    {
      line: through([-chest + 1, pit + 1.6], [-chest * 0.7, pit + 4.4], [-chest * 0.42, pit + 5.2]),
      width: 0.95,
      depth: 0.3,
    },
    {
      line: through([-chest + 0.9, pit + 4.5], [-chest * 0.8, pit + 10.5], [-chest * 0.7, pit + 17]),
      width: 1.2,
      depth: 0.28,
    },
    {
      line: through([-shoulder + 2.2, slope + 8], [-shoulder * 0.76, slope + 13], [-shoulder * 0.6, pit + 2]),
      width: 1,
      depth: 0.18,
    },
    {
      line: through(
        [-chest * 0.5, length - body * 0.5],
        [-chest * 0.55, length - body * 0.25],
        [-chest * 0.47, length - 1.5],
      ),
      width: 1.4,
      depth: 0.24,
    },
  ]
  return [...right, ...left].map((fold) => ({ ...fold, depth: fold.depth * strength }))
}

/** Creases of a sleeve: rings at the elbow of a long one, rays from the armpit of a short one. */
export function sleeveFolds(torso: Torso, strength: number): Fold[] {
  const { sleeveTop: top, cuff } = torso
  const pit = torso.landmarks.pitRight
  if (!top || !cuff || !pit) return []
  const inner = cuff[cuff.length - 1]
  const shares = apart(top[0], top[top.length - 1]) > 30 ? [0.2, 0.36, 0.44, 0.53, 0.66, 0.82] : [0.34, 0.66]
  return shares.map((share, n) => {
    const from = top[Math.round(share * (top.length - 1))]
    const to = between(pit, inner, Math.max(0, share - 0.1 + (n % 2) * 0.07))
    const start = between(from, to, 0.12 + (n % 3) * 0.12)
    const end = between(from, to, 0.94)
    const bow = between(start, end, 0.5)
    return {
      line: through([start.x, start.y], [bow.x - 0.6, bow.y + 0.7], [end.x, end.y]),
      width: 0.8 + (n % 3) * 0.2,
      depth: strength * (0.2 + ((n * 7) % 4) * 0.05),
    }
  })
}

/** The same folds for the left sleeve. */
export function mirroredFolds(folds: readonly Fold[]): Fold[] {
  return folds.map((fold) => ({ ...fold, line: reversed(mirrored(fold.line)) }))
}
