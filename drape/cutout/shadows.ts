// Takes soft shadows away from a silhouette.

import { boxBlur } from './blur.ts'
import { distanceTo } from './distance.ts'
import type { Backdrop } from './backdrop.ts'

// What is lighter than the backdrop by this, in L*, lies in no shadow: a white stripe that ends at the outline.
const LIGHTEST = -1.5

/**
 * Drops rim pixels much nearer to the backdrop than the cloth just inside: within 22 px of the outline those under two
 * fifths of its distance; within 9 px of a coloured garment those under a third of its tint, since a shadow darkens the
 * backdrop but does not colour it. Changes the mask.
 */
export function dropShadows(mask: Uint8Array, backdrop: Backdrop, width: number, height: number): void {
  const { distance, shade, tint } = backdrop
  const depth = distanceTo(mask, width, height, 0, 26)
  const core = new Float32Array(mask.length)
  for (let i = 0; i < mask.length; i++) if (mask[i] && depth[i] > 5 && depth[i] < 26) core[i] = 1
  const spreadOut = (values: Float32Array): Float32Array =>
    boxBlur(boxBlur(values, width, height, 9), width, height, 9)
  const weights = spreadOut(core)
  const distances = spreadOut(core.map((weight, i) => weight * distance[i]))
  const tints = spreadOut(core.map((weight, i) => weight * tint[i]))
  const isShadow = (i: number): boolean => {
    if (depth[i] > 22 || weights[i] <= 1e-4 || shade[i] < LIGHTEST) return false
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

// A shadow is at most this much darker than the backdrop, in L*, and changes less than this from pixel to pixel.
const DARKEST = 42
const STEEPEST = 2.4
// Half the width, in pixels, of the narrowest place it is followed through.
const VALLEY = 4
// Above this share of shadow-like pixels in its middle the cloth itself is a grey that a shadow could run into.
const GREY_CLOTH = 0.3

/**
 * Tells pixels that can be backdrop in shadow, darker than it but hardly tinted; null for grey cloth and cloth as pale as
 * its backdrop, which could be taken for their own shadow.
 */
export function shadedBackdrop(
  mask: Uint8Array,
  { tint, shade }: Backdrop,
  width: number,
  height: number,
): ((i: number) => boolean) | null {
  const isShaded = (i: number): boolean =>
    shade[i] > 0.4 && shade[i] < DARKEST && tint[i] < 3.5 + 0.12 * shade[i]
  const deep = 0.04 * Math.max(width, height)
  const depth = distanceTo(mask, width, height, 0, deep)
  let middle = 0
  let like = 0
  for (let i = 0; i < mask.length; i += 3) {
    if (depth[i] < deep) continue
    middle++
    if (isShaded(i)) like++
  }
  return middle && like <= GREY_CLOTH * middle ? isShaded : null
}

/**
 * Takes away what is backdrop in shadow: darker than the backdrop but hardly tinted, reached from outside without
 * crossing an edge. Changes the mask.
 */
export function dropCastShadows(mask: Uint8Array, backdrop: Backdrop, width: number, height: number): void {
  const { shade } = backdrop
  const isShaded = shadedBackdrop(mask, backdrop, width, height)
  if (!isShaded) return
  // Shadows are broad: what is reached only through a narrow valley is a pleat.
  const shaded = new Uint8Array(mask.length)
  for (let i = 0; i < mask.length; i++) if (!mask[i] || isShaded(i)) shaded[i] = 1
  const room = distanceTo(shaded, width, height, 0, VALLEY)
  const even = boxBlur(shade, width, height, 1)
  const reached = new Uint8Array(mask.length)
  const stack: number[] = []
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] || room[i] <= VALLEY) continue
    reached[i] = 1
    stack.push(i)
  }
  const visit = (from: number, i: number): void => {
    if (reached[i] || !(room[i] > VALLEY) || Math.abs(even[i] - even[from]) > STEEPEST) return
    reached[i] = 1
    stack.push(i)
  }
  while (stack.length) {
    const i = stack.pop()!
    const x = i % width
    if (x > 0) visit(i, i - 1)
    if (x < width - 1) visit(i, i + 1)
    visit(i, i - width)
    visit(i, i + width)
  }
  const near = distanceTo(reached, width, height, 1, VALLEY + 0.5)
  for (let i = 0; i < mask.length; i++) if (shaded[i] && near[i] <= VALLEY + 0.5) mask[i] = 0
}
