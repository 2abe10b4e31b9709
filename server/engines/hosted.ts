// An engine of someone else's: plans the calls of each look, and buys each once.
import { createHash } from 'node:crypto'
import type { Capabilities, EnginePrices } from '#sdk/contract/engines.ts'
import { planOf, type PlannedCall } from '#sdk/contract/plan.ts'
import { BODIES, type View } from '#sdk/contract/vto-jobs.ts'
import { Buyer } from './buy.ts'
import { EngineError, type Engine, type LookWish, type Task, type VendorFacts } from './engine.ts'
import { prepareGarment, preparePerson, readResult } from './pictures.ts'
import { NOBODY, DECISIONS, VendorError, type Call, type Picture, type Vendor } from './vendor.ts'

export interface HostedTerms {
  readonly name: string
  readonly vendorName: VendorFacts['name']
  /** Whose limits its calls count against. */
  readonly account: string
  readonly prices: EnginePrices
  readonly cost: number | null
  readonly atOnce: number
  readonly perMinute: number
  /** How long a call may take, and how often it is asked after. */
  readonly seconds: number
  readonly pollMs: number
}

/** Part of every key: a change here that gives other pictures gives other keys. */
const KEYS_VERSION = 1
/** The seed of a run that names none. */
const FIRST_SEED = 42
const MOST_PICTURE = 50 * 1024 * 1024

export class HostedEngine implements Engine {
  readonly name: string
  readonly version: string
  readonly bodies = BODIES
  readonly bodySizes: readonly string[] = []
  readonly finishes: readonly string[] = []
  readonly poses: readonly string[] = []
  readonly views: readonly View[]
  readonly ghost = false
  readonly lane = 'wait'
  readonly secondsPerLook: number
  readonly can: Capabilities
  readonly prices: EnginePrices
  readonly vendor: VendorFacts
  readonly #vendor: Vendor
  readonly #terms: HostedTerms
  readonly #buyer: Buyer<Omit<Call, 'id'>, Picture>

  constructor(vendor: Vendor, terms: HostedTerms) {
    this.name = terms.name
    this.version = vendor.model
    this.secondsPerLook = vendor.seconds
    this.can = vendor.can
    this.views = vendor.views ?? ['front', 'back']
    this.prices = terms.prices
    this.#vendor = vendor
    this.#terms = terms
    this.#buyer = new Buyer(
      vendor,
      { ...terms, engine: terms.name, model: vendor.model, mostBytes: MOST_PICTURE },
      readResult,
    )
    this.vendor = factsOf(vendor, terms)
  }

  async make(task: Task): Promise<void> {
    for (const [i, n] of task.missing.entries()) {
      const owner = await task.steps.owner(n)
      if (owner !== null && owner !== this.name && task.mayFailOver)
        throw new EngineError('handed_on', { retryable: false, failOver: true })
      try {
        await this.#look(task, n, (share) =>
          task.onProgress({ stage: 'draping', percent: (100 * (i + share)) / task.missing.length, n }),
        )
      } catch (error) {
        if (!(error instanceof VendorError)) throw error
        const { code } = error
        // Nothing of this look was bought, and the next engine costs no more than what was shown.
        if (DECISIONS[code].failOver && task.mayFailOver && (await task.steps.owner(n)) === null)
          throw new EngineError(code, { retryable: false, failOver: true, cause: error })
        // The next look would meet the same.
        if (code === 'auth' || code === 'out_of_funds')
          throw new EngineError(code, { retryable: false, cause: error })
        await task.onLookFailed(n, code, error)
      }
    }
  }

  async close(): Promise<void> {}

  async #look(task: Task, n: number, progress: (share: number) => void): Promise<void> {
    const { input } = task
    const wish = input.looks[n]
    const calls = planOf(
      this.can,
      input.photos,
      input.looks.map(({ view }) => view),
    ).filter((call) => call.n === n)
    let person = await this.#personOf(task, wish)
    let key = ''
    for (const [i, planned] of calls.entries()) {
      progress(i / calls.length)
      const call = await this.#callOf(task, planned, person)
      key = keyOf(this.#terms.vendorName, this.#vendor.model, call)
      person = await this.#buyer.result(task, { n, key, last: i === calls.length - 1 }, call)
      progress((i + 1) / calls.length)
    }
    const seed = this.can.seed ? { seed: input.seed ?? FIRST_SEED } : {}
    await task.onLook({ n, ...person, ...seed, confidence: null, doubts: [] })
    await task.steps.delivered(key)
  }

  async #personOf(task: Task, wish: LookWish): Promise<Picture> {
    if (!this.can.person) return NOBODY
    const worn = task.person.find(({ side }) => side === (wish.view === 'back' ? 'back' : 'front'))
    if (!worn) throw new EngineError('person_missing', { retryable: false })
    return preparePerson(worn.bytes, wish)
  }

  async #callOf(task: Task, { n, view, slots }: PlannedCall, person: Picture): Promise<Omit<Call, 'id'>> {
    const { input, photos } = task
    const { width, height, backdrop, body, tucked = false, open = false } = input.looks[n]
    const wanted = view === 'back' ? 'back' : 'front'
    // A photo of a person is seen from one side; who makes the person wants to see all there is.
    const seen = photos.filter(
      ({ slot, side }) => slots.includes(slot) && (!this.can.person || side === wanted),
    )
    const garments = await Promise.all(
      seen
        .toSorted((a, b) => slots.indexOf(a.slot) - slots.indexOf(b.slot))
        .map(async ({ slot, side, bytes }) => ({ slot, side, picture: await prepareGarment(bytes) })),
    )
    if (garments.length < slots.length) throw new EngineError('photo_missing', { retryable: false })
    const { ratio, size, seed = FIRST_SEED } = input
    return { person, garments, view, body, width, height, ratio, size, seed, backdrop, tucked, open }
  }
}

/** What the operator is told of a vendor. */
export function factsOf(
  vendor: Pick<Vendor, 'model' | 'origin' | 'test'>,
  terms: Pick<HostedTerms, 'vendorName' | 'cost' | 'atOnce' | 'perMinute'>,
): VendorFacts {
  const { cost, atOnce, perMinute } = terms
  return {
    name: terms.vendorName,
    model: vendor.model,
    url: vendor.origin,
    cost,
    atOnce,
    perMinute,
    test: async () => {
      try {
        return { code: null, said: await vendor.test() }
      } catch (error) {
        if (!(error instanceof VendorError)) throw error
        return { code: error.code, said: null }
      }
    },
  }
}

/** Names a call by all that its picture depends on. */
function keyOf(vendor: string, model: string, call: Omit<Call, 'id'>): string {
  const { person, garments, ...settings } = call
  const parts = [
    KEYS_VERSION,
    vendor,
    model,
    fingerprint(person.bytes),
    garments.map(({ slot, side, picture }) => [slot, side, fingerprint(picture.bytes)]),
    settings,
  ]
  return fingerprint(JSON.stringify(parts))
}

export function fingerprint(of: Uint8Array | string): string {
  return createHash('sha256').update(of).digest('hex')
}
