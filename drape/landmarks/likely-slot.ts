// The slot a silhouette belongs in by itself, for a photo of which nobody has said where it is worn.

import { fitSkirt } from './fit-twice.ts'
import { beyondTop, proportionsOf } from './name-kind.ts'
import type { Fit } from './fit/search.ts'
import type { Outline } from './outline.ts'
import type { Slot } from '../garment.ts'

// What a hem wider than so many waists counts towards a dress, and how far short of one a top still may be one: fitted tops and
// short dresses share an outline. Fitted on 15 tops and 4 dresses photographed, and 110 garments drawn.
const FLARE = 2
const FLARED_FROM = 1.3
const MAYBE_DRESS = 1
// Beyond this (handicap included) it is not even tried to read a top as a skirt.
const NEAR = 0.08

/** The slot, or null where the silhouette is as much a top's as a dress's. An open front does not show in it: a coat is `upper`. */
export function likelySlot(outline: Outline, lab: Float32Array, best: Fit): Slot | null {
  const { family, misfit, rivals } = best
  if (family.cut === 'skirt' || family.cut === 'trousers') return 'bottom'
  const isNear = (rivals.skirt ?? Infinity) < misfit + NEAR
  if (isNear && fitSkirt(outline, lab, best)) return 'bottom'
  const get = proportionsOf(best)
  const beyond = beyondTop(best) + FLARE * (get('hem') / get('waist') - FLARED_FROM)
  if (beyond > 0) return 'onepiece'
  return beyond > -MAYBE_DRESS ? null : 'upper'
}
