// Brings a photo down to the size the cut-out works at.

import type { Picture } from '../garment.ts'

/** Colours and coverage of a picture, apart. */
export interface Plates {
  readonly width: number
  readonly height: number
  /** sRGB, three bytes a pixel; transparent pixels do not bleed into their neighbours. */
  readonly rgb: Uint8ClampedArray
  /** Coverage 0..1. */
  readonly alpha: Float32Array
  /** Pixels here per pixel of the source, at most 1. */
  readonly scale: number
}

/**
 * The picture with its longest side at most `longest` pixels, by area average. Colours are averaged as sRGB bytes
 * weighted by alpha: close enough to linear light for finding an outline, and exact for a source that fits already.
 */
export function shrink(picture: Picture, longest: number): Plates {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const columns = spans(picture.width, width)
  const rows = spans(picture.height, height)
  const rgb = new Uint8ClampedArray(width * height * 3)
  const alpha = new Float32Array(width * height)
  const { data } = picture
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let red = 0
      let green = 0
      let blue = 0
      let cover = 0
      let plainRed = 0
      let plainGreen = 0
      let plainBlue = 0
      let area = 0
      for (let sy = rows.first[y]; sy <= rows.last[y]; sy++) {
        const high = sy === rows.first[y] ? rows.head[y] : sy === rows.last[y] ? rows.tail[y] : 1
        for (let sx = columns.first[x]; sx <= columns.last[x]; sx++) {
          const wide =
            sx === columns.first[x] ? columns.head[x] : sx === columns.last[x] ? columns.tail[x] : 1
          const weight = high * wide
          const i = (sy * picture.width + sx) * 4
          area += weight
          if (data[i + 3] > 0) {
            const solid = (weight * data[i + 3]) / 255
            red += solid * data[i]
            green += solid * data[i + 1]
            blue += solid * data[i + 2]
            cover += solid
          } else if (cover === 0) {
            // Asked for only where all of it is clear.
            plainRed += weight * data[i]
            plainGreen += weight * data[i + 1]
            plainBlue += weight * data[i + 2]
          }
        }
      }
      const at = y * width + x
      const seen = cover > 0
      const by = seen ? cover : area
      rgb[3 * at] = (seen ? red : plainRed) / by
      rgb[3 * at + 1] = (seen ? green : plainGreen) / by
      rgb[3 * at + 2] = (seen ? blue : plainBlue) / by
      alpha[at] = cover / area
    }
  }
  return { width, height, rgb, alpha, scale }
}

/** For each of `to` cells: which of `from` cells it covers, and how much of the first and last of them. */
function spans(from: number, to: number) {
  const first = new Int32Array(to)
  const last = new Int32Array(to)
  const head = new Float32Array(to)
  const tail = new Float32Array(to)
  for (let i = 0; i < to; i++) {
    const start = (i * from) / to
    const end = ((i + 1) * from) / to
    first[i] = Math.floor(start + 1e-9)
    last[i] = Math.max(first[i], Math.ceil(end - 1e-9) - 1)
    head[i] = Math.min(end, first[i] + 1) - start
    tail[i] = end - last[i]
  }
  return { first, last, head, tail }
}
