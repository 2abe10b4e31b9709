// Sums of money, ways to pay and what is granted, in the reader's language.
import {
  DECIMALS,
  type Currency,
  type Grants,
  type Offer,
  type Subscription,
} from '#sdk/contract/subscriptions.ts'
import { getLanguage, type Translate } from '#web/i18n.ts'
import { formatNumber } from '#web/times.ts'

/** ₩39,000, $39, $39.50: an amount in the currency's smallest unit. */
export function formatMoney(amount: number, currency: Currency): string {
  const digits = DECIMALS[currency]
  const round = amount % 10 ** digits === 0
  return new Intl.NumberFormat(getLanguage(), {
    style: 'currency',
    currency,
    minimumFractionDigits: round ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}

/** What was granted or is, a line each: 300 credits, 120 look-book tickets. */
export function sayGrants(t: Translate, grants: Grants): string[] {
  return (['credit', 'lookBookTicket', 'videoTicket', 'includedLook'] as const)
    .filter((kind) => grants[kind] > 0)
    .map((kind) => t(`billing.${kind}`, { n: formatNumber(grants[kind]) }))
}

/** A way to pay as people recognise it: KB국민카드 ···4821. */
export function sayMethod(t: Translate, method: NonNullable<Subscription['method']>): string {
  const name = method.type === 'card' && method.brand ? method.brand : t(`billing.way.${method.type}`)
  return method.last4 ? `${name} ···${method.last4}` : name
}

/** The currency to begin with: the reader's own if anything here takes it, else the first that is taken. */
export function firstCurrency(offer: Offer): Currency {
  const own = ({ ko: 'KRW', en: 'USD', ja: 'JPY' } as const)[getLanguage()]
  const taken = takenCurrencies(offer)
  return taken.includes(own) ? own : (taken[0] ?? own)
}

/** The currencies something here takes. */
export function takenCurrencies(offer: Offer): Currency[] {
  return (['KRW', 'USD', 'JPY'] as const).filter((currency) =>
    offer.providers.some(({ currencies }) => currencies.includes(currency)),
  )
}
