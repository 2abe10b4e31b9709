// What the next layer of clothing lies on: the body together with the cloth that is already on it.
import type { DistanceGrid } from '../body/distance-grid.ts'
import type { Mesh } from '../body/mesh.ts'

/** cm around a cloth in which it is felt. */
const BAND = 3

/** A full (not mirrored) copy of a grid, so that cloth of any shape may be added. */
function whole(grid: DistanceGrid): DistanceGrid {
  if (!grid.half) return { ...grid, values: grid.values.slice() }
  const { nx, ny, nz } = grid
  const wide = 2 * nx - 1
  const values = new Float32Array(wide * ny * nz)
  for (let row = 0; row < ny * nz; row++)
    for (let i = 0; i < wide; i++) values[row * wide + i] = grid.values[row * nx + Math.abs(i - nx + 1)]
  return { values, nx: wide, ny, nz, x0: 1 - nx, y0: grid.y0, z0: grid.z0, half: false }
}

/** The grid with cloth laid over it, `thick` cm strong. Each cell near the cloth takes the nearest vertex's plane. */
export function layOver(grid: DistanceGrid, cloth: Mesh, thick: number): DistanceGrid {
  const out = whole(grid)
  const { values, nx, ny, nz, x0, y0, z0 } = out
  const nearest = new Float32Array(values.length).fill(BAND * BAND)
  const plane = new Float32Array(values.length).fill(Infinity)
  const { positions, normals } = cloth
  for (let v = 0; v < positions.length; v += 3) {
    const [x, y, z] = [positions[v] - x0, positions[v + 1] - y0, positions[v + 2] - z0]
    for (let j = Math.max(0, Math.ceil(y - BAND)); j <= Math.min(ny - 1, y + BAND); j++)
      for (let k = Math.max(0, Math.ceil(z - BAND)); k <= Math.min(nz - 1, z + BAND); k++)
        for (let i = Math.max(0, Math.ceil(x - BAND)); i <= Math.min(nx - 1, x + BAND); i++) {
          const [dx, dy, dz] = [i - x, j - y, k - z]
          const far = dx * dx + dy * dy + dz * dz
          const o = (j * nz + k) * nx + i
          if (far >= nearest[o]) continue
          nearest[o] = far
          plane[o] = dx * normals[v] + dy * normals[v + 1] + dz * normals[v + 2] - thick
        }
  }
  for (let o = 0; o < values.length; o++) values[o] = Math.min(values[o], plane[o])
  return out
}
