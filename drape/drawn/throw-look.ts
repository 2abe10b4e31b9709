// Throws colours, prints, papers and shadows: what a garment is photographed in and on.

import type { DrawnBackdrop } from './paint/paint-scene.ts'
import { PRINTS, type PrintSpec } from './paint/print.ts'
import type { Dice } from './dice.ts'

/** How far cloth and paper are apart at least, in sRGB bytes: nearer ones are pale on pale, which is measured apart. */
const LEAST_CONTRAST = 50

export interface LookOf {
  readonly colour: string
  readonly backdrop: DrawnBackdrop
  readonly shadow: number
  readonly print?: PrintSpec
}

// A board of squares is for measuring, not for wearing.
const THROWN = PRINTS.filter((kind) => kind !== 'squares')

const CLOTHS = [
  '#1b1c20',
  '#2d3a55',
  '#35506f',
  '#5e7f9e',
  '#a9c3d9',
  '#2f4a40',
  '#4f7a52',
  '#9fae7c',
  '#c9b458',
  '#d98b3a',
  '#b5322f',
  '#7c2436',
  '#c9768c',
  '#e6bcc2',
  '#7a5a8c',
  '#6b4a35',
  '#b08a63',
  '#d8c7a8',
  '#efe9dd',
  '#f4f3f0',
  '#8b8d90',
  '#55575a',
] as const

const PAPERS = [
  '#f6f5f3',
  '#ffffff',
  '#cfd0d1',
  '#e3d8c8',
  '#d6dde2',
  '#ecd9d4',
  '#b9c4b4',
  '#9a9da1',
] as const

export function throwLook(dice: Dice): LookOf {
  const { between, chance, pick } = dice
  const colour = jittered(dice, pick(CLOTHS))
  let backdrop = throwPaper(dice)
  for (let tries = 0; tries < 20 && contrast(colour, backdrop) < LEAST_CONTRAST; tries += 1)
    backdrop = throwPaper(dice)
  const shadow = pick([0, between(0.2, 0.6), between(0.5, 1)])
  if (!chance(0.35)) return { colour, backdrop, shadow }
  const inks = [0, 1, 2].map(() => jittered(dice, pick(CLOTHS)))
  return { colour, backdrop, shadow, print: { kind: pick(THROWN), colours: [inks[0], inks[1], inks[2]] } }
}

function throwPaper(dice: Dice): DrawnBackdrop {
  const { between, chance, pick } = dice
  const from = pick(PAPERS)
  if (chance(0.6)) return from
  // Light that falls off, or a wall above a table.
  const blend = chance(0.55) ? between(0.7, 1) : 0.004
  const shade = between(0.8, 0.96)
  const to = `#${bytesOf(from)
    .map((byte) =>
      Math.round(byte * shade)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
  const turn = blend < 0.1 ? 90 : pick([0, 35, 90, 140, 180])
  return { colours: [from, to], turn, at: blend < 0.1 ? between(0.9, 0.97) : 0.5, blend }
}

function bytesOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

function jittered({ between }: Dice, colour: string): string {
  const bytes = bytesOf(colour).map((byte) => Math.max(8, Math.min(250, Math.round(byte + between(-9, 9)))))
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The distance of the cloth's bytes from those of the paper's nearest colour. */
function contrast(colour: string, backdrop: DrawnBackdrop): number {
  const papers = typeof backdrop === 'string' ? [backdrop] : backdrop.colours
  const cloth = bytesOf(colour)
  return Math.min(...papers.map((paper) => Math.hypot(...bytesOf(paper).map((byte, c) => byte - cloth[c]))))
}
