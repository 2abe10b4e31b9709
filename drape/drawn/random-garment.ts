// Draws a garment nobody chose: kind, cut, colour, print, paper and shadow are thrown from a seed, and all is known of it.

import type { GarmentKind, Side } from '../garment.ts'
import { clothOf, developed, type DrawnGarment } from './draw-garment.ts'
import { drawDress } from './dress.ts'
import { drawJacket } from './jacket.ts'
import { drawJeans } from './jeans.ts'
import { drawCardigan, drawSweater } from './knit.ts'
import type { Cloth, Weave } from './paint/cloth.ts'
import { lightOf } from './paint/colour.ts'
import type { Scene } from './paint/scene.ts'
import { throwShorts, throwSkirt, throwTrousers } from './throw-lower.ts'
import { type Arms, throwDress, throwTop, withSleeves } from './throw-upper.ts'
import { type Dice, diceFrom } from './dice.ts'
import { type LookOf, throwLook } from './throw-look.ts'
import { drawShirt } from './shirt.ts'
import { drawShorts } from './shorts.ts'
import { drawSkirt } from './skirt.ts'
import { drawTee } from './tee.ts'
import type { Cut } from './torso.ts'

export interface RandomGarment extends DrawnGarment {
  readonly kind: GarmentKind
  /** What it is called in lists: `tee, long sleeves, #1b1c20 on #ffffff`. */
  readonly words: string
}

interface Family {
  readonly kind: GarmentKind
  readonly weave: Weave
  readonly arms: readonly Arms[]
  readonly draw: (dice: Dice, side: Side, cloth: Cloth, arms: Arms) => Scene
}

const tailored = (dice: Dice, arms: Arms, chest: number, neck: number): Cut => {
  const cut = throwTop(dice, arms)
  // Collars and pockets are sewn for these sizes.
  const wide = Math.max(cut.chest, chest)
  return withSleeves(
    dice,
    {
      ...cut,
      neck,
      neckDepth: 8.2,
      neckRound: 1.5,
      chest: wide,
      shoulder: wide * dice.between(0.8, 0.88),
      waist: wide * dice.between(0.92, 1),
      hem: wide * dice.between(0.92, 1.04),
      length: Math.max(cut.length, 56),
    },
    arms,
  )
}

const FAMILIES: Readonly<Record<string, Family>> = {
  tee: {
    kind: 'top',
    weave: 'jersey',
    arms: ['short', 'short', 'elbow', 'long', 'none', 'straps'],
    draw: (dice, side, cloth, arms) => drawTee(side, cloth, throwTop(dice, arms)),
  },
  knit: {
    kind: 'top',
    weave: 'knit',
    arms: ['long', 'long', 'none'],
    draw: (dice, side, cloth, arms) => drawSweater(side, cloth, throwTop(dice, arms)),
  },
  shirt: {
    kind: 'top',
    weave: 'poplin',
    arms: ['long', 'long', 'short'],
    draw: (dice, side, cloth, arms) =>
      drawShirt(side, cloth, { ...tailored(dice, arms, 23, 7.6), hemDip: dice.between(0.5, 7) }),
  },
  jacket: {
    kind: 'outer',
    weave: 'twill',
    arms: ['long'],
    draw: (dice, side, cloth, arms) => drawJacket(side, cloth, tailored(dice, arms, 24.5, 8)),
  },
  cardigan: {
    kind: 'outer',
    weave: 'knit',
    arms: ['long'],
    draw: (dice, side, cloth, arms) =>
      drawCardigan(side, cloth, {
        ...tailored(dice, arms, 22, 8.4),
        neckDepth: dice.between(18, 28),
        neckRound: 1.1,
      }),
  },
  dress: {
    kind: 'dress',
    weave: 'crepe',
    arms: ['short', 'short', 'elbow', 'long', 'none', 'straps'],
    draw: (dice, side, cloth, arms) => drawDress(side, cloth, throwDress(dice, arms)),
  },
  skirt: {
    kind: 'skirt',
    weave: 'crepe',
    arms: ['none'],
    draw: (dice, side, cloth) => drawSkirt(side, cloth, throwSkirt(dice)),
  },
  trousers: {
    kind: 'trousers',
    weave: 'denim',
    arms: ['none'],
    draw: (dice, side, cloth) => drawJeans(side, cloth, throwTrousers(dice)),
  },
  shorts: {
    kind: 'shorts',
    weave: 'twill',
    arms: ['none'],
    draw: (dice, side, cloth) => drawShorts(side, cloth, throwShorts(dice)),
  },
}

const NAMES = [
  'tee',
  'knit',
  'shirt',
  'jacket',
  'cardigan',
  'dress',
  'dress',
  'tee',
  'skirt',
  'trousers',
  'shorts',
]

export interface RandomWish {
  readonly side?: Side
  /** In pixels; 600 by 750 unless said. */
  readonly width?: number
  readonly height?: number
  /** Worn by the thrown garment instead of what was thrown. */
  readonly look?: Partial<LookOf>
}

/**
 * The garment of a whole-number seed. Kinds take turns, so that any run of eleven seeds holds each. The same seed gives
 * the same pixels.
 */
export function randomGarment(seed: number, wish: RandomWish = {}): RandomGarment {
  const dice = diceFrom(seed)
  const name = NAMES[seed % NAMES.length]
  const family = FAMILIES[name]
  const look = { ...throwLook(dice), ...wish.look }
  const arms = dice.pick(family.arms)
  const cloth = clothOf(lightOf(look.colour), family.weave, look.print)
  const scene = family.draw(dice, wish.side ?? 'front', cloth, arms)
  const drawn = developed(scene, wish.width ?? 600, wish.height ?? 750, look.backdrop, look.shadow)
  const paper = typeof look.backdrop === 'string' ? look.backdrop : look.backdrop.colours.join(' to ')
  const dressed = family.kind === 'top' || family.kind === 'outer' || family.kind === 'dress'
  const words = `${name}${dressed ? `, ${arms}` : ''}, ${look.colour}${look.print ? ` ${look.print.kind}` : ''} on ${paper}`
  return { ...drawn, kind: family.kind, words }
}
