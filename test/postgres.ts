// One PostgreSQL for a whole test run: the embedded one, or the server in DATABASE_URL; every test file clones its own database.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openDatabase } from '#server/database/database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/database/embedded.ts'
import { migrate } from '#server/database/migrate.ts'

const TEMPLATE = 'maepsi_template'
let folder: string | null = null
let postgres: EmbeddedPostgres | null = null

/** Starts the server and migrates the template. Told to the test files by MAEPSI_TEST_POSTGRES. */
export async function globalSetup(): Promise<void> {
  // Every test file is a process of its own, and most load the same modules.
  process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../node_modules/.cache/node')
  let url = process.env['DATABASE_URL']
  if (!url) {
    folder = mkdtempSync(join(tmpdir(), 'maepsi-test-'))
    postgres = await startEmbeddedPostgres(folder, { durable: false })
    url = postgres.url
  }
  process.env['MAEPSI_TEST_POSTGRES'] = url
  await admin(url, `drop database if exists ${TEMPLATE} with (force)`)
  await admin(url, `create database ${TEMPLATE}`)
  const database = openDatabase(databaseUrl(url, TEMPLATE))
  await migrate(database.db)
  await database.close()
}

export async function globalTeardown(): Promise<void> {
  await postgres?.discard()
  if (folder) rmSync(folder, { recursive: true, force: true })
}

/** A database of the caller's own, with the whole schema and no rows. `drop` ends it. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const url = process.env['MAEPSI_TEST_POSTGRES']
  if (!url) throw new Error('run the tests with --test-global-setup=test/postgres.ts')
  const name = `maepsi_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await admin(url, `create database ${name} template ${TEMPLATE}`)
  return {
    url: databaseUrl(url, name),
    drop: () => admin(url, `drop database if exists ${name} with (force)`),
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
