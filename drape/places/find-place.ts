// Finds a spot of the garment: from a look to the photo it was made from, and from the photo to a look.
import { pixelOf, shareOf, type PlaceMap } from './place-map.ts'

/** A spot of a photo. Shares (0 to 1) of its width and height. */
export interface PhotoPlace {
  /** From 1, in the order of the look's sheets. */
  readonly sheet: number
  readonly x: number
  readonly y: number
  /** Widths of the photo that one width of the look shows there. */
  readonly widths: number
}

/** A spot of a look. Shares (0 to 1) of its width and height. */
export interface LookPlace {
  readonly x: number
  readonly y: number
  /** How far the nearest spot that is seen is from the one asked for, in widths of the photo; 0 when it is seen itself. */
  readonly off: number
}

/** Where the photo shows what the look shows at (x, y), or at the nearest cloth. `aspects` are the photos' heights by their widths, by sheet. */
export function photoPlaceAt(
  map: PlaceMap,
  x: number,
  y: number,
  aspects: (sheet: number) => number,
): PhotoPlace | null {
  const [px, py] = [x * map.lookWidth - 0.5, y * map.lookHeight - 0.5]
  let [best, least] = [-1, Infinity]
  for (let j = 0; j < map.height; j++) {
    const dy = pixelOf(j, map.lookHeight) - py
    if (dy * dy >= least) continue
    for (let i = 0; i < map.width; i++) {
      if (map.sheet[j * map.width + i] === 0) continue
      const dx = pixelOf(i, map.lookWidth) - px
      const d = dx * dx + dy * dy
      if (d < least) [best, least] = [j * map.width + i, d]
    }
  }
  if (best < 0) return null
  const sheet = map.sheet[best]
  const slope = slopeAt(map, best)
  const { dx, dy } = insideCell(px - lookX(map, best), py - lookY(map, best))
  return {
    sheet,
    x: shareOf(map.u[best]) + slope.ux * dx + slope.uy * dy,
    y: shareOf(map.v[best]) + slope.vx * dx + slope.vy * dy,
    widths: Math.sqrt(Math.abs(slope.ux * slope.vy - slope.uy * slope.vx) * aspects(sheet)) * map.lookWidth,
  }
}

/** Where the look shows the spot (x, y) of a sheet's photo whose height is `aspect` widths; null when nothing of the sheet is seen. */
export function lookPlaceOf(
  map: PlaceMap,
  sheet: number,
  x: number,
  y: number,
  aspect: number,
): LookPlace | null {
  let [best, least] = [-1, Infinity]
  for (let cell = 0; cell < map.sheet.length; cell++) {
    if (map.sheet[cell] !== sheet) continue
    const du = shareOf(map.u[cell]) - x
    const dv = (shareOf(map.v[cell]) - y) * aspect
    const d = du * du + dv * dv
    if (d < least) [best, least] = [cell, d]
  }
  if (best < 0) return null
  const { ux, uy, vx, vy } = slopeAt(map, best)
  const [du, dv] = [x - shareOf(map.u[best]), y - shareOf(map.v[best])]
  const det = ux * vy - uy * vx
  // Where cloth is seen edge on, a step in the photo is none in the look.
  const flat = Math.abs(det) < 1e-12
  const wished = flat ? { dx: 0, dy: 0 } : { dx: (du * vy - dv * uy) / det, dy: (dv * ux - du * vx) / det }
  const { dx, dy } = insideCell(wished.dx, wished.dy)
  const seen = dx === wished.dx && dy === wished.dy && !flat
  return {
    x: (lookX(map, best) + dx + 0.5) / map.lookWidth,
    y: (lookY(map, best) + dy + 0.5) / map.lookHeight,
    off: seen ? 0 : Math.sqrt(least),
  }
}

const lookX = (map: PlaceMap, cell: number): number => pixelOf(cell % map.width, map.lookWidth)
const lookY = (map: PlaceMap, cell: number): number => pixelOf(Math.floor(cell / map.width), map.lookHeight)

/** Pixels of the look about a cell in which its slope tells the truth: to the middle of the next cell, and a little. */
const REACH = 4

function insideCell(dx: number, dy: number): { dx: number; dy: number } {
  const inside = (d: number) => Math.min(REACH, Math.max(-REACH, d))
  return { dx: inside(dx), dy: inside(dy) }
}

/** Parts of the photo between neighbouring cells beyond which they show different folds. */
const JUMP = 120

/** Shares of the photo that a pixel of the look goes, across and down. */
function slopeAt(map: PlaceMap, cell: number): { ux: number; uy: number; vx: number; vy: number } {
  const along = (step: number, inRow: boolean): { u: number; v: number } => {
    let [u, v, cells] = [0, 0, 0]
    for (const [from, to] of [
      [cell - step, cell],
      [cell, cell + step],
    ]) {
      if (from < 0 || to >= map.sheet.length) continue
      if (inRow && Math.floor(from / map.width) !== Math.floor(to / map.width)) continue
      if (map.sheet[from] !== map.sheet[cell] || map.sheet[to] !== map.sheet[cell]) continue
      const [du, dv] = [map.u[to] - map.u[from], map.v[to] - map.v[from]]
      if (Math.abs(du) > JUMP || Math.abs(dv) > JUMP) continue
      u += du
      v += dv
      cells++
    }
    if (cells === 0) return { u: 0, v: 0 }
    const pixels = cells * (pixelOf(1, map.lookWidth) - pixelOf(0, map.lookWidth))
    return { u: shareOf(u) / pixels, v: shareOf(v) / pixels }
  }
  const [across, down] = [along(1, true), along(map.width, false)]
  return { ux: across.u, uy: down.u, vx: across.v, vy: down.v }
}
