// Random numbers that are the same on every run.

export interface Random {
  /** Even in 0..1. */
  readonly uniform: () => number
  /** Normal with mean 0 and spread 1. */
  readonly normal: () => number
}

/** Mulberry32, and Box-Muller on top of it. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}
