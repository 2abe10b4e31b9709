// The colours of a cloth: its cells gathered into a few groups that differ by more than light and shade.

import { type ColourName, type Lab, nameColour } from './colours.ts'
import type { ClothGrid } from './cloth-grid.ts'

export interface ClothColour {
  readonly name: ColourName
  /** Of the cloth, 0..1. */
  readonly share: number
  readonly lab: Lab
  /** How far its name's reference is. */
  readonly distance: number
}

export interface ClothColours {
  /** The largest first; those below a twentieth of the cloth are left out. */
  readonly colours: readonly ClothColour[]
  /** The group of each cell, -1 where there is no cloth; group 0 is the largest. */
  readonly groups: Int8Array
}

/** Light and shade move L* on one cloth by up to some forty; hue stays. */
const LIGHTNESS = 0.4
/** Groups nearer to each other than this are one cloth. */
const APART = 14
const MOST_GROUPS = 6
const LEAST_SHARE = 0.05
const ROUNDS = 8

const distance = (a: Lab, b: Lab): number => Math.hypot(LIGHTNESS * (a[0] - b[0]), a[1] - b[1], a[2] - b[2])

/** Groups the cells: each new group begins at the cell farthest from all others, then all settle. */
export function findColours({ cells }: ClothGrid): ClothColours {
  const cloth = cells.filter((cell) => cell !== null)
  const groups = new Int8Array(cells.length).fill(-1)
  if (cloth.length === 0) return { colours: [], groups }
  let centres = settle(cloth, spread(cloth))
  centres = settle(cloth, merge(cloth, centres))
  const counts = centres.map(() => 0)
  for (const cell of cloth) counts[nearest(centres, cell)]++
  const order = centres.map((_, i) => i).toSorted((a, b) => counts[b] - counts[a])
  cells.forEach((cell, i) => {
    if (cell) groups[i] = order.indexOf(nearest(centres, cell))
  })
  const colours = order.flatMap((i) => {
    const share = counts[i] / cloth.length
    if (share < LEAST_SHARE) return []
    const lab = lit(cloth.filter((cell) => nearest(centres, cell) === i))
    return [{ ...nameColour(lab), share, lab }]
  })
  return { colours, groups }
}

/** The colour of a cloth is that of its lit parts: hue by the middle, lightness a little above it. */
function lit(cells: readonly Lab[]): Lab {
  const at = (channel: 0 | 1 | 2, share: number) =>
    cells.map((cell) => cell[channel]).toSorted((a, b) => a - b)[Math.floor(share * (cells.length - 1))]
  return [at(0, 0.6), at(1, 0.5), at(2, 0.5)]
}

function spread(cloth: readonly Lab[]): Lab[] {
  const centres = [lit(cloth)]
  while (centres.length < MOST_GROUPS) {
    // A few cells may be anything: the farthest that one in a hundred reaches counts.
    const ranked = cloth
      .map((cell) => ({ cell, far: Math.min(...centres.map((centre) => distance(centre, cell))) }))
      .toSorted((a, b) => b.far - a.far)
    const { cell, far } = ranked[Math.floor(ranked.length / 100)]
    if (far < APART) break
    centres.push(cell)
  }
  return centres
}

function settle(cloth: readonly Lab[], start: readonly Lab[]): Lab[] {
  let centres = [...start]
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => [0, 0, 0, 0])
    for (const cell of cloth) {
      const sum = sums[nearest(centres, cell)]
      for (let c = 0; c < 3; c++) sum[c] += cell[c]
      sum[3]++
    }
    centres = sums.flatMap(([l, a, b, n]) => (n ? [[l / n, a / n, b / n] as Lab] : []))
  }
  return centres
}

/** Joins groups that turned out near each other, weighing each by its size. */
function merge(cloth: readonly Lab[], centres: readonly Lab[]): Lab[] {
  const counts = centres.map(() => 0)
  for (const cell of cloth) counts[nearest(centres, cell)]++
  const kept: { lab: Lab; count: number }[] = []
  for (const i of centres.map((_, i) => i).toSorted((a, b) => counts[b] - counts[a])) {
    const same = kept.find(({ lab }) => distance(lab, centres[i]) < APART)
    if (same) same.count += counts[i]
    else kept.push({ lab: centres[i], count: counts[i] })
  }
  return kept.map(({ lab }) => lab)
}

function nearest(centres: readonly Lab[], cell: Lab): number {
  let best = 0
  for (let i = 1; i < centres.length; i++)
    if (distance(centres[i], cell) < distance(centres[best], cell)) best = i
  return best
}
