// Dice for random garments: the same seed throws the same numbers.

import { randomFrom } from './paint/noise.ts'

export interface Dice {
  /** A number between two. */
  readonly between: (least: number, most: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

export function diceFrom(seed: number): Dice {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1))
  // The first throws of neighbouring seeds are alike.
  for (let n = 0; n < 4; n += 1) random()
  const between = (least: number, most: number): number => least + (most - least) * random()
  return {
    between,
    chance: (share) => random() < share,
    pick: (from) => from[Math.floor(random() * from.length)],
  }
}
