// `maepsi bulk`: a folder of garment photos, or a ZIP, becomes products, and these are made by one direction and watched.

import { openAsBlob } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Maepsi } from '../client.ts'
import { FIRST_RULES, matchFiles, type NamedFile, type Twice } from '../contract/bulk-match.ts'
import type { Bulk, Sheet } from '../contract/bulk-shapes.ts'
import type { PayWith } from '../contract/price.ts'
import type { Direction } from '../contract/vto-jobs.ts'
import { ASK_MS, bring, type ReadFile, rowsOf, untilLookedAt } from './bulk-bring.ts'
import { inFolder, isSheet, listFolder, readPhotos } from './bulk-folder.ts'
import { quoteInWords, sayMatch, sayProblems, sayUnread, standingInWords } from './bulk-say.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress, type Progress } from './progress.ts'
import { insist } from '../client-insist.ts'
import { newId } from './watch-job.ts'

export interface BulkOptions extends Omit<Direction, 'engine'> {
  readonly yes?: boolean
  readonly cap?: number
  readonly trial?: number
  readonly name?: string
  readonly project?: string
  readonly rule?: readonly string[]
  readonly twice?: Twice
  readonly pay?: PayWith
}

/** Brings a folder or ZIP in, says what it would cost, and with consent makes it. Says `<sku>  <state>  <looks>` a product. Throws Failure. */
export async function runBulk(folder: string, options: BulkOptions): Promise<void> {
  const { yes, cap, trial, name, project, rule, twice = 'merge', pay: asked, ...direction } = options
  const { maepsi } = await openStudio()
  const progress = openProgress()
  const { signal, release } = untilInterrupted('No longer watching: what was started goes on in the studio.')
  try {
    const called = name ?? path.basename(path.resolve(folder)).replace(/\.zip$/i, '')
    const bulk = await insist(() =>
      maepsi.bulk.create({ body: { id: newId(), name: called, projectId: project } }),
    )
    const source = await openSource(maepsi, bulk.id, folder, progress)
    const match = matchFiles(source.files, { rules: rule ?? FIRST_RULES, twice, sheet: source.sheet?.rows })
    sayMatch(match, source.sheet, progress.say)
    if (match.rows.length === 0)
      throw new Failure('No product was found: see the rules with maepsi bulk --help.', 2)
    await bring(maepsi, bulk.id, match.rows, source.read, progress, signal)
    const params = { id: bulk.id }
    await insist(() => maepsi.bulk.direct({ params, body: { direction: { engine: 'drape', ...direction } } }))
    const pay = asked ?? 'credit'
    const quote = await untilLookedAt(maepsi, bulk.id, pay, progress, signal)
    await sayProblems(maepsi, bulk.id, progress.say)
    if (quote.rows === 0) return await report(maepsi, bulk.id, progress)
    progress.say(quoteInWords(quote, pay))
    if (!yes && !(await consents())) {
      progress.say('Nothing was started. The products are in the studio; add --yes to make them.')
      return
    }
    await insist(() => maepsi.bulk.start({ params, body: { pay, price: quote.price, cap, trial }, signal }))
    await watch(maepsi, bulk.id, progress, signal)
    await report(maepsi, bulk.id, progress)
  } finally {
    progress.end()
    release()
  }
}

interface Source {
  readonly files: readonly NamedFile[]
  readonly sheet: Sheet | null
  readonly read: ReadFile
}

async function openSource(maepsi: Maepsi, id: string, folder: string, progress: Progress): Promise<Source> {
  const info = await stat(folder).catch((cause: unknown) => {
    throw new Failure(`There is nothing at ${folder}: name a folder or a ZIP.`, 2, { cause })
  })
  if (info.isDirectory()) return openFolder(maepsi, folder, progress)
  const { bulkZipMegabytes } = await insist(() => maepsi.studio.get())
  if (info.size > bulkZipMegabytes * 1e6)
    throw new Failure(
      `This ZIP has ${Math.round(info.size / 1e6)} MB, and the studio takes ${bulkZipMegabytes}: split it, or name the folder instead.`,
      2,
    )
  progress.show(0, 'sending the ZIP')
  const { files, sheet, skipped } = await maepsi.bulk.putZip({
    params: { id },
    body: await openAsBlob(folder),
  })
  for (const { path: name, reason } of skipped) progress.say(`${name}: left out (${reason})`)
  return { files, sheet, read: async () => new Uint8Array() }
}

async function openFolder(maepsi: Maepsi, folder: string, progress: Progress): Promise<Source> {
  const found = await listFolder(folder)
  const { files, unread } = await readPhotos(folder, found)
  sayUnread(unread, progress.say)
  const sheet = found.find(({ path: name }) => isSheet(name))
  const body = sheet && new Uint8Array(await readFile(inFolder(folder, sheet.path)))
  return {
    files,
    sheet: body ? await insist(() => maepsi.bulk.readSheet({ body })) : null,
    read: async (name) => new Uint8Array(await readFile(inFolder(folder, name))),
  }
}

async function consents(): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await lines.question('Make them? [y/N] ')).trim())
  } finally {
    lines.close()
  }
}

async function watch(maepsi: Maepsi, id: string, progress: Progress, signal: AbortSignal): Promise<Bulk> {
  for (;;) {
    const bulk = await insist(() => maepsi.bulk.get({ params: { id }, signal }))
    const { looks, states } = bulk
    progress.show(
      looks.wanted === 0 ? 0 : (100 * looks.made) / looks.wanted,
      `${looks.made} of ${looks.wanted} looks, ${states.waiting} products wait`,
    )
    if (bulk.state === 'ended') return bulk
    if (bulk.state === 'paused') throw new Failure(standingInWords(bulk))
    await wait(ASK_MS, null, { signal })
  }
}

async function report(maepsi: Maepsi, id: string, progress: Progress): Promise<void> {
  progress.end()
  let failed = 0
  for await (const { sku, state, looks, failCode } of rowsOf(maepsi, id)) {
    process.stdout.write(
      `${sku}  ${state}${failCode ? ` (${failCode})` : ''}  ${looks.made}/${looks.wanted}\n`,
    )
    if (state === 'failed') failed += 1
  }
  if (failed > 0) throw new Failure(`${failed} products failed: see why, and run them again, at /bulk/${id}.`)
}
