// Undo instead of "are you sure?": the last twenty changes can be taken back, from their toast or by ⌘Z.
import { t } from './i18n.ts'
import { sayError } from './say-error.ts'
import { hideToast, showToast } from './ui/toast.tsx'

const STEPS = 20

interface Step {
  readonly undo: () => Promise<unknown>
  /** Null for a step that was done without a word. */
  readonly toast: number | null
}

const steps: Step[] = []

async function takeBack(step: Step): Promise<void> {
  const at = steps.indexOf(step)
  if (at < 0) return
  steps.splice(at, 1)
  if (step.toast !== null) hideToast(step.toast)
  try {
    await step.undo()
  } catch (error) {
    showToast(sayError(error), { kind: 'error' })
  }
}

/** Says what was done, in a toast that offers to take it back by `undo`. */
export function offerUndo(done: string, undo: () => Promise<unknown>): void {
  const keys = navigator.platform.startsWith('Mac') ? '⌘Z' : 'Ctrl Z'
  const toast = showToast(done, { action: { label: t('do.undo'), run: () => void takeBack(step), keys } })
  const step: Step = { undo, toast }
  steps.push(step)
  if (steps.length > STEPS) steps.shift()
}

/** Remembers a change that is seen where it was made, so that ⌘Z takes it back. */
export function pushUndo(undo: () => Promise<unknown>): void {
  steps.push({ undo, toast: null })
  if (steps.length > STEPS) steps.shift()
}

/** Takes back the last change there is. False when there is none. */
export function undoLast(): boolean {
  const last = steps.at(-1)
  if (last) void takeBack(last)
  return last !== undefined
}
