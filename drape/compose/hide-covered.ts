// Takes away what lies hidden under cloth, so that nothing ever pokes through it.
import type { Mesh } from '../body/mesh.ts'

/** cm of cell in the search grid, how far below a cloth things are hidden, and how far beside its vertices. */
const CELL = 1.5
const REACH = 4.5
const BESIDE = 1.1
const STEPS = Math.ceil(REACH / CELL)

export interface Cover {
  readonly mesh: Mesh
  /** 1 where the cloth has a free edge. */
  readonly rim: Uint8Array
  /** cm beneath the cloth down to which things are hidden: one sees in from the side beneath cloth that stands off. */
  readonly depth?: number
  /** Whether a vertex of the cloth goes round the part of the body that a vertex below it is of; it always does where absent. */
  readonly wraps?: (under: number, cloth: number) => boolean
}

/** Vertices by cell of a dense grid around them, as linked lists: `head` per cell, `next` per vertex, -1 at the end. */
function cells(positions: Float32Array) {
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  for (let i = 0; i < positions.length; i++) {
    low[i % 3] = Math.min(low[i % 3], positions[i])
    high[i % 3] = Math.max(high[i % 3], positions[i])
  }
  const size = low.map((l, k) => Math.ceil((high[k] - l) / CELL) + 1 + 2 * STEPS)
  const at = (k: number, value: number): number => Math.floor((value - low[k]) / CELL) + STEPS
  const head = new Int32Array(size[0] * size[1] * size[2]).fill(-1)
  const next = new Int32Array(positions.length / 3)
  for (let v = 0; v < next.length; v++) {
    const o =
      (at(1, positions[3 * v + 1]) * size[2] + at(2, positions[3 * v + 2])) * size[0] +
      at(0, positions[3 * v])
    next[v] = head[o]
    head[o] = v
  }
  return { size, at, head, next }
}

/**
 * `under` without the triangles whose three corners lie beneath `cover`, its free edges left out. What stands out through
 * the cloth by up to `out` cm is taken for covered too: a full sleeve is pressed together under a narrow one.
 */
export function hideCovered(under: Mesh, cover: Cover, out: number): Mesh {
  const { positions, normals } = cover.mesh
  const { size, at: cellAt, head, next } = cells(positions)
  const count = under.positions.length / 3
  const hidden = new Uint8Array(count)
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [under.positions[3 * v], under.positions[3 * v + 1], under.positions[3 * v + 2]]
    const [cx, cy, cz] = [cellAt(0, x), cellAt(1, y), cellAt(2, z)]
    if (cx < 0 || cy < 0 || cz < 0 || cx >= size[0] || cy >= size[1] || cz >= size[2]) continue
    let [best, at] = [REACH * REACH, -1]
    for (let j = Math.max(0, cy - STEPS); j <= Math.min(size[1] - 1, cy + STEPS); j++)
      for (let k = Math.max(0, cz - STEPS); k <= Math.min(size[2] - 1, cz + STEPS); k++)
        for (let i = Math.max(0, cx - STEPS); i <= Math.min(size[0] - 1, cx + STEPS); i++)
          for (let w = head[(j * size[2] + k) * size[0] + i]; w >= 0; w = next[w]) {
            const far =
              (positions[3 * w] - x) ** 2 + (positions[3 * w + 1] - y) ** 2 + (positions[3 * w + 2] - z) ** 2
            if (far < best) {
              best = far
              at = w
            }
          }
    if (at < 0) continue
    const w = 3 * at
    const above =
      (positions[w] - x) * normals[w] +
      (positions[w + 1] - y) * normals[w + 1] +
      (positions[w + 2] - z) * normals[w + 2]
    const facing =
      under.normals[3 * v] * normals[w] +
      under.normals[3 * v + 1] * normals[w + 1] +
      under.normals[3 * v + 2] * normals[w + 2]
    if (facing < 0.15 || cover.rim[at]) continue
    // What stands beside cloth that goes round something else is not under it: an arm that hangs at a shirt's side.
    if (above > (cover.depth ?? REACH)) continue
    if (above < (cover.wraps?.(v, at) === false ? 0 : -out)) continue
    const sideways = Math.sqrt(Math.max(0, best - above * above))
    if (sideways < BESIDE) hidden[v] = 1
  }
  const kept: number[] = []
  const t = under.triangles
  for (let i = 0; i < t.length; i += 3)
    if (!(hidden[t[i]] && hidden[t[i + 1]] && hidden[t[i + 2]])) kept.push(t[i], t[i + 1], t[i + 2])
  return { ...under, triangles: Uint32Array.from(kept) }
}
