// The end of an account: refused everywhere from the commit on; an errand takes the rest away.
import { sql } from 'kysely'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress, sendLetter } from '../mail/send-letter.ts'
import { endPlanNow } from '../subscriptions/end-plan.ts'
import { checkOwnPassword } from '../users/check-own-password.ts'
import { listWaysIn } from '../users/ways-in.ts'
import type { CurrentSession } from '../users/sessions.ts'
import { cancelJobsOf } from './cancel-jobs-of.ts'

/** How long a sign-in with a provider counts as a proof of who is there. */
const FRESH_MS = 10 * 60_000

/**
 * Deletes an account, for whoever proves to be its user: by password where there is one, else by having signed in within ten minutes.
 * Throws wrong_password, and proof_needed (details.ways) for a session that is older.
 */
export async function deleteAccount(
  studio: Studio,
  user: { readonly id: string },
  { session, password }: { readonly session: CurrentSession | null; readonly password?: string },
): Promise<void> {
  const ways = await listWaysIn(studio, user)
  if (ways.password) {
    if (password === undefined) throw new StudioError('proof_needed', { ways: ['password'] })
    await checkOwnPassword(studio, user, password)
  } else if (!session || studio.now().getTime() - session.startedAt.getTime() > FRESH_MS)
    throw new StudioError('proof_needed', { ways: ways.providers.map(({ provider }) => provider) })
  await closeAccount(studio, user.id)
}

/**
 * Ends an account at once: sessions, keys, files and streams are refused, jobs are cancelled and refunded, an errand erases what is
 * left. Nothing happens when it has ended already.
 */
export async function closeAccount(studio: Studio, userId: string): Promise<void> {
  await studio.db.transaction().execute(async (trx) => {
    const user = await trx
      .selectFrom('users')
      .select(['email', 'language'])
      .where('id', '=', userId)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!user) return
    // The last letter: after the commit there is nobody to write to.
    if (isRealAddress(user.email)) {
      const to = { email: user.email, language: user.language ?? 'ko' }
      await sendLetter(studio, to, 'account_deleted', { when: studio.now() }, trx)
    }
    await sql`select account_close(${userId})`.execute(trx)
    await studio.errands.send('account.erase', { userId }, trx)
  })
  // Open streams and remembered grants end now instead of within seconds.
  studio.live.say({ userId, event: { type: 'account' } })
  // The errand does this too; here it happens before the answer.
  await cancelJobsOf(studio, userId)
  await endPlanNow(studio, userId, 'account_deleted').catch((error: unknown) =>
    studio.log.error({ error, user: userId }, 'the plan of a deleted account is ended by its errand'),
  )
}
