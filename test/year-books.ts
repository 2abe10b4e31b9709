// The books after a year of plans: balances, bank, grants, records and invoices, each held against the others.
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { USAGE_TYPES } from '#sdk/contract/points.ts'
import type { ChargeRow } from '#server/domain/payments/charges.ts'
import { KIND_OF } from '#server/domain/payments/grant-charge.ts'
import { grantsOf } from '#server/domain/points/grants-of.ts'
import { balanceOf } from '#server/domain/points/ledger.ts'
import { liveSubscriptionOf } from '#server/domain/subscriptions/subscriptions.ts'
import type { Studio } from '#server/studio.ts'
import type { LocalBank } from './local-bank.ts'

export class Books {
  readonly #studio: Studio
  readonly #bank: LocalBank
  readonly #users: readonly { readonly id: string; readonly steady: boolean }[]
  readonly #now: number

  constructor(
    studio: Studio,
    bank: LocalBank,
    users: readonly { readonly id: string; readonly steady: boolean }[],
    now: number,
  ) {
    this.#studio = studio
    this.#bank = bank
    this.#users = users
    this.#now = now
  }

  /** Throws at the first figure that does not fit. Answers how many months were renewed, and how many plans in every month. */
  async check(): Promise<{ readonly renewals: number; readonly steady: number }> {
    const charges = await this.#studio.db
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
    return { renewals, steady: await this.#checkSteady(charges) }
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
    const taken = this.#bank.taken()
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
          (subscription.payments as { id: string; status: string; refunded: number }[])
            .filter(({ status, refunded }) => status === 'paid' && refunded === 0)
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
