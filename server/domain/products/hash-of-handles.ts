// A short name for what a person has put right on a photo: other handles, another name.
import { createHash } from 'node:crypto'
import type { Handles } from '#sdk/contract/products.ts'

/** `-` where nobody has put anything right. */
export function hashOfHandles(handles: Handles | null): string {
  if (!handles || Object.keys(handles).length === 0) return '-'
  const sorted = Object.entries(handles).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)
}
