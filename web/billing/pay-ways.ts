// The ways to pay a sum: every provider that takes its currency, with what it lets people choose beforehand.
import type { Currency, Offer, Provider } from '#sdk/contract/subscriptions.ts'
import type { Translate } from '#web/i18n.ts'

type PayWay = Offer['providers'][number]['payWays'][number]

export interface Way {
  readonly id: string
  readonly provider: Provider
  readonly payWay?: PayWay
  readonly name: string
  readonly help: string
}

/** The ways, in the order in which the studio offers them. */
export function waysFor(t: Translate, offer: Offer, currency: Currency): Way[] {
  return offer.providers
    .filter(({ currencies }) => currencies.includes(currency))
    .flatMap(({ name: provider, payWays }): Way[] => {
      const help = t(`billing.providerHelp.${provider}`)
      if (payWays.length === 0)
        return [{ id: provider, provider, name: t(`billing.provider.${provider}`), help }]
      return payWays.map((payWay) => ({
        id: `${provider}-${payWay}`,
        provider,
        payWay,
        name: t(`billing.way.${payWay}`),
        help,
      }))
    })
}
