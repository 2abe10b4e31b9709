// Notices a person in a garment photo, by skin where faces, necks and limbs are.

import { findComponents } from '../cutout/components.ts'
import { outlineOf } from '../landmarks/outline.ts'
import { touchesFrame } from '../landmarks/judge.ts'
import type { Cutout } from '../garment.ts'

// Shares of the silhouette: less skin is none, more is a garment of that colour.
const LEAST_SKIN = 0.025
const MOST_SKIN = 0.6
// A face, and a limb, are at least this large.
const LEAST_FACE = 0.008
const LEAST_LIMB = 0.007
// A limb has at least this share of its own edge at the outline.
const AT_OUTLINE = 0.22
// What is of one skin, in Lab: its colour, and how light the sun or a lamp makes it.
const SAME_COLOUR = 13
const SAME_LIGHT = 26
// Skin ends at cloth with a step in colour (CIE76), taken over so many pixels; a fold or a lamp on one cloth fades.
const LEAST_STEP = 14
const STEP_PX = 4

interface Patch {
  readonly area: number
  /** Middle, as shares of the silhouette's box. */
  readonly x: number
  readonly y: number
  /** Width, as a share of the box. */
  readonly wide: number
  /** Share of its edge that is the silhouette's outline. */
  readonly atOutline: number
  /** Mean difference of colour to what is next to it in the silhouette; infinite where nothing is. */
  readonly step: number
  readonly lab: readonly [number, number, number]
}

/**
 * True where patches of one skin lie as on a person: a face or neck at the top middle with a bare limb elsewhere; or,
 * with the head out of the picture, limbs on both sides of a silhouette that runs out of the frame. Beige cloth is no
 * person: it is most of the silhouette, or lies where no limb is.
 */
export function isWorn(cutout: Cutout): boolean {
  const patches = skinPatches(cutout).filter(({ step }) => step > LEAST_STEP)
  const face = patches.find(({ area, x, y, wide }) => {
    const isTopMiddle = y < 0.3 && Math.abs(x - 0.5) < 0.26
    return isTopMiddle && area > LEAST_FACE && wide < 0.55
  })
  const like = (one: Patch, other: Patch): boolean =>
    Math.hypot(one.lab[1] - other.lab[1], one.lab[2] - other.lab[2]) < SAME_COLOUR &&
    Math.abs(one.lab[0] - other.lab[0]) < SAME_LIGHT
  const limbs = patches.filter(({ area, atOutline }) => area > LEAST_LIMB && atOutline > AT_OUTLINE)
  if (face && limbs.some((limb) => limb !== face && like(limb, face))) return true
  if (!touchesFrame(cutout)) return false
  if (face && face.atOutline > AT_OUTLINE) return true
  const [left, right] = [limbs.filter(({ x }) => x < 0.4), limbs.filter(({ x }) => x > 0.6)]
  return left.some((one) => right.some((other) => like(one, other)))
}

/** The smooth patches of skin, largest first; none where there is too little or too much of it. */
function skinPatches(cutout: Cutout): Patch[] {
  const outline = outlineOf(cutout)
  if (!outline) return []
  const { box, high, wide } = outline
  const { width, height, mask, lab } = cutout
  const skin = mask.map((inside, i) => (inside && isSkin(lab, i) ? 1 : 0))
  const area = mask.reduce((sum, inside) => sum + inside, 0)
  const total = skin.reduce((sum, inside) => sum + inside, 0)
  if (total > MOST_SKIN * area || total < LEAST_SKIN * area) return []
  const { labels, sizes } = findComponents(skin, width, height, 1)
  const large = sizes.flatMap((size, part) => (size > 0.005 * area ? [part] : []))
  const sums = new Map(
    large.map((part) => [
      part,
      { x: 0, y: 0, left: width, right: 0, edge: 0, rim: 0, steps: 0, step: 0, l: 0, a: 0, b: 0 },
    ]),
  )
  for (let i = 0; i < labels.length; i++) {
    const sum = sums.get(labels[i])
    if (!sum) continue
    const x = i % width
    sum.x += x
    sum.y += Math.floor(i / width)
    sum.left = Math.min(sum.left, x)
    sum.right = Math.max(sum.right, x)
    sum.l += lab[3 * i]
    sum.a += lab[3 * i + 1]
    sum.b += lab[3 * i + 2]
    const around = [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]
    const outside = around.filter((n) => n < 0 || n >= mask.length || labels[n] !== labels[i])
    if (outside.length === 0) continue
    sum.edge++
    if (outside.some((n) => isOutside(mask, width, n))) {
      sum.rim++
      continue
    }
    const beyond = i + STEP_PX * (outside[0] - i)
    if (mask[beyond] !== 1 || labels[beyond] === labels[i]) continue
    sum.steps++
    sum.step += difference(lab, i, beyond)
  }
  return [...sums]
    .map(([part, { x, y, left, right, edge, rim, steps, step, l, a, b }]) => {
      const n = sizes[part]
      return {
        area: n / area,
        x: (x / n - box.left) / wide,
        y: (y / n - box.top) / high,
        wide: (right - left) / wide,
        atOutline: rim / Math.max(1, edge),
        step: steps === 0 ? Infinity : step / steps,
        lab: [l / n, a / n, b / n] as const,
      }
    })
    .toSorted((one, other) => other.area - one.area)
}

const difference = (lab: Float32Array, one: number, other: number): number =>
  Math.hypot(...[0, 1, 2].map((channel) => lab[3 * one + channel] - lab[3 * other + channel]))

/** Not garment, or only three pixels from what is not: the outline itself is a mix of colours. */
function isOutside(mask: Uint8Array, width: number, i: number): boolean {
  if (i < 0 || i >= mask.length) return true
  for (const step of [0, 1, -1, 3, -3]) if (mask[i + step] !== 1 || mask[i + step * width] !== 1) return true
  return false
}

/** Hue between red and yellow, moderate chroma, not too dark: human skin of most tones in even light (CIE Lab). */
function isSkin(lab: Float32Array, i: number): boolean {
  const lightness = lab[3 * i]
  const chroma = Math.hypot(lab[3 * i + 1], lab[3 * i + 2])
  const hue = (Math.atan2(lab[3 * i + 2], lab[3 * i + 1]) * 180) / Math.PI
  return lightness > 14 && lightness < 90 && chroma > 8.5 && chroma < 45 && hue > 25 && hue < 76
}
