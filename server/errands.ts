// Errands: background work nobody paid for and that may come late. pg-boss keeps them in the same database.
import { fromKysely, PgBoss, type Queue } from 'pg-boss'
import type { Database, Db } from './database/database.ts'
import type { Log } from './log.ts'

/** Every errand and its payload. */
export interface ErrandPayloads {
  'storage.sweep': Record<string, never>
  'auth.sweep': Record<string, never>
  'users.take-picture': { userId: string; url: string }
  'account.leave-provider': { provider: string; accountId: string; token: string | null }
  'account.export': { exportId: string }
  'account.erase': { userId: string }
  'people.purge': { personId: string }
  'exports.make': { exportId: string }
  'subscriptions.renew-due': Record<string, never>
  'payments.heal': Record<string, never>
  'points.expire': Record<string, never>
  'bulk.drive': Record<string, never>
  'mail.send': { to: string; subject: string; text: string; html?: string }
}
export type ErrandName = keyof ErrandPayloads

/** What does each errand. */
export type ErrandHandlers = {
  readonly [Name in ErrandName]: (payload: ErrandPayloads[Name]) => Promise<void>
}

/** When errands go by themselves: cron lines in `timeZone`. */
export interface ErrandSchedule {
  readonly timeZone: string
  readonly crons: Readonly<Partial<Record<ErrandName, string>>>
}

const HOUR = 3600
const QUEUES: Readonly<Record<ErrandName, Omit<Queue, 'name'>>> = {
  // `exclusive`: one that waits or runs is enough.
  'storage.sweep': { policy: 'exclusive', retryLimit: 2, retryDelay: 600, expireInSeconds: 3 * HOUR },
  'auth.sweep': { policy: 'exclusive', retryLimit: 2, retryDelay: 600, expireInSeconds: HOUR },
  'users.take-picture': { retryLimit: 2, retryDelay: 60, expireInSeconds: 60 },
  // A provider that is down for a day still hears of it.
  'account.leave-provider': { retryLimit: 12, retryDelay: 60, retryBackoff: true, expireInSeconds: 60 },
  'account.export': { retryLimit: 2, retryDelay: 60, expireInSeconds: HOUR },
  // Tried again while a job of the account still runs; the nightly sweep sends those that are left.
  'account.erase': { retryLimit: 30, retryDelay: 20, expireInSeconds: HOUR },
  'people.purge': { retryLimit: 30, retryDelay: 20, expireInSeconds: HOUR },
  // A process that dies in the middle leaves it to the next one.
  'exports.make': { retryLimit: 4, retryDelay: 10, expireInSeconds: HOUR },
  'subscriptions.renew-due': { policy: 'exclusive', retryLimit: 2, retryDelay: 300, expireInSeconds: HOUR },
  'payments.heal': { policy: 'exclusive', retryLimit: 2, retryDelay: 60, expireInSeconds: HOUR },
  'points.expire': { policy: 'exclusive', retryLimit: 2, retryDelay: 300, expireInSeconds: HOUR },
  // One that runs and one that waits for it to end: so none is ever missing.
  'bulk.drive': { policy: 'stately', retryLimit: 5, retryDelay: 2, expireInSeconds: HOUR / 2 },
  // About eight hours in all: a mail server that is down comes back.
  'mail.send': { retryLimit: 10, retryDelay: 30, retryBackoff: true, expireInSeconds: 120 },
}
const NAMES = Object.keys(QUEUES) as ErrandName[]

export class Errands {
  readonly #database: Database
  readonly #log: Log
  #boss: Promise<PgBoss> | null = null

  constructor(database: Database, log: Log) {
    this.#database = database
    this.#log = log
  }

  /** Sends an errand. With `db`, a transaction, it goes only if that commits. */
  async send<Name extends ErrandName>(name: Name, payload: ErrandPayloads[Name], db?: Db): Promise<void> {
    const boss = await this.#open()
    await boss.send(name, payload, db ? { db: fromKysely(db) } : {})
  }

  /** Works errands from now on, and sends the scheduled ones. Returns how to stop: what is under way gets 5 s to end. */
  async work(handlers: ErrandHandlers, { timeZone, crons }: ErrandSchedule): Promise<() => Promise<void>> {
    const boss = this.#create({ supervise: true, schedule: true })
    await boss.start()
    for (const name of NAMES) await boss.createQueue(name, QUEUES[name])
    for (const name of NAMES) {
      const cron = crons[name]
      if (cron) await boss.schedule(name, cron, {}, { tz: timeZone, missed: 'once' })
      else await boss.unschedule(name)
    }
    await Promise.all(NAMES.map((name) => this.#workOne(boss, name, handlers)))
    return () => boss.stop({ graceful: true, timeout: 5_000 })
  }

  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => null)
    await boss?.stop({ graceful: false })
  }

  async #workOne<Name extends ErrandName>(
    boss: PgBoss,
    name: Name,
    handlers: Pick<ErrandHandlers, Name>,
  ): Promise<void> {
    await boss.work<ErrandPayloads[Name]>(name, { pollingIntervalSeconds: 2 }, async (errands) => {
      for (const { id, data } of errands) {
        try {
          await handlers[name](data)
          this.#log.info({ errand: name, id }, 'errand done')
        } catch (error) {
          this.#log.error({ error, errand: name, id }, 'errand failed')
          throw error
        }
      }
    })
  }

  /** The one that only sends, started when the first errand goes: most processes never send any. */
  #open(): Promise<PgBoss> {
    this.#boss ??= (async () => {
      const boss = this.#create({ supervise: false, schedule: false })
      await boss.start()
      for (const name of NAMES) await boss.createQueue(name, QUEUES[name])
      return boss
    })().catch((error: unknown) => {
      this.#boss = null
      throw error
    })
    return this.#boss
  }

  #create(options: { supervise: boolean; schedule: boolean }): PgBoss {
    const { pool } = this.#database
    const boss = new PgBoss({
      ...options,
      schema: 'pgboss',
      registerInstance: false,
      db: { executeSql: (text, values) => pool.query(text, values) },
    })
    boss.on('error', (error) => this.#log.warn({ error }, 'the errands had trouble'))
    return boss
  }
}
