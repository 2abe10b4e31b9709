// Spreads values given along edges smoothly over the cloth between them.

/** The neighbours of each vertex, packed: those of `v` are `list[start[v]] .. list[start[v + 1] - 1]`. */
export interface Neighbours {
  readonly start: Uint32Array
  readonly list: Uint32Array
}

/** Neighbours along the triangles' sides. */
export function neighboursOf(count: number, ...triangles: readonly Uint32Array[]): Neighbours {
  const sets = Array.from({ length: count }, () => new Set<number>())
  for (const t of triangles)
    for (let i = 0; i < t.length; i += 3)
      for (let k = 0; k < 3; k++) {
        sets[t[i + k]].add(t[i + ((k + 1) % 3)])
        sets[t[i + ((k + 1) % 3)]].add(t[i + k])
      }
  const start = new Uint32Array(count + 1)
  sets.forEach((set, v) => (start[v + 1] = start[v] + set.size))
  return { start, list: Uint32Array.from(sets.flatMap((set) => [...set])) }
}

/**
 * Solves Laplace's equation on the mesh: each vertex in `free` becomes the mean of its neighbours among `free` and `fixed`.
 * Works on `values` in place, by successive over-relaxation.
 */
export function spread(
  values: Float32Array,
  neighbours: Neighbours,
  free: readonly number[],
  fixed: ReadonlySet<number>,
  rounds = 220,
): void {
  const open = new Set(free)
  const near = free.map((v) =>
    [...neighbours.list.subarray(neighbours.start[v], neighbours.start[v + 1])].filter(
      (w) => open.has(w) || fixed.has(w),
    ),
  )
  for (let round = 0; round < rounds; round++) {
    const eager = round < rounds - 20 ? 1.85 : 1
    for (let i = 0; i < free.length; i++) {
      const list = near[i]
      if (list.length === 0) continue
      let sum = 0
      for (const w of list) sum += values[w]
      values[free[i]] += eager * (sum / list.length - values[free[i]])
    }
  }
}
