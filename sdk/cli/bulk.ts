// `maepsi bulk`: a folder of garment photos, or a ZIP, becomes products, and these are made by one direction and watched.

import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Maepsi } from '../client.ts'
import { ROWS_AT_ONCE, type Bulk, type Quote, type Sheet } from '../contract/bulk-shapes.ts'
import {
  FIRST_RULES,
  isLitter,
  matchFiles,
  type Match,
  type NamedFile,
  type Twice,
} from '../contract/bulk-match.ts'
import type { PayWith } from '../contract/price.ts'
import type { Direction } from '../contract/vto-jobs.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress, type Progress } from './progress.ts'
import { insist, newId } from './watch-job.ts'
import { findingInWords } from './words.ts'

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

/** Photos sent at once. */
const AT_ONCE = 3
const ASK_MS = 1_500

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
    sayMatch(match, source.sheet, progress)
    if (match.rows.length === 0)
      throw new Failure('No product was found: see the rules with maepsi bulk --help.', 2)
    await bring(maepsi, bulk.id, match, source, progress, signal)
    const params = { id: bulk.id }
    await insist(() => maepsi.bulk.direct({ params, body: { direction: { engine: 'drape', ...direction } } }))
    const pay = asked ?? 'credit'
    const quote = await untilLookedAt(maepsi, bulk.id, pay, progress, signal)
    await sayProblems(maepsi, bulk.id, progress)
    if (quote.rows === 0) return await report(maepsi, bulk.id, progress)
    progress.say(
      `${quote.rows} products, ${quote.looks} looks: ${quote.price} ${pay.replaceAll('_', ' ')}${quote.already > 0 ? `; ${quote.already} made before, for nothing` : ''}${quote.leftOut > 0 ? `; ${quote.leftOut} left out` : ''}`,
    )
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
  /** The bytes of a file; none where the studio has them from the ZIP. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
}

async function openSource(maepsi: Maepsi, id: string, folder: string, progress: Progress): Promise<Source> {
  const info = await stat(folder).catch((cause: unknown) => {
    throw new Failure(`There is nothing at ${folder}: name a folder or a ZIP.`, 2, { cause })
  })
  if (info.isDirectory()) return openFolder(maepsi, folder)
  progress.show(0, 'sending the ZIP')
  const { files, sheet, skipped } = await maepsi.bulk.putZip({
    params: { id },
    body: await openAsBlob(folder),
  })
  for (const { path: name, reason } of skipped) progress.say(`${name}: left out (${reason})`)
  return { files, sheet, read: async () => new Uint8Array() }
}

async function openFolder(maepsi: Maepsi, folder: string): Promise<Source> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: NamedFile[] = []
  let sheet: Sheet | null = null
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    if (!entry.isFile()) continue
    const full = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, full).split(path.sep).join('/')
    if (isLitter(name)) continue
    const bytes = await readFile(full)
    if (/\.csv$/i.test(name))
      sheet ??= await insist(() => maepsi.bulk.readSheet({ body: new Uint8Array(bytes) }))
    else
      files.push({
        path: name,
        bytes: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
  }
  return {
    files,
    sheet,
    read: async (name) => new Uint8Array(await readFile(path.join(folder, ...name.split('/')))),
  }
}

function sayMatch({ rows, left, twice, absent }: Match, sheet: Sheet | null, progress: Progress): void {
  for (const { line, column, code, expected, found } of sheet?.problems ?? [])
    progress.say(
      `sheet, line ${line}${column === null ? '' : `, column ${column}`}: ${code}, expected ${expected}, found "${found}"`,
    )
  for (const { line, column, file } of absent)
    progress.say(`sheet, line ${line}, ${column}: there is no ${file}`)
  for (const { path: name, reason } of left) progress.say(`${name}: left out (${LEFT[reason]})`)
  if (twice.length > 0)
    progress.say(`The same number in several places: ${twice.join(', ')} (--twice merge or suffix)`)
  const photos = rows.reduce((sum, { files }) => sum + files.length, 0)
  progress.say(`${rows.length} products with ${photos} photos`)
}

const LEFT: Readonly<Record<Match['left'][number]['reason'], string>> = {
  no_rule: 'its name tells no product',
  no_place: 'its name tells no slot',
  taken: 'the slot has a photo already',
  excluded: 'a one-piece takes the place of upper and bottom',
  photo_type: 'no photo',
  photo_big: 'over 25 MB',
  photo_empty: 'empty',
}

async function bring(
  maepsi: Maepsi,
  id: string,
  { rows }: Match,
  source: Source,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const missing: string[] = []
  const total = { made: 0, known: 0 }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const part = rows.slice(at, at + ROWS_AT_ONCE).map((row) => ({ ...row, files: [...row.files] }))
    const answer = await insist(() => maepsi.bulk.putRows({ params: { id }, body: { rows: part }, signal }))
    missing.push(...answer.missing)
    total.made += answer.made
    total.known += answer.known
  }
  progress.say(`${total.made} products made, ${total.known} known; ${missing.length} photos to send`)
  const queue = [...missing]
  const send = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const file = name
      const body = await source.read(file)
      await insist(() => maepsi.bulk.putFile({ params: { id }, query: { path: file }, body, signal }))
      progress.show((100 * (missing.length - queue.length)) / missing.length, 'sending the photos')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
}

/** Waits until every photo has been looked at; photos in a slot that nothing but a guess chose are put right on the way. */
async function untilLookedAt(
  maepsi: Maepsi,
  id: string,
  pay: PayWith,
  progress: Progress,
  signal: AbortSignal,
): Promise<Quote> {
  for (;;) {
    await insist(() => maepsi.bulk.rows({ params: { id }, query: { limit: 1 }, signal }))
    const quote = await insist(() => maepsi.bulk.quote({ params: { id }, query: { pay }, signal }))
    const all = quote.rows + quote.checking + quote.leftOut
    if (quote.checking === 0) return quote
    progress.show((100 * (all - quote.checking)) / all, 'the studio looks at the photos')
    await wait(ASK_MS, null, { signal })
  }
}

async function sayProblems(maepsi: Maepsi, id: string, progress: Progress): Promise<void> {
  for await (const { sku, level, problems } of rowsOf(maepsi, id)) {
    if (level === 'ready') return
    const told = problems.map(({ code, slot, side, values }) => {
      const where = slot === null ? '' : `${slot}${side === 'back' ? ' back' : ''}: `
      return `${where}${findingInWords(code, values)}`
    })
    progress.say(`${sku} (${level}): ${told.join('; ')}`)
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
    if (bulk.state === 'paused') {
      const { rows, price } = bulk.leftToDo
      throw new Failure(
        `It stands still: ${WHY[bulk.pauseReason ?? 'asked']}. Left to do: ${rows} products for ${price}. Go on at /bulk/${id}.`,
      )
    }
    await wait(ASK_MS, null, { signal })
  }
}

const WHY: Readonly<Record<NonNullable<Bulk['pauseReason']>, string>> = {
  asked: 'somebody paused it',
  trial: 'the trial is made, look at it first',
  points: 'the points are used up',
  cap: 'its cap is reached',
  key_cap: 'the API key has spent its cap of the day',
  price: 'the price has changed',
  blocked: 'its payer may not make looks now',
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

async function* rowsOf(maepsi: Maepsi, id: string) {
  let after: string | undefined
  do {
    const from = after
    const page = await insist(() => maepsi.bulk.rows({ params: { id }, query: { limit: 100, after: from } }))
    yield* page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}
