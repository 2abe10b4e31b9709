// Vectors in space, three numbers each.

/** A point or a direction. */
export type Vector = readonly [number, number, number]

/** The vector product. */
export function cross(a: Vector, b: Vector): [number, number, number] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/** The vector made of length 1. */
export function unit(a: Vector): [number, number, number] {
  const length = Math.hypot(a[0], a[1], a[2]) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}
