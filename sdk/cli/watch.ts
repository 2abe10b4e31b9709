// `maepsi watch`: photos that appear in a folder, or change, come into the studio as with `maepsi bulk`; with consent they are made, and
// their looks written beside the folder.

import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MaepsiError } from '../client.ts'
import { FIRST_RULES, matchFiles, type MatchedRow } from '../contract/bulk-match.ts'
import { readFile } from 'node:fs/promises'
import { bring, untilLookedAt } from './bulk-bring.ts'
import { inFolder } from './bulk-folder.ts'
import { quoteInWords, sayMatch, sayProblems, sayUnread } from './bulk-say.ts'
import type { BulkOptions } from './bulk.ts'
import { untilInterrupted } from './failure.ts'
import { openStudio, type Studio } from './login.ts'
import { openProgress, type Progress } from './progress.ts'
import { insist } from '../client-insist.ts'
import { newId } from './watch-job.ts'
import { type Followed, follow, lookAfter } from './watch-looks.ts'
import { type Resting, watchedFolder } from './watched-folder.ts'

export interface WatchOptions extends Omit<BulkOptions, 'trial'> {
  readonly out?: string
}

/** How often folder and studio are looked at, in milliseconds. A file has come to rest when it is the same twice. */
const LOOK_MS = 1_000
/** While the studio is away. */
const AWAY_MS = 5_000

/** Goes on until Ctrl-C. Says the file of every look it writes on standard output. Throws Failure. */
export async function watchFolder(folder: string, options: WatchOptions): Promise<void> {
  const studio = await openStudio()
  const progress = openProgress()
  const { signal, release } = untilInterrupted('No longer watching: what was started goes on in the studio.')
  const out = options.out ?? `${path.resolve(folder)}-looks`
  const watched = watchedFolder(folder, out)
  const round = {
    studio,
    folder,
    options,
    progress,
    signal,
    rows: new Map<string, string>(),
    tell: tellNew(progress.say),
  }
  const followed: Followed[] = []
  let away = false
  progress.say(`Watching ${folder}; Ctrl-C ends it.`)
  try {
    for (;;) {
      signal.throwIfAborted()
      try {
        const resting = await watched.look()
        const started = resting && (await bringIn(round, resting, spentBy(followed)))
        resting?.done()
        if (started) followed.push(started)
        for (const one of followed) if (!one.ended) await lookAfter(studio, one, out, progress.say)
        if (away) progress.say('The studio is there again.')
        away = false
      } catch (error) {
        signal.throwIfAborted()
        if (!isAway(error)) throw error
        if (!away) progress.say('The studio cannot be reached: it is tried again until it can.')
        away = true
      }
      await wait(away ? AWAY_MS : LOOK_MS, null, { signal }).catch(() => {})
    }
  } finally {
    progress.end()
    release()
  }
}

interface Round {
  readonly studio: Studio
  readonly folder: string
  readonly options: WatchOptions
  readonly progress: Progress
  readonly signal: AbortSignal
  /** What was brought in of each article number, as text to compare. */
  readonly rows: Map<string, string>
  /** Says those lines that were not among the lines before. */
  readonly tell: (lines: readonly string[]) => void
}

/** Brings in what is new and, with consent, starts it; answers what is to be followed then. */
async function bringIn(round: Round, resting: Resting, spent: number): Promise<Followed | null> {
  const { studio, folder, options, progress, signal, rows, tell } = round
  const { yes, cap, out: _, name, project, rule, twice = 'merge', pay = 'credit', ...direction } = options
  const { maepsi } = studio
  const { sheet: csv, files, unread } = resting
  const sheet = csv && (await insist(() => maepsi.bulk.readSheet({ body: csv, signal })))
  const lines: string[] = []
  sayUnread(unread, (line) => lines.push(line))
  const match = matchFiles(files, { rules: rule ?? FIRST_RULES, twice, sheet: sheet?.rows })
  sayMatch(match, sheet, (line) => lines.push(line))
  tell(lines)
  const changed = match.rows.filter((row) => rows.get(row.sku) !== signsOf(row))
  if (changed.length === 0) return null
  const called = name ?? path.basename(path.resolve(folder))
  const { id } = await insist(() =>
    maepsi.bulk.create({ body: { id: newId(), name: called, projectId: project }, signal }),
  )
  const read = async (file: string) =>
    readFile(inFolder(folder, file)).then(
      (bytes) => new Uint8Array(bytes),
      () => {
        progress.say(`${file}: left out (it is gone)`)
        return null
      },
    )
  await bring(maepsi, id, changed, read, progress, signal)
  await insist(() =>
    maepsi.bulk.direct({ params: { id }, body: { direction: { engine: 'drape', ...direction } }, signal }),
  )
  const quote = await untilLookedAt(maepsi, id, pay, progress, signal)
  await sayProblems(maepsi, id, progress.say, new Set(changed.map(({ sku }) => sku)))
  const taken = () => changed.forEach((row) => rows.set(row.sku, signsOf(row)))
  if (quote.rows === 0 || !yes) {
    taken()
    return null
  }
  progress.say(quoteInWords(quote, pay))
  const left = cap === undefined ? undefined : Math.max(0, cap - spent)
  await insist(() =>
    maepsi.bulk.start({ params: { id }, body: { pay, price: quote.price, cap: left }, signal }),
  )
  taken()
  return follow(id, Math.min(quote.price, left ?? quote.price))
}

const signsOf = ({ name, files }: MatchedRow): string =>
  JSON.stringify([name, files.map(({ path: file, sha256, slot, side }) => [file, sha256, slot, side])])

const spentBy = (followed: readonly Followed[]): number => followed.reduce((sum, { spent }) => sum + spent, 0)

function isAway(error: unknown): boolean {
  return error instanceof MaepsiError && (error.code === 'offline' || error.status >= 502)
}

/** The folder is looked at again and again: what was said of it the last time is not said again. */
function tellNew(say: (line: string) => void): (lines: readonly string[]) => void {
  let before: readonly string[] = []
  return (lines) => {
    for (const line of lines) if (!before.includes(line)) say(line)
    before = lines
  }
}
