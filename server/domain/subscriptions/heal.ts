// Heals what broke half-way: charges that were begun and of which nothing more was heard are read again from their provider.
import { PaymentError, type PaymentErrorCode, type ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { changeCharge, type ChargeRow } from '../payments/charges.ts'
import { lockPoints } from '../points/lock-points.ts'
import { giveBack } from './give-back.ts'
import { emptyInbox } from './hear-webhook.ts'
import { settleFact } from './settle.ts'

/** A buyer needs a while to pay; what is younger than this is still theirs to finish. */
const YOUNG_MS = 5 * 60_000
/** One that still waits is looked at this often. */
const AGAIN_MS = 50 * 60_000

/** Finishes what a crash or a lost webhook left open: the inbox, refunds, charges of checkouts. Answers how many charges were read. */
export async function healPayments(studio: Studio): Promise<number> {
  await emptyInbox(studio)
  await giveBack(studio)
  const now = studio.now()
  const waiting = await studio.db
    .selectFrom('billing_charge')
    .selectAll()
    .$castTo<ChargeRow>()
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['open', 'pending']).and(
          eb.or([eb('read_at', 'is', null), eb('read_at', '<', new Date(now.getTime() - AGAIN_MS))]),
        ),
        // What was given up, or declined in one of two tries at once, may have been paid: it is read once more.
        eb('status', 'in', ['void', 'expired', 'failed']).and(
          eb.or([eb('read_at', 'is', null), eb('read_at', '<', eb.ref('updated_at'))]),
        ),
      ]),
    )
    .where('purpose', '<>', 'renewal')
    .where('provider', 'not in', ['none', 'manual'])
    .where('created_at', '<', new Date(now.getTime() - YOUNG_MS))
    .orderBy('created_at')
    .limit(500)
    .execute()
  const down = new Set<string>()
  for (const charge of waiting)
    if (!down.has(charge.provider) && !(await readAgain(studio, charge))) down.add(charge.provider)
  await expireOpen(studio)
  return waiting.length
}

/** What leaves open what became of a charge: it counts as unread. */
const SILENT: readonly PaymentErrorCode[] = ['down', 'unknown', 'bad-config']

/** Settles what the provider says of a charge; only then does it count as read. False when the provider cannot be reached. */
async function readAgain(studio: Studio, charge: ChargeRow): Promise<boolean> {
  try {
    const provider = studio.payments.get(charge.provider as ProviderName)
    const fact = await provider.read(
      charge.reference ?? { kind: 'payment', id: charge.payment_id ?? charge.order_ref },
    )
    if (fact) await settleFact(studio, fact)
  } catch (error) {
    studio.log.warn({ error, charge: charge.id }, 'a payment could not be read again')
    if (!(error instanceof PaymentError) || SILENT.includes(error.code))
      return !(error instanceof PaymentError && error.code === 'down')
  }
  // One moment for both: a charge that ended is read again while it was changed after it was read.
  const at = studio.now()
  await changeCharge(studio.db, charge.id, { read_at: at }, at)
  return true
}

/**
 * What nobody paid in time is over, once its provider has said so after that time: one that could not be asked may have been paid.
 * Should it be paid after all, it is settled like any other.
 */
async function expireOpen(studio: Studio): Promise<void> {
  const now = studio.now()
  const over = await studio.db
    .selectFrom('billing_charge')
    .select(['id', 'user_id'])
    .where('status', 'in', ['open', 'pending'])
    .where('expires_at', '<=', now)
    .where((eb) =>
      eb.or([eb('provider', 'in', ['none', 'manual']), eb('read_at', '>=', eb.ref('expires_at'))]),
    )
    .execute()
  for (const { id, user_id } of over) {
    await studio.db.transaction().execute(async (trx) => {
      await lockPoints(trx, user_id)
      const still = await trx
        .selectFrom('billing_charge')
        .select('id')
        .where('id', '=', id)
        .where('status', 'in', ['open', 'pending'])
        .executeTakeFirst()
      if (still) await changeCharge(trx, id, { status: 'expired' }, now)
    })
  }
}
