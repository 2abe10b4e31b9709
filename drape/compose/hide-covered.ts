// Takes away what lies hidden under cloth, so that nothing ever pokes through it.
import type { Mesh } from '../body/mesh.ts'

/** cm of cell in the search grid, how far below a cloth things are hidden, how far from a free edge they stay. */
const CELL = 2
const REACH = 4.5
const RIM = 1.6

export interface Cover {
  readonly mesh: Mesh
  /** 1 where the cloth has a free edge. */
  readonly rim: Uint8Array
}

function cells(positions: Float32Array): Map<number, number[]> {
  const grid = new Map<number, number[]>()
  for (let v = 0; v < positions.length / 3; v++) {
    const key = keyOf(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2])
    const list = grid.get(key)
    if (list) list.push(v)
    else grid.set(key, [v])
  }
  return grid
}

const keyOf = (x: number, y: number, z: number): number =>
  (Math.floor(x / CELL) + 200) * 1_000_000 + (Math.floor(y / CELL) + 200) * 1000 + Math.floor(z / CELL) + 200

/** `under` without the triangles whose three corners lie beneath `cover`, its free edges left out. */
export function hideCovered(under: Mesh, cover: Cover): Mesh {
  const { positions, normals } = cover.mesh
  const grid = cells(positions)
  const count = under.positions.length / 3
  const hidden = new Uint8Array(count)
  const steps = Math.ceil(REACH / CELL)
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [under.positions[3 * v], under.positions[3 * v + 1], under.positions[3 * v + 2]]
    let [best, at] = [REACH * REACH, -1]
    for (let i = -steps; i <= steps; i++)
      for (let j = -steps; j <= steps; j++)
        for (let k = -steps; k <= steps; k++)
          for (const w of grid.get(keyOf(x + i * CELL, y + j * CELL, z + k * CELL)) ?? []) {
            const far =
              (positions[3 * w] - x) ** 2 + (positions[3 * w + 1] - y) ** 2 + (positions[3 * w + 2] - z) ** 2
            if (far < best) [best, at] = [far, w]
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
    if (facing < 0.15 || above < -0.8 || cover.rim[at]) continue
    const sideways = Math.sqrt(Math.max(0, best - above * above))
    if (sideways < RIM) hidden[v] = 1
  }
  const kept: number[] = []
  const t = under.triangles
  for (let i = 0; i < t.length; i += 3)
    if (!(hidden[t[i]] && hidden[t[i + 1]] && hidden[t[i + 2]])) kept.push(t[i], t[i + 1], t[i + 2])
  return { ...under, triangles: Uint32Array.from(kept) }
}
