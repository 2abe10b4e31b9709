// The one record handed to every use case: everything the running studio owns.
import { createRequire } from 'node:module'
import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import { openDatabase, type Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import type { DB } from './database/types.ts'
import { openEngines, type Engines } from './engines/choose.ts'
import { LanguageModel } from './engines/language-model.ts'
import { Errands } from './errands.ts'
import { Live } from './live.ts'
import { openLog, type Log } from './log.ts'
import { openPayments, type Payments } from './payments/open.ts'
import { DEFAULT_PLANS_FILE, readPlans, type Plans } from './plans.ts'
import { Provenance } from './provenance/provenance.ts'
import { DEFAULT_PRESETS_FILE, readPresets, type Preset } from './presets.ts'
import { openStorage } from './storage/open.ts'
import type { Storage } from './storage/storage.ts'

/** Of the product, from package.json. */
export const VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version

export interface Studio {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  /** The same database, for queries. */
  readonly db: Kysely<DB>
  readonly storage: Storage
  readonly live: Live
  readonly errands: Errands
  readonly engines: Engines
  /** Writes letters where one is configured; else the built-in writer does. */
  readonly writer: LanguageModel | null
  readonly payments: Payments
  /** Labels what is made, and reads labels. */
  readonly provenance: Provenance
  /** What is sold. */
  readonly plans: Plans
  /** What markets ask of pictures. */
  readonly presets: readonly Preset[]
  /** The time; tests set it. */
  readonly now: () => Date
  close(): Promise<void>
}

/** Opens a studio on a database that may be empty: migrates it, then writes down what new accounts are given. */
export async function openStudio(config: Config, databaseUrl: string, given?: Engines): Promise<Studio> {
  const plans = readPlans(config.plansFile ?? DEFAULT_PLANS_FILE)
  const presets = readPresets(config.presetsFile ?? DEFAULT_PRESETS_FILE)
  const log = openLog(config)
  const engines = given ?? (await openEngines(config))
  const database = openDatabase(databaseUrl)
  await migrate(database.db)
  await database.db
    .insertInto('setting')
    .values({ key: 'opening_grant', value: JSON.stringify(config.openingGrant) })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ value: JSON.stringify(config.openingGrant), updated_at: new Date() }),
    )
    .execute()
  const provenance = new Provenance(config, database.db, VERSION)
  await provenance.check()
  const live = new Live(database, log)
  await live.listen()
  const errands = new Errands(database, log)
  return {
    config,
    log,
    database,
    db: database.db,
    storage: openStorage(config),
    live,
    errands,
    engines,
    writer: config.letterModel && new LanguageModel(config.letterModel),
    payments: openPayments(config),
    provenance,
    plans,
    presets,
    now: () => new Date(),
    async close() {
      await engines.close()
      await provenance.close()
      await errands.close()
      await live.close()
      await database.close()
    },
  }
}
