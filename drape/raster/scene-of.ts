// All that is put before the camera as one mesh, ready to be drawn from any side.
import { rimsOf } from './rims.ts'
import type { Rim } from './rims.ts'
import type { Surface } from './scene.ts'

/** All surfaces as one mesh, ready to be drawn from any side. */
export interface Scene {
  readonly surfaces: readonly Surface[]
  readonly positions: Float32Array
  readonly normals: Float32Array
  /** Two a vertex; 0 on plain surfaces. */
  readonly uv: Float32Array
  readonly triangles: Uint32Array
  /** Which surface each triangle belongs to. */
  readonly owner: Uint8Array
  /** Triangles from this one on are see-through: they let what is behind shine through. */
  readonly clearFrom: number
  /** Lowest and highest y, and farthest way from the axis, of what is drawn. */
  readonly low: number
  readonly high: number
  readonly radius: number
}

const seeThrough = ({ paint }: Surface): boolean => Boolean(paint?.outer.alpha ?? paint?.inner.alpha)

const kept = [new WeakMap<readonly Surface[], Scene>(), new WeakMap<readonly Surface[], Scene>()]

/** Joins surfaces, the see-through ones last, without the plain ones (the mannequin) for a `ghost`. Kept while `surfaces` lives. */
export function sceneOf(surfaces: readonly Surface[], ghost = false): Scene {
  const known = kept[+ghost].get(surfaces)
  if (known) return known
  const scene = join(surfaces, ghost)
  kept[+ghost].set(surfaces, scene)
  return scene
}

function join(surfaces: readonly Surface[], ghost: boolean): Scene {
  const drawn = surfaces.filter(({ paint }) => paint !== undefined || !ghost)
  const order = [...drawn.filter((s) => !seeThrough(s)), ...drawn.filter(seeThrough)]
  const rims = rimsOf(surfaces)
  const rimOf = (surface: Surface): Rim | undefined => rims.get(surfaces.indexOf(surface))
  const vertices = drawn.reduce(
    (n, s) => n + s.mesh.positions.length / 3 + (rimOf(s)?.positions.length ?? 0) / 3,
    0,
  )
  const corners = drawn.reduce((n, s) => n + s.mesh.triangles.length + (rimOf(s)?.triangles.length ?? 0), 0)
  const positions = new Float32Array(3 * vertices)
  const normals = new Float32Array(3 * vertices)
  const uv = new Float32Array(2 * vertices)
  const triangles = new Uint32Array(corners)
  const owner = new Uint8Array(corners / 3)
  let [vertex, corner, clearFrom] = [0, 0, corners / 3]
  for (const surface of order) {
    const { mesh, paint } = surface
    if (seeThrough(surface)) clearFrom = Math.min(clearFrom, corner / 3)
    const sheet = { ...mesh, uv: paint?.uv ?? [] }
    for (const part of [sheet, rimOf(surface)]) {
      if (!part) continue
      positions.set(part.positions, 3 * vertex)
      normals.set(part.normals, 3 * vertex)
      uv.set(part.uv, 2 * vertex)
      for (let t = 0; t < part.triangles.length; t++) triangles[corner + t] = part.triangles[t] + vertex
      owner.fill(surfaces.indexOf(surface), corner / 3, (corner + part.triangles.length) / 3)
      vertex += part.positions.length / 3
      corner += part.triangles.length
    }
  }
  let [low, high, radius] = [Infinity, -Infinity, 0]
  for (let t = 0; t < triangles.length; t++) {
    const v = 3 * triangles[t]
    low = Math.min(low, positions[v + 1])
    high = Math.max(high, positions[v + 1])
    radius = Math.max(radius, positions[v] * positions[v] + positions[v + 2] * positions[v + 2])
  }
  return {
    surfaces,
    positions,
    normals,
    uv,
    triangles,
    owner,
    clearFrom,
    low,
    high,
    radius: Math.sqrt(radius),
  }
}
