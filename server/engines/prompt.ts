// What engines are told that edit pictures by words: who wears what, and what must stay as it is.
import type { Call } from './vendor.ts'

const WORN = {
  upper: 'top',
  bottom: 'bottom',
  onepiece: 'one-piece',
  outer: 'outerwear, worn over everything else',
} as const

/** The order of its images is that of `picturesOf`. */
export function promptOf({ garments, backdrop, tucked, open }: Call): string {
  const images = garments.map(({ slot, side }, i) => `Image ${i + 2}: ${WORN[slot]}, seen from the ${side}.`)
  const paper = backdrop === 'transparent' ? 'white' : backdrop === 'paper' ? 'off-white' : backdrop
  return [
    'Image 1: the person.',
    ...images,
    `Dress the person of image 1 in exactly ${garments.length === 1 ? 'this garment' : 'these garments'}.`,
    'Keep face, hair, body shape, pose, framing and light of image 1.',
    'Reproduce colour, print, logo, text, buttons, length and fabric exactly; add no garment or accessory that is not shown.',
    ...(tucked ? ['The top is tucked in.'] : []),
    ...(open ? ['The outerwear is worn open.'] : []),
    `The background is plain ${paper}.`,
    'Photorealistic e-commerce photo.',
  ].join(' ')
}

/** The person first, then what is worn. */
export function picturesOf({ person, garments }: Call): Call['person'][] {
  return [person, ...garments.map(({ picture }) => picture)]
}
