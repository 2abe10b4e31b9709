// Names the landmarks worth showing as handles on a garment's photo.

import type { LandmarkName, Landmarks } from '../garment.ts'

function both(...names: ('neck' | 'shoulder' | 'pit' | 'cuffOuter' | 'cuffInner' | 'waist' | 'hem')[]) {
  return names.flatMap((name): LandmarkName[] => [`${name}Left`, `${name}Right`])
}

const SLEEVED = both('neck', 'shoulder', 'pit', 'cuffOuter', 'cuffInner', 'hem')
const SLEEVELESS = both('neck', 'shoulder', 'pit', 'waist', 'hem')
const STRAPLESS = both('pit', 'waist', 'hem')
const LEGS: readonly LandmarkName[] = [...both('waist'), 'fork', ...both('cuffOuter', 'cuffInner')]
const SKIRT = both('waist', 'hem')

/**
 * The landmarks a person may put right on this garment, from the top down: at most twelve, those of its kind that were
 * found. A skirt has four corners and no more.
 */
export function handleNames({ kind, topology, points }: Pick<Landmarks, 'kind' | 'topology' | 'points'>) {
  return namesOf(kind, topology).filter((name) => points[name] !== undefined)
}

function namesOf(kind: Landmarks['kind'], topology: Landmarks['topology']): readonly LandmarkName[] {
  if (kind === 'skirt') return SKIRT
  if (kind === 'trousers' || kind === 'shorts') return LEGS
  if (topology === 'strapless') return STRAPLESS
  return topology === 'sleeved' ? SLEEVED : SLEEVELESS
}
