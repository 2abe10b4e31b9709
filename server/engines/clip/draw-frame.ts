// Draws one frame of a clip: the looks through their windows, one fading into the other, and the title over them.
import type { Shown, Window } from './timeline.ts'

/** RGBA, 8 bits each. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** Draws into `frame`, which must have the shape of the plates. Transparency of the plates is not looked at. */
export function drawFrame(frame: Sheet, plates: readonly Sheet[], shown: readonly Shown[]): void {
  shown.forEach(({ shot, share, window }, n) => sample(frame, plates[shot], window, n === 0 ? 1 : share))
}

/** Lays a sheet of the same size over a frame, as much of it as `share` says. */
export function layOver({ data }: Sheet, { data: over }: Sheet, share: number): void {
  if (share <= 0) return
  for (let o = 0; o < data.length; o += 4) {
    const alpha = (over[o + 3] / 255) * share
    if (alpha === 0) continue
    for (let c = 0; c < 3; c++) data[o + c] = data[o + c] * (1 - alpha) + over[o + c] * alpha
  }
}

/**
 * Between four pixels of the plate: a window moves by less than a pixel a frame, and must not tremble. Whole numbers only, in 256ths,
 * written out for red, green and blue: this is where a clip's time goes.
 */
function sample(frame: Sheet, plate: Sheet, window: Window, share: number): void {
  const { width, height, data } = frame
  const from = plate.data
  const { at: columns, after: right } = placesOf(width, plate.width, window.x, window.size)
  const { at: rows, after: down } = placesOf(height, plate.height, window.y, window.size)
  const kept = 256 - Math.round(share * 256)
  for (let y = 0; y < height; y++) {
    const upper = rows[y] * plate.width * 4
    const lower = upper + plate.width * 4
    const d = down[y]
    const u = 256 - d
    let o = y * width * 4
    for (let x = 0; x < width; x++, o += 4) {
      const a = upper + columns[x] * 4
      const b = lower + columns[x] * 4
      const r = right[x]
      const l = 256 - r
      const aa = u * l
      const ab = u * r
      const ba = d * l
      const bb = d * r
      const red = (from[a] * aa + from[a + 4] * ab + from[b] * ba + from[b + 4] * bb + 32_768) >> 16
      const green = (from[a + 1] * aa + from[a + 5] * ab + from[b + 1] * ba + from[b + 5] * bb + 32_768) >> 16
      const blue = (from[a + 2] * aa + from[a + 6] * ab + from[b + 2] * ba + from[b + 6] * bb + 32_768) >> 16
      if (kept === 0) {
        data[o] = red
        data[o + 1] = green
        data[o + 2] = blue
      } else {
        data[o] = red + (((data[o] - red) * kept + 128) >> 8)
        data[o + 1] = green + (((data[o + 1] - green) * kept + 128) >> 8)
        data[o + 2] = blue + (((data[o + 2] - blue) * kept + 128) >> 8)
      }
      data[o + 3] = 255
    }
  }
}

/** For each pixel along one side of a frame: the pixel of the plate before it, and how far it is towards the one after, in 256ths. */
function placesOf(
  frame: number,
  plate: number,
  middle: number,
  size: number,
): { readonly at: Int32Array; readonly after: Int32Array } {
  const at = new Int32Array(frame)
  const after = new Int32Array(frame)
  for (let n = 0; n < frame; n++) {
    const place = (middle - size / 2 + ((n + 0.5) / frame) * size) * plate - 0.5
    const inside = Math.min(plate - 1.001, Math.max(0, place))
    at[n] = Math.floor(inside)
    after[n] = Math.round((inside - at[n]) * 256)
  }
  return { at, after }
}
