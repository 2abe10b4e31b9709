// A picture as video encoders take it: brightness for every pixel, colour for every four.
import type { Picture } from '../garment.ts'

/**
 * The planes Y, U and V of a picture with even sides, one after the other: 8 bits, BT.709, limited range, colour sited in
 * the middle of four pixels (ITU-R BT.709-6, items 3.2 to 3.5). Transparency is left out. Throws a RangeError for odd sides.
 */
export function i420({ width, height, data }: Picture): Uint8Array<ArrayBuffer> {
  if (width % 2 || height % 2)
    throw new RangeError('A video is an even number of pixels wide and high: add one')
  const pixels = width * height
  const out = new Uint8Array((pixels * 3) / 2)
  const half = width / 2
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      let [red, green, blue] = [0, 0, 0]
      for (let k = 0; k < 4; k++) {
        const o = (y + (k >> 1)) * width + x + (k & 1)
        const r = data[4 * o]
        const g = data[4 * o + 1]
        const b = data[4 * o + 2]
        // 65536 x 219/255 x (0.2126, 0.7152, 0.0722), 16 for black, and a half to round.
        out[o] = (11_966 * r + 40_254 * g + 4_064 * b + 1_081_344) >> 16
        red += r
        green += g
        blue += b
      }
      // 65536 x 224/255 x (colour - Y) / (2 x (1 - its weight)), over four pixels, 128 for grey.
      const o = pixels + (y / 2) * half + x / 2
      out[o] = (-6_596 * red - 22_189 * green + 28_785 * blue + 33_685_504) >> 18
      out[o + pixels / 4] = (28_785 * red - 26_146 * green - 2_639 * blue + 33_685_504) >> 18
    }
  return out
}
