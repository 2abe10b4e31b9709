// Builds the web app into dist/web when its sources have changed since the last time, so that `npm start` serves what is there.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { claimWithin } from './database/claim.ts'

const PROJECT = join(import.meta.dirname, '..')
const TARGET = join(PROJECT, 'dist', 'web')
/** Kept beside the build: the sum of the sources it was made from. */
const SUM = join(PROJECT, 'dist', 'web.sum')
const SOURCES = ['web/**/*', 'sdk/contract/*', 'sdk/client.ts', 'vite.config.ts', 'package-lock.json']
const BUILD_MS = 300_000

/**
 * Builds the web app if it is stale; an installation that brings only the built one is left as it is. Of several processes that
 * start together one builds. `onBuild` is called before work that takes a while. Throws what the build throws.
 */
export async function buildWeb(onBuild: () => void): Promise<void> {
  if (!existsSync(join(PROJECT, 'web', 'index.html'))) return
  const sum = await sumOfSources()
  if ((await builtFrom()) === sum) return
  const building = await claimWithin(
    `maepsi-web-${createHash('sha256').update(PROJECT).digest('hex').slice(0, 16)}`,
    BUILD_MS,
  )
  try {
    if ((await builtFrom()) === sum) return
    onBuild()
    // Aside first: a process that serves the old one goes on serving it whole.
    const aside = `${TARGET}.new`
    const { build } = await import('vite')
    await build({
      root: join(PROJECT, 'web'),
      configFile: join(PROJECT, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: aside, emptyOutDir: true },
    })
    await compress(aside)
    await mkdir(join(PROJECT, 'dist'), { recursive: true })
    await rm(TARGET, { recursive: true, force: true })
    await rename(aside, TARGET)
    await writeFile(SUM, sum)
  } finally {
    await building.release()
  }
}

async function builtFrom(): Promise<string | null> {
  return existsSync(join(TARGET, 'index.html')) ? readFile(SUM, 'utf8').catch(() => null) : null
}

async function sumOfSources(): Promise<string> {
  const sum = createHash('sha256')
  const files: string[] = []
  for await (const entry of glob(SOURCES, { cwd: PROJECT, withFileTypes: true }))
    if (entry.isFile() && !/[.]test[.]tsx?$/.test(entry.name)) files.push(join(entry.parentPath, entry.name))
  for (const file of files.sort()) sum.update(`${file.slice(PROJECT.length)}\n`).update(await readFile(file))
  return sum.digest('hex')
}

/** Texts are compressed once, here, as small as they get, and never while someone waits. */
async function compress(folder: string): Promise<void> {
  for await (const entry of glob('**/*.{js,css,html,svg,json}', { cwd: folder, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (bytes.length < 1024) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }))
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  }
}

// `npm run build`.
if (import.meta.main) await buildWeb(() => console.log('Building the web app …'))
