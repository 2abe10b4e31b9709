// Throws the cut of a garment for the upper body, or of a dress, within what is sewn and sold.

import type { Cut, Sleeve } from './torso.ts'
import type { Dice } from './dice.ts'

/** `none` and `straps` leave the arms bare. */
export type Arms = 'short' | 'elbow' | 'long' | 'none' | 'straps'

// A sleeve that lies nearer to the side than this, in centimetres at the cuff, has no gap that a photo shows.
const LEAST_GAP = 1.6

/** A top between cropped and hip-long. */
export function throwTop(dice: Dice, arms: Arms): Cut {
  const { between } = dice
  const chest = between(19, 29)
  const pit = between(18.5, 24.5)
  const length = Math.max(pit + 18, between(44, 74))
  const cut = {
    ...throwNeck(dice, arms, chest),
    slope: arms === 'straps' ? between(0, 0.4) : between(3.4, 5.6),
    chest,
    pit,
    waist: chest * between(0.9, 1.02),
    waistAt: pit + (length - pit) * between(0.42, 0.58),
    hem: chest * between(0.9, 1.14),
    length,
    hemDip: between(-0.4, 1.6),
  }
  return withSleeves(dice, cut, arms)
}

/** A dress between mini and maxi, its waist nipped in. */
export function throwDress(dice: Dice, arms: Arms): Cut {
  const { between } = dice
  const chest = between(19, 25)
  const pit = between(18.5, 23)
  const waist = chest * between(0.76, 0.95)
  const waistAt = between(36, 42)
  const length = between(82, 128)
  const hip = Math.max(waist * 1.12, chest * between(0.98, 1.2))
  const cut = {
    ...throwNeck(dice, arms, chest),
    slope: arms === 'straps' ? between(0, 0.4) : between(3.4, 5.2),
    chest,
    pit,
    waist,
    waistAt,
    hip,
    hipAt: waistAt + between(17, 24),
    hem: hip * between(0.98, 1.55),
    length,
    hemDip: between(0, 3.2),
  }
  return withSleeves(dice, cut, arms)
}

function throwNeck({ between, pick }: Dice, arms: Arms, chest: number) {
  if (arms === 'straps') {
    const neck = chest * between(0.42, 0.56)
    const neckDepth = between(12, 18)
    const strap = between(1, 3.4)
    return {
      neck,
      neckDepth,
      nape: neckDepth - between(1, 3),
      neckRound: 2.2,
      shoulder: neck + strap,
      straps: true,
    }
  }
  const [round, depth] = pick([
    [2.1, between(6.5, 10)],
    [2.3, between(9, 13)],
    [1.1, between(11, 19)],
    [2.6, between(4, 6)],
  ])
  const shoulder = Math.min(chest - 1.2, chest * between(0.76, 0.92))
  const neck = Math.min(between(7.6, 10.5), shoulder - (arms === 'none' ? 4 : 7))
  return { neck, neckDepth: depth, neckRound: round, shoulder }
}

/** Sleeves of a length and an angle at which a gap to the side is left. */
export function withSleeves(dice: Dice, cut: Cut, arms: Arms): Cut {
  if (arms === 'none' || arms === 'straps') return cut
  const { between } = dice
  const length = { short: between(13, 23), elbow: between(26, 36), long: between(52, 62) }[arms]
  const wide = { short: between(13, 19), elbow: between(12, 18), long: between(8.5, 14) }[arms]
  const fullness = between(0.1, arms === 'long' ? 2.4 : 1)
  let angle = arms === 'long' ? between(38, 76) : between(20, 58)
  let sleeve = sleeveOf(length, angle, wide, fullness, dice)
  while (angle > 12 && gapOf(cut, sleeve) < LEAST_GAP) {
    angle -= 2
    sleeve = { ...sleeve, angle, elbowAngle: sleeve.elbowAngle - 2 }
  }
  return { ...cut, sleeve }
}

function sleeveOf(length: number, angle: number, cuff: number, fullness: number, dice: Dice): Sleeve {
  return { length, angle, elbowAngle: Math.min(82, angle + dice.between(2, 12)), cuff, fullness }
}

/** How far the inner end of the cuff lies from the garment's side. */
function gapOf(cut: Cut, sleeve: Sleeve): number {
  const [a, b] = [sleeve.angle, sleeve.elbowAngle].map((degrees) => (degrees * Math.PI) / 180)
  const x = cut.shoulder + (sleeve.length / 2) * (Math.cos(a) + Math.cos(b)) - sleeve.cuff * Math.sin(b)
  const y = cut.slope + (sleeve.length / 2) * (Math.sin(a) + Math.sin(b)) + sleeve.cuff * Math.cos(b)
  const side = y > cut.waistAt ? Math.max(cut.hip ?? 0, cut.hem, cut.waist) : cut.chest
  return x - (y > cut.length ? cut.waist : side)
}
