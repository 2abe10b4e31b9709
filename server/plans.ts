// Plans and packs: what this studio sells, read once from a file the operator can edit.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { BadConfig } from './config.ts'

/** The ledger counts in integers; beyond this one grant could not be added to a balance that holds another. */
const MOST_GRANTED = 1_000_000_000
/** The most that providers take in one payment stays far below; an integer column holds it. */
const MOST_PRICE = 1_000_000_000

const Words = z.strictObject({ ko: z.string().min(1), en: z.string().min(1), ja: z.string().min(1) })
const Price = z.int().min(0).max(MOST_PRICE)
const Prices = z.strictObject({ KRW: Price, USD: Price, JPY: Price })
const Amount = z
  .int()
  .min(0)
  .max(MOST_GRANTED, {
    error: `is more than a balance can hold: at most ${MOST_GRANTED.toLocaleString('en')}`,
  })
const Grants = z.strictObject({
  credit: Amount.default(0),
  lookBookTicket: Amount.default(0),
  videoTicket: Amount.default(0),
  includedLook: Amount.default(0),
})
const ItemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: 'is no id: use small letters, digits and hyphens',
})
const LastsDays = z.int().min(1).max(3650).nullable()

const PlanEntry = z.strictObject({
  id: ItemId,
  name: Words,
  /** One line that says whom it is for. */
  about: Words,
  /** For one month, tax included, in the smallest unit: won, yen, cents. */
  prices: Prices,
  /** What each month grants. Tickets and included looks end with the month. */
  grants: Grants,
  /** How long a month's credits last; null for ever. */
  creditLastsDays: LastsDays,
  limits: z.strictObject({
    /** Runs of one user that may wait at once. */
    waitingJobs: z.int().min(1).max(100_000),
    /** Garment photos one user may keep, in megabytes. */
    photoMegabytes: z.int().min(10).max(10_000_000),
  }),
})
const PackEntry = z.strictObject({
  id: ItemId,
  name: Words,
  prices: Prices,
  grants: Grants,
  /** How long what was bought lasts; null for ever. */
  lastsDays: LastsDays,
})

const PlansFile = z
  .strictObject({
    $comment: z.string().optional(),
    /** Tax contained in the prices, in percent of the price without it. */
    vatPercent: z.strictObject({
      KRW: z.number().min(0).max(50),
      USD: z.number().min(0).max(50),
      JPY: z.number().min(0).max(50),
    }),
    plans: z.array(PlanEntry).min(1),
    packs: z.array(PackEntry),
  })
  .check(({ value: { plans, packs }, issues }) => {
    const wrong = (message: string, path: (string | number)[], input: unknown) =>
      issues.push({ code: 'custom', message, path, input })
    const [free] = plans
    if (free && Object.values(free.prices).some((price) => price > 0))
      wrong('the first plan is the one everyone has: it costs nothing', ['plans', 0, 'prices'], free.prices)
    if (free && Object.values(free.grants).some((amount) => amount > 0))
      wrong(
        'the first plan is the one everyone has: what a new account is given is MAEPSI_OPENING_…',
        ['plans', 0, 'grants'],
        free.grants,
      )
    plans.slice(1).forEach(({ prices }, at) => {
      const free = Object.values(prices).filter((price) => price === 0).length
      if (free > 0)
        wrong('a plan that is bought has a price in every currency', ['plans', at + 1, 'prices'], prices)
    })
    packs.forEach(({ prices, grants }, at) => {
      if (Object.values(prices).some((price) => price === 0))
        wrong('a pack has a price in every currency', ['packs', at, 'prices'], prices)
      if (Object.values(grants).every((amount) => amount === 0))
        wrong('a pack grants something', ['packs', at, 'grants'], grants)
    })
    for (const [where, items] of [
      ['plans', plans],
      ['packs', packs],
    ] as const) {
      items.forEach(({ id }, at) => {
        if (items.findIndex((other) => other.id === id) !== at)
          wrong(`"${id}" is there twice`, [where, at, 'id'], id)
      })
    }
  })

export type Plans = z.output<typeof PlansFile>
export type Plan = z.output<typeof PlanEntry>
export type Pack = z.output<typeof PackEntry>
export type Grants = z.output<typeof Grants>

/** The set that comes along: a free plan, three that are bought, and packs. */
export const DEFAULT_PLANS_FILE = fileURLToPath(new URL('plans.json', import.meta.url))

/**
 * Reads the plans. The first one is what everyone has who bought none. Throws BadConfig that names the file and, a line each, what is
 * wrong in it and where.
 */
export function readPlans(file: string): Plans {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'cannot be read'
    throw new BadConfig(`The plans in ${file}: the file ${why}`)
  }
  const parsed = PlansFile.safeParse(json)
  if (!parsed.success) throw new BadConfig(`The plans in ${file}:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
