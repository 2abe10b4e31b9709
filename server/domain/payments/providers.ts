// What the studio tells a provider: who pays, for what, and the provider's failures in the studio's words.
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import {
  PaymentError,
  type Buyer,
  type Order,
  type Provider,
  type ProviderName,
} from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import { isRealAddress } from '../mail/send-letter.ts'
import type { ChargeRow, Terms } from './charges.ts'

/** A provider that is switched on. Throws provider_unknown. */
export function providerOf(studio: Studio, name: ProviderName): Provider {
  const provider = studio.payments.list().find((one) => one.name === name)
  if (!provider) throw new StudioError('provider_unknown', { provider: name })
  return provider
}

/** Who pays, as providers want to know it. A made-up address of someone without e-mail is not told. */
export async function buyerOf(db: Db, userId: string): Promise<Buyer> {
  const { email, name, language } = await db
    .selectFrom('users')
    .select(['email', 'name', 'language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return {
    userId,
    email: isRealAddress(email) ? email : null,
    name,
    language: LANGUAGES.find((one) => one === language) ?? 'ko',
  }
}

/** What is bought, as the provider's page and the card statement show it. */
export function titleOf(studio: Studio, terms: Terms, language: Language): string {
  return `${studio.config.name} ${terms.name[language]}`
}

/** A charge as the checkout of a provider wants it. */
export async function orderOf(
  studio: Studio,
  charge: ChargeRow,
  { payWay, returnPath }: { readonly payWay?: Order['payWay'] | undefined; readonly returnPath?: string },
): Promise<Order> {
  const buyer = await buyerOf(studio.db, charge.user_id)
  const purpose = charge.purpose === 'pack' ? 'once' : charge.purpose === 'method' ? 'method' : 'subscribe'
  return {
    orderId: charge.order_ref,
    purpose,
    amount: charge.amount,
    currency: charge.currency,
    title: titleOf(studio, charge.terms, buyer.language),
    buyer,
    ...(purpose !== 'once' && { plan: charge.item, subscriptionId: charge.subscription_id! }),
    ...(payWay && { payWay }),
    returnUrl: `${studio.config.url}${returnPath ?? `/account/checkout/${charge.id}`}`,
  }
}

/** What a provider's failure means for whoever waits for the answer. Anything else is thrown on as it is. */
export function asStudioError(error: unknown): unknown {
  if (!(error instanceof PaymentError)) return error
  switch (error.code) {
    case 'declined':
    case 'refused':
    case 'needs-action':
      return new StudioError('payment_declined', { reason: error.code }, { cause: error })
    case 'bad-signature':
      return new StudioError('webhook_refused', undefined, { cause: error })
    default:
      return new StudioError('payment_unavailable', { reason: error.code }, { cause: error })
  }
}
