// Writes types.ts from a freshly migrated database; with --verify it only compares, and exits 1 when types.ts has drifted.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'maepsi-types-'))
const postgres = await startEmbeddedPostgres(folder, { durable: false })
try {
  const database = openDatabase(postgres.url)
  await migrate(database.db)
  await database.close()
  const options = [
    '--dialect',
    'postgres',
    '--url',
    postgres.url,
    '--out-file',
    join(import.meta.dirname, 'types.ts'),
  ]
  const skip = ['--exclude-pattern', '(kysely_*|pgboss.*)']
  const run = spawnSync('kysely-codegen', [...options, ...skip, ...process.argv.slice(2)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (run.status !== 0)
    console.error('server/database/types.ts is not what the migrations make: run `npm run types`')
  process.exitCode = run.status ?? 1
} finally {
  await postgres.discard()
  rmSync(folder, { recursive: true, force: true })
}
