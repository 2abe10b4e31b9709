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

/** Darkness of the paper across the picture and down it: light at a pixel is 1 less the sum of both. */
export interface PaperShade {
  readonly across: Float32Array
  readonly down: Float32Array
}

/** How the paper darkens to its edges and where it bends from wall to floor. */
export function paperShade(paper: Paper, width: number, height: number): PaperShade {
  const across = new Float32Array(width)
  const down = new Float32Array(height)
  for (let x = 0; x < width; x++) {
    const u = (x + 0.5) / width - 0.5
    across[x] = paper.shaded * 0.32 * u * u
  }
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height
    const sweep = 0.035 / (1 + Math.exp(-(v - 0.86) / 0.035))
    down[y] = paper.shaded * (0.2 * (v - 0.42) * (v - 0.42) + sweep)
  }
  return { across, down }
}
