// Names the landmarks worth showing as handles on a garment's photo.

import type { LandmarkName } from '../garment.ts'

function both(...names: ('neck' | 'shoulder' | 'pit' | 'cuffOuter' | 'cuffInner' | 'waist' | 'hem')[]) {
  return names.flatMap((name): LandmarkName[] => [`${name}Left`, `${name}Right`])
}

const SLEEVED = both('neck', 'shoulder', 'pit', 'cuffOuter', 'cuffInner', 'hem')
const SLEEVELESS = both('neck', 'shoulder', 'pit', 'waist', 'hem')
const STRAPLESS = both('pit', 'waist', 'hem')
const LEGS: readonly LandmarkName[] = [...both('waist'), 'fork', ...both('hem', 'cuffInner')]
const SKIRT = both('waist', 'hem')

type Found = Readonly<Partial<Record<LandmarkName, unknown>>>

/**
 * The landmarks a person may put right on a garment, from the top down: at most twelve of those that were found, all of which the
 * pattern is cut by. What was found tells what it is: a fork trousers, a cuff sleeves.
 */
export function handleNames(found: Found): LandmarkName[] {
  return namesOf(found).filter((name) => found[name] !== undefined)
}

function namesOf(found: Found): readonly LandmarkName[] {
  if (found.fork) return LEGS
  if (found.neckLeft) return (found.cuffOuterLeft ?? found.cuffOuterRight) ? SLEEVED : SLEEVELESS
  return found.pitLeft ? STRAPLESS : SKIRT
}
