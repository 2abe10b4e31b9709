// Says and hears "something changed", across every process of the studio, over PostgreSQL's NOTIFY.
import { Client } from 'pg'
import type { LiveEvent } from '#sdk/contract/live.ts'
import type { Database } from './database/database.ts'
import type { Log } from './log.ts'

/** An event and whom it concerns: one user, and with `projectId` everyone who may see that project. */
export interface Said {
  readonly userId: string
  readonly projectId?: string
  readonly event: LiveEvent
}

/** `lost` means events may have been missed: look at everything again. */
export type Heard = Said | 'lost'

/** NOTIFY takes 8,000 bytes. */
const MOST_BYTES = 7_500
/** Everything said within this time goes in one NOTIFY; each takes a lock over the whole server at commit. */
const GATHER_MS = 5
/** A connection that died without a word is found out this often. */
const CHECK_MS = 10_000
const AGAIN_MS = 500
/** What was said is heard within milliseconds; a connection that has just died is not waited for. */
const HEARD_WITHIN_MS = 1_000
const CHANNEL = 'maepsi'

export class Live {
  readonly #database: Database
  readonly #log: Log
  readonly #listeners = new Set<(heard: Heard) => void>()
  #waiting: Said[] = []
  #timer: NodeJS.Timeout | null = null
  #client: Client | null = null
  #check: NodeJS.Timeout | null = null
  #retry: NodeJS.Timeout | null = null
  #closed = false

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  /** Says an event. Call it after the commit: it is a hint to look again, and the row must be there to be seen. */
  say(said: Said): void {
    this.#waiting.push(said)
    this.#timer ??= setTimeout(() => void this.#send(), GATHER_MS)
  }

  /**
   * Says events at once, and waits until this process has heard them itself: PostgreSQL tells every process in the same moment, so
   * from then on none goes by what it remembers. While nobody listens here, only until they are sent.
   */
  async sayNow(said: readonly Said[]): Promise<void> {
    if (said.length === 0) return
    this.#waiting.push(...said)
    if (!this.#client) return this.#send()
    const last = JSON.stringify(said.at(-1))
    let deaf = () => {}
    const heard = new Promise<void>((resolve) => {
      deaf = this.hear((one) => {
        if (one === 'lost' || JSON.stringify(one) === last) resolve()
      })
    })
    await this.#send()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, HEARD_WITHIN_MS)))
    await Promise.race([heard, late])
    clearTimeout(timer)
    deaf()
  }

  /** Whether what is said anywhere is heard here at this moment. Without that, nothing remembered can be trusted. */
  get listening(): boolean {
    return this.#client !== null
  }

  /** Calls `listener` with everything said by any process from now on. Returns how to stop. */
  hear(listener: (heard: Heard) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the connection that listens; without it `hear` stays silent. It is opened again whenever it breaks. */
  async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.#database.url,
      keepAlive: true,
      connectionTimeoutMillis: CHECK_MS,
      query_timeout: CHECK_MS,
      application_name: 'maepsi live',
    })
    client.on('error', () => {})
    client.on('notification', ({ payload }) => {
      for (const said of JSON.parse(payload ?? '[]') as Said[]) this.#tell(said)
    })
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    if (this.#closed) return client.end()
    this.#client = client
    client.once('end', () => {
      this.#client = null
      this.#listenAgain()
    })
    this.#check = setInterval(() => void client.query('select 1').catch(() => client.end()), CHECK_MS)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#retry) clearTimeout(this.#retry)
    if (this.#check) clearInterval(this.#check)
    if (this.#timer) await this.#send()
    await this.#client?.end().catch(() => {})
  }

  async #send(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const said = this.#waiting
    this.#waiting = []
    try {
      for (const payload of payloads(said))
        // A hint is worth no flush: nobody misses it who did not also miss the commit it hints at.
        await this.#database.pool.query(
          `select pg_notify($1, $2), set_config('synchronous_commit', 'off', true)`,
          [CHANNEL, payload],
        )
    } catch (error) {
      // Whoever missed it looks again by itself: pages refetch, workers poll.
      this.#log.warn({ error }, 'live events could not be sent')
    }
  }

  #tell(heard: Heard): void {
    for (const listener of this.#listeners) listener(heard)
  }

  #listenAgain(): void {
    if (this.#check) clearInterval(this.#check)
    if (this.#closed) return
    this.#retry = setTimeout(() => {
      this.listen().then(
        () => this.#tell('lost'),
        () => this.#listenAgain(),
      )
    }, AGAIN_MS)
  }
}

/** Packs events into as few payloads as fit. */
function* payloads(said: readonly Said[]): Generator<string> {
  let parts: string[] = []
  let bytes = 2
  for (const one of said) {
    const part = JSON.stringify(one)
    const size = Buffer.byteLength(part) + 1
    if (bytes + size > MOST_BYTES && parts.length > 0) {
      yield `[${parts.join(',')}]`
      parts = []
      bytes = 2
    }
    parts.push(part)
    bytes += size
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`
}
