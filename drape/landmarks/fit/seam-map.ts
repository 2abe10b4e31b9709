// Shows where colours change inside a silhouette, as they do along a seam or a fold.

export interface SeamMap {
  /** Direction and strength of the change across all three Lab channels (the structure tensor's main axis). */
  readonly x: Float32Array
  readonly y: Float32Array
  /** Median strength inside the garment: on a print, edges are everywhere and say little. */
  readonly usual: number
}

/** @param colour Lab, three floats a pixel @param signed distance to the outline, positive inside */
export function makeSeamMap(
  colour: Float32Array,
  signed: Float32Array,
  width: number,
  height: number,
): SeamMap {
  const x = new Float32Array(width * height)
  const y = new Float32Array(width * height)
  const strengths: number[] = []
  const value = (i: number, c: number): number => colour[3 * i + c]
  for (let v = 1; v < height - 1; v++) {
    for (let u = 1; u < width - 1; u++) {
      const i = v * width + u
      if (signed[i] < 2) continue
      let xx = 0
      let yy = 0
      let xy = 0
      for (let c = 0; c < 3; c++) {
        const up = i - width
        const low = i + width
        const dx =
          value(i + 1, c) -
          value(i - 1, c) +
          (value(up + 1, c) - value(up - 1, c) + value(low + 1, c) - value(low - 1, c)) / 2
        const dy =
          value(low, c) -
          value(up, c) +
          (value(low - 1, c) - value(up - 1, c) + value(low + 1, c) - value(up + 1, c)) / 2
        xx += (dx * dx) / 16
        yy += (dy * dy) / 16
        xy += (dx * dy) / 16
      }
      const angle = Math.atan2(2 * xy, xx - yy) / 2
      const strength = Math.sqrt((xx + yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2)
      x[i] = strength * Math.cos(angle)
      y[i] = strength * Math.sin(angle)
      strengths.push(strength)
    }
  }
  strengths.sort((a, b) => a - b)
  return { x, y, usual: strengths[strengths.length >> 1] || 1 }
}
