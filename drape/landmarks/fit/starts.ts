// Makes the starting points of a fit: diverse templates, each scaled to the silhouette.

import { buildTemplate } from './place-template.ts'
import { misfit } from './objective.ts'
import type { Family } from './families.ts'
import type { Random } from './random.ts'
import type { Target } from './make-target.ts'
import { PAD } from './make-target.ts'

export interface Candidate {
  readonly family: Family
  readonly values: readonly number[]
  readonly misfit: number
}

/**
 * Draws `count` templates from the family's priors (the first is the usual one), sets the unit in one of five ways
 * (from the width of the central run of pixels, the height, or both), then length and sleeves so that the box fits.
 * Best first.
 */
export function makeStarts(family: Family, target: Target, random: Random, count: number): Candidate[] {
  const units = halfWidths(target)
  const starts = Array.from({ length: count }, (_, k) => {
    const draw = k === 0 ? 0 : 0.8
    const shape = family.priors.map(([usual, spread, least, most]) =>
      clamp(usual + draw * spread * random.normal(), least, most),
    )
    const values = fitBox(family, shape, target, units, k % 5, random)
    return { family, values, misfit: misfit(family, values, target) }
  })
  return starts.sort((a, b) => a.misfit - b.misfit)
}

function fitBox(
  family: Family,
  shape: number[],
  target: Target,
  units: readonly number[],
  way: number,
  random: Random,
): number[] {
  const high = target.height - 2 * PAD
  const wide = target.width - 2 * PAD
  let box = boxOf(family, shape)
  const byHeight = high / (box.bottom - box.top)
  const byBoth = Math.sqrt(byHeight * (wide / (box.right - box.left)))
  const fromWaist = family.cut === 'skirt' || family.cut === 'trousers'
  const unit =
    way === 4 ? byHeight : way > 2 || fromWaist ? byBoth : units[way] * (1 + 0.06 * random.normal())
  const set = (name: string, value: number): void => {
    const [, , least, most] = family.priors[family.index[name]]
    shape[family.index[name]] = clamp(value, least, most)
    box = boxOf(family, shape)
  }
  const get = (name: string): number => shape[family.index[name]]
  for (let round = 0; round < 2; round++) set('length', get('length') + high / unit - (box.bottom - box.top))
  if (family.cut === 'sleeved' && Math.sin(get('angle')) > 0.2) {
    const lacking = (wide / unit - (box.right - box.left)) / 2
    set('sleeve', get('sleeve') + clamp(lacking / Math.max(0.35, Math.sin(get('angle'))), -0.6, 0.6))
  }
  return [target.axis, target.height / 2 - ((box.top + box.bottom) / 2) * unit, Math.log(unit), 0, ...shape]
}

function boxOf(family: Family, shape: readonly number[]) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { xy } of buildTemplate(family, shape, 0).parts) {
    for (let i = 0; i < xy.length; i += 2) {
      box.left = Math.min(box.left, xy[i])
      box.right = Math.max(box.right, xy[i])
      box.top = Math.min(box.top, xy[i + 1])
      box.bottom = Math.max(box.bottom, xy[i + 1])
    }
  }
  return box
}

/** Three guesses at half the body's width: quantiles of the run of pixels across the axis. */
function halfWidths({ solid, width, height, axis }: Target): number[] {
  const runs: number[] = []
  const column = Math.floor(axis)
  const high = height - 2 * PAD
  for (let y = Math.floor(PAD + 0.3 * high); y < PAD + 0.8 * high; y++) {
    const row = y * width
    if (!solid[row + column]) continue
    let left = column
    let right = column
    while (left > 0 && solid[row + left - 1]) left--
    while (right < width - 1 && solid[row + right + 1]) right++
    runs.push((right - left + 1) / 2)
  }
  runs.sort((a, b) => a - b)
  if (!runs.length) return [1, 1, 1].map(() => (width - 2 * PAD) / 3)
  return [0.12, 0.4, 0.7].map((share) => runs[Math.floor(share * (runs.length - 1))])
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
