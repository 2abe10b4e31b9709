// Opens the providers this installation is configured for, and finds them by name.
import type { Config } from '../config.ts'
import { openManual } from './manual.ts'
import { PaymentError, type Provider, type ProviderName } from './payments.ts'
import { openPortOne } from './portone/portone.ts'
import { Seal } from './seal.ts'
import { openStripe } from './stripe/stripe.ts'
import { openTestCard } from './test-card.ts'

/** The providers that are switched on. */
export class Payments {
  readonly #providers: ReadonlyMap<ProviderName, Provider>

  constructor(providers: readonly Provider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.name, provider]))
  }

  /** In the order in which buyers are offered them. */
  list(): Provider[] {
    return [...this.#providers.values()]
  }

  /** Throws `bad-config` for one that is switched off: what was paid with it cannot be asked after then. */
  get(name: ProviderName): Provider {
    const provider = this.#providers.get(name)
    if (!provider) throw new PaymentError(name, 'bad-config', `Payment by ${name} is not switched on`)
    return provider
  }
}

/** Opens what the configuration names; `now` is the studio's time. */
export function openPayments(
  config: Pick<Config, 'payments' | 'secret'>,
  now: () => Date = () => new Date(),
): Payments {
  const { manual, testCard, stripe, portone } = config.payments
  const seal = new Seal(config.secret)
  return new Payments([
    ...(portone ? [openPortOne(portone, seal)] : []),
    ...(stripe ? [openStripe(stripe)] : []),
    ...(manual ? [openManual(manual)] : []),
    ...(testCard ? [openTestCard(seal, now)] : []),
  ])
}
