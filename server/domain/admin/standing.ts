// Suspending people and lifting it; making administrators and taking that back.
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isAnotherAdministrator, setAdministrator, setSuspended, standingOf } from '../users/suspend.ts'
import { sayJobs } from '../vto-jobs/say-job.ts'
import { cancelJob } from '../vto-jobs/queue.ts'
import { act, type Administrator } from './act.ts'

/**
 * Shuts an account: sessions end, API keys, signed files and live streams are refused from the commit on, and links it shared show
 * nothing. Its waiting jobs are cancelled, its running ones end after the look they are at; what is not delivered comes back.
 * Nothing is deleted. Once more changes nothing. Throws not_found, and last_admin for oneself and for the only administrator.
 */
export async function suspendUser(
  studio: Studio,
  admin: Administrator,
  userId: string,
  reason: string,
): Promise<void> {
  const since = studio.now()
  await act(
    studio,
    admin,
    async (trx, note) => {
      const before = await standingOf(trx, userId)
      if (!before) throw new NotFound('user', userId)
      if (userId === admin.id || !(await isAnotherAdministrator(trx, userId)))
        throw new StudioError('last_admin')
      if (before.suspended_at) return
      await setSuspended(trx, userId, since)
      await note({
        act: 'suspend',
        subject: 'user',
        subjectId: userId,
        userId,
        before: { suspendedAt: null },
        after: { suspendedAt: since.toISOString() },
        reason,
      })
    },
    { ofAdministrators: true },
  )
  // Streams look again at once whether their sign-in still holds.
  studio.live.say({ userId, event: { type: 'account' } })
  // After the commit, one by one: a job's row is taken before its points, as everywhere.
  const jobs = await studio.db
    .selectFrom('vto_job')
    .select('id')
    .where('user_id', '=', userId)
    .where('status', 'in', ['PENDING', 'RUNNING'])
    .execute()
  for (const { id } of jobs) await cancelJob(studio.database.pool, id)
  await sayJobs(
    studio,
    jobs.map(({ id }) => id),
  )
}

/** Opens a suspended account again, as it was. Throws not_found. */
export async function liftSuspension(
  studio: Studio,
  admin: Administrator,
  userId: string,
  reason: string,
): Promise<void> {
  await act(studio, admin, async (trx, note) => {
    const before = await standingOf(trx, userId)
    if (!before) throw new NotFound('user', userId)
    if (!before.suspended_at) return
    await setSuspended(trx, userId, null)
    await note({
      act: 'lift',
      subject: 'user',
      subjectId: userId,
      userId,
      before: { suspendedAt: before.suspended_at.toISOString() },
      after: { suspendedAt: null },
      reason,
    })
  })
}

/** Makes a person an administrator, or takes that back. Throws not_found, last_admin, and suspended for a suspended person. */
export async function changeAdministrator(
  studio: Studio,
  admin: Administrator,
  userId: string,
  isAdmin: boolean,
  reason: string,
): Promise<void> {
  await act(
    studio,
    admin,
    async (trx, note) => {
      const before = await standingOf(trx, userId)
      if (!before) throw new NotFound('user', userId)
      if (before.is_admin === isAdmin) return
      if (isAdmin && before.suspended_at) throw new StudioError('suspended')
      if (!isAdmin && !(await isAnotherAdministrator(trx, userId))) throw new StudioError('last_admin')
      await setAdministrator(trx, userId, isAdmin)
      await note({
        act: isAdmin ? 'make_admin' : 'unmake_admin',
        subject: 'user',
        subjectId: userId,
        userId,
        before: { isAdmin: before.is_admin },
        after: { isAdmin },
        reason,
      })
    },
    { ofAdministrators: true },
  )
}
