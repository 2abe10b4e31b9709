// Buys one call from a vendor: sent once, waited for, its result fetched and looked at; what was paid before is not bought again.
import { setTimeout as pause } from 'node:timers/promises'
import { fetchOutside, OutsideError } from '../fetch-outside.ts'
import { CANCELLED, type Task } from './engine.ts'
import type { NewStep, Step } from './steps.ts'
import { DECISIONS, VendorError, type Output, type Submitted, type Vendor } from './vendor.ts'
import { Unanswered } from './vendor-http.ts'

/** On what terms calls are bought. */
export interface BuyTerms extends Omit<NewStep, 'n' | 'key'> {
  /** How long a call may take, and how often it is asked after. */
  readonly seconds: number
  readonly pollMs: number
  /** The largest result that is taken. */
  readonly mostBytes: number
}

/** What calls are bought for. */
type Buying = Pick<Task, 'steps' | 'signal'>

const FETCH_MS = 60_000
/** So many answers without sense one after the other mean that no other kind will come. */
const MOST_NONSENSE = 5
/** The longest a vendor is left alone at its own wish. */
const MOST_WAIT_MS = 60_000

export class Buyer<
  Wish extends object,
  Result extends { readonly bytes: Uint8Array; readonly contentType: string },
> {
  readonly #vendor: Vendor<Wish>
  readonly #terms: BuyTerms
  readonly #read: (bytes: Uint8Array, wish: Wish) => Promise<Result>

  /** `read` looks at the bytes of a result, and throws VendorError where they are not what was asked for. */
  constructor(
    vendor: Vendor<Wish>,
    terms: BuyTerms,
    read: (bytes: Uint8Array, wish: Wish) => Promise<Result>,
  ) {
    this.#vendor = vendor
    this.#terms = terms
    this.#read = read
  }

  /**
   * The result of one call: one that was paid before, or one that is bought now, as often as its failures allow. `last` says that it
   * becomes the user's. Throws VendorError, and the signal's reason.
   */
  async result(
    task: Buying,
    { n, key, last }: { readonly n: number; readonly key: string; readonly last: boolean },
    call: Wish,
  ): Promise<Result> {
    const { steps } = task
    const kept = await steps.picture(key, last)
    if (kept) return this.#read(kept, call)
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
    const { engine, model, account, cost, atOnce, perMinute } = this.#terms
    return { engine, model, account, cost, atOnce, perMinute }
  }

  /** Sends a call, or goes on with one that was sent, until its picture is here. */
  async #buy(task: Buying, step: Step, call: Wish, resumed: boolean): Promise<Result> {
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
  async #send(
    task: Buying,
    step: Step,
    call: Wish & { readonly id: string },
    resumed: boolean,
  ): Promise<Submitted> {
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
  async #recover(step: Step, call: Wish & { readonly id: string }, cause?: VendorError): Promise<Submitted> {
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

  async #await(task: Buying, step: Step, ref: string, call: Wish): Promise<Result> {
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
  async #fetch(outputs: readonly Output[], call: Wish): Promise<Result> {
    const [output] = outputs
    if (!output) throw new VendorError('empty_output')
    if ('bytes' in output) return this.#read(output.bytes, call)
    for (let tries = 1; ; tries++) {
      try {
        const answer = await fetchOutside(output.url, {
          headers: output.headers,
          mostBytes: this.#terms.mostBytes,
          timeoutMs: FETCH_MS,
          trusted: [this.#vendor.origin],
        })
        if (answer.status === 404 || answer.status === 403 || answer.status === 410)
          throw new VendorError('lost', `the result answers ${answer.status}`)
        if (answer.status < 300) return await this.#read(answer.bytes, call)
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
}

/** How often a call may be bought again after ending with this code. */
function againAfter(code: string): number {
  return code in DECISIONS ? DECISIONS[code as keyof typeof DECISIONS].again : 0
}
