// Gives the garment's edge a soft coverage, from how the edge pixels mix cloth and backdrop.

import { LINEAR } from './lab.ts'
import { signedDistance } from './distance.ts'

// Edge pixels lie this close to the outline; cloth and backdrop are looked up just beyond.
const BAND = 1.5
const LOOK = 3

/**
 * Coverage 0..1 of every pixel. In the band around the outline it is the share of cloth colour in the pixel,
 * (C - B)·(F - B) / |F - B|², in linear light, with F and B the mean colours of the cloth and the backdrop nearby, the
 * nearest counting most, since shadows are darkest where cloth touches the ground; where the two are too alike to tell, it is the distance to the outline.
 */
export function matte(rgb: Uint8ClampedArray, mask: Uint8Array, width: number, height: number): Float32Array {
  const signed = signedDistance(mask, width, height, BAND + 0.5)
  const alpha = new Float32Array(mask.length)
  for (let i = 0; i < alpha.length; i++) {
    const depth = signed[i]
    alpha[i] = Math.abs(depth) >= BAND ? mask[i] : cover(rgb, signed, width, height, i)
  }
  return alpha
}

function cover(
  rgb: Uint8ClampedArray,
  signed: Float32Array,
  width: number,
  height: number,
  at: number,
): number {
  const x = at % width
  const y = Math.floor(at / width)
  const cloth = [0, 0, 0, 0]
  const backdrop = [0, 0, 0, 0]
  for (let v = Math.max(0, y - LOOK); v <= Math.min(height - 1, y + LOOK); v++) {
    for (let u = Math.max(0, x - LOOK); u <= Math.min(width - 1, x + LOOK); u++) {
      const i = v * width + u
      const depth = signed[i]
      if (Math.abs(depth) < BAND) continue
      const sum = depth > 0 ? cloth : backdrop
      const weight = 1 / (1 + ((u - x) ** 2 + (v - y) ** 2) ** 2 / 16)
      for (let c = 0; c < 3; c++) sum[c] += weight * LINEAR[rgb[3 * i + c]]
      sum[3] += weight
    }
  }
  const byDistance = Math.max(0, Math.min(1, 0.5 + signed[at] / 2))
  if (!cloth[3] || !backdrop[3]) return byDistance
  let along = 0
  let length = 0
  for (let c = 0; c < 3; c++) {
    const back = backdrop[c] / backdrop[3]
    const axis = cloth[c] / cloth[3] - back
    along += (LINEAR[rgb[3 * at + c]] - back) * axis
    length += axis * axis
  }
  const byColour = Math.max(0, Math.min(1, along / Math.max(length, 1e-9)))
  // The colours decide where they differ clearly, and never far against the outline that was found.
  const trust = Math.max(0, Math.min(1, (Math.sqrt(length) - 0.05) / 0.15))
  const mixed = trust * byColour + (1 - trust) * byDistance
  return Math.max(signed[at] > 1 ? 0.5 : 0, Math.min(signed[at] < -1 ? 0.5 : 1, mixed))
}
