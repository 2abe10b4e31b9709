// Opens Kysely over a pool of PostgreSQL connections.
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool } from 'pg'
import type { DB } from './types.ts'

/** What a query needs: the database, or a transaction on it. */
export type Db = Kysely<DB> | Transaction<DB>

export interface Database {
  readonly db: Kysely<DB>
  /** For the few statements that are called by name or need a connection of their own. */
  readonly pool: Pool
  readonly url: string
  close(): Promise<void>
}

/** Opens a pool of at most `max` connections. Nothing is connected before the first query. */
export function openDatabase(url: string, { max = 10 } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'maepsi',
    // An abandoned transaction would hold back vacuum, and with it the queue.
    options: '-c idle_in_transaction_session_timeout=60000',
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    url,
    close: () => pool.end(),
  }
}
