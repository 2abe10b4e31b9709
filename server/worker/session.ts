// A worker's place in the list of workers: registered on a connection of its own, kept by a heartbeat, lost when either fails.
import { hostname } from 'node:os'
import { Client } from 'pg'
import { VERSION, type Studio } from '../studio.ts'

const BEAT_MS = 1_000
/** Longer silence of the database than this counts as a broken connection; vto_reap waits 15 s. */
const ANSWER_MS = 8_000

export class WorkerSession {
  /** Names this registration; it is never given again. */
  readonly worker: string
  readonly #client: Client
  readonly #lost = new AbortController()
  readonly #beats: NodeJS.Timeout
  #closed = false

  private constructor(client: Client, worker: string) {
    this.#client = client
    this.worker = worker
    client.on('end', () => this.#lose(new Error('the connection of the worker broke')))
    this.#beats = setInterval(() => void this.#beat(), BEAT_MS)
  }

  /** Registers a worker. The advisory lock it holds is let go the moment this process or its connection dies. */
  static async open(studio: Studio): Promise<WorkerSession> {
    const client = new Client({
      connectionString: studio.database.url,
      application_name: 'maepsi worker',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      // A heartbeat is worth no flush. A host that vanished without a word frees its lock in about 11 s.
      options:
        '-c synchronous_commit=off -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3',
    })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ worker: string }>('select vto_register($1, $2) as worker', [
        hostname(),
        VERSION,
      ])
      return new WorkerSession(client, rows[0].worker)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }

  /** Aborted when this registration is no longer good: what its jobs write is fenced off from then on. */
  get lost(): AbortSignal {
    return this.#lost.signal
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#beats)
    await this.#client.end().catch(() => {})
  }

  async #beat(): Promise<void> {
    try {
      const { rows } = await this.#client.query<{ alive: boolean }>({
        name: 'vto_beat',
        text: 'select vto_beat($1) as alive',
        values: [this.worker],
      })
      if (!rows[0].alive) this.#lose(new Error('the worker was declared dead'))
    } catch (error) {
      this.#lose(error)
    }
  }

  #lose(reason: unknown): void {
    if (this.#closed) return
    clearInterval(this.#beats)
    this.#lost.abort(reason)
    void this.close()
  }
}
