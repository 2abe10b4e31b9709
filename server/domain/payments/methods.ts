// How a plan is paid from now on: a token only server/payments can open, and what people recognise of it.
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../database/database.ts'
import type { Method, ProviderName, StoredMethod } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'

export interface MethodRow {
  readonly id: string
  readonly user_id: string
  readonly subscription_id: string
  readonly provider: ProviderName
  readonly token: string
  readonly method: Method
}

/** What a subscription is paid with, or null. */
export async function methodOf(db: Db, subscriptionId: string): Promise<MethodRow | null> {
  const row = await db
    .selectFrom('billing_method')
    .select(['id', 'user_id', 'subscription_id', 'provider', 'token', 'method'])
    .where('subscription_id', '=', subscriptionId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return (row as MethodRow | undefined) ?? null
}

/** From now on the subscription is paid with this; what it was paid with before is let go (forgetMethods tells the provider). */
export async function keepMethod(
  trx: Db,
  of: { readonly userId: string; readonly subscriptionId: string; readonly provider: ProviderName },
  { token, method }: StoredMethod,
  now: Date,
): Promise<void> {
  const there = await methodOf(trx, of.subscriptionId)
  if (there?.token === token && there.provider === of.provider) return
  await removeMethod(trx, of.subscriptionId, now)
  await trx
    .insertInto('billing_method')
    .values({
      id: uuidv7(),
      user_id: of.userId,
      subscription_id: of.subscriptionId,
      provider: of.provider,
      token,
      method: JSON.stringify(method),
      created_at: now,
    })
    .execute()
}

export async function removeMethod(trx: Db, subscriptionId: string, now: Date): Promise<void> {
  await trx
    .updateTable('billing_method')
    .set({ removed_at: now })
    .where('subscription_id', '=', subscriptionId)
    .where('removed_at', 'is', null)
    .execute()
}

/** Tells the providers to forget what is not used any more, then forgets it here. What fails is tried again the next time. */
export async function forgetMethods(studio: Studio): Promise<void> {
  const rows = await studio.db
    .selectFrom('billing_method as method')
    .select(['id', 'provider', 'token'])
    .where('removed_at', 'is not', null)
    .where('token', '<>', '')
    // The same card may have become the one in use again.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('billing_method as used')
            .select('used.id')
            .whereRef('used.token', '=', 'method.token')
            .where('used.removed_at', 'is', null),
        ),
      ),
    )
    .limit(200)
    .execute()
  for (const { id, provider, token } of rows) {
    try {
      await studio.payments.get(provider as ProviderName).forget(token)
      await studio.db.updateTable('billing_method').set({ token: '' }).where('id', '=', id).execute()
    } catch (error) {
      studio.log.warn({ error, provider }, 'a stored card could not be forgotten yet')
    }
  }
}
