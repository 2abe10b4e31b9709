// A triangle mesh in cm with smooth normals.

/** Positions and unit normals are three floats a vertex; `triangles` three indices each, counter-clockwise from outside. */
export interface Mesh {
  readonly positions: Float32Array
  readonly normals: Float32Array
  readonly triangles: Uint32Array
}

/** Makes every normal of length 1. */
export function normalise(normals: Float32Array): void {
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1
    normals[i] = normals[i] / length
    normals[i + 1] = normals[i + 1] / length
    normals[i + 2] = normals[i + 2] / length
  }
}

/** Averages each normal with those of its triangles' corners, `rounds` times: hides facets. */
export function smoothNormals(normals: Float32Array, triangles: Uint32Array, rounds: number): void {
  const sum = new Float32Array(normals.length)
  for (let round = 0; round < rounds; round++) {
    sum.fill(0)
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]]
      for (let k = 0; k < 3; k++) {
        const n = normals[a + k] + normals[b + k] + normals[c + k]
        sum[a + k] = sum[a + k] + n
        sum[b + k] = sum[b + k] + n
        sum[c + k] = sum[c + k] + n
      }
    }
    normals.set(sum)
    normalise(normals)
  }
}
