// The paper behind the mannequin: its colour, and how evenly it is lit.
import { encode, LINEAR } from '../texture/texture.ts'

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

/** Steps of light for which the backdrop's pixels are worked out beforehand. */
export const PAPER_LEVELS = 4096

/** 4 x 4 ordered dither, 0..1, added before rounding down: keeps the soft backdrop free of bands. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((v) => (v + 0.5) / 16)

let spare: { readonly paper: string; readonly pixels: readonly Uint32Array[] } | null = null

/** Opaque pixels, as the machine holds four bytes, for each level of light, for each of 4 x 4 places of the dither. */
export function paperPixels({ colour, shaded }: Paper): readonly Uint32Array[] {
  const paper = [...colour, shaded].join()
  // Pictures of one job, and the frames of a turntable, have one backdrop.
  if (spare?.paper === paper) return spare.pixels
  const pixels = DITHER.map((step) => {
    const add = shaded ? step : 0.5
    const bytes = new Uint8ClampedArray(4 * (PAPER_LEVELS + 1)).fill(255)
    for (let level = 0; level <= PAPER_LEVELS; level++)
      for (let c = 0; c < 3; c++)
        bytes[4 * level + c] = Math.floor(encode((colour[c] * level) / PAPER_LEVELS) + add)
    return new Uint32Array(bytes.buffer)
  })
  spare = { paper, pixels }
  return pixels
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
