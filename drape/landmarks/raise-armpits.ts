// Keeps an armpit that no corner shows from sliding down the side of the body.

import { nearest, section, turnings } from './contour.ts'
import { HANDS, distance } from './rule-points.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Snapped } from './snap.ts'

// How much the contour turns inwards where a sleeve leaves the body, at the least, in degrees.
const LEAST_TURN = 25
// Of two corners the nearer counts more: a right angle is worth this share of the long side.
const NEAR = 0.25

/**
 * A sleeve that lies on the body hides the armpit above the corner where the two part. An armpit that the template put
 * below that corner, where nothing but the side is left, is moved up to it.
 */
export function raiseArmpits(
  { contour, wide, high }: Outline,
  points: Points,
  holds: Snapped['holds'],
): Points {
  const found: Points = {}
  const long = Math.max(wide, high)
  const turns = turnings(contour, Math.max(3, Math.round((long * 0.035) / 2)))
  for (const { hand } of HANDS) {
    const pit = points[`pit${hand}`]
    const cuff = points[`cuffOuter${hand}`]
    const hem = points[`hem${hand}`]
    if (!pit || !cuff || !hem || holds[`pit${hand}`] !== 'template') continue
    const [from, to] = hand === 'Right' ? [cuff, hem] : [hem, cuff]
    const walk = section(contour, nearest(contour, from), nearest(contour, to))
    if (walk.length > contour.length / 2) continue
    let bestScore = -Infinity
    for (const i of walk) {
      const score = Math.min(1, turns[i] / 60) - distance(contour[i], pit) / (NEAR * long)
      if (turns[i] < LEAST_TURN || contour[i].y > pit.y || score <= bestScore) continue
      bestScore = score
      found[`pit${hand}`] = contour[i]
    }
  }
  return found
}
