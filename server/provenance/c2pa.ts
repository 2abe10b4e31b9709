// The thread that signs and reads manifests: opened when needed, kept warm for a while, ended when it breaks or takes too long.
import { Worker } from 'node:worker_threads'
import type { Answer, Order, ReadOrder, SignOrder } from './c2pa-thread.ts'

/** The largest file of ours is signed in well under a second. */
const LATE_MS = 30_000
/** Idle so long, the thread gives its memory back. */
const IDLE_MS = 60_000

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** Signs and reads, one file at a time. */
export class C2pa {
  #worker: Worker | null = null
  #waiting: Waiting | null = null
  #last: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | null = null
  #orders = 0

  /** The file with its manifest inside. Throws when the file cannot hold one. */
  async sign(order: Omit<SignOrder, 'type'>): Promise<Buffer> {
    const answer = await this.#ask({ type: 'sign', ...order })
    if (!('bytes' in answer)) throw new Error('error' in answer ? answer.error : 'no file came back')
    return Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength)
  }

  /** The manifests of a file as the official reader gives them (JSON); null where there is none. Throws when they cannot be read. */
  async read(order: Omit<ReadOrder, 'type'>): Promise<string | null> {
    const answer = await this.#ask({ type: 'read', ...order })
    if (!('store' in answer)) throw new Error('error' in answer ? answer.error : 'nothing came back')
    return answer.store
  }

  /** Ends the thread, once what it is doing is done. */
  async close(): Promise<void> {
    await this.#last
    await this.#end()
  }

  #ask(order: SignOrder | ReadOrder): Promise<Answer> {
    const mine = this.#last.then(() => this.#do({ ...order, id: ++this.#orders }))
    this.#last = mine.catch(() => null)
    return mine
  }

  async #do(order: Order): Promise<Answer> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = (this.#worker ??= this.#open())
    const answer = new Promise<Answer>((resolve, reject) => (this.#waiting = { resolve, reject }))
    const late = setTimeout(() => this.#waiting?.reject(new Error('it took too long')), LATE_MS)
    worker.ref()
    worker.postMessage(order, [])
    try {
      const given = await answer
      // After a fault inside the library its memory is not to be trusted.
      if ('error' in given && /unreachable|panicked|RuntimeError|memory/i.test(given.error)) await this.#end()
      return given
    } catch (error) {
      await this.#end()
      throw error
    } finally {
      clearTimeout(late)
      this.#waiting = null
      this.#worker?.unref()
      this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref()
    }
  }

  #open(): Worker {
    // The library prints what it dislikes; the error says as much.
    const worker = new Worker(new URL('./c2pa-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stdout: true,
      stderr: true,
    })
    const broke = (error: Error) => {
      // One that was ended says so too, when another may be at work already.
      if (this.#worker !== worker) return
      this.#worker = null
      this.#waiting?.reject(error)
    }
    worker.on('message', (answer: Answer) => this.#waiting?.resolve(answer))
    worker.on('error', (error) => broke(error as Error))
    worker.on('exit', () => broke(new Error('its thread ended')))
    return worker
  }

  async #end(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}
