// The lock under which a user's money changes: one transaction of a user after the other.
import type { Transaction } from 'kysely'
import type { DB } from '../../database/types.ts'
import { NotFound } from '../../errors.ts'

/**
 * Waits for the user's other transactions of money and holds those that come, until the commit. Take it first of all: whoever holds it
 * may lock whatever else is the user's, and nobody waits in a circle. Throws NotFound for nobody.
 */
export async function lockPoints(trx: Transaction<DB>, userId: string): Promise<void> {
  const row = await trx
    .selectFrom('points')
    .select('user_id')
    .where('user_id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('user', userId)
}
