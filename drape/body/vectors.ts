// Vectors and rotations in space.

/** A point or a direction. */
export type Vector = readonly [number, number, number]

/** A rotation: its three columns, where the x, y and z axes go. */
export type Rotation = readonly [Vector, Vector, Vector]

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/** The vector product. */
export function cross(a: Vector, b: Vector): [number, number, number] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/** The vector made of length 1. */
export function unit(a: Vector): [number, number, number] {
  const length = Math.hypot(a[0], a[1], a[2]) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}

/** `a + b * by`. */
export function plus(a: Vector, b: Vector, by = 1): [number, number, number] {
  return [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by]
}

/** The part of `a` that is square to the unit vector `axis`, of length 1. */
export function square(a: Vector, axis: Vector): [number, number, number] {
  return unit(plus(a, axis, -dot(a, axis)))
}

export function turn(r: Rotation, a: Vector): [number, number, number] {
  return plus(plus(plus([0, 0, 0], r[0], a[0]), r[1], a[1]), r[2], a[2])
}

/** The frame of a limb: it hangs along -y with its front to z; here it goes along `down`, its front near `front`. */
export function limbFrame(down: Vector, front: Vector): Rotation {
  const d = unit(down)
  const f = square(front, d)
  const up: Vector = [-d[0], -d[1], -d[2]]
  return [cross(up, f), up, f]
}

/** `frame` swung by the least rotation that takes the unit vector `from` to `to`. */
export function swing(frame: Rotation, from: Vector, to: Vector): Rotation {
  const axis = cross(from, to)
  const c = dot(from, to)
  const one = (v: Vector): Vector => {
    const w = cross(axis, v)
    return plus(plus(v, w), cross(axis, w), 1 / (1 + c))
  }
  return [one(frame[0]), one(frame[1]), one(frame[2])]
}

/** The rotation that takes the frame `from` to the frame `to`. */
export function between(from: Rotation, to: Rotation): Rotation {
  const image = (k: 0 | 1 | 2): Vector => turn(to, [from[0][k], from[1][k], from[2][k]])
  return [image(0), image(1), image(2)]
}
