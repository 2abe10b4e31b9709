// Takes away what a deleted account leaves: grants at providers, files, and whatever in the rows says who it was.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { purgePeopleOf } from '../people/remove-person.ts'
import { endPlanNow } from '../subscriptions/end-plan.ts'
import { cancelJobsOf } from './cancel-jobs-of.ts'

/** Files removed at once. */
const BATCH = 200
/** An account still not erased so long after it ended has lost its errand. */
const OVERDUE_MS = 3600_000

/**
 * Erases a deleted account; may be broken off and begun again at any time. What the law wants kept stays under the user's id alone: the
 * ledger, jobs as far as they cost something, payments and invoices. Throws while a job of it still runs, for the errand to come again:
 * what such a job stores would stay behind.
 */
export async function eraseAccount(studio: Studio, userId: string): Promise<void> {
  const user = await studio.db
    .selectFrom('users')
    .select(['deleted_at', 'scrubbed_at'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!user?.deleted_at || user.scrubbed_at) return
  const running = await cancelJobsOf(studio, userId)
  if (running > 0) throw new Error(`${running} jobs of a deleted account still run`)
  // Throws while a provider that would go on charging cannot be told.
  await endPlanNow(studio, userId, 'account_deleted')
  await leaveProviders(studio, userId)
  await purgePeopleOf(studio, userId)
  await removeFiles(studio, userId)
  await sql`select account_scrub_words(${userId}), billing_scrub(${userId}), account_scrub(${userId})`.execute(
    studio.db,
  )
  studio.log.info({ user: userId }, 'a deleted account was erased')
}

/** Sends the errand anew for accounts whose own came to nothing. Every one is erased within days, whatever happens. */
export async function sweepDeleted(studio: Studio): Promise<void> {
  const users = await studio.db
    .selectFrom('users')
    .select('id')
    .where('deleted_at', '<', new Date(studio.now().getTime() - OVERDUE_MS))
    .where('scrubbed_at', 'is', null)
    .execute()
  for (const { id } of users) await studio.errands.send('account.erase', { userId: id })
}

/** The providers are told by errands of their own, which outlive the rows. */
async function leaveProviders(studio: Studio, userId: string): Promise<void> {
  await studio.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      provider_id: string
      account_id: string
      token: string | null
    }>`delete from auth_account where user_id = ${userId}
      returning provider_id, account_id, coalesce(refresh_token, access_token) as token`.execute(trx)
    for (const { provider_id: provider, account_id: accountId, token } of rows)
      if (provider !== 'credential')
        await studio.errands.send('account.leave-provider', { provider, accountId, token }, trx)
  })
}

/** Removes the user's pictures, exports and photos, and everything made in projects of theirs. */
async function removeFiles(studio: Studio, userId: string): Promise<void> {
  const { rows: photos } = await sql<{ key: string }>`select key from account_photos(${userId})`.execute(
    studio.db,
  )
  const jobs = await studio.db
    .selectFrom('vto_job as job')
    .innerJoin('projects as project', 'project.id', 'job.project_id')
    .select('job.id')
    .where('project.user_id', '=', userId)
    .execute()
  await removeUnder(studio, `pictures/${userId}/`)
  await removeUnder(studio, `accounts/${userId}/`)
  await removeUnder(studio, `music/${userId}/`)
  await removeUnder(studio, `backdrops/${userId}/`)
  for (const { key } of photos) await removeUnder(studio, `${key}/`)
  for (const { id } of jobs) {
    await removeUnder(studio, `looks/${id}/`)
    await removeUnder(studio, `videos/${id}/`)
  }
}

async function removeUnder(studio: Studio, prefix: string): Promise<void> {
  let keys: string[] = []
  for await (const { key } of studio.storage.list(prefix)) {
    keys.push(key)
    if (keys.length < BATCH) continue
    await studio.storage.remove(keys)
    keys = []
  }
  if (keys.length > 0) await studio.storage.remove(keys)
}
