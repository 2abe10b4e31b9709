// "View as": an administrator looks at the studio as a user sees it, beside their own session, and changes nothing.
import { NotFound, StudioError } from '../../errors.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import { findUser, type User } from '../users/users.ts'
import { isAdministrator } from '../users/suspend.ts'
import { act, noteDeed, type Administrator } from './act.ts'

/** A view ends by itself after this. */
export const VIEW_MINUTES = 30

/** A view under way: whom it shows, and until when. */
export interface View {
  readonly id: string
  readonly endsAt: Date
}

/** Starts a view; one that is open already ends. Throws not_found, and not_allowed for oneself. */
export async function startView(
  studio: Studio,
  admin: Administrator,
  userId: string,
  reason: string,
): Promise<View> {
  const now = studio.now()
  const endsAt = new Date(now.getTime() + VIEW_MINUTES * 60_000)
  return act(studio, admin, async (trx, note) => {
    if (userId === admin.id) throw new StudioError('not_allowed')
    if (!(await findUser(trx, userId))) throw new NotFound('user', userId)
    await endViews(trx, admin, now)
    const { id } = await trx
      .insertInto('admin_view')
      .values({ admin_id: admin.id, user_id: userId, started_at: now, ends_at: endsAt })
      .returning('id')
      .executeTakeFirstOrThrow()
    await note({
      act: 'view_start',
      subject: 'user',
      subjectId: userId,
      userId,
      after: { viewId: id, endsAt: endsAt.toISOString() },
      reason,
    })
    return { id, endsAt }
  })
}

/** Ends the administrator's view; without one nothing happens. It works for one who is no administrator any more, too. */
export async function endView(studio: Studio, admin: Administrator): Promise<void> {
  await studio.db.transaction().execute((trx) => endViews(trx, admin, studio.now()))
}

async function endViews(trx: Db, admin: Administrator, now: Date): Promise<void> {
  const open = await trx
    .updateTable('admin_view')
    .set({ ended_at: now })
    .where('admin_id', '=', admin.id)
    .where('ended_at', 'is', null)
    .returning(['id', 'user_id', 'ends_at'])
    .execute()
  for (const { id, user_id } of open)
    await noteDeed(trx, admin, {
      act: 'view_end',
      subject: 'user',
      subjectId: user_id,
      userId: user_id,
      after: { viewId: id },
    })
}

/** Whom the administrator's open view shows; null when it has ended, or who opened it is no administrator any more. */
export async function findView(studio: Studio, adminId: string, viewId: string): Promise<User | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(viewId)) return null
  const view = await studio.db
    .selectFrom('admin_view')
    .select('user_id')
    .where('id', '=', viewId)
    .where('admin_id', '=', adminId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', studio.now())
    .executeTakeFirst()
  if (!view || !(await isAdministrator(studio.db, adminId))) return null
  return findUser(studio.db, view.user_id)
}
