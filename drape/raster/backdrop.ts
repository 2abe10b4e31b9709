// The paper behind the mannequin: its colour, and how evenly it is lit.
import { LINEAR } from '../texture/texture.ts'

export type Backdrop = 'paper' | 'white' | 'grey' | 'sand' | 'transparent' | `#${string}`

/** A backdrop made ready: linear colour, how much it darkens to the edges (0 for pure white), and whether it is see-through. */
export interface Paper {
  readonly colour: readonly [number, number, number]
  readonly shaded: number
  readonly clear: boolean
}

const NAMED: Readonly<Record<string, string>> = {
  paper: '#efedea',
  white: '#ffffff',
  grey: '#d3d4d6',
  sand: '#e4dacb',
  transparent: '#ffffff',
}

/** Makes a backdrop ready. Throws a RangeError for a colour that is not `#rrggbb` or `#rgb`. */
export function paperOf(backdrop: Backdrop): Paper {
  let hex = NAMED[backdrop] ?? backdrop
  if (/^#[\da-f]{3}$/i.test(hex)) hex = hex.replaceAll(/[\da-f]/gi, '$&$&')
  if (!/^#[\da-f]{6}$/i.test(hex))
    throw new RangeError(
      `Backdrop "${backdrop}" is not known: give paper, white, grey, sand, transparent or #rrggbb`,
    )
  const part = (at: number): number => LINEAR[Number.parseInt(hex.slice(at, at + 2), 16)]
  const plain = backdrop === 'white' || hex.toLowerCase() === '#ffffff'
  return { colour: [part(1), part(3), part(5)], shaded: plain ? 0 : 1, clear: backdrop === 'transparent' }
}

/** Light on the paper at a place: `u` -0.5..0.5 across, `v` 0..1 down. */
export function paperLight(paper: Paper, u: number, v: number): number {
  const fall = 0.2 * u * u * 1.6 + 0.1 * (v - 0.42) * (v - 0.42) * 2
  const sweep = 0.035 / (1 + Math.exp(-(v - 0.86) / 0.035))
  return 1 - paper.shaded * (fall + sweep)
}
