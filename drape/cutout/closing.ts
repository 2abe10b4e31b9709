// Closes a mask: fills what a disc rolled along its outside cannot reach.

import { distanceTo, fartherThan } from './distance.ts'

/** The mask with every concavity filled that a disc of `radius` pixels does not fit into. Beyond the picture is outside. */
export function closing(mask: Uint8Array, wide: number, high: number, radius: number): Uint8Array {
  const margin = Math.ceil(radius) + 2
  const width = wide + 2 * margin
  const height = high + 2 * margin
  const padded = new Uint8Array(width * height)
  for (let y = 0; y < high; y++)
    padded.set(mask.subarray(y * wide, (y + 1) * wide), (y + margin) * width + margin)
  const outer = fartherThan(distanceTo(padded, width, height, 1, radius), radius)
  const back = distanceTo(outer, width, height, 1, radius)
  const closed = new Uint8Array(mask.length)
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const i = y * wide + x
      closed[i] = mask[i] || back[(y + margin) * width + x + margin] > radius ? 1 : 0
    }
  return closed
}
