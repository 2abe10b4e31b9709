// Structural similarity of two grey pictures (SSIM; Wang, Bovik, Sheikh and Simoncelli 2004).

const WINDOW = 8
// (0.01 · 255)² and (0.03 · 255)², as the paper has them.
const C1 = 6.5025
const C2 = 58.5225

/** Grey 0..255 in rows, NaN where there is nothing. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/**
 * Mean SSIM over windows of 8 by 8, every 4 pixels, that are whole in both pictures and whose standard deviation in the
 * first is at least `least`; null where there is none.
 */
export function similarity(one: Grey, other: Grey, least: number): number | null {
  let [sum, count] = [0, 0]
  for (let y = 0; y + WINDOW <= one.height; y += WINDOW / 2) {
    for (let x = 0; x + WINDOW <= one.width; x += WINDOW / 2) {
      const value = windowAt(one, other, x, y, least)
      if (value === null) continue
      sum += value
      count++
    }
  }
  return count ? sum / count : null
}

function windowAt(one: Grey, other: Grey, left: number, top: number, least: number): number | null {
  const n = WINDOW * WINDOW
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0]
  for (let y = top; y < top + WINDOW; y++) {
    for (let x = left; x < left + WINDOW; x++) {
      const p = one.data[y * one.width + x]
      const q = other.data[y * other.width + x]
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
    }
  }
  if (!Number.isFinite(a + b)) return null
  const [ma, mb] = [a / n, b / n]
  const [va, vb, cov] = [aa / n - ma * ma, bb / n - mb * mb, ab / n - ma * mb]
  if (va < least * least) return null
  return ((2 * ma * mb + C1) * (2 * cov + C2)) / ((ma * ma + mb * mb + C1) * (va + vb + C2))
}
