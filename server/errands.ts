// Errands: background work nobody paid for and that may come late. pg-boss keeps them in the same database.
import type { Database } from './database/database.ts'
import type { Log } from './log.ts'

/** Every errand and its payload. */
export interface ErrandPayloads {
  'storage.sweep': Record<string, never>
  'auth.sweep': Record<string, never>
  'mail.send': { to: string; subject: string; text: string }
}
export type ErrandName = keyof ErrandPayloads

export class Errands {
  readonly #database: Database
  readonly #log: Log

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  async close(): Promise<void> {
    this.#log.debug({ database: this.#database.url !== '' }, 'errands closed')
  }
}
