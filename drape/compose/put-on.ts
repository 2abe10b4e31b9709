// Puts one garment on a body: cut, sewn, fitted, settled, painted.
import type { Body } from '../body/body.ts'
import type { DistanceGrid } from '../body/distance-grid.ts'
import type { Doubt, Wear } from '../garment.ts'
import { evenWeights, iron, normalsOf } from '../cloth/finish.ts'
import { besideArms, beyondArm } from '../body/beside-arms.ts'
import { settle } from '../cloth/settle.ts'
import { springsOf, stretchedShare } from '../cloth/springs.ts'
import { openingOf } from '../pattern/open-front.ts'
import { fitToBody } from '../pattern/fit.ts'
import { outlineOf } from '../pattern/outline.ts'
import type { Outline } from '../pattern/outline.ts'
import { raisePits } from '../pattern/raise-pits.ts'
import { raiseFork } from '../pattern/scale-legs.ts'
import { scaleOf } from '../pattern/scale.ts'
import { BOTH, FRONT, roleBit, sew } from '../pattern/sew.ts'
import type { Sewn } from '../pattern/sew.ts'
import { neighboursOf } from '../pattern/spread.ts'
import type { Neighbours } from '../pattern/spread.ts'
import { paintFromGuess, paintFromPhoto } from '../texture/back-paint.ts'
import type { BackPaint } from '../texture/back-paint.ts'
import type { Worn } from '../texture/worn.ts'
import type { Garment } from '../texture/face.ts'

/** cm between the vertices of a cloth; wider where it would have more than about `MOST` of them. */
const SPACING = 1.05
const MOST = 11_000

/** Share of the threads drawn out by 30 % from which it shows. */
const STRETCHED = 0.05
/** How much wider than it is a cloth of told size may be drawn; and one whose size was guessed, for it may be made larger. */
const STRETCHY = 1.15
const GRADED = 1.5

/** cm below the armpits from which sleeves and trunk hang apart, and above them from where cloth goes round body and arms as one. */
const UNDER_PITS = 3
const OVER_PITS = 1
/** cm beyond the inside of the arm where an armpit has come to rest outside of it, caught, and gapes; others rest within 2. */
const WIDE_PITS = 4

function spacingOf(widths: Uint16Array, cm: number): number {
  const area = widths.reduce((sum, w) => sum + w, 0) * cm * cm
  return Math.max(SPACING, Math.sqrt((2 * area) / (0.87 * MOST)))
}
const OPEN = ['neck', 'cuff', 'hem', 'waist', 'opening'] as const

/** The look of the back: from its photo where there is one. */
function paintBack(
  { front, back, guess }: Garment,
  outline: Outline,
  sewn: Sewn,
  near: Neighbours,
  body: Body,
): BackPaint {
  if (back) {
    const scale = scaleOf(back.widths, back.marks, body)
    const { marks, gaps } = raisePits(raiseFork(back.marks, scale), scale, body.kind)
    return paintFromPhoto(front, back, outlineOf(marks, back.neckline, gaps), sewn, near)
  }
  if (guess) return paintFromGuess(front, guess, outline, sewn, near)
  throw new TypeError('A garment has the photo of its back or a guess at it')
}

/**
 * Dresses `body` in one garment over what lies on `trunk` (without arms) and `limbs` (with them). An outer worn open is cut
 * along its opening. Says `scale_cues_disagree` where its measures fit no one size, `cloth_stretched` where it had to be drawn
 * wider than it is, `armpits_wide` where an armpit was caught outside of its arm, so that the cloth gapes.
 */
export function putOn(
  garment: Garment,
  body: Body,
  trunk: DistanceGrid,
  limbs: DistanceGrid,
  wear: Wear,
  onProgress?: (share: number) => void,
): Worn {
  const { neckline, widths, paint } = garment.front
  const scale = scaleOf(widths, garment.front.marks, body, garment.centimetres)
  const { marks, gaps } = raisePits(raiseFork(garment.front.marks, scale), scale, body.kind)
  const outline = outlineOf(marks, neckline, gaps)
  const opening = wear.open && garment.slot === 'outer' ? openingOf(marks, neckline) : []
  const sewn = sew(outline, spacingOf(widths, scale.cm) / scale.cm, opening)
  const beside = besideArms(body)
  const fit = fitToBody(sewn, marks, scale, body, beside)
  const springs = springsOf(fit.pattern, fit.seed, sewn.triangles, fit.shaped)
  const legs = marks.kind === 'trousers' || marks.kind === 'shorts'
  const hanging = {
    seed: fit.seed,
    hold: fit.hold,
    limb: fit.limb,
    pull: fit.pull,
    trunk,
    limbs,
    springs,
    side: Int8Array.from(sewn.part, (p) => (legs ? (p === 3 ? -1 : 1) : 0)),
    apartBelow: body.figure.marks.crotchY - 2.5,
    aroundAbove: legs ? Infinity : fit.pits + OVER_PITS,
    beside: legs ? null : beside,
    besideBelow: fit.pits - UNDER_PITS,
  }
  if (legs) for (const chain of sewn.chains.get('centre')!) for (const v of chain) hanging.side[v] = 0
  const positions = settle(hanging, onProgress)
  const near = neighboursOf(sewn.count, ...sewn.triangles)
  const open = OPEN.reduce(
    (bits, role) => bits | roleBit(role),
    marks.topology === 'sleeved' ? 0 : roleBit('armhole'),
  )
  iron(
    positions,
    hanging,
    near,
    evenWeights(
      near,
      sewn.places,
      sewn.sheet.map((s) => (s === BOTH ? 1 : 0)),
    ),
    sewn.roles.map((r) => r & open),
    4,
  )
  const normals = normalsOf(positions, sewn.triangles, near, 2)

  const frontUv = sewn.places.map((p) => p / garment.front.scale)
  const back = paintBack(garment, outline, sewn, near, body)
  const doubts: Doubt[] = []
  if (scale.unsure) doubts.push('scale_cues_disagree')
  const drawn = fit.widened / (scale.round * (scale.told ? STRETCHY : GRADED))
  if (marks.topology === 'sleeved') {
    const pits = (['armholeLeft', 'armholeRight'] as const).map(
      (name) => 3 * sewn.chains.get(name)![FRONT].at(-1)!,
    )
    if (pits.some((k) => beyondArm(positions[k], positions[k + 1], beside) > WIDE_PITS))
      doubts.push('armpits_wide')
  }
  if (stretchedShare(springs, positions, 1.3) > STRETCHED || drawn > 1) doubts.push('cloth_stretched')
  return {
    front: { positions, normals, triangles: sewn.triangles[0] },
    back: { positions, normals, triangles: sewn.triangles[1] },
    frontUv,
    backUv: back.uv,
    frontPaint: paint,
    backPaint: back.paint,
    rim: Uint8Array.from(sewn.roles, (r) => (r & open ? 1 : 0)),
    sleeve: fit.limb,
    doubts,
  }
}
