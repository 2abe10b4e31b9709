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
  if (!forget(step)) return
  if (step.toast !== null) hideToast(step.toast)
  try {
    await step.undo()
  } catch (error) {
    showToast(sayError(error), { kind: 'error' })
  }
}

/**
 * Says what was done, in a toast that offers to take it back by `undo`. Answers the way to unsay it, for a change that was shown
 * before the studio agreed.
 */
export function offerUndo(done: string, undo: () => Promise<unknown>): () => void {
  const keys = navigator.platform.startsWith('Mac') ? '⌘Z' : 'Ctrl Z'
  const toast = showToast(done, { action: { label: t('do.undo'), run: () => void takeBack(step), keys } })
  const step: Step = { undo, toast }
  remember(step)
  return () => {
    hideToast(toast)
    forget(step)
  }
}

/** Remembers a change that is seen where it was made, so that ⌘Z takes it back. Answers the way to forget it. */
export function pushUndo(undo: () => Promise<unknown>): () => void {
  const step: Step = { undo, toast: null }
  remember(step)
  return () => forget(step)
}

function remember(step: Step): void {
  steps.push(step)
  if (steps.length > STEPS) steps.shift()
}

/** Whether it was still remembered. */
function forget(step: Step): boolean {
  const at = steps.indexOf(step)
  if (at >= 0) steps.splice(at, 1)
  return at >= 0
}

/** Takes back the last change there is. False when there is none. */
export function undoLast(): boolean {
  const last = steps.at(-1)
  if (last) void takeBack(last)
  return last !== undefined
}
