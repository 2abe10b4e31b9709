// The studio's lamps: a large soft key from the upper left, a fill from the right, light from above and behind.

export type Direction = readonly [number, number, number]

const towards = (x: number, y: number, z: number): Direction => {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}

/** Unit vectors towards each lamp, in camera space. */
export const KEY = towards(-0.5, 0.66, 0.62)
export const FILL = towards(0.78, 0.12, 0.6)
export const RIMS = [towards(0.8, 0.4, -0.5), towards(-0.85, 0.3, -0.5)] as const

/** Half way between the key lamp and the viewer: where a shine sits. */
export const HALFWAY = towards(KEY[0], KEY[1], KEY[2] + 1)
