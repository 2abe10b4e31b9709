// A limb's bones: where a point of the posed limb lies on the limb as it hangs straight, and the other way.
import { dot, plus, turn } from './vectors.ts'
import type { Rotation, Vector } from './vectors.ts'

/** A bone: at rest it starts at `rest` and runs along -y; posed it starts at `posed`, turned. */
export interface Bone {
  readonly rest: Vector
  readonly posed: Vector
  readonly turned: Rotation
  /** cm, up and down the limb from the bone's start, over which it takes over from the bone before. */
  readonly blend: number
  /** The bone runs along z, as toes do. */
  readonly ahead?: boolean
}

/** How far past a bone's start a place at rest is, in cm. */
const past = (bone: Bone, at: Vector): number => (bone.ahead ? at[2] - bone.rest[2] : bone.rest[1] - at[1])

const smooth = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t))

/** Where a point of the limb at rest is when posed. */
export function pose(bones: readonly Bone[], at: Vector): [number, number, number] {
  let out: [number, number, number] = [0, 0, 0]
  for (const [i, bone] of bones.entries()) {
    const share = i === 0 ? 1 : smooth(0.5 + past(bone, at) / (2 * bone.blend))
    if (share === 0) break
    const own = plus(bone.posed, turn(bone.turned, plus(at, bone.rest, -1)))
    out = plus([out[0] * (1 - share), out[1] * (1 - share), out[2] * (1 - share)], own, share)
  }
  return out
}

/** Makes the function that writes into `out` where a posed point lies on the limb at rest. */
export function unposer(
  bones: readonly Bone[],
): (x: number, y: number, z: number, out: Float64Array) => void {
  const flat = bones.map(({ rest, posed, turned, blend, ahead }) =>
    // r = T p + offset, T the transpose of `turned`.
    Float64Array.from([
      ...turned.flat(),
      rest[0] - dot(turned[0], posed),
      rest[1] - dot(turned[1], posed),
      rest[2] - dot(turned[2], posed),
      ahead ? -rest[2] : rest[1],
      2 * blend,
      ahead ? 1 : 0,
    ]),
  )
  return (x, y, z, out) => {
    let b = flat[0]
    let rx = b[0] * x + b[1] * y + b[2] * z + b[9]
    let ry = b[3] * x + b[4] * y + b[5] * z + b[10]
    let rz = b[6] * x + b[7] * y + b[8] * z + b[11]
    for (let i = 1; i < flat.length; i++) {
      b = flat[i]
      const qy = b[3] * x + b[4] * y + b[5] * z + b[10]
      const qz = b[6] * x + b[7] * y + b[8] * z + b[11]
      const share = smooth(0.5 + (b[12] + (b[14] ? rz + qz : -ry - qy) / 2) / b[13])
      if (share === 0) break
      rx += (b[0] * x + b[1] * y + b[2] * z + b[9] - rx) * share
      ry += (qy - ry) * share
      rz += (qz - rz) * share
    }
    out[0] = rx
    out[1] = ry
    out[2] = rz
  }
}
