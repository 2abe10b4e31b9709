// What a balance is made of, in the few lines that fit under it: same source and same last day together, soonest-ending first.
import type { RemainingGrant, UsageType } from '#sdk/contract/points.ts'
import { kindOf } from './ledger-words.ts'

/** A line; the last one may stand for all that is left over, and then says no reason and no day. */
export interface GrantLine {
  readonly key: string
  readonly reason: string | null
  readonly left: number
  readonly expiresAt: string | null
}

const AT_MOST = 3
const SOON = 7 * 24 * 60 * 60_000

/** Whether it ends within seven days, which is said in amber. */
export function endsSoon(expiresAt: string | null, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) - now <= SOON
}

/** The lines of one kind of point. A balance that was simply given and never ends needs none. */
export function linesOf(grants: readonly RemainingGrant[], usageType: UsageType): GrantLine[] {
  const lines = new Map<string, GrantLine>()
  for (const { usageType: type, reason, left, expiresAt } of grants) {
    if (type !== usageType) continue
    const day = expiresAt === null ? '' : new Date(expiresAt).toDateString()
    const key = `${kindOf({ reason, amount: 1, job: null })} ${day}`
    const there = lines.get(key)
    lines.set(key, { key, reason, expiresAt, ...there, left: left + (there?.left ?? 0) })
  }
  const all = [...lines.values()]
  if (all.length <= AT_MOST) return all
  const rest = all.slice(AT_MOST - 1)
  return [
    ...all.slice(0, AT_MOST - 1),
    { key: 'rest', reason: null, left: rest.reduce((sum, { left }) => sum + left, 0), expiresAt: null },
  ]
}
