// Notices a person in a garment photo, by a head of skin above wider shoulders.

import { findComponents } from '../cutout/components.ts'
import { outlineOf, rowEnds } from '../landmarks/outline.ts'
import type { Cutout } from '../garment.ts'

/**
 * True only where all of it holds: a roundish patch of skin in the top fifth of the silhouette, the silhouette much
 * narrower there than below, more skin elsewhere (arms, neck, legs), and yet most of it not skin: a beige dress is no
 * person. Says false for people whose head is out of the picture.
 */
export function isWorn(cutout: Cutout): boolean {
  const outline = outlineOf(cutout)
  if (!outline) return false
  const { box, high, wide } = outline
  const { width, height, mask } = cutout
  const skin = mask.map((inside, i) => (inside && isSkin(cutout, i) ? 1 : 0))
  const { labels, sizes } = findComponents(skin, width, height, 1)
  const area = mask.reduce((sum, inside) => sum + inside, 0)
  const total = skin.reduce((sum, inside) => sum + inside, 0)
  if (total > 0.5 * area || total < 0.03 * area) return false
  const spans = sizes.map(() => ({ left: Infinity, right: 0, top: Infinity, bottom: 0 }))
  for (let i = 0; i < labels.length; i++) {
    const span = spans[labels[i]]
    if (!span) continue
    const x = i % width
    const y = Math.floor(i / width)
    span.left = Math.min(span.left, x)
    span.right = Math.max(span.right, x)
    span.top = Math.min(span.top, y)
    span.bottom = Math.max(span.bottom, y)
  }
  const head = spans.findIndex((span, label) => {
    const across = span.right - span.left + 1
    const down = span.bottom - span.top + 1
    const round = sizes[label] > 0.5 * across * down && down > 0.9 * across && down < 2.2 * across
    return (
      round &&
      sizes[label] > 0.008 * area &&
      span.top < box.top + 0.12 * high &&
      span.bottom < box.top + 0.3 * high
    )
  })
  if (head < 0) return false
  const eyes = rowEnds(outline, (spans[head].top + spans[head].bottom) / 2)
  const narrow = eyes !== null && eyes[1] - eyes[0] < 0.5 * wide
  return narrow && total - sizes[head] > 0.01 * area
}

/** Hue between red and yellow, moderate chroma, not too dark: human skin of most tones in even light (CIE Lab). */
function isSkin({ lab }: Cutout, i: number): boolean {
  const lightness = lab[3 * i]
  const chroma = Math.hypot(lab[3 * i + 1], lab[3 * i + 2])
  const hue = (Math.atan2(lab[3 * i + 2], lab[3 * i + 1]) * 180) / Math.PI
  return lightness > 25 && lightness < 90 && chroma > 10 && chroma < 45 && hue > 25 && hue < 80
}
