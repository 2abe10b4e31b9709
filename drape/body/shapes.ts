// The solid shapes a mannequin is made of: blends, ellipsoids, tubes and lofts, as signed distances in cm.

/** A row of numbers along a loft or a path. */
export type Row = readonly number[]

/** Signed distance, in cm, of a point; negative inside. */
export type Distance = (x: number, y: number, z: number) => number

/** Polynomial smooth minimum: the two surfaces melt into each other over about `k` cm. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = k - Math.abs(a - b)
  return h > 0 ? Math.min(a, b) - (h * h) / (4 * k) : Math.min(a, b)
}

/** Smooth maximum: rounds the edge where two surfaces cut each other. */
export function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k)
}

/** Distance to an ellipsoid with centre `c` and radii `r` (first-order estimate k0(k0-1)/k1). */
export function ellipsoid(c: Row, r: Row): Distance {
  const [cx = 0, cy = 0, cz = 0] = c
  const [rx = 1, ry = 1, rz = 1] = r
  const least = Math.min(rx, ry, rz)
  return (x, y, z) => {
    const px = (x - cx) / rx
    const py = (y - cy) / ry
    const pz = (z - cz) / rz
    const k0 = Math.sqrt(px * px + py * py + pz * pz)
    const qx = px / rx
    const qy = py / ry
    const qz = pz / rz
    const k1 = Math.sqrt(qx * qx + qy * qy + qz * qz)
    return k1 < 1e-9 ? -least : (k0 * (k0 - 1)) / k1
  }
}

/**
 * Distance in a plane to an oval of half width `a` and half depth `b` around the origin (first-order estimate).
 * `full` above 0 fills its corners, like a superellipse: 0.15 is about an exponent of 2.25.
 */
export function oval(x: number, z: number, a: number, b: number, full: number): number {
  const u = (x / a) * (x / a)
  const v = (z / b) * (z / b)
  const sum = u + v
  if (sum < 1e-6) return -Math.min(a, b)
  const rho = Math.sqrt(sum) * (1 - (full * u * v) / (sum * sum))
  const slope = Math.sqrt((u / (a * a) + v / (b * b)) / sum)
  return Math.max((rho - 1) / slope, -Math.min(a, b))
}

/** Points of a Catmull-Rom curve through `control` rows, `steps` to a span. Works on rows of any length. */
export function curve(control: readonly Row[], steps: number): number[][] {
  const at = (i: number): Row => control[Math.max(0, Math.min(control.length - 1, i))]
  const points: number[][] = []
  for (let s = 0; s < control.length - 1; s++) {
    const [p, q, r, u] = [at(s - 1), at(s), at(s + 1), at(s + 2)]
    for (let j = 0; j < steps; j++) {
      const t = j / steps
      points.push(
        q.map((b, k) => {
          const [a, c, d] = [p[k], r[k], u[k]]
          return (
            0.5 *
            (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
          )
        }),
      )
    }
  }
  points.push([...at(control.length - 1)])
  return points
}

/**
 * Distance to a tube: rows of `[x, y, z, radius]`, joined by capsules. Further than `reach` cm from its box the
 * distance to the box is given, which is never too large.
 */
export function tube(rows: readonly Row[], reach = 7): Distance {
  const n = rows.length
  const p = Float64Array.from(rows.flat())
  const low = [0, 1, 2].map((k) => Math.min(...rows.map((r) => r[k] - r[3])))
  const high = [0, 1, 2].map((k) => Math.max(...rows.map((r) => r[k] + r[3])))
  const [lx, ly, lz] = low as [number, number, number]
  const [hx, hy, hz] = high as [number, number, number]
  return (x, y, z) => {
    const ox = Math.max(lx - x, 0, x - hx)
    const oy = Math.max(ly - y, 0, y - hy)
    const oz = Math.max(lz - z, 0, z - hz)
    const away = Math.sqrt(ox * ox + oy * oy + oz * oz)
    if (away > reach) return away
    let best = 1e9
    for (let i = 0; i < n - 1; i++) {
      const a = i * 4
      const bx = p[a + 4] - p[a]
      const by = p[a + 5] - p[a + 1]
      const bz = p[a + 6] - p[a + 2]
      const px = x - p[a]
      const py = y - p[a + 1]
      const pz = z - p[a + 2]
      let t = (px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz)
      t = t < 0 ? 0 : t > 1 ? 1 : t
      const dx = px - bx * t
      const dy = py - by * t
      const dz = pz - bz * t
      const d = Math.sqrt(dx * dx + dy * dy + dz * dz) - (p[a + 3] + (p[a + 7] - p[a + 3]) * t)
      if (d < best) best = d
    }
    return best
  }
}

/** Reads column `c` of a loft at height `y`. */
export type Loft = (y: number, c: number) => number

/** Rows `[y, ...values]` joined by smooth cubics, tabled every millimetre or so for quick reading. */
export function loft(rows: readonly Row[]): Loft {
  const keys = rows.toSorted((a, b) => a[0] - b[0])
  const columns = keys[0].length - 1
  const [from, to] = [keys[0][0], keys.at(-1)![0]]
  const slopes = keys.map((row, i) => {
    const before = keys[i - 1] ?? row
    const after = keys[i + 1] ?? row
    return row.map((_, c) => (after[c] - before[c]) / (after[0] - before[0] || 1))
  })
  const size = 1024
  const table = new Float32Array((size + 1) * columns)
  let span = 0
  for (let i = 0; i <= size; i++) {
    const y = from + ((to - from) * i) / size
    while (span < keys.length - 2 && keys[span + 1][0] < y) span++
    const [a, b] = [keys[span], keys[span + 1]]
    const h = b[0] - a[0]
    const t = (y - a[0]) / h
    const t2 = t * t
    const t3 = t2 * t
    for (let c = 1; c <= columns; c++)
      table[i * columns + c - 1] =
        (2 * t3 - 3 * t2 + 1) * a[c] +
        (t3 - 2 * t2 + t) * h * slopes[span][c] +
        (3 * t2 - 2 * t3) * b[c] +
        (t3 - t2) * h * slopes[span + 1][c]
  }
  return (y, c) => {
    let u = ((y - from) / (to - from)) * size
    u = u < 0 ? 0 : u > size - 0.001 ? size - 0.001 : u
    const i = Math.floor(u)
    const t = u - i
    return table[i * columns + c] * (1 - t) + table[(i + 1) * columns + c] * t
  }
}
