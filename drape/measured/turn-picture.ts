// Turns and resizes a picture, as a second photo of the same garment would be.

import type { Picture, Point } from '../garment.ts'

export interface Turned {
  readonly picture: Picture
  /** Where a place of the first picture lies in the second, both in pixels. */
  readonly place: (point: Point) => Point
}

/** The picture `scale` times as large and turned by `degrees` round its middle; its edge goes on beyond it. Bilinear. */
export function turnPicture({ width, height, data }: Picture, scale: number, degrees: number): Turned {
  const wide = Math.round(width * scale)
  const high = Math.round(height * scale)
  const angle = (degrees * Math.PI) / 180
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const out = new Uint8ClampedArray(wide * high * 4)
  for (let y = 0; y < high; y++) {
    const v = (y + 0.5 - high / 2) / scale
    for (let x = 0; x < wide; x++) {
      const u = (x + 0.5 - wide / 2) / scale
      const sx = Math.max(0, Math.min(width - 1.001, cosine * u + sine * v + width / 2 - 0.5))
      const sy = Math.max(0, Math.min(height - 1.001, cosine * v - sine * u + height / 2 - 0.5))
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)]
      const [fx, fy] = [sx - x0, sy - y0]
      const from = 4 * (y0 * width + x0)
      const below = y0 + 1 < height ? from + 4 * width : from
      const right = x0 + 1 < width ? 4 : 0
      for (let c = 0; c < 4; c++) {
        const top = data[from + c] * (1 - fx) + data[from + right + c] * fx
        const foot = data[below + c] * (1 - fx) + data[below + right + c] * fx
        out[4 * (y * wide + x) + c] = top * (1 - fy) + foot * fy
      }
    }
  }
  const place = ({ x, y }: Point): Point => {
    const [u, v] = [x - width / 2, y - height / 2]
    return { x: (cosine * u - sine * v) * scale + wide / 2, y: (sine * u + cosine * v) * scale + high / 2 }
  }
  return { picture: { width: wide, height: high, data: out }, place }
}
