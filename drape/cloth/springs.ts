// The threads of a cloth: what keeps its lengths, and what keeps it from folding too sharply.

/** Vertex pairs with the distance they want, and how firmly they resist stretching and being pressed together (0..1). */
export interface Springs {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly rest: Float32Array
  /** The distance below which a pair is pressed apart: its start's where that is shorter, so that fullness is not forced out. */
  readonly least: Float32Array
  readonly stretch: Float32Array
  readonly press: Float32Array
}

const EDGE = { stretch: 0.95, press: 0.45 }
/** Between the far corners of two triangles that share a side: bending. */
const BEND = { stretch: 0.1, press: 0.3 }
/** Between vertices about three sides apart in a line: keeps wrinkles long. */
const SPAN = { stretch: 0, press: 0.16 }

/** How far below its rest length a pair may start without being pressed apart. */
const FULLNESS = 0.72

/**
 * Threads for a mesh whose flat pattern is `pattern` (two cm a vertex) and which starts at `seed` (three cm a vertex).
 * Both sheets' triangles are given. `shaped` (0..1 a vertex) is how far the cloth is cut to its start's shape instead of the
 * flat pattern's: a skirt that widens downwards is a cone, whose side seams a flat picture makes too long.
 */
export function springsOf(
  pattern: Float32Array,
  seed: Float32Array,
  sheets: readonly Uint32Array[],
  shaped: Float32Array = new Float32Array(pattern.length / 2),
): Springs {
  const from: number[] = []
  const to: number[] = []
  const rest: number[] = []
  const stretch: number[] = []
  const press: number[] = []
  /** The length between two vertices: the flat one, or their start's where the cloth is cut to shape. */
  const cut = (a: number, b: number, flat: number): number => {
    const share = Math.min(shaped[a], shaped[b])
    if (share === 0) return flat
    const [dx, dy, dz] = [0, 1, 2].map((k) => seed[3 * a + k] - seed[3 * b + k])
    return flat + (Math.sqrt(dx * dx + dy * dy + dz * dz) - flat) * share
  }
  const add = (a: number, b: number, firm: { stretch: number; press: number }): void => {
    const d = Math.hypot(pattern[2 * a] - pattern[2 * b], pattern[2 * a + 1] - pattern[2 * b + 1])
    from.push(a)
    to.push(b)
    rest.push(cut(a, b, d))
    stretch.push(firm.stretch)
    press.push(firm.press)
  }
  /** Bending over a seam a-b: the two sheets lie on each other in the pattern, so one is turned over first. */
  const addOver = (a: number, b: number, c: number, d: number): void => {
    const [ax, ay] = [pattern[2 * a], pattern[2 * a + 1]]
    const [ux, uy] = [pattern[2 * b] - ax, pattern[2 * b + 1] - ay]
    const length = Math.hypot(ux, uy) || 1
    const [px, py] = [pattern[2 * c] - ax, pattern[2 * c + 1] - ay]
    const [qx, qy] = [pattern[2 * d] - ax, pattern[2 * d + 1] - ay]
    const along = (ux * (px - qx) + uy * (py - qy)) / length
    const across = (Math.abs(ux * py - uy * px) + Math.abs(ux * qy - uy * qx)) / length
    from.push(c)
    to.push(d)
    rest.push(cut(c, d, Math.hypot(along, across)))
    stretch.push(BEND.stretch)
    press.push(BEND.press)
  }
  const known = new Set<number>()
  const count = pattern.length / 2
  const firstSheet = new Map<number, number>()
  for (const [sheet, triangles] of sheets.entries()) {
    const opposite = new Map<number, number>()
    const next = new Map<number, number[]>()
    for (let t = 0; t < triangles.length; t += 3)
      for (let k = 0; k < 3; k++) {
        const [a, b, c] = [triangles[t + k], triangles[t + ((k + 1) % 3)], triangles[t + ((k + 2) % 3)]]
        const key = Math.min(a, b) * count + Math.max(a, b)
        if (!known.has(key)) {
          known.add(key)
          add(a, b, EDGE)
        }
        if (sheet === 0) firstSheet.set(key, c)
        else if (firstSheet.has(key)) addOver(a, b, firstSheet.get(key)!, c)
        const other = opposite.get(key)
        if (other === undefined) opposite.set(key, c)
        else {
          add(other, c, BEND)
          next.set(other, [...(next.get(other) ?? []), c])
          next.set(c, [...(next.get(c) ?? []), other])
        }
      }
    for (const [a, firsts] of next)
      for (const b of firsts)
        for (const c of next.get(b) ?? []) {
          if (c <= a) continue
          const [ux, uy] = [pattern[2 * b] - pattern[2 * a], pattern[2 * b + 1] - pattern[2 * a + 1]]
          const [vx, vy] = [pattern[2 * c] - pattern[2 * b], pattern[2 * c + 1] - pattern[2 * b + 1]]
          if (ux * vx + uy * vy > 0.93 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) add(a, c, SPAN)
        }
  }
  const least = Float32Array.from(rest, (d, i) => {
    const [a, b] = [3 * from[i], 3 * to[i]]
    const start = Math.hypot(seed[a] - seed[b], seed[a + 1] - seed[b + 1], seed[a + 2] - seed[b + 2])
    return Math.min(d, Math.max(FULLNESS * d, start))
  })
  return {
    least,
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    rest: Float32Array.from(rest),
    stretch: Float32Array.from(stretch),
    press: Float32Array.from(press),
  }
}

/** Share of the edges longer than `limit` times their rest length. */
export function stretchedShare(springs: Springs, positions: Float32Array, limit: number): number {
  let [edges, long] = [0, 0]
  for (let i = 0; i < springs.from.length; i++) {
    if (springs.stretch[i] < 0.9) continue
    const [a, b] = [3 * springs.from[i], 3 * springs.to[i]]
    const d = Math.hypot(
      positions[a] - positions[b],
      positions[a + 1] - positions[b + 1],
      positions[a + 2] - positions[b + 2],
    )
    edges++
    if (d > limit * springs.rest[i]) long++
  }
  return edges ? long / edges : 0
}
