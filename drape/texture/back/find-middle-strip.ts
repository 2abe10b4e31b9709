// Finds the strip in which a front closes: a placket, a row of buttons, a zip.
import type { Cutout } from '../../garment.ts'
import type { Cloth } from './read-cloth.ts'

/** Columns and rows of the cut-out, inclusive. */
export interface Strip {
  readonly left: number
  readonly right: number
  readonly bottom: number
}

/** Columns beside the axis that are looked at, and where a strip's middle may lie, as shares of the usual half width. */
const MIDDLE = 0.3
const CENTRAL = 0.21
/** The front is looked at in parts; an edge that is seen in so many of them runs on. */
const PARTS = 12
const VOTES = 3
/** Of the columns seen most often, those seen in at least this share of as many parts make up the strip. */
const AS_OFTEN = 0.6
/** A column stands out from the others by this factor and this much lightness. */
const STANDS_OUT = 1.7
const LEAST = 0.35
/** With more columns than this share the edges are pleats; a wider strip, as a share of `MIDDLE`, is none. */
const MOST = 0.55
const WIDEST = 0.95
/** Pixels to the sides of a button where there is cloth, and round a strip that still show its seam. */
const ASIDE = 8
const SEAM = 9

/** How much each column changes in each part: as edges that run down, and as spots against the cloth beside. */
function changes(
  { lab, width }: Cutout,
  cloth: Cloth,
  marks: Uint8Array,
  from: number,
  reach: number,
): Float32Array[] {
  const columns = 2 * reach + 1
  const tall = (cloth.bottom - from) / PARTS
  return Array.from({ length: 2 * PARTS }, (_, n) => {
    const part = n >> 1
    const row = new Float32Array(columns)
    for (let k = 0; k < columns; k++) {
      let [sum, seen] = [0, 0]
      for (let y = Math.round(from + part * tall); y < from + (part + 1) * tall; y += 2) {
        const i = y * width + cloth.axis + k - reach
        if (marks[i]) continue
        const beside = (lab[3 * (i - ASIDE)] + lab[3 * (i + ASIDE)]) / 2
        sum +=
          n & 1
            ? Math.min(8, Math.abs(lab[3 * i] - beside))
            : Math.min(6, Math.abs(lab[3 * i + 3] - lab[3 * i - 3]))
        seen++
      }
      row[k] = seen ? sum / seen : 0
    }
    return row
  })
}

/** Columns of a row of changes that stand out. */
function outstanding(row: Float32Array): number[] {
  const usual = row.toSorted()[row.length >> 1]
  return Array.from(row.keys()).filter((k) => row[k] > STANDS_OUT * usual + LEAST)
}

/**
 * The strip below row `from` in which the front closes, or null: edges or buttons that stand in the same columns, part
 * after part. What is 1 in `marks` is not looked at.
 */
export function findMiddleStrip(cutout: Cutout, cloth: Cloth, marks: Uint8Array, from: number): Strip | null {
  const reach = Math.round(MIDDLE * cloth.usual)
  if (reach < 8 || cloth.axis - reach < ASIDE || cloth.axis + reach >= cutout.width - ASIDE) return null
  const rows = changes(cutout, cloth, marks, from, reach)
  const parts = Array.from({ length: PARTS }, (_, part) => [
    ...new Set([...outstanding(rows[2 * part]), ...outstanding(rows[2 * part + 1])]),
  ])
  const columns = 2 * reach + 1
  const votes = new Uint8Array(columns)
  for (const found of parts)
    for (const k of new Set(found.flatMap((v) => [v - 1, v, v + 1]))) if (votes[k] !== undefined) votes[k]++
  const near = (CENTRAL / MIDDLE) * reach
  const central = Array.from(votes.keys()).filter((k) => Math.abs(k - reach) < near)
  const least = Math.max(VOTES, AS_OFTEN * Math.max(...central.map((k) => votes[k])))
  const sure = central.filter((k) => votes[k] >= least)
  if (sure.length === 0 || sure.length > MOST * columns) return null
  let [left, right] = [Math.min(...sure) - reach, Math.max(...sure) - reach]
  // A placket lies about the axis: where one of its edges was seen the other is as far on the other side.
  if (left > 0 || right < 0) [left, right] = [Math.min(left, -right), Math.max(right, -left)]
  if (right - left > WIDEST * reach) return null
  const last = parts.findLastIndex((found) => found.some((k) => k - reach >= left && k - reach <= right))
  return {
    left: cloth.axis + left - SEAM,
    right: cloth.axis + right + SEAM,
    bottom: Math.round(from + ((last + 1) * (cloth.bottom - from)) / PARTS),
  }
}
