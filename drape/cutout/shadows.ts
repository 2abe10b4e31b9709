// Peels soft shadows off a silhouette's rim.

import { boxBlur } from './blur.ts'
import { distanceTo } from './distance.ts'
import type { Backdrop } from './backdrop.ts'

/**
 * Drops rim pixels much nearer to the backdrop than the cloth just inside: within 22 px of the outline those under two
 * fifths of its distance; within 9 px of a coloured garment those under a third of its tint, since a shadow darkens the
 * backdrop but does not colour it. Changes the mask.
 */
export function dropShadows(mask: Uint8Array, backdrop: Backdrop, width: number, height: number): void {
  const { distance, tint } = backdrop
  const depth = distanceTo(mask, width, height, 0)
  const core = new Float32Array(mask.length)
  for (let i = 0; i < mask.length; i++) if (mask[i] && depth[i] > 5 && depth[i] < 26) core[i] = 1
  const spreadOut = (values: Float32Array): Float32Array =>
    boxBlur(boxBlur(values, width, height, 9), width, height, 9)
  const weights = spreadOut(core)
  const distances = spreadOut(core.map((weight, i) => weight * distance[i]))
  const tints = spreadOut(core.map((weight, i) => weight * tint[i]))
  const isShadow = (i: number): boolean => {
    if (depth[i] > 22 || weights[i] <= 1e-4) return false
    if (distance[i] < 22 && distance[i] < (0.4 * distances[i]) / weights[i]) return true
    const cloth = tints[i] / weights[i]
    return depth[i] <= 9 && cloth > 18 && distance[i] < 45 && tint[i] < 0.33 * cloth
  }
  const stack: number[] = []
  const seen = new Uint8Array(mask.length)
  for (let i = 0; i < mask.length; i++) {
    if (mask[i]) continue
    seen[i] = 1
    stack.push(i)
  }
  const visit = (i: number): void => {
    if (seen[i] || !isShadow(i)) return
    seen[i] = 1
    mask[i] = 0
    stack.push(i)
  }
  while (stack.length) {
    const i = stack.pop()!
    const x = i % width
    if (x > 0) visit(i - 1)
    if (x < width - 1) visit(i + 1)
    if (i >= width) visit(i - width)
    if (i < mask.length - width) visit(i + width)
  }
}
