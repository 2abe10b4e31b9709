// A picture painted onto cloth, and the sRGB curve that all light is reckoned through.

/** sRGB, three bytes a texel, rows from the top. */
export interface Texture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
  /** Coverage 0..255 of thin cloth, one byte a texel; left out where the cloth is opaque. */
  readonly alpha?: Uint8ClampedArray
}

/** Linear light (0..1) of an 8-bit sRGB value (IEC 61966-2-1). */
export const LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
  const c = i / 255
  return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4)
})

const STEPS = 8192
const ENCODED = Float32Array.from({ length: STEPS + 1 }, (_, i) => {
  const v = i / STEPS
  return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055)
})

/** sRGB value (0..255, not rounded) of linear light, clamped to 0..1. */
export function encode(light: number): number {
  return ENCODED[light <= 0 ? 0 : light >= 1 ? STEPS : Math.round(light * STEPS)]
}
