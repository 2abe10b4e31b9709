// Finds the template that fits a silhouette best.

import { FAMILIES, CUTS } from './families.ts'
import { PAD } from './make-target.ts'
import { POSE, placeTemplate } from './place-template.ts'
import { clampValues, misfit } from './objective.ts'
import { descend, spreadsOf, startDescent } from './descend.ts'
import { evolve } from './evolve.ts'
import { makeStarts } from './starts.ts'
import { seededRandom } from './random.ts'
import type { Candidate } from './starts.ts'
import type { Cut, Family } from './families.ts'
import type { Descent } from './descend.ts'
import type { Target } from './make-target.ts'
import type { LandmarkName, Point } from '../../garment.ts'

export interface Fit extends Candidate {
  /** The template's landmarks, in pixels of the cut-out. */
  readonly marks: Partial<Record<LandmarkName, Point>>
  /** The best misfit that each cut reached before the finish, handicap included. */
  readonly rivals: Readonly<Partial<Record<Cut, number>>>
}

/** A candidate whose descent can be taken up again. */
interface Lowered extends Candidate {
  readonly descent: Descent
}

export interface Effort {
  readonly seed: number
  readonly cuts: readonly Cut[]
  /** Random templates a family before the best are taken. */
  readonly starts: number
  /** How many candidates go on after the first rounds of the coarse descent, to the fine one, and to the finish. */
  readonly most: readonly [hopeful: number, finalists: number, finished: number]
  /** Evaluations of the objective in the finish, for each and then for the best one. */
  readonly finish: readonly [number, number]
  /** What to add to the misfit of a cut that the slot makes unlikely. */
  readonly handicap: Readonly<Partial<Record<Cut, number>>>
}

const FIRST_ROUNDS = 3
const ROUNDS = 9

/**
 * Levenberg-Marquardt from many starts on the coarse target, again on the fine one for the best, then a short CMA-ES.
 * Every cut keeps a candidate as long as it may still win: trousers would lose to dresses early.
 */
export function search(fine: Target, coarse: Target, effort: Effort): Fit {
  const random = seededRandom(effort.seed)
  const handicap = ({ family }: Candidate): number => effort.handicap[family.cut] ?? 0
  const judged = (candidate: Candidate): number => candidate.misfit + handicap(candidate)
  const byMisfit = (a: Candidate, b: Candidate): number => judged(a) - judged(b)
  const pool = CUTS.filter((cut) => effort.cuts.includes(cut)).flatMap((cut) =>
    FAMILIES.filter((family) => family.cut === cut).flatMap((family) =>
      diverse(makeStarts(family, coarse, random, effort.starts), cut === 'skirt' ? 1 : 2).map((start) =>
        lower(family, startDescent(start.values), coarse, FIRST_ROUNDS),
      ),
    ),
  )
  const hopeful = select(pool.sort(byMisfit), judged, 0.2, effort.most[0]).map(({ family, descent }) =>
    lower(family, descent, coarse, ROUNDS - FIRST_ROUNDS),
  )
  const finalists = select(hopeful.sort(byMisfit), judged, 0.1, effort.most[1]).map(({ family, values }) =>
    lower(family, startDescent(rescale(values, fine.size / coarse.size)), fine, 6),
  )
  const finish = (candidate: Candidate, sigma: number, budget: number): Candidate => {
    const { family } = candidate
    const cost = (values: readonly number[], limit: number): number => misfit(family, values, fine, limit)
    const found = evolve(cost, candidate.values, spreadsOf(family, fine), sigma, budget, random)
    return { family, values: found.values, misfit: found.cost }
  }
  const best = finalists
    .sort(byMisfit)
    .slice(0, effort.most[2])
    .map((candidate) => finish(candidate, 0.12, effort.finish[0]))
    .sort(byMisfit)
  const winner = finish(best[0], 0.1, effort.finish[1])
  const rivals: Partial<Record<Cut, number>> = {}
  for (const candidate of [...finalists, ...best, winner]) {
    const { cut } = candidate.family
    rivals[cut] = Math.min(rivals[cut] ?? Infinity, judged(candidate))
  }
  return { ...winner, marks: marksOf(winner, fine), rivals }
}

function lower(family: Family, from: Descent, target: Target, rounds: number): Lowered {
  const descent = descend(family, from, target, rounds)
  return { family, values: descent.values, misfit: misfit(family, descent.values, target), descent }
}

/** The best starts of a family that are not much alike. */
function diverse(starts: readonly Candidate[], most: number): Candidate[] {
  const chosen: Candidate[] = []
  for (const start of starts) {
    if (chosen.length >= most) break
    if (chosen.every((other) => apart(start, other) >= 0.6)) chosen.push(start)
  }
  return chosen
}

function apart({ family, values }: Candidate, other: Candidate): number {
  let sum = ((values[2] - other.values[2]) / 0.15) ** 2
  for (const [i, [, spread]] of family.priors.entries())
    sum += ((values[POSE + i] - other.values[POSE + i]) / spread) ** 2 / family.priors.length
  return sum
}

/** The best of each cut that is as near the leader as `near`, then the best of all up to `most`, at most two a family. */
function select<C extends Candidate>(
  sorted: readonly C[],
  judged: (candidate: C) => number,
  near: number,
  most: number,
): C[] {
  const chosen = new Set<C>()
  const cuts = new Set<Cut>()
  for (const candidate of sorted) {
    if (cuts.has(candidate.family.cut) || judged(candidate) > judged(sorted[0]) + near) continue
    cuts.add(candidate.family.cut)
    chosen.add(candidate)
  }
  for (const candidate of sorted) {
    if (chosen.size >= most) break
    const kin = [...chosen].filter(({ family }) => family === candidate.family).length
    if (kin < 2) chosen.add(candidate)
  }
  return [...chosen]
}

/** The same pose on a target of another size. */
function rescale(values: readonly number[], factor: number): number[] {
  const [x, y, logUnit, ...rest] = values
  return [(x - PAD) * factor + PAD, (y - PAD) * factor + PAD, logUnit + Math.log(factor), ...rest]
}

function marksOf({ family, values }: Candidate, target: Target): Fit['marks'] {
  const marks: Fit['marks'] = {}
  const drawn = placeTemplate(family, clampValues(family, values)).marks
  for (const [name, [x, y]] of Object.entries(drawn)) marks[name as LandmarkName] = target.toCutout(x, y)
  return marks
}
