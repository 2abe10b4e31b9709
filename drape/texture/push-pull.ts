// Fills the unknown parts of a picture from what is known around them, coarse to fine.

/**
 * Fills every texel whose `known` is 0, in place. `values` has `channels` floats a texel.
 * Push-pull after Gortler and others, "The Lumigraph" (1996).
 */
export function pushPull(
  values: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels = 3,
): void {
  const levels = [{ values, weight: Float32Array.from(known), width, height }]
  for (let top = levels[0]; top.width > 2 || top.height > 2; top = levels[levels.length - 1]) {
    const w = (top.width + 1) >> 1
    const h = (top.height + 1) >> 1
    const next = {
      values: new Float32Array(w * h * channels),
      weight: new Float32Array(w * h),
      width: w,
      height: h,
    }
    for (let y = 0; y < top.height; y++)
      for (let x = 0; x < top.width; x++) {
        const i = y * top.width + x
        const weight = top.weight[i]
        if (weight === 0) continue
        const q = (y >> 1) * w + (x >> 1)
        next.weight[q] += weight
        for (let c = 0; c < channels; c++)
          next.values[channels * q + c] += top.values[channels * i + c] * weight
      }
    for (let q = 0; q < w * h; q++) {
      const weight = next.weight[q]
      if (weight === 0) continue
      for (let c = 0; c < channels; c++) next.values[channels * q + c] /= weight
      next.weight[q] = Math.min(1, weight)
    }
    levels.push(next)
  }
  for (let l = levels.length - 2; l >= 0; l--) {
    const [fine, coarse] = [levels[l], levels[l + 1]]
    for (let y = 0; y < fine.height; y++)
      for (let x = 0; x < fine.width; x++) {
        const i = y * fine.width + x
        const own = fine.weight[i]
        if (own >= 1) continue
        const u = Math.max(0, Math.min(coarse.width - 1, x / 2 - 0.25))
        const v = Math.max(0, Math.min(coarse.height - 1, y / 2 - 0.25))
        const [x0, y0] = [Math.floor(u), Math.floor(v)]
        const [x1, y1] = [Math.min(coarse.width - 1, x0 + 1), Math.min(coarse.height - 1, y0 + 1)]
        const [a, b] = [u - x0, v - y0]
        for (let c = 0; c < channels; c++) {
          const at = (px: number, py: number): number =>
            coarse.values[channels * (py * coarse.width + px) + c]
          const value =
            (at(x0, y0) * (1 - a) + at(x1, y0) * a) * (1 - b) + (at(x0, y1) * (1 - a) + at(x1, y1) * a) * b
          fine.values[channels * i + c] = fine.values[channels * i + c] * own + value * (1 - own)
        }
      }
  }
}
