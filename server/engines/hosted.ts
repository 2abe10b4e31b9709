// An engine of someone else's: plans the calls of each look, buys each once, waits for it, and looks at what came before it is kept.
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Capabilities, EnginePrices } from '#sdk/contract/engines.ts'
import { planOf, type PlannedCall } from '#sdk/contract/plan.ts'
import { BODIES, type View } from '#sdk/contract/vto-jobs.ts'
import { fetchOutside, OutsideError } from '../fetch-outside.ts'
import { CANCELLED, EngineError, type Engine, type LookWish, type Task, type VendorFacts } from './engine.ts'
import { prepareGarment, preparePerson, readResult } from './pictures.ts'
import type { Step } from './steps.ts'
import {
  NOBODY,
  DECISIONS,
  VendorError,
  type Call,
  type Output,
  type Picture,
  type Submitted,
  type Vendor,
} from './vendor.ts'
import { Unanswered } from './vendor-http.ts'

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
const FETCH_MS = 60_000
/** So many answers without sense one after the other mean that no other kind will come. */
const MOST_NONSENSE = 5
/** The longest a vendor is left alone at its own wish. */
const MOST_WAIT_MS = 60_000

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

  constructor(vendor: Vendor, terms: HostedTerms) {
    this.name = terms.name
    this.version = vendor.model
    this.secondsPerLook = vendor.seconds
    this.can = vendor.can
    this.views = vendor.views ?? ['front', 'back']
    this.prices = terms.prices
    this.#vendor = vendor
    this.#terms = terms
    this.vendor = {
      name: terms.vendorName,
      model: vendor.model,
      url: vendor.origin,
      cost: terms.cost,
      atOnce: terms.atOnce,
      perMinute: terms.perMinute,
      test: async () => this.#test(),
    }
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
      person = await this.#picture(task, n, key, call, i === calls.length - 1)
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

  /** The picture of one call: one that was paid before, or one that is bought now, as often as its failures allow. */
  async #picture(
    task: Task,
    n: number,
    key: string,
    call: Omit<Call, 'id'>,
    last: boolean,
  ): Promise<Picture> {
    const { steps } = task
    const kept = await steps.picture(key, last)
    if (kept) return readResult(kept, call)
    const deadline = Date.now() + this.#terms.seconds * 1_000
    for (;;) {
      const under = await steps.open(key)
      const step = under ?? (await steps.begin({ n, key, ...this.#newStep() }, task.signal))
      try {
        const picture = await this.#buy(task, step, call, under !== null)
        await steps.made(step, picture.bytes, picture.contentType)
        return picture
      } catch (error) {
        if (!(error instanceof VendorError)) throw error
        if (error.code === 'submit_unknown') await steps.unknown(step)
        else await steps.failed(step, error.code)
        const { again } = DECISIONS[error.code]
        const failed = (await steps.failures(key)).filter((code) => againAfter(code) < Infinity).length
        if (again === 0 || (again < Infinity && failed > again) || Date.now() >= deadline) throw error
        await this.#wait(error.waitMs ?? this.#terms.pollMs * 2, task.signal)
      }
    }
  }

  #newStep() {
    const { name: engine, account, cost, atOnce, perMinute } = this.#terms
    return { engine, model: this.#vendor.model, account, cost, atOnce, perMinute }
  }

  /** Sends a call, or goes on with one that was sent, until its picture is here. */
  async #buy(task: Task, step: Step, call: Omit<Call, 'id'>, resumed: boolean): Promise<Picture> {
    const sent = await this.#send(task, step, { ...call, id: step.id }, resumed)
    if ('outputs' in sent) return this.#fetch(sent.outputs, call)
    const { ref } = sent
    try {
      return await this.#await(task, step, ref, call)
    } catch (error) {
      const over = error instanceof VendorError && error.code === 'timeout'
      if (over || task.signal.reason === CANCELLED) await this.#vendor.cancel?.(ref).catch(() => {})
      if (task.signal.reason === CANCELLED) await task.steps.failed(step, 'cancelled')
      throw error
    }
  }

  /** The submit, once: whoever comes after a lost answer asks the vendor, and where that cannot be told, stops. */
  async #send(task: Task, step: Step, call: Call, resumed: boolean): Promise<Submitted> {
    if (step.ref !== null) return { ref: step.ref }
    const vendor = this.#vendor
    let answer
    if (resumed) answer = await this.#recover(step, call)
    else
      try {
        // Not broken off by the signal: a call that is on its way is paid for, and its answer must be kept.
        answer = await vendor.submit(call)
      } catch (error) {
        if (!(error instanceof VendorError) || error.code !== 'submit_unknown') throw error
        answer = await this.#recover(step, call, error)
      }
    if ('ref' in answer) await task.steps.sent(step, answer.ref)
    return answer
  }

  /** After a lost answer: asks for the call by our id, and sends it again only where that makes no second one. */
  async #recover(step: Step, call: Call, cause?: VendorError): Promise<Submitted> {
    const vendor = this.#vendor
    try {
      const found = vendor.find ? await vendor.find(step.id) : null
      if (found !== null) return { ref: found }
      if (vendor.sameId) return await vendor.submit(call)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
    }
    throw new VendorError('submit_unknown', '', { cause })
  }

  async #await(task: Task, step: Step, ref: string, call: Omit<Call, 'id'>): Promise<Picture> {
    const { pollMs, seconds } = this.#terms
    const deadline = step.startedAt.getTime() + seconds * 1_000
    let nonsense = 0
    let goneOnce = false
    for (let wait = pollMs; ; wait = Math.min(pollMs * 5, wait * 1.3)) {
      await this.#wait(wait, task.signal)
      let polled
      try {
        polled = await this.#vendor.poll!(ref)
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        nonsense = error.nonsense ? nonsense + 1 : 0
        if (nonsense >= MOST_NONSENSE) throw new VendorError('bad_answer', error.message, { cause: error })
        if (Date.now() >= deadline) throw new VendorError('timeout', '', { cause: error })
        if (error.waitMs !== null) wait = Math.min(MOST_WAIT_MS, error.waitMs)
        continue
      }
      nonsense = 0
      if (polled.state === 'made') {
        try {
          return await this.#fetch(polled.outputs, call)
        } catch (error) {
          // A link that has expired is written anew where the vendor is asked again.
          if (!(error instanceof VendorError) || error.code !== 'lost' || goneOnce) throw error
          goneOnce = true
          continue
        }
      }
      if (Date.now() >= deadline) throw new VendorError('timeout')
    }
  }

  /** The first output, fetched and decoded. */
  async #fetch(outputs: readonly Output[], call: Omit<Call, 'id'>): Promise<Picture> {
    const [output] = outputs
    if (!output) throw new VendorError('empty_output')
    if ('bytes' in output) return readResult(output.bytes, call)
    for (let tries = 1; ; tries++) {
      try {
        const answer = await fetchOutside(output.url, {
          headers: output.headers,
          mostBytes: MOST_PICTURE,
          timeoutMs: FETCH_MS,
          trusted: [this.#vendor.origin],
        })
        if (answer.status === 404 || answer.status === 403 || answer.status === 410)
          throw new VendorError('lost', `the result answers ${answer.status}`)
        if (answer.status < 300) return await readResult(answer.bytes, call)
        if (tries >= 3) throw new VendorError('lost', `the result answers ${answer.status}`)
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error
        if (error.reason === 'address' || error.reason === 'big')
          throw new VendorError('bad_answer', error.message, { cause: error })
        if (tries >= 3) throw new VendorError('lost', error.message, { cause: error })
      }
      await pause(this.#terms.pollMs)
    }
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    await pause(Math.min(MOST_WAIT_MS, ms), undefined, { signal }).catch(() => {})
    signal.throwIfAborted()
  }

  async #test(): ReturnType<VendorFacts['test']> {
    try {
      return { code: null, said: await this.#vendor.test() }
    } catch (error) {
      if (!(error instanceof VendorError)) throw error
      return { code: error.code, said: null }
    }
  }
}

/** How often a call may be bought again after ending with this code. */
function againAfter(code: string): number {
  return code in DECISIONS ? DECISIONS[code as keyof typeof DECISIONS].again : 0
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

function fingerprint(of: Uint8Array | string): string {
  return createHash('sha256').update(of).digest('hex')
}
