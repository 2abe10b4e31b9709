// The pattern of a cloth, from where its colours lie on the body of the garment: lines across, lines both ways, or figures.

import type { ClothColours } from './find-colours.ts'
import type { ClothGrid } from './cloth-grid.ts'

export type ClothPattern = 'solid' | 'stripe' | 'check' | 'dot' | 'print' | 'graphic'

/** The part of the garment without sleeves, in cells. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Below this share of the second colour a cloth has one colour, with its buttons and seams. */
const ONE_COLOUR = 0.03
/** Above it, it has a second one for certain. */
const TWO_COLOURS = 0.08
/** Of all change of colour, what lines one way explain where there are stripes, the most that the other way may, and what each way explains in checks. */
const STRIPES = 0.6
const ACROSS_STRIPES = 0.18
const CHECKS = 0.28
const CROSSINGS = 5

/**
 * The pattern inside an area, or null where it is none of those known for certain. Light and shade do not count: only colours that
 * were told apart do.
 */
export function findPattern(grid: ClothGrid, { groups }: ClothColours, area: Area): ClothPattern | null {
  const { wide } = grid
  const inside: { x: number; y: number; other: number }[] = []
  for (let y = area.top; y <= area.bottom; y++)
    for (let x = area.left; x <= area.right; x++) {
      const group = groups[y * wide + x]
      if (group >= 0) inside.push({ x, y, other: group > 0 ? 1 : 0 })
    }
  if (inside.length < 200) return null
  const share = meanOf(inside.map(({ other }) => other))
  if (share < ONE_COLOUR) return relief(grid, inside) < 5 ? 'solid' : null
  const change = share * (1 - share)
  const across = profile(inside, 'y', share)
  const along = profile(inside, 'x', share)
  const [rows, columns] = [across.variance / change, along.variance / change]
  if (rows > STRIPES && columns < ACROSS_STRIPES && across.crossings >= CROSSINGS) return 'stripe'
  if (columns > STRIPES && rows < ACROSS_STRIPES && along.crossings >= CROSSINGS) return 'stripe'
  if (rows > CHECKS && columns > CHECKS && across.crossings >= CROSSINGS && along.crossings >= CROSSINGS)
    return 'check'
  return figures(inside, area, share)
}

/** Figures: one in a place of its own, or many all over. */
function figures(
  inside: readonly { x: number; y: number; other: number }[],
  area: Area,
  share: number,
): ClothPattern | null {
  const marked = new Map(inside.filter(({ other }) => other).map((cell) => [`${cell.x},${cell.y}`, cell]))
  const sizes: { cells: number; wide: number; high: number; x: number; y: number }[] = []
  while (marked.size > 0) {
    const [first] = marked.values()
    const open = [first]
    marked.delete(`${first.x},${first.y}`)
    const box = { left: first.x, right: first.x, top: first.y, bottom: first.y, cells: 0 }
    for (let cell = open.pop(); cell; cell = open.pop()) {
      box.cells++
      box.left = Math.min(box.left, cell.x)
      box.right = Math.max(box.right, cell.x)
      box.top = Math.min(box.top, cell.y)
      box.bottom = Math.max(box.bottom, cell.y)
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]) {
        const key = `${cell.x + dx},${cell.y + dy}`
        const next = marked.get(key)
        if (next) {
          marked.delete(key)
          open.push(next)
        }
      }
    }
    if (box.cells >= 2)
      sizes.push({
        cells: box.cells,
        wide: box.right - box.left + 1,
        high: box.bottom - box.top + 1,
        x: (box.left + box.right) / 2,
        y: (box.top + box.bottom) / 2,
      })
  }
  const [wide, high] = [area.right - area.left + 1, area.bottom - area.top + 1]
  const span = (values: number[], all: number) => (Math.max(...values) - Math.min(...values)) / all
  if (sizes.length === 0) return null
  const [spanX, spanY] = [
    span(
      sizes.map(({ x }) => x),
      wide,
    ),
    span(
      sizes.map(({ y }) => y),
      high,
    ),
  ]
  const middleX = meanOf(sizes.map(({ x }) => x)) - (area.left + area.right) / 2
  if (spanY < 0.35 && spanX < 0.75 && share < 0.3 && Math.abs(middleX) < 0.15 * wide) return 'graphic'
  if (share < TWO_COLOURS || sizes.length < 10 || spanX < 0.5 || spanY < 0.5) return null
  const alike = sizes.filter(({ wide: w, high: h }) => Math.abs(w - h) <= 2)
  const area0 = sizes.map(({ cells }) => cells).toSorted((a, b) => a - b)
  const middle = area0[area0.length >> 1]
  const same = sizes.filter(({ cells }) => Math.abs(cells - middle) <= 0.35 * middle + 1)
  if (alike.length > 0.85 * sizes.length && same.length > 0.8 * sizes.length && sizes.length >= 20)
    return 'dot'
  return 'print'
}

/** Mean colour of rows (`y`) or columns (`x`): how much they differ, and how often they cross their own mean. */
function profile(
  inside: readonly { x: number; y: number; other: number }[],
  by: 'x' | 'y',
  mean: number,
): { variance: number; crossings: number } {
  const lines = new Map<number, { sum: number; count: number }>()
  for (const cell of inside) {
    const line = lines.get(cell[by]) ?? { sum: 0, count: 0 }
    line.sum += cell.other
    line.count++
    lines.set(cell[by], line)
  }
  const means = [...lines.entries()].toSorted(([a], [b]) => a - b).map(([, { sum, count }]) => sum / count)
  const variance = meanOf(means.map((value) => (value - mean) ** 2))
  const above = means.map((value) => value > mean)
  return { variance, crossings: above.filter((value, i) => i > 0 && value !== above[i - 1]).length }
}

/** How far cells differ in L* from those beside them (the middle of all), which folds hardly do and a weave of two tones does. */
function relief({ wide, cells }: ClothGrid, inside: readonly { x: number; y: number }[]): number {
  const steps = inside
    .flatMap(({ x, y }) => {
      const [here, next] = [cells[y * wide + x], cells[y * wide + x + 1]]
      return here && next ? [Math.abs(here[0] - next[0])] : []
    })
    .toSorted((a, b) => a - b)
  return steps[Math.floor(0.9 * steps.length)] ?? 0
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
