// Points given and taken by hand, and the list of everything that ever was.
import { sql } from 'kysely'
import type { UsageType } from '#sdk/contract/points.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { PageWish } from '../page.ts'
import { moveByHand, type ByHand, type Moved } from '../points/by-hand.ts'
import { act, mustBeAdministrator, type Administrator } from './act.ts'

/**
 * Gives a user points, or takes some. The same id again changes nothing. Throws what moveByHand does, and bad_request for an amount
 * of zero, an end that is past, or one of what is taken.
 */
export async function grantPoints(studio: Studio, admin: Administrator, wish: ByHand): Promise<Moved> {
  const { amount, expiresAt } = wish
  const wrong =
    amount === 0
      ? 'amount'
      : expiresAt && (amount < 0 || expiresAt.getTime() <= studio.now().getTime())
        ? 'expiresAt'
        : null
  if (wrong)
    throw new StudioError('bad_request', {
      fields: [{ in: 'body', path: wrong, message: 'is not possible' }],
    })
  const moved = await act(studio, admin, async (trx, note) => {
    const done = await moveByHand(trx, wish)
    if (done.written)
      await note({
        act: amount > 0 ? 'grant' : 'adjust',
        subject: 'user',
        subjectId: wish.userId,
        userId: wish.userId,
        before: { [wish.usageType]: done.before },
        after: { [wish.usageType]: done.after, amount, expiresAt: expiresAt?.toISOString() ?? null },
        reason: wish.note,
      })
    return done
  })
  if (moved.written) studio.live.say({ userId: wish.userId, event: { type: 'points' } })
  return moved
}

export interface GrantRow {
  readonly id: string
  readonly seq: string
  readonly user_id: string
  readonly user_name: string | null
  readonly user_email: string | null
  readonly usage_type: UsageType
  readonly amount: number
  readonly reason: string
  readonly note: string | null
  readonly job_id: string | null
  readonly expires_at: Date | null
  readonly created_at: Date
}

/** Everything moved by hand, newest first. Throws bad_cursor. */
export async function listGrants(
  studio: Studio,
  admin: Administrator,
  { after, limit }: PageWish,
): Promise<{ readonly items: GrantRow[]; readonly next: string | null }> {
  await mustBeAdministrator(studio.db, admin)
  let query = studio.db
    .selectFrom('point_usage as usage')
    .innerJoin('users', 'users.id', 'usage.user_id')
    .select([
      'usage.id',
      'usage.seq',
      'usage.user_id',
      'users.name as user_name',
      'users.email as user_email',
      'usage.usage_type',
      'usage.amount',
      'usage.reason',
      'usage.note',
      'usage.job_id',
      'usage.expires_at',
      'usage.created_at',
    ])
    .where(sql<boolean>`usage.reason in ('admin_grant', 'admin_adjust', 'admin_refund')`)
    .orderBy('usage.seq', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where('usage.seq', '<', readSeq(after))
  const rows = (await query.execute()) as unknown as GrantRow[]
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.seq : null }
}

/** The cursor of a list that runs by its running number. Throws bad_cursor. */
export function readSeq(after: string): string {
  if (!/^[1-9]\d{0,17}$/.test(after)) throw new StudioError('bad_cursor')
  return after
}
