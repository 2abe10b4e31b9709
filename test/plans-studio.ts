// A studio that sells: on a clock that tests move, with the local bank to pay at.
import { randomUUID } from 'node:crypto'
import type { Payments } from '#server/payments/open.ts'
import { hearWebhook } from '#server/domain/subscriptions/hear-webhook.ts'
import { buy, completeCheckout } from '#server/domain/subscriptions/buy.ts'
import type { ChargeRow } from '#server/domain/payments/charges.ts'
import type { Studio } from '#server/studio.ts'
import { LocalBank } from './local-bank.ts'
import { openTestStudio } from './studio.ts'

export interface Selling {
  readonly studio: Studio
  readonly bank: LocalBank
  /** Moves the clock. */
  at(time: Date | string): void
  close(): Promise<void>
}

/** Opens a studio at 00:30 of 31 January 2027 in Seoul. `env` adds to the configuration. */
export async function openSelling(env: Record<string, string> = {}): Promise<Selling> {
  const whole = await openTestStudio({
    MAEPSI_OPENING_CREDIT: '0',
    MAEPSI_OPENING_LOOK_BOOK_TICKET: '0',
    MAEPSI_OPENING_VIDEO_TICKET: '0',
    ...env,
  })
  let now = new Date('2027-01-31T00:30:00+09:00')
  const bank = new LocalBank(() => now)
  const others = whole.payments
  const payments = {
    list: () => [bank, ...others.list().filter(({ name }) => name !== bank.name)],
    get: (name: Parameters<Payments['get']>[0]) => (name === bank.name ? bank : others.get(name)),
  } as Payments
  const studio: Studio = { ...whole, payments, now: () => now }
  return {
    studio,
    bank,
    at(time) {
      now = new Date(time)
    },
    close: () => whole.close(),
  }
}

/** Buys a plan at the local bank and pays it. */
export async function buyPlan(
  { studio }: Pick<Selling, 'studio'>,
  user: { readonly id: string },
  plan = 'starter',
  card = 'card-1',
): Promise<ChargeRow> {
  const id = randomUUID()
  const price = studio.plans.plans.find((one) => one.id === plan)!.prices.KRW
  const { charge } = await buy(studio, user, {
    id,
    kind: 'plan',
    item: plan,
    currency: 'KRW',
    price,
    provider: 'portone',
  })
  return completeCheckout(studio, user, charge.id, { billingKey: card })
}

/** Delivers a webhook of the local bank. */
export async function deliver(
  { studio }: Pick<Selling, 'studio'>,
  news: LocalBank['sent'][number],
  headers: Record<string, string> = { signed: 'yes' },
): Promise<void> {
  await hearWebhook(studio, 'portone', Buffer.from(JSON.stringify(news)), headers)
}
