// A year of plans on a moving clock, with everything that goes wrong in one, and the books checked at its end. Seeded: it repeats itself.
import { randomUUID } from 'node:crypto'
import { USAGE_TYPES } from '#sdk/contract/points.ts'
import { StudioError } from '#server/errors.ts'
import { expirePoints } from '#server/domain/points/expire-points.ts'
import { balanceOf, grant } from '#server/domain/points/ledger.ts'
import { buy, completeCheckout } from '#server/domain/subscriptions/buy.ts'
import { cancelPlan, resumePlan } from '#server/domain/subscriptions/cancel.ts'
import { changePlan, previewChange } from '#server/domain/subscriptions/change-plan.ts'
import { healPayments } from '#server/domain/subscriptions/heal.ts'
import { renewDue } from '#server/domain/subscriptions/renew.ts'
import type { Studio } from '#server/studio.ts'
import { buildUser } from './build.ts'
import { Killed, type Trouble } from './local-bank.ts'
import { buyPlan, deliver, type Selling } from './plans-studio.ts'
import { Books } from './year-books.ts'

const HOUR = 3600_000
const DAY = 24 * HOUR

export interface Year {
  readonly renewals: number
  readonly kills: number
  readonly declines: number
  readonly webhooks: number
  readonly changes: number
  /** Plans that were never in trouble: each was renewed every month. */
  readonly steady: number
}

/** Lives a year with so many plans, begun in January 2027, looking every `days` days, and checks every book at its end. */
export async function liveAYear(
  selling: Selling,
  {
    subscriptions,
    days,
    seed,
  }: { readonly subscriptions: number; readonly days: number; readonly seed: number },
): Promise<Year> {
  const year = new YearOfPlans(selling, seed, days)
  await year.begin(subscriptions)
  await year.live()
  return year.check()
}

class YearOfPlans {
  readonly #selling: Selling
  readonly #studio: Studio
  readonly #chance: () => number
  readonly #users: { id: string; readonly steady: boolean }[] = []
  readonly #steady = new Set<string>()
  #waiting: { readonly news: Selling['bank']['sent'][number]; readonly at: number }[] = []
  #heard = 0
  #now = new Date('2027-01-01T09:00:00+09:00').getTime()
  #isCalm = true
  readonly #days: number
  #kills = 0
  #declines = 0
  #webhooks = 0
  #changes = 0

