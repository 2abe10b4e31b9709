// Shutting an account and opening it again, and who is an administrator. Who may decide that, and that it is written down, is `domain/admin`.
import { sql } from 'kysely'
import type { Db } from '../../database/database.ts'

/** What of a person an administrator can change. */
export interface Standing {
  readonly suspended_at: Date | null
  readonly is_admin: boolean
}

/** How the person stands now, locked until the transaction ends; null when there is no such user, or it was deleted. */
export async function standingOf(trx: Db, userId: string): Promise<Standing | null> {
  const row = await trx
    .selectFrom('users')
    .select(['suspended_at', 'is_admin'])
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Suspends: from the commit on every way in is shut, and every session has ended. With null the account is open again. */
export async function setSuspended(trx: Db, userId: string, since: Date | null): Promise<void> {
  await trx.updateTable('users').set({ suspended_at: since }).where('id', '=', userId).execute()
  if (since) await trx.deleteFrom('auth_session').where('user_id', '=', userId).execute()
}

/** Whether the user of this id or e-mail is suspended. */
export async function isSuspended(
  db: Db,
  user: { readonly id: string } | { readonly email: string },
): Promise<boolean> {
  const query = db.selectFrom('users').select('id').where('suspended_at', 'is not', null)
  const found =
    'id' in user ? query.where('id', '=', user.id) : query.where('email', '=', user.email.toLowerCase())
  return (await found.executeTakeFirst()) !== undefined
}

export async function setAdministrator(trx: Db, userId: string, isAdmin: boolean): Promise<void> {
  await trx.updateTable('users').set({ is_admin: isAdmin }).where('id', '=', userId).execute()
}

/** Of the administrators' standings one is changed at a time: of two who shut each other out at once, the second finds it done. */
export async function holdAdministrators(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(76, 3)`.execute(trx)
}

/** Whether this person may act as an administrator, and stays so until the transaction ends. */
export async function isAdministrator(db: Db, userId: string): Promise<boolean> {
  const query = administrators(db).where('id', '=', userId)
  return (await (db.isTransaction ? query.forShare() : query).executeTakeFirst()) !== undefined
}

/** Whether there is an administrator beside this person. */
export async function isAnotherAdministrator(trx: Db, userId: string): Promise<boolean> {
  return (await administrators(trx).where('id', '<>', userId).limit(1).executeTakeFirst()) !== undefined
}

function administrators(db: Db) {
  return db
    .selectFrom('users')
    .select('id')
    .where('is_admin', '=', true)
    .where('deleted_at', 'is', null)
    .where('suspended_at', 'is', null)
}
