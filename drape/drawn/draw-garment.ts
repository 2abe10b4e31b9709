// Draws product photos of garments that nobody had to photograph, with what is true about them.

import type { LandmarkName, Picture, Point, Side, Slot } from '../garment.ts'
import type { Cloth, Weave } from './paint/cloth.ts'
import { type Light, lightOf } from './paint/colour.ts'
import { type DrawnBackdrop, paintScene } from './paint/paint-scene.ts'
import { type PrintSpec, printOf } from './paint/print.ts'
import type { Scene } from './paint/scene.ts'
import { drawDress } from './dress.ts'
import { drawJacket } from './jacket.ts'
import { drawJeans } from './jeans.ts'
import { drawCardigan, drawSweater } from './knit.ts'
import { drawShirt } from './shirt.ts'
import { drawShorts } from './shorts.ts'
import { drawSkirt } from './skirt.ts'
import { drawTee } from './tee.ts'

export interface DrawnSpec {
  readonly kind: DrawnKind
  readonly side: Side
  /** Colour of the cloth, `#rrggbb`. */
  readonly colour: string
  readonly print?: PrintSpec
  /** `white` unless said. */
  readonly backdrop?: DrawnBackdrop
  /** 0 no shadow on the backdrop, 1 (unless said) that of a window's light. */
  readonly shadow?: number
  /** In pixels; 1200 by 1500 unless said. */
  readonly width?: number
  readonly height?: number
}

export interface DrawnGarment {
  readonly picture: Picture
  /** 1 where the garment is, row-major. */
  readonly mask: Uint8Array
  /** How much of each pixel is garment, 0..1. */
  readonly cover: Float32Array
  /** In pixels of the picture. */
  readonly landmarks: Partial<Record<LandmarkName, Point>>
  readonly slot: Slot
}

interface Family {
  readonly draw: (side: Side, cloth: Cloth) => Scene
  readonly weave: Weave
}

const FAMILIES = {
  tee: { draw: drawTee, weave: 'jersey' },
  shirt: { draw: drawShirt, weave: 'poplin' },
  sweater: { draw: drawSweater, weave: 'knit' },
  cardigan: { draw: drawCardigan, weave: 'knit' },
  jeans: { draw: drawJeans, weave: 'denim' },
  dress: { draw: drawDress, weave: 'crepe' },
  skirt: { draw: drawSkirt, weave: 'crepe' },
  shorts: { draw: drawShorts, weave: 'twill' },
  jacket: { draw: drawJacket, weave: 'twill' },
} as const satisfies Record<string, Family>

export type DrawnKind = keyof typeof FAMILIES
export const DRAWN_KINDS = Object.keys(FAMILIES) as DrawnKind[]

/** The middle of a placed print, in centimetres from the middle of the neck. */
const CHEST = { x: 0, y: 24 }

/** The same spec gives the same pixels. Throws RangeError on a colour that is none or a picture below 64 pixels. */
export function drawGarment(spec: DrawnSpec): DrawnGarment {
  const width = spec.width ?? 1200
  const height = spec.height ?? 1500
  if (!(width >= 64 && height >= 64))
    throw new RangeError('A garment is drawn at least 64 pixels wide and high.')
  const family = FAMILIES[spec.kind]
  const colour = lightOf(spec.colour)
  // Nobody prints a word on the back unless asked to; every other pattern goes all round.
  const printed = spec.print && !(spec.print.kind === 'lettering' && spec.side === 'back')
  const cloth = clothOf(colour, family.weave, printed ? spec.print : undefined)
  return developed(family.draw(spec.side, cloth), width, height, spec.backdrop ?? 'white', spec.shadow ?? 1)
}

/** Cloth with a print; a word lies on the chest, and sleeves go without it. */
export function clothOf(colour: Light, weave: Weave, print: PrintSpec | undefined): Cloth {
  if (!print) return { colour, weave }
  return { colour, weave, print: printOf(print, colour, CHEST), placed: print.kind === 'lettering' }
}

/** A scene as a picture, with what is true about it in the picture's pixels. */
export function developed(
  scene: Scene,
  width: number,
  height: number,
  backdrop: DrawnBackdrop,
  shadow: number,
): DrawnGarment {
  const painting = paintScene(scene, width, height, backdrop, shadow)
  const landmarks: Partial<Record<LandmarkName, Point>> = {}
  for (const [name, point] of Object.entries(scene.landmarks) as [LandmarkName, Point][]) {
    landmarks[name] = painting.place(point)
  }
  const { picture, mask, cover } = painting
  return { picture, mask, cover, landmarks, slot: scene.slot }
}
