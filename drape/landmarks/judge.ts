// Says how sure the landmarks are, and puts what is not sure into doubts.

import { nameKind } from './name-kind.ts'
import { distance } from './rule-points.ts'
import type { Reading } from './read-fit.ts'
import type { Outline } from './outline.ts'
import type { Points } from './rule-points.ts'
import type { Cutout, Doubt, Landmark, LandmarkName, Landmarks, Slot } from '../garment.ts'

// What the whole rests on. The waist of a top or dress does not count: it has no place of its own where nothing is nipped.
const COUNTED = ['neck', 'shoulder', 'pit', 'cuffOuter', 'hem', 'fork'] as const
// No single landmark counts for more than this share of the long side, and so much movement in all takes all trust.
const MOST_MOVE = 0.08
const ALL_MOVES = 0.45

// In half body widths: how far under the neck an armpit lies at most, and from where a sleeve is long.
const LOW_ARMPIT = 1.9
const LONG_SLEEVE = 1.6

// How sure a landmark is by how it came to its place; that a rule and the fit agree is the surest.
const SURE = { agreed: 1, corner: 0.9, edge: 0.9, template: 0.6 } as const

type Verdict = Pick<Landmarks, 'points' | 'confidence' | 'doubts'>

/** The best reading's points, each with a confidence from how far the other readings put it; handles are certain. */
export function judge(
  cutout: Cutout,
  outline: Outline,
  readings: readonly Reading[],
  slot: Slot,
  held: Points,
): Verdict {
  const [best, ...others] = readings
  const long = Math.max(outline.wide, outline.high)
  // 0.03 is a good fit, 0.09 a poor one.
  const close = clamp(1.25 - best.fit.misfit / 0.12)
  const points: Partial<Record<LandmarkName, Landmark>> = {}
  let moved = 0
  for (const [key, point] of Object.entries(best.points)) {
    if (!point) continue
    const name = key as LandmarkName
    if (held[name]) {
      points[name] = { ...point, confidence: 1 }
      continue
    }
    const moves = others.map((other) => other.points[name]).map((p) => (p ? distance(p, point) / long : 0.15))
    // One other reading that agrees is enough: a search may fail by itself.
    const move = moves.length ? Math.min(0.15, ...moves) : 0
    if (counts(name, best)) moved += Math.min(MOST_MOVE, move)
    const sure = SURE[best.agreed.has(name) ? 'agreed' : (best.holds[name] ?? 'template')]
    // Where a sleeve begins on a smooth edge, only its seam would tell.
    const soft = best.fit.family.cut === 'sleeved' && name.startsWith('shoulder') ? 0.85 : 1
    const mark = best.fit.marks[name]
    const pulled = mark ? distance(mark, point) / long : 0
    points[name] = {
      ...point,
      confidence:
        close *
        sure *
        soft *
        clamp(1 - (move - 0.01) / 0.11) *
        (1 - 2.5 * Math.max(0, Math.min(0.2, pulled - 0.05))),
    }
  }
  const sameKind = others.every(({ fit }) => nameKind(fit, slot).kind === nameKind(best.fit, slot).kind)
  const spread = clamp(1 - (moved - 0.03) / ALL_MOVES)
  const isHeld = Object.keys(best.points).every(
    (key) => held[key as LandmarkName] || !counts(key as LandmarkName, best),
  )
  const confidence = cutout.confidence * (isHeld ? 1 : close * (0.25 + 0.75 * spread) * (sameKind ? 1 : 0.8))
  const doubts: Doubt[] = []
  const doubt = (code: Doubt, holds: boolean): void => void (holds && doubts.push(code))
  const isHidden = (name: LandmarkName): boolean => !held[name] && best.holds[name] === 'template'
  doubt('cutout_unsure', cutout.confidence < 0.6)
  doubt('pale_on_pale', cutout.pale && cutout.confidence < 0.95)
  doubt('landmarks_unsure', confidence < 0.55)
  doubt('kind_unsure', !sameKind)
  const isSleeved = best.fit.family.cut === 'sleeved'
  const holdsArmpits = held.pitLeft !== undefined && held.pitRight !== undefined
  doubt(
    'no_armpit',
    isSleeved &&
      (isHidden('pitLeft') || isHidden('pitRight') || (!holdsArmpits && isSleeveOnBody(best.points))),
  )
  doubt('asymmetric', isAsymmetric(best.points, held, outline))
  doubt('fork_hidden', best.fit.family.cut === 'trousers' && isHidden('fork'))
  doubt('straps_thin', best.fit.family.cut === 'strap' && strapWidth(best.points) < 0.025 * long)
  doubt('cropped', touchesFrame(cutout))
  return { points, confidence, doubts }
}

function counts(name: LandmarkName, { fit }: Reading): boolean {
  const fromWaist = fit.family.cut === 'trousers' || fit.family.cut === 'skirt'
  return COUNTED.some((begins) => name.startsWith(begins)) || (fromWaist && name.startsWith('waist'))
}

/** A long sleeve leaves the body only far below where armpits are: it was laid on it, and the seam is hidden. */
function isSleeveOnBody({ neckLeft, shoulderLeft, cuffOuterLeft, pitLeft, pitRight }: Points): boolean {
  if (!neckLeft || !shoulderLeft || !cuffOuterLeft || !pitLeft || !pitRight) return false
  const half = distance(pitLeft, pitRight) / 2
  const depth = (pitLeft.y + pitRight.y) / 2 - neckLeft.y
  return depth > LOW_ARMPIT * half && distance(shoulderLeft, cuffOuterLeft) > LONG_SLEEVE * half
}

/** A pair of landmarks lies far from mirroring across the garment's middle; what a person holds is as it should be. */
function isAsymmetric(points: Points, held: Points, { wide, high }: Outline): boolean {
  const pairs = (['neck', 'shoulder', 'pit'] as const).flatMap((name) => {
    const left = points[`${name}Left`]
    const right = points[`${name}Right`]
    const isHeld = held[`${name}Left`] && held[`${name}Right`]
    return left && right && !isHeld ? [{ left, right }] : []
  })
  const middles = pairs.map(({ left, right }) => (left.x + right.x) / 2)
  const middle = median(middles)
  const drops = pairs.map(({ left, right }) => Math.abs(left.y - right.y) / high)
  const shifts = middles.map((x) => Math.abs(x - middle) / wide)
  return Math.max(0, ...drops) > 0.07 || Math.max(0, ...shifts) > 0.07
}

function strapWidth({ neckLeft, shoulderLeft }: Points): number {
  return neckLeft && shoulderLeft ? distance(neckLeft, shoulderLeft) : Infinity
}

/** More than a fiftieth of a frame edge is garment. */
export function touchesFrame({ mask, width, height }: Pick<Outline, 'mask' | 'width' | 'height'>): boolean {
  const edges = [0, 0, 0, 0]
  for (let x = 0; x < width; x++) {
    edges[0] += mask[x]
    edges[1] += mask[(height - 1) * width + x]
  }
  for (let y = 0; y < height; y++) {
    edges[2] += mask[y * width]
    edges[3] += mask[y * width + width - 1]
  }
  return edges.some((count, i) => count > (i < 2 ? width : height) / 50)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value))
}
