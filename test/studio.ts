// A whole studio for tests: its own database, files in a temporary folder, the built-in engine.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#server/config.ts'
import type { Engines } from '#server/engines/choose.ts'
import { openStudio, type Studio } from '#server/studio.ts'
import { cloneDatabase } from './postgres.ts'

/**
 * Opens a studio of the caller's own. `close` ends it and throws its data away. `env` adds to the configuration; `engines` stand in
 * for the configured ones.
 */
export async function openTestStudio(env: Record<string, string> = {}, engines?: Engines): Promise<Studio> {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-studio-'))
  const database = await cloneDatabase()
  const config = readConfig({ MAEPSI_DATA: folder, MAEPSI_LOG_LEVEL: 'error', PORT: '0', ...env })
  const studio = await openStudio(config, database.url, engines)
  return {
    ...studio,
    async close() {
      await studio.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
