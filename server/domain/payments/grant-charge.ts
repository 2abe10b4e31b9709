// Gives what a charge pays for: one ledger row a kind of point, each keyed by the charge, so that none is given twice.
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import type { Grants } from '../../plans.ts'
import { grant } from '../points/ledger.ts'
import type { ChargeRow } from './charges.ts'

/** The words of plans.json and the ledger's for the same kinds of point. */
export const KIND_OF = {
  credit: 'credit',
  lookBookTicket: 'look_book_ticket',
  videoTicket: 'video_ticket',
  includedLook: 'subscription',
} as const satisfies Record<keyof Grants, UsageType>

const DAY_MS = 24 * 3600_000

/**
 * Writes the grants of a paid charge. What a pack holds lasts as long as the pack says, from `now`; of a plan, credits last as the plan
 * says, from the month's first day, and all else ends with the month.
 */
export async function grantCharge(trx: Db, charge: ChargeRow, now: Date): Promise<void> {
  const { terms, purpose, period_from, period_to } = charge
  const lasts = (from: Date) =>
    terms.lastsDays === null ? null : new Date(from.getTime() + terms.lastsDays * DAY_MS)
  for (const [name, usageType] of Object.entries(KIND_OF) as [keyof Grants, UsageType][]) {
    const amount = terms.grants[name]
    if (amount === 0) continue
    const ends = purpose === 'pack' ? lasts(now) : name === 'credit' ? lasts(period_from!) : period_to
    const reason = purpose === 'pack' ? 'pack' : 'plan_grant'
    await grant(trx, charge.user_id, usageType, amount, reason, ends, `charge:${charge.id}:${usageType}`)
  }
}
