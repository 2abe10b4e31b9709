// What one exports is much the same each time: markets and names are kept on this device.
import { usualPattern } from './pattern-words.ts'

export interface RememberedWish {
  readonly presetIds: readonly string[]
  readonly pattern: string
  readonly letter: boolean
}

const STORED = 'maepsi.export'
const USUAL_PRESETS = ['naver'] as const

/** The choice of last time, or the usual one. */
export function recallWish(): RememberedWish {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<RememberedWish>
    const presetIds = Array.isArray(kept.presetIds) ? kept.presetIds.map(String) : USUAL_PRESETS
    const pattern = typeof kept.pattern === 'string' && kept.pattern !== '' ? kept.pattern : usualPattern()
    return { presetIds, pattern, letter: kept.letter !== false }
  } catch {
    return { presetIds: USUAL_PRESETS, pattern: usualPattern(), letter: true }
  }
}

/** Keeps a choice for the next time. */
export function rememberWish(wish: RememberedWish): void {
  localStorage.setItem(STORED, JSON.stringify(wish))
}
