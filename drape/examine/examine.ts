// Gives a verdict on a garment photo: what is wrong with it, and whether it fits its slot.

import { cutOut } from '../cutout/cut-out.ts'
import { findLandmarks } from '../landmarks/find-landmarks.ts'
import { touchesFrame } from '../landmarks/judge.ts'
import { findBetterSlot } from './find-better-slot.ts'
import { findTurn } from './find-turn.ts'
import { isWorn } from './is-worn.ts'
import { backdropUnrest, brightness, fullness, garmentShare, garmentSpan } from './measure-photo.ts'
import type { Cutout, GarmentKind, Landmarks, Picture, Side, Slot } from '../garment.ts'

/** Why a photo is not simply good. Stable codes: stored with the photo and put into words by the studio. */
export type FindingCode =
  | 'photo_small'
  | 'photo_none'
  | 'photo_several'
  | 'photo_cropped'
  | 'photo_worn'
  | 'photo_turned'
  | 'photo_background'
  | 'photo_dark'
  | 'photo_pale'
  | 'photo_unsure'
  | 'wrong_slot'

export interface Finding {
  readonly code: FindingCode
  readonly level: 'warning' | 'stop' | 'wrong_slot'
  /** Numbers and names for the sentence that tells it. */
  readonly values?: Readonly<Record<string, number | string>>
}

export interface Verdict {
  /** The worst of the findings: a stop before a wrong slot before a warning. */
  readonly level: 'good' | 'warning' | 'stop' | 'wrong_slot'
  readonly findings: readonly Finding[]
  readonly kind: GarmentKind | null
  readonly betterSlot: Slot | null
  /** Where the silhouette says by itself that it is worn, for a photo whose slot is a guess; null where it does not say. */
  readonly likelySlot: Slot | null
  readonly landmarks: Landmarks | null
  /** Size of the cut-out, in whose pixels the landmarks are. */
  readonly frame: { readonly width: number; readonly height: number }
  /** 0..1: how sure the cut-out and its landmarks are. */
  readonly confidence: number
}

// Short sides in pixels, below which a photo is refused and warned about.
const LEAST_SIDE = 480
const GOOD_SIDE = 768
// Below this brightness (L*, nearly the brightest of the photo) colours are noise.
const DARK = 48
// A garment fills at least this share of its photo.
const LEAST_SHARE = 0.015
// It spans at least so many pixels of the cut-out both ways, and never fills its box as a sheet of paper or a frame does.
const LEAST_SPAN = 24
const MOST_FULLNESS = 0.985
// Below this a garment on its side was not read at all: its picture would be a heap.
const LEAST_SURE = 0.45
// Something else this large beside the garment is a second one.
const SECOND_GARMENT = 0.2
// Share of a frame's side that is not smooth.
const UNREST = 0.12

/**
 * Looks at a photo meant for a slot and a side. The side decides nothing yet: a back is cut out and measured as a front
 * is. Deterministic; about a second on one core at any size. Throws a RangeError for a picture without pixels.
 */
export function examine(picture: Picture, slot: Slot, _side: Side): Verdict {
  const cutout = cutOut(picture)
  const findings: Finding[] = []
  const px = Math.min(picture.width, picture.height)
  if (px < GOOD_SIDE)
    findings.push({ code: 'photo_small', level: px < LEAST_SIDE ? 'stop' : 'warning', values: { px } })
  if (brightness(cutout) < DARK) findings.push({ code: 'photo_dark', level: 'warning' })
  if (!holdsGarment(cutout))
    return verdict(cutout, [...findings, { code: 'photo_none', level: 'stop' }], null, null)
  const landmarks = findLandmarks(cutout, slot, { care: 'quick' })
  findings.push(...cutoutFindings(cutout))
  const turn = touchesFrame(cutout) ? 0 : findTurn(cutout, slot)
  if (turn !== 0) {
    const level = landmarks.confidence < LEAST_SURE ? 'stop' : 'warning'
    findings.push({ code: 'photo_turned', level, values: { degrees: turn } })
  }
  const betterSlot = turn === 0 ? findBetterSlot(landmarks, slot) : null
  if (betterSlot)
    findings.push({ code: 'wrong_slot', level: 'wrong_slot', values: { slot: betterSlot, betterSlot } })
  if (
    landmarks.doubts.some(
      (doubt) => doubt === 'landmarks_unsure' || doubt === 'no_armpit' || doubt === 'fork_hidden',
    )
  )
    findings.push({ code: 'photo_unsure', level: 'warning' })
  return verdict(cutout, findings, landmarks, betterSlot)
}

function holdsGarment(cutout: Cutout): boolean {
  const share = garmentShare(cutout)
  if (!(cutout.confidence > 0.02 && share > LEAST_SHARE && share < 0.97)) return false
  return garmentSpan(cutout) >= LEAST_SPAN && fullness(cutout) < MOST_FULLNESS
}

function cutoutFindings(cutout: Cutout): Finding[] {
  const findings: Finding[] = []
  if (cutout.runnerUp > SECOND_GARMENT) findings.push({ code: 'photo_several', level: 'stop' })
  if (isWorn(cutout)) findings.push({ code: 'photo_worn', level: 'stop' })
  if (touchesFrame(cutout)) findings.push({ code: 'photo_cropped', level: 'warning' })
  if (backdropUnrest(cutout) > UNREST || cutout.confidence < 0.45)
    findings.push({ code: 'photo_background', level: 'warning' })
  if (cutout.pale && cutout.confidence < 0.95) findings.push({ code: 'photo_pale', level: 'warning' })
  return findings
}

function verdict(
  { width, height }: Cutout,
  findings: readonly Finding[],
  landmarks: Landmarks | null,
  betterSlot: Slot | null,
): Verdict {
  const has = (level: Finding['level']): boolean => findings.some((finding) => finding.level === level)
  const level = (['stop', 'wrong_slot', 'warning'] as const).find(has) ?? 'good'
  return {
    level,
    findings,
    kind: landmarks?.kind ?? null,
    betterSlot,
    likelySlot: landmarks?.likelySlot ?? null,
    landmarks,
    frame: { width, height },
    confidence: landmarks?.confidence ?? 0,
  }
}
