// What is left of each grant, soonest-ending first: derived by replaying a user's ledger, so there are no lots to keep in step.

/** As much of a ledger row as the replay needs, of one user and one kind of point. */
export interface LedgerStep {
  readonly id: string
  readonly amount: number
  readonly reason: string
  readonly job_id: string | null
  readonly expires_at: Date | null
  readonly created_at: Date
}

/** What is left of one grant. `endsAt` is null for what never ends. */
export interface RemainingGrant {
  /** The ledger row that granted it. */
  readonly id: string
  readonly reason: string
  readonly granted: number
  readonly left: number
  readonly endsAt: Date | null
}

/**
 * What a job gives back to a grant that has ended stays usable until a week after that end: a failure of ours in the last
 * minutes of a period takes nothing from anyone. It counts from the end, so handing jobs in and back gains nothing.
 */
export const RETURN_GRACE_MS = 7 * 24 * 3600_000

interface Lot {
  readonly id: string
  readonly reason: string
  readonly granted: number
  /** As the grant said; `endsAt` may lie a week later for what came back late. */
  readonly saidEnd: number
  readonly endsAt: number
  readonly place: number
  left: number
}

/**
 * Replays `rows` (oldest first, all of one user and one kind of point) and answers every grant of which something is left, in the
 * order in which it will be used: what ends first goes first, and of two that end together the older one. A row with a job that
 * adds points gives back to the grants that job was paid from, the latest-ending first. The sum of `left` is the sum of the rows.
 */
export function remainingGrants(rows: Iterable<LedgerStep>): RemainingGrant[] {
  const lots: Lot[] = []
  const takenBy = new Map<string, { lot: Lot; amount: number }[]>()
  let place = 0
  const add = (lot: Omit<Lot, 'place'>) => {
    const made = { ...lot, place: place++ }
    let at = lots.length
    while (at > 0 && isBefore(made, lots[at - 1])) at -= 1
    lots.splice(at, 0, made)
  }
  for (const row of rows) {
    if (row.amount < 0) {
      const taken = take(lots, -row.amount)
      if (row.job_id !== null) takenBy.set(row.job_id, [...(takenBy.get(row.job_id) ?? []), ...taken])
      continue
    }
    let rest = row.amount
    if (row.job_id !== null && row.expires_at === null) {
      const taken = takenBy.get(row.job_id) ?? []
      while (rest > 0 && taken.length > 0) {
        const last = taken.at(-1)!
        const back = Math.min(rest, last.amount)
        rest -= back
        last.amount -= back
        if (last.amount === 0) taken.pop()
        const late = row.created_at.getTime() >= last.lot.saidEnd
        add({
          ...last.lot,
          left: back,
          endsAt: late ? last.lot.saidEnd + RETURN_GRACE_MS : last.lot.endsAt,
        })
      }
    }
    if (rest > 0) {
      const end = row.expires_at?.getTime() ?? Infinity
      add({ id: row.id, reason: row.reason, granted: row.amount, left: rest, saidEnd: end, endsAt: end })
    }
  }
  return together(lots)
}

/** How much of what remains has ended by `now`: what the expiring row takes away. */
export function endedBy(grants: readonly RemainingGrant[], now: Date): number {
  return grants
    .filter(({ endsAt }) => endsAt !== null && endsAt <= now)
    .reduce((sum, { left }) => sum + left, 0)
}

function isBefore(a: Lot, b: Lot): boolean {
  return a.endsAt === b.endsAt ? a.place < b.place : a.endsAt < b.endsAt
}

/** Takes from the front of `lots` and forgets what is used up. The ledger never goes below zero, so there is always enough. */
function take(lots: Lot[], amount: number): { lot: Lot; amount: number }[] {
  const taken = []
  let rest = amount
  while (rest > 0) {
    const lot = lots[0]
    if (!lot) throw new Error('a ledger that goes below zero cannot be replayed')
    const part = Math.min(rest, lot.left)
    taken.push({ lot, amount: part })
    lot.left -= part
    rest -= part
    if (lot.left === 0) lots.shift()
  }
  return taken
}

/** Pieces of one grant that end together are one again. */
function together(lots: readonly Lot[]): RemainingGrant[] {
  const merged = new Map<string, RemainingGrant & { left: number }>()
  for (const { id, reason, granted, left, endsAt } of lots) {
    const key = `${id} ${endsAt}`
    const there = merged.get(key)
    if (there) there.left += left
    else
      merged.set(key, {
        id,
        reason,
        granted,
        left,
        endsAt: endsAt === Infinity ? null : new Date(endsAt),
      })
  }
  return [...merged.values()]
}
