// Weighs the fit's landmarks against those of the contour rules.

import { distance } from './rule-points.ts'
import type { Cut } from './fit/families.ts'
import type { Outline } from './outline.ts'
import type { Points, RulePoints } from './rule-points.ts'
import type { LandmarkName } from '../garment.ts'

type Tolerance = readonly [left: LandmarkName, right: LandmarkName, nearer: number, farther: number]

// A rule is tied to a contour pixel and exact where it is right; the fit knows where it can be right. So a pair of rule
// points is taken when the nearer and the farther lie within these shares of the garment's long side of the fit's.
const SLEEVED: readonly Tolerance[] = [
  ['pitLeft', 'pitRight', 0.17, 0.2],
  ['neckLeft', 'neckRight', 0.06, 0.1],
  ['shoulderLeft', 'shoulderRight', 0.07, 0.11],
]
const ARMHOLE: readonly Tolerance[] = [
  ['pitLeft', 'pitRight', 0.06, 0.09],
  ['neckLeft', 'neckRight', 0.06, 0.1],
]
const WAIST: readonly Tolerance[] = [['waistLeft', 'waistRight', 0.06, 0.08]]
const FORK = 0.3
// A rule's neck that lies nearer to the middle than the fit's may be farther off: templates take a flat neckline for a
// wide one, while puffed sleeves draw the rule outwards.
const INNER_NECK = 0.26
// One that lies farther out and higher may be somewhat off: the shoulder falls from the neck, it does not rise.
const OUTER_NECK = 0.15

export interface Combined {
  readonly points: Points
  /** Landmarks on which rule and fit agreed. */
  readonly agreed: ReadonlySet<LandmarkName>
}

/** The snapped points of the fit, with the rules' points where both agree. */
export function combine(fitted: Points, cut: Cut, rules: RulePoints, { wide, high }: Outline): Combined {
  const long = Math.max(wide, high)
  const points: Points = { ...fitted }
  const agreed = new Set<LandmarkName>()
  for (const [left, right, nearer, farther] of tolerancesOf(cut, rules)) {
    const pairs = [left, right].map((name) => {
      const rule = rules.points[name]
      const fit = fitted[name]
      return rule && fit ? distance(rule, fit) / long : Infinity
    })
    if (Math.min(...pairs) >= nearer || Math.max(...pairs) >= farther) continue
    for (const name of [left, right]) {
      points[name] = rules.points[name]
      agreed.add(name)
    }
  }
  const { neckLeft, neckRight, fork } = rules.points
  if (
    !agreed.has('neckLeft') &&
    cut === 'sleeved' &&
    neckLeft &&
    neckRight &&
    fitted.neckLeft &&
    fitted.neckRight
  ) {
    const miss = Math.max(distance(neckLeft, fitted.neckLeft), distance(neckRight, fitted.neckRight)) / long
    const isInner = neckLeft.x > fitted.neckLeft.x && neckRight.x < fitted.neckRight.x
    const isOuter = neckLeft.x < fitted.neckLeft.x && neckRight.x > fitted.neckRight.x
    const isHigher = neckLeft.y < fitted.neckLeft.y && neckRight.y < fitted.neckRight.y
    if ((isInner && miss < INNER_NECK) || (isOuter && isHigher && miss < OUTER_NECK)) {
      Object.assign(points, { neckLeft, neckRight })
      agreed.add('neckLeft').add('neckRight')
    }
  }
  if (cut === 'trousers' && fork && fitted.fork && distance(fork, fitted.fork) < FORK * long) {
    points.fork = fork
    agreed.add('fork')
  }
  return { points, agreed }
}

function tolerancesOf(cut: Cut, rules: RulePoints): readonly Tolerance[] {
  if (cut === 'trousers' || cut === 'skirt') return WAIST
  if (cut === 'sleeved') return rules.sleeved ? SLEEVED : SLEEVED.slice(1, 2)
  return rules.sleeved || rules.strapless ? ARMHOLE.slice(1) : ARMHOLE
}
