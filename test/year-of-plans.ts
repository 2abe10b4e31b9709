// A year of plans on a moving clock, with everything that goes wrong in one, and the books checked at its end. Seeded: it repeats itself.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { USAGE_TYPES } from '#sdk/contract/points.ts'
import { StudioError } from '#server/errors.ts'
import { expirePoints } from '#server/domain/points/expire-points.ts'
import { grantsOf } from '#server/domain/points/grants-of.ts'
import { balanceOf, grant } from '#server/domain/points/ledger.ts'
import type { ChargeRow } from '#server/domain/payments/charges.ts'
import { KIND_OF } from '#server/domain/payments/grant-charge.ts'
import { buy, completeCheckout } from '#server/domain/subscriptions/buy.ts'
import { cancelPlan, resumePlan } from '#server/domain/subscriptions/cancel.ts'
import { changePlan, previewChange } from '#server/domain/subscriptions/change-plan.ts'
import { healPayments } from '#server/domain/subscriptions/heal.ts'
import { renewDue } from '#server/domain/subscriptions/renew.ts'
import { liveSubscriptionOf } from '#server/domain/subscriptions/subscriptions.ts'
import type { Studio } from '#server/studio.ts'
import { buildUser } from './build.ts'
import { Killed, type Trouble } from './local-bank.ts'
import { buyPlan, deliver, type Selling } from './plans-studio.ts'

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
    const { db } = this.#studio
    const charges = await db
      .selectFrom('billing_charge')
      .selectAll()
      .$castTo<ChargeRow>()
      .orderBy('created_at')
      .execute()
    await this.#checkBalances()
    this.#checkBank(charges)
    await this.#checkGrants(charges)
    const renewals = await this.#checkRecords(charges)
    await this.#checkInvoices(charges)
    const steady = await this.#checkSteady(charges)
    return {
      renewals,
      kills: this.#kills,
      declines: this.#declines,
      webhooks: this.#webhooks,
      changes: this.#changes,
      steady,
    }
  }

  /** Every balance is the sum of its ledger, and of what the replay says is left. */
  async #checkBalances(): Promise<void> {
    for (const user of this.#users) {
      const { left } = await balanceOf(this.#studio.db, user.id)
      for (const kind of USAGE_TYPES) {
        const { rows } = await sql<{ sum: string }>`select coalesce(sum(amount), 0) as sum from point_usage
          where user_id = ${user.id} and usage_type = ${kind}`.execute(this.#studio.db)
        assert.equal(left[kind], Number(rows[0].sum))
        const grants = await grantsOf(this.#studio.db, user.id, kind)
        assert.equal(
          left[kind],
          grants.reduce((sum, one) => sum + one.left, 0),
        )
        assert.ok(grants.every(({ endsAt }) => endsAt === null || endsAt.getTime() > this.#now))
      }
    }
  }

  /** The bank holds what the books say, no more and no less: nothing was charged twice, and nothing that was charged is lost. */
  #checkBank(charges: readonly ChargeRow[]): void {
    const taken = this.#selling.bank.taken()
    const booked = new Map(
      charges
        .filter(({ status }) => status === 'paid')
        .map((one) => [one.order_ref, one.amount - one.refunded]),
    )
    for (const [ref, amount] of taken) assert.equal(booked.get(ref), amount, `the bank took ${ref}`)
    for (const [ref, amount] of booked)
      if (amount > 0) assert.equal(taken.get(ref), amount, `the books say ${ref}`)
    const months = charges.filter(
      ({ status, period_from, purpose }) => status === 'paid' && period_from && purpose !== 'upgrade',
    )
    assert.equal(
      new Set(months.map((one) => `${one.subscription_id} ${one.period_from!.toISOString()}`)).size,
      months.length,
    )
  }

  /** What was applied was granted, once and exactly; what was given back was not. */
  async #checkGrants(charges: readonly ChargeRow[]): Promise<void> {
    const rows = await this.#studio.db
      .selectFrom('point_usage')
      .select(['source', 'amount'])
      .where('source', 'like', 'charge:%')
      .execute()
    const granted = new Map(rows.map(({ source, amount }) => [source, amount]))
    assert.equal(granted.size, rows.length)
    for (const charge of charges) {
      const applied = charge.status === 'paid' && charge.refunded === 0
      for (const [name, kind] of Object.entries(KIND_OF) as [keyof typeof KIND_OF, string][]) {
        const due = applied ? charge.terms.grants[name] : 0
        assert.equal(
          granted.get(`charge:${charge.id}:${kind}`) ?? 0,
          due,
          `${charge.purpose} ${charge.id} ${kind}`,
        )
      }
    }
  }

  /** Every change has its record, and the records of a plan tell one story. Answers how many months were renewed. */
  async #checkRecords(charges: readonly ChargeRow[]): Promise<number> {
    const records = await this.#studio.db
      .selectFrom('subscription_record')
      .selectAll()
      .orderBy('seq')
      .execute()
    const changes = charges.filter(
      ({ status, refunded, purpose }) =>
        status === 'paid' && refunded === 0 && ['start', 'renewal', 'upgrade'].includes(purpose),
    )
    assert.deepEqual(
      new Set(records.flatMap(({ charge_id }) => charge_id ?? [])),
      new Set(changes.map(({ id }) => id)),
    )
    const subscriptions = await this.#studio.db.selectFrom('subscriptions').selectAll().execute()
    for (const subscription of subscriptions) {
      let plan: string | null = null
      const story = records.filter(({ subscription_id }) => subscription_id === subscription.id)
      assert.equal(story[0].kind, 'start')
      for (const { kind, from_plan, to_plan } of story) {
        assert.equal(from_plan, plan, `${kind} begins where the one before it ended`)
        if (!['cancel', 'downgrade_planned', 'downgrade_withdrawn'].includes(kind)) plan = to_plan
      }
      const over = subscription.status === 'ended' || subscription.status === 'unpaid'
      assert.equal(plan, over ? null : subscription.plan)
      const paid = changes.filter(({ subscription_id }) => subscription_id === subscription.id)
      assert.deepEqual(
        new Set(
          (subscription.payments as { id: string; status: string }[])
            .filter(({ status }) => status === 'paid')
            .map(({ id }) => id),
        ),
        new Set(paid.map(({ id }) => id)),
      )
      const months = paid
        .filter(({ purpose }) => purpose !== 'upgrade')
        .toSorted((a, b) => a.period_from!.getTime() - b.period_from!.getTime())
      months.slice(1).forEach((month, n) => assert.deepEqual(month.period_from, months[n].period_to))
      if (!over) assert.deepEqual(months.at(-1)!.period_to, subscription.end_at)
    }
    return changes.filter(({ purpose }) => purpose === 'renewal').length
  }

  async #checkInvoices(charges: readonly ChargeRow[]): Promise<void> {
    const invoices = await this.#studio.db
      .selectFrom('billing_invoice')
      .select(['charge_id', 'number', 'total'])
      .execute()
    const invoiced = new Map(invoices.map((one) => [one.charge_id, one.total]))
    for (const charge of charges)
      if (charge.status === 'paid' && charge.amount > 0 && charge.refunded === 0)
        assert.equal(invoiced.get(charge.id), charge.amount)
    for (const year of ['2027', '2028']) {
      const numbers = invoices
        .map(({ number }) => number)
        .filter((number) => number.startsWith(year))
        .toSorted()
      assert.deepEqual(
        numbers,
        numbers.map((_, n) => `${year}-${String(n + 1).padStart(6, '0')}`),
      )
    }
  }

  /** Whoever was left alone by the year was renewed each month: twelve times and more, at the same day. */
  async #checkSteady(charges: readonly ChargeRow[]): Promise<number> {
    let steady = 0
    for (const user of this.#users.filter((one) => one.steady)) {
      const live = await liveSubscriptionOf(this.#studio.db, user.id)
      assert.equal(live?.status, 'active')
      const months = charges.filter(
        ({ user_id, purpose, status }) => user_id === user.id && purpose === 'renewal' && status === 'paid',
      )
      assert.ok(months.length >= 12, `${months.length} renewals`)
      steady += 1
    }
    return steady
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
