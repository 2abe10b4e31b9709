// The figures that many readings come to.

import type { GarmentKind, LandmarkName } from '../garment.ts'
import type { Miss, Reading } from './measure-reading.ts'

/** A garment's kind, what it is called, and how it was read. */
export interface Read {
  readonly seed: number
  readonly words: string
  readonly truth: GarmentKind
  readonly reading: Reading
}

/** The value that `share` of the numbers stay at or below; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

export function mean(values: readonly number[]): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0
}

/** A front that buttons from collar to hem may be called a top or an outer. */
export function isRight({ truth, words, reading: { kind } }: Read): boolean {
  return kind === truth || (words.startsWith('shirt') && kind === 'outer')
}

/** Mean and 95th percentile of how far each landmark is off, by name. */
export function missesByName(
  misses: readonly Miss[],
): ReadonlyMap<LandmarkName, { mean: number; most: number; count: number }> {
  const groups = Map.groupBy(misses, ({ name }) => name)
  return new Map(
    [...groups].map(([name, group]) => {
      const values = group.map(({ by }) => by)
      return [name, { mean: mean(values), most: quantile(values, 0.95), count: values.length }]
    }),
  )
}
