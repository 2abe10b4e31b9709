// Turns sRGB pixels into CIE L*a*b*, the space in which Drape compares colours.

/** Linear light 0..1 of an sRGB byte (IEC 61966-2-1). */
export const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

// CIE 15: the cube root with a straight foot; tabled, because a photo asks for it millions of times.
const STEPS = 8192
const ROOT = Float32Array.from({ length: STEPS + 2 }, (_, i) => {
  const t = i / STEPS
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116
})

function root(t: number): number {
  const place = Math.min(1, t) * STEPS
  const i = Math.floor(place)
  return ROOT[i] + (ROOT[i + 1] - ROOT[i]) * (place - i)
}

/**
 * CIE L*a*b* (D65) of interleaved sRGB bytes.
 * @param rgb three bytes a pixel
 * @returns three floats a pixel: L 0..100, a and b about -100..100
 */
export function labOf(rgb: Uint8ClampedArray): Float32Array {
  const lab = new Float32Array(rgb.length)
  for (let i = 0; i < rgb.length; i += 3) {
    const r = LINEAR[rgb[i]]
    const g = LINEAR[rgb[i + 1]]
    const b = LINEAR[rgb[i + 2]]
    const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b)
    const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    lab[i] = 116 * y - 16
    lab[i + 1] = 500 * (x - y)
    lab[i + 2] = 200 * (y - z)
  }
  return lab
}
