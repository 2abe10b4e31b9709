// Cloths: what a weave or a knit looks like from an arm's length, as relief and as tint.

import type { Light } from './colour.ts'
import { layered, noiseFrom } from './noise.ts'

export type Weave = 'jersey' | 'poplin' | 'denim' | 'twill' | 'knit' | 'rib' | 'fleece' | 'crepe'

/** What is printed or woven at a place of the cloth (centimetres along its grain); null where the ground shows. */
export type Print = (u: number, v: number) => Light | null

export interface Cloth {
  readonly colour: Light
  readonly weave: Weave
  readonly print?: Print
  /** The print is a picture in one place, not a pattern all over: sleeves stay plain. */
  readonly placed?: boolean
}

export interface Surface {
  /** Relief of the thread in centimetres, out of the cloth positive. */
  readonly relief: number
  /** The colour is multiplied by this. */
  readonly tint: number
}

const fine = noiseFrom(11)
const wide = noiseFrom(12)

/** Detail narrower than about two pixels would only shimmer: it fades out as pixels grow. `period` and `pixel` in cm. */
function seen(period: number, pixel: number): number {
  return Math.min(1, Math.max(0, period / pixel / 1.6 - 1))
}

/** Relief and tint of a weave at a place of the cloth. `u`, `v` and `pixel` (the size of one) in centimetres. */
export function surfaceOf(weave: Weave, u: number, v: number, pixel: number): Surface {
  return WEAVES[weave](u, v, pixel)
}

const WEAVES: Record<Weave, (u: number, v: number, pixel: number) => Surface> = {
  jersey(u, v, pixel) {
    const wale = Math.sin(u * 2 * Math.PI * 5.5 + fine(u, v * 0.7) * 1.2) * seen(0.18, pixel)
    return { relief: 0.0016 * wale, tint: 1 + 0.016 * fine(u * 9, v * 3.5) + 0.012 * wide(u * 0.5, v * 0.5) }
  },
  poplin(u, v) {
    const threads = fine(u * 11, v * 1.4) + fine(u * 1.4 + 50, v * 11)
    return { relief: 0, tint: 1 + 0.011 * threads }
  },
  denim(u, v, pixel) {
    const diagonal = Math.sin((u * 0.86 + v * 0.62) * 2 * Math.PI * 6 + fine(u * 3, v * 3) * 0.9)
    const slub = fine(u * 12, v * 0.9) * 0.6 + fine(u * 5 + 9, v * 0.35) * 0.4
    const fleck = fine(u * 13 + 31, v * 13)
    const worn = layered(wide, u * 0.16, v * 0.09, 3)
    const tint = 1 + 0.11 * diagonal * seen(0.167, pixel) + 0.1 * slub + 0.06 * fleck + 0.13 * worn
    return { relief: 0.0014 * diagonal * seen(0.167, pixel), tint }
  },
  twill(u, v, pixel) {
    const diagonal = Math.sin((u + v * 0.8) * 2 * Math.PI * 4.6 + fine(u * 2, v * 2) * 0.5) * seen(0.2, pixel)
    return { relief: 0.002 * diagonal, tint: 1 + 0.025 * diagonal + 0.03 * fine(u * 8, v * 2.4) }
  },
  knit(u, v, pixel) {
    const wale = 0.64
    const course = 0.46
    const shows = seen(0.46, pixel)
    const across = Math.abs(u / wale - Math.round(u / wale))
    const along = v / course + across * 1.5 + fine(u * 1.3, v * 1.3) * 0.12
    const strand = 1 - ((across - 0.25) / 0.25) ** 2
    const stitch = strand * (0.62 + 0.38 * Math.cos(along * 2 * Math.PI))
    const fuzz = fine(u * 10, v * 10)
    return {
      relief: 0.034 * stitch * shows,
      tint: 0.9 + (0.14 * stitch - 0.02) * shows + 0.035 * fuzz + 0.03 * wide(u * 0.4, v * 0.4),
    }
  },
  rib(u, v, pixel) {
    const ridge = Math.abs(Math.sin((u * Math.PI) / 0.5)) ** 0.7
    const stitch = Math.cos((v / 0.3) * 2 * Math.PI) * seen(0.3, pixel)
    return {
      relief: 0.045 * ridge * seen(0.5, pixel),
      tint: 0.87 + 0.15 * ridge + 0.03 * stitch * ridge + 0.025 * fine(u * 10, v * 10),
    }
  },
  fleece(u, v) {
    const nap = layered(fine, u * 4.5, v * 4.5, 3)
    return { relief: 0.003 * nap, tint: 1 + 0.04 * nap + 0.022 * wide(u * 0.6, v * 0.6) }
  },
  crepe(u, v) {
    const grain = fine(u * 10, v * 10) + 0.6 * fine(u * 21, v * 21)
    return { relief: 0.0012 * grain, tint: 1 + 0.014 * grain }
  },
}
