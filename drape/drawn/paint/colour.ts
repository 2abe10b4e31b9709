// Colours as linear light, where shading and mixing are sums and products.

/** Red, green and blue as linear light, 0..1. */
export type Light = readonly [r: number, g: number, b: number]

/** `#rgb` or `#rrggbb` as linear light. Throws on anything else. */
export function lightOf(colour: string): Light {
  const long = colour.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3')
  if (!/^#[0-9a-f]{6}$/i.test(long)) throw new RangeError(`"${colour}" is no colour: write it as #rrggbb.`)
  const byte = (at: number) => linear(Number.parseInt(long.slice(at, at + 2), 16) / 255)
  return [byte(1), byte(3), byte(5)]
}

export function mix(a: Light, b: Light, t: number): Light {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

export function scaled(light: Light, by: number): Light {
  return [light[0] * by, light[1] * by, light[2] * by]
}

/** Relative luminance (Rec. 709). */
export function luminance([r, g, b]: Light): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// IEC 61966-2-1.
function linear(s: number): number {
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
}

const TABLE = Float32Array.from({ length: 4097 }, (_, i) => {
  const l = i / 4096
  return 255 * (l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055)
})

/** Linear light 0..1 as an sRGB byte 0..255, not rounded. */
export function srgbByte(light: number): number {
  const at = Math.min(4095.999, Math.max(0, light * 4096))
  const below = Math.floor(at)
  return TABLE[below] + (TABLE[below + 1] - TABLE[below]) * (at - below)
}
