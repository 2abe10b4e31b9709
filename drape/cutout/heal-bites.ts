// Gives a pale garment back what its backdrop swallowed, where its other half shows that something is missing.

import { closing } from './closing.ts'
import { findComponents } from './components.ts'

// Half the height of the largest bite, as a share of the picture's longer side.
const REACH = 0.055
// As shares of the mask: a smaller bite is a wrinkle, a larger one is how the garment is cut.
const LEAST = 0.001
const MOST = 0.03
// What differs from the backdrop by more than this, in Lab, was seen and left out for a reason.
const UNSEEN = 8
// The rows around a bite mirror at least this well, about an axis at most this far from the mask's own.
const LEAST_ALIKE = 0.7
const SWAY = 0.08
// Share of a bite that the other half covers.
const COVERED = 0.8

/** Fills bites in the mask that its mirror image covers. Returns the share of the mask added. Changes the mask. */
export function healBites(mask: Uint8Array, distance: Float32Array, width: number, height: number): number {
  const whole = closing(mask, width, height, REACH * Math.max(width, height))
  const missing = mask.map((inside, i) => (!inside && whole[i] && distance[i] < UNSEEN ? 1 : 0))
  const { labels, sizes } = findComponents(missing, width, height, 1)
  const area = mask.reduce((sum, inside) => sum + inside, 0)
  const rows = sizes.map(() => ({ top: height, bottom: 0 }))
  for (let i = 0; i < labels.length; i++) {
    const row = rows[labels[i]]
    if (!row) continue
    const y = Math.floor(i / width)
    row.top = Math.min(row.top, y)
    row.bottom = Math.max(row.bottom, y)
  }
  let added = 0
  for (const [part, { top, bottom }] of rows.entries()) {
    if (sizes[part] < LEAST * area || sizes[part] > MOST * area) continue
    const axis = axisAround(mask, width, height, top, bottom)
    if (axis === null) continue
    const own: number[] = []
    let covered = 0
    for (let i = top * width; i < (bottom + 1) * width; i++) {
      if (labels[i] !== part) continue
      own.push(i)
      const x = axis - (i % width)
      if (x >= 0 && x < width && mask[i - (i % width) + x]) covered++
    }
    if (covered < COVERED * own.length) continue
    for (const i of own) mask[i] = 1
    added += own.length
  }
  return area ? added / area : 0
}

/** Twice the column about which the rows around a bite mirror best, in pixels; null where they do not. */
function axisAround(
  mask: Uint8Array,
  width: number,
  height: number,
  top: number,
  bottom: number,
): number | null {
  const from = Math.max(0, top - (bottom - top))
  const to = Math.min(height, bottom + (bottom - top) + 1)
  let [first, last] = [width, 0]
  for (let i = from * width; i < to * width; i++)
    if (mask[i]) {
      first = Math.min(first, i % width)
      last = Math.max(last, i % width)
    }
  const reach = Math.round(SWAY * width)
  let best = { axis: 0, alike: 0 }
  for (let axis = first + last - reach; axis <= first + last + reach; axis++) {
    let [both, either] = [0, 0]
    for (let y = from; y < to; y += 2) {
      for (let x = first; x <= last; x += 2) {
        const other = axis - x
        const far = other >= 0 && other < width ? mask[y * width + other] : 0
        both += mask[y * width + x] & far
        either += mask[y * width + x] | far
      }
    }
    const alike = either ? both / either : 0
    if (alike > best.alike) best = { axis, alike }
  }
  return best.alike < LEAST_ALIKE ? null : best.axis
}
