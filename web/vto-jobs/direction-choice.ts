// The direction a person has chosen for a project's runs, remembered on this device.
import { RATIOS, SIZES } from '#sdk/contract/price.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import {
  BACKDROPS,
  BODIES,
  BODY_SIZES,
  FINISHES,
  isOwnBackdrop,
  POSES,
  VIEWS,
} from '#sdk/contract/vto-jobs.ts'
import type { Direction, View } from '#sdk/contract/vto-jobs.ts'

/** A direction, and the kind of point that pays. Unlike in a run, no view at all may be chosen yet. */
export interface Choice extends Direction {
  readonly pay: PayWith
}

export const FIRST_CHOICE: Choice = {
  engine: 'drape',
  body: 'female',
  bodySize: 'M',
  finish: 'white',
  pose: 'standing',
  tucked: false,
  open: false,
  views: ['front'],
  backdrop: 'paper',
  ghost: false,
  ratio: '3:4',
  size: 'standard',
  pay: 'look_book_ticket',
}

const PAYS: readonly PayWith[] = ['look_book_ticket', 'credit', 'subscription']

const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise

const isBackdrop = (value: unknown): value is string =>
  typeof value === 'string' &&
  (BACKDROPS.some((one) => one === value) || /^#[0-9a-f]{6}$/i.test(value) || isOwnBackdrop(value))

/** Makes a choice of whatever was stored; what an older version of the studio wrote and no one knows any more falls back. */
export function readChoice(stored: string | null): Choice {
  let value: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) value = parsed as Record<string, unknown>
  } catch {
    // An unreadable memory is no memory.
  }
  const { views } = value
  return {
    engine: typeof value.engine === 'string' ? value.engine : FIRST_CHOICE.engine,
    body: oneOf(BODIES, value.body, FIRST_CHOICE.body),
    bodySize: oneOf(BODY_SIZES, value.bodySize, FIRST_CHOICE.bodySize),
    finish: oneOf(FINISHES, value.finish, FIRST_CHOICE.finish),
    pose: oneOf(POSES, value.pose, FIRST_CHOICE.pose),
    tucked: value.tucked === true,
    open: value.open === true,
    ghost: value.ghost === true,
    views: Array.isArray(views) ? VIEWS.filter((view) => views.includes(view)) : FIRST_CHOICE.views,
    backdrop: isBackdrop(value.backdrop) ? value.backdrop : FIRST_CHOICE.backdrop,
    ratio: oneOf(RATIOS, value.ratio, FIRST_CHOICE.ratio),
    size: oneOf(SIZES, value.size, FIRST_CHOICE.size),
    ...(typeof value.personId === 'string' && { personId: value.personId }),
    pay: oneOf(PAYS, value.pay, FIRST_CHOICE.pay),
  }
}

/** Adds or takes away a view; views keep their fixed order, so that a run's looks are always in the same one. */
export function toggleView(views: readonly View[], view: View): View[] {
  return VIEWS.filter((one) => (one === view ? !views.includes(view) : views.includes(one)))
}

const memoryKey = (projectId: string): string => `maepsi.direction.${projectId}`

/** What was chosen last in this project, on this device. */
export function recallChoice(projectId: string): Choice {
  try {
    return readChoice(localStorage.getItem(memoryKey(projectId)))
  } catch {
    return FIRST_CHOICE
  }
}

/** Whether this device remembers a choice for the project. */
export function remembersChoice(projectId: string): boolean {
  try {
    return localStorage.getItem(memoryKey(projectId)) !== null
  } catch {
    return false
  }
}

/** Remembers a choice; a browser that keeps nothing (private mode, full) is no reason to stop. */
export function rememberChoice(projectId: string, choice: Choice): void {
  try {
    localStorage.setItem(memoryKey(projectId), JSON.stringify(choice))
  } catch {
    // Then the next visit starts from the first choice.
  }
}
