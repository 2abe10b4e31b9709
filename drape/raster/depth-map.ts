// A plain depth picture of the scene, one sample a cell: what occlusion and the lamp's shadow are worked out on.
import type { Scene } from './scene-of.ts'

/** `triangle` is the one seen, from 1, or 0 for none; `depth` is towards the eye, in cm. Row-major. */
export interface DepthMap {
  readonly width: number
  readonly rows: number
  readonly triangle: Int32Array
  readonly depth: Float32Array
}

/** Draws the scene's triangles, whose vertices lie at `screen` (x and y in cells, depth). */
export function drawDepth(scene: Scene, screen: Float32Array, width: number, rows: number): DepthMap {
  const { triangles, owner, surfaces } = scene
  const triangle = new Int32Array(width * rows)
  const depth = new Float32Array(width * rows)
  const twoFaced = surfaces.map((s) => s.paint !== undefined)
  for (let t = 0; t < owner.length; t++) {
    const a = 3 * triangles[3 * t]
    let b = 3 * triangles[3 * t + 1]
    let c = 3 * triangles[3 * t + 2]
    const [ax, ay] = [screen[a], screen[a + 1]]
    let area = (screen[b] - ax) * (screen[c + 1] - ay) - (screen[c] - ax) * (screen[b + 1] - ay)
    if (area === 0) continue
    if (area > 0) {
      if (!twoFaced[owner[t]]) continue
    } else {
      const d = b
      b = c
      c = d
      area = -area
    }
    const [bx, by, cx, cy] = [screen[b], screen[b + 1], screen[c], screen[c + 1]]
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
    const y1 = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
    for (let y = y0; y <= y1; y++) {
      const py = y + 0.5
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5
        const wa = (cx - bx) * (py - by) - (cy - by) * (px - bx)
        if (wa < 0) continue
        const wb = (ax - cx) * (py - cy) - (ay - cy) * (px - cx)
        if (wb < 0) continue
        const wc = area - wa - wb
        if (wc < 0) continue
        const z = (wa * screen[a + 2] + wb * screen[b + 2] + wc * screen[c + 2]) / area
        const o = y * width + x
        if (triangle[o] !== 0 && z <= depth[o]) continue
        triangle[o] = t + 1
        depth[o] = z
      }
    }
  }
  return { width, rows, triangle, depth }
}
