// Finds the line of a front that opens from neck to hem.

import type { Point } from '../garment.ts'
import type { Reading } from './read-fit.ts'
import type { Upright } from './upright.ts'

export function findOpening(_upright: Upright, _best: Reading): Point[] | null {
  return null
}
