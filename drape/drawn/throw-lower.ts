// Throws the cut of trousers, shorts and skirts within what is sewn and sold.

import type { SkirtCut } from './skirt.ts'
import type { TrouserCut } from './trousers.ts'
import type { Dice } from './dice.ts'

/** From skinny to wide, cropped or long; the legs lie a little apart. */
export function throwTrousers({ between }: Dice): TrouserCut {
  const waist = between(16, 22)
  const hip = Math.max(waist + 3, between(21, 28))
  const fork = between(25, 32)
  const length = between(82, 110)
  const knee = between(15.5, 25)
  const kneeAt = fork + (length - fork) * 0.44
  const kneeFrom = Math.max(1.5, hip + between(-3, 3) - knee)
  const hem = knee * between(0.68, 1.24)
  const hemFrom = Math.max(kneeFrom, kneeFrom + (knee - hem) / 2 + between(-1, 4))
  return {
    waist,
    waistDip: between(0.6, 3),
    hip,
    hipAt: between(16, 20),
    fork,
    length,
    knee,
    kneeAt,
    kneeFrom,
    hem,
    hemFrom,
    band: 4,
  }
}

export function throwShorts({ between }: Dice): TrouserCut {
  const waist = between(17, 22)
  const hip = Math.max(waist + 4.5, between(23.5, 29))
  const fork = between(25, 30)
  const length = fork + between(8, 26)
  const hem = between(0.92, 1.06) * hip
  const hemFrom = between(2.4, 5)
  return {
    waist,
    waistDip: between(0.6, 2.4),
    hip,
    hipAt: between(16, 19),
    fork,
    length,
    knee: hem + 0.4,
    kneeAt: fork + (length - fork) * 0.5,
    kneeFrom: hemFrom * 0.7,
    hem,
    hemFrom,
    band: 3.8,
  }
}

/** Pencil to circle, mini to maxi. */
export function throwSkirt({ between, chance }: Dice): SkirtCut {
  const waist = between(15.5, 21)
  const hip = waist + between(5, 11)
  const length = between(36, 92)
  const hipAt = Math.min(between(17, 23), length * 0.5)
  const pleated = chance(0.4)
  const spread = length / 60
  const hem = pleated ? hip + between(3, 10) * spread : hip + between(-2.5, 14) * spread
  return {
    waist,
    hip,
    hipAt,
    hem,
    length,
    hemDip: between(0.4, 3),
    pleats: pleated ? Math.round(between(9, 21)) : 0,
  }
}
