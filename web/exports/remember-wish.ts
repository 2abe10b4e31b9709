// What one exports is much the same each time: markets and names are kept on this device.
import { USUAL_PATTERN } from '#sdk/contract/exports.ts'

export interface RememberedWish {
  readonly presetIds: readonly string[]
  readonly pattern: string
  readonly letter: boolean
}

const STORED = 'maepsi.export'
const USUAL: RememberedWish = { presetIds: ['naver'], pattern: USUAL_PATTERN, letter: true }

/** The choice of last time, or the usual one. */
export function recallWish(): RememberedWish {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<RememberedWish>
    const presetIds = Array.isArray(kept.presetIds) ? kept.presetIds.map(String) : USUAL.presetIds
    const pattern = typeof kept.pattern === 'string' && kept.pattern !== '' ? kept.pattern : USUAL.pattern
    return { presetIds, pattern, letter: kept.letter !== false }
  } catch {
    return USUAL
  }
}

/** Keeps a choice for the next time. */
export function rememberWish(wish: RememberedWish): void {
  localStorage.setItem(STORED, JSON.stringify(wish))
}
