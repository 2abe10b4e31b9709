// Whether a market takes a film as it is: the same judgement in browser and server. Films are never cut or encoded again for a market.
import { ratioOf } from './crop.ts'
import type { Preset } from './exports.ts'

/** Shapes this near to each other are the same on every screen. */
const SAME_SHAPE = 0.01

/** What a market takes may be wrong with a film; null where it fits. */
export function whyFilmUnfit(
  {
    ratio,
    minimum,
    seconds: lasts,
    maxBytes,
  }: Pick<Preset, 'ratio' | 'minimum' | 'maxBytes'> & {
    readonly seconds?: { readonly least: number; readonly most: number } | null | undefined
  },
  film: { readonly width: number; readonly height: number; readonly seconds: number; readonly bytes: number },
): 'video_shape' | 'video_rules' | 'file_big' | null {
  const { width, height, seconds, bytes } = film
  if (Math.abs(width / height / ratioOf(ratio) - 1) > SAME_SHAPE) return 'video_shape'
  if (width < minimum.width || height < minimum.height) return 'video_rules'
  if (lasts && (seconds < lasts.least || seconds > lasts.most)) return 'video_rules'
  return bytes > maxBytes ? 'file_big' : null
}

/** The shape of a film in the lowest terms that are said of it, as in "9:16". */
export function shapeOf({ width, height }: { readonly width: number; readonly height: number }): string {
  const by = divisor(width, height)
  return `${width / by}:${height / by}`
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