  constructor(selling: Selling, seed: number, days: number) {
    this.#selling = selling
    this.#days = days
    this.#chance = mulberry(seed)
    // A process that is killed in the middle of a transaction leaves nothing of it: as if the letter in it could not be sent.
    const { errands } = selling.studio
    const send: typeof errands.send = async (name, payload, db) => {
      if (!this.#isCalm && this.#chance() < 0.03) {
        this.#kills += 1
        throw new Killed('killed before the commit')
      }
      await errands.send(name, payload, db)
    }
    this.#studio = {
      ...selling.studio,
      errands: new Proxy(errands, { get: (all, key) => (key === 'send' ? send : Reflect.get(all, key)) }),
    }
  }

  async begin(subscriptions: number): Promise<void> {
    const selling = { ...this.#selling, studio: this.#studio }
    const begins = Array.from(
      { length: subscriptions },
      () => this.#now + Math.floor(this.#chance() * 31 * DAY),
    ).toSorted((a, b) => a - b)
    for (const [n, at] of begins.entries()) {
      this.#moveTo(at)
      const user = await buildUser(this.#studio)
      // One in four is left alone by the year: it has to be renewed every single month.
      this.#users.push({ ...user, steady: n % 4 === 0 })
      const { subscription_id } = await buyPlan(
        selling,
        user,
        this.#pick(['starter', 'seller', 'brand']),
        `card-${n}`,
      )
      if (n % 4 === 0) this.#steady.add(subscription_id!.replaceAll('-', ''))
    }
  }

  async live(): Promise<void> {
    const end = new Date('2028-02-03T09:00:00+09:00').getTime()
    this.#selling.bank.trouble = ({ id }) => this.#troubleFor(id)
    this.#isCalm = false
    while (this.#now < end) {
      this.#moveTo(this.#now + this.#days * DAY - 2 * HOUR + Math.floor(this.#chance() * 4 * HOUR))
      await this.#aDay()
    }
    this.#isCalm = true
    for (let day = 0; day < 8; day += 1) {
      this.#moveTo(this.#now + DAY)
      await this.#aDay()
    }
  }

  async #aDay(): Promise<void> {
    const acting = this.#users.filter(() => this.#chance() < 0.03 * this.#days)
    if (!this.#isCalm) for (const user of acting) await this.#act(user)
    await this.#hear(0.5)
    const twice = this.#chance() < 0.15
    await Promise.all([renewDue(this.#studio), twice && renewDue(this.#studio), this.#hear(0.7)])
    await this.#hear(0.5)
    await healPayments(this.#studio).catch(this.#survive)
    await expirePoints(this.#studio)
  }

  /** Something a user does on an ordinary day. */
  async #act(user: { readonly id: string; readonly steady: boolean }): Promise<void> {
    const { left } = await balanceOf(this.#studio.db, user.id)
    const kind = this.#pick(USAGE_TYPES)
    const some = Math.ceil(this.#chance() * 20)
    if (left[kind] >= some) await grant(this.#studio.db, user.id, kind, -some, 'vto_use')
    if (user.steady) return
    try {
      const what = this.#chance()
      if (what < 0.3) await this.#change(user)
      else if (what < 0.4) await cancelPlan(this.#studio, user, { reason: 'for the winter' })
      else if (what < 0.6) await resumePlan(this.#studio, user)
      else if (what < 0.8) await this.#buyPack(user)
      else
        await buyPlan(
          { studio: this.#studio },
          user,
          this.#pick(['starter', 'seller', 'brand']),
          `card-${user.id}`,
        )
    } catch (error) {
      this.#survive(error)
    }
  }

  async #change(user: { readonly id: string }): Promise<void> {
    const plan = this.#pick(['starter', 'seller', 'brand'])
    const { amount: price, at } = await previewChange(this.#studio, user, plan)
    const wish = { id: randomUUID(), plan, price, at }
    await Promise.all([
      changePlan(this.#studio, user, wish),
      this.#chance() < 0.3 && changePlan(this.#studio, user, wish),
    ])
    this.#changes += 1
  }

  async #buyPack(user: { readonly id: string }): Promise<void> {
    const pack = this.#pick(this.#studio.plans.packs)
    const price = pack.prices.KRW
    const wish = { kind: 'pack', item: pack.id, currency: 'KRW', price, provider: 'portone' } as const
    const tabs = await Promise.all([1, 2].map(() => buy(this.#studio, user, { ...wish, id: randomUUID() })))
    this.#selling.bank.payAtBank(tabs[0].charge.id, price)
    if (this.#chance() < 0.5) await completeCheckout(this.#studio, user, tabs[1].charge.id, {})
  }

  /** Webhooks come late, several times and in any order. */
  async #hear(share: number): Promise<void> {
    const { sent } = this.#selling.bank
    for (const news of sent.slice(this.#heard)) {
      const copies = Math.floor(this.#chance() * 4)
      for (let n = 0; n < copies; n += 1)
        this.#waiting.push({
          news: n === 2 ? { ...news, eventId: `${news.eventId}-again` } : news,
          at: this.#now + Math.floor(this.#chance() ** 4 * 20 * DAY),
        })
    }
    this.#heard = sent.length
    const due = this.#waiting.filter(({ at }) => at <= this.#now && this.#chance() < share)
    this.#waiting = this.#waiting.filter((one) => !due.includes(one))
    this.#webhooks += due.length
    await Promise.all(
      due
        .toSorted(() => this.#chance() - 0.5)
        .map(({ news }) => deliver({ studio: this.#studio }, news).catch(this.#survive)),
    )
  }

  readonly #survive = (error: unknown): void => {
    if (!(error instanceof Killed || error instanceof StudioError)) throw error
  }

  #troubleFor(id: string): Trouble | null {
    if (this.#isCalm) return null
    // A month is charged under an id that begins with its subscription's.
    const steady = this.#steady.has(id.slice(0, 32))
    const dice = this.#chance()
    if (dice < 0.08 && !steady) {
      this.#declines += 1
      return 'declined'
    }
    if (dice < 0.12) return 'down-before'
    if (dice < 0.16) return 'down-after'
    if (dice < 0.22) {
      this.#kills += 1
      return 'crash-after'
    }
    return null
  }

  #moveTo(time: number): void {
    this.#now = time
    this.#selling.at(new Date(time))
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#chance() * from.length)]
  }

  async check(): Promise<Year> {
    const books = await new Books(this.#studio, this.#selling.bank, this.#users, this.#now).check()
    return {
      ...books,
      kills: this.#kills,
      declines: this.#declines,
      webhooks: this.#webhooks,
      changes: this.#changes,
    }
  }
}

/** A small generator of chances between 0 and 1 (mulberry32): the same seed gives the same year. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
