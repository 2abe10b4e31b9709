// Has a job's letter written, and delivers it: from that commit on it is the user's.
import { v7 as uuidv7 } from 'uuid'
import { EngineError } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import {
  firstContent,
  isKept,
  linesAgain,
  writtenAgain,
  type LetterContent,
} from '../letters/letter-lines.ts'
import { contentOf, type LetterRow } from '../letters/letters.ts'
import { writeLetter, type LetterMade } from '../letters/write-letter.ts'
import type { Step } from './progress.ts'
import { deliverLetter, type ClaimedLetter, type DeliveredLetter } from './queue.ts'

/** A seller who edits while their letter is being written is waited for so often. */
const MOST_TRIES = 20

/**
 * Writes and delivers a job's letter. What its seller has locked or edited up to the last moment stays. null when the job is no longer
 * this worker's. Throws EngineError letter_gone when the letter to write again is in the bin; the signal's reason when aborted.
 */
export async function storeLetter(
  studio: Studio,
  job: ClaimedLetter,
  signal: AbortSignal,
  report: (step: Step) => void,
): Promise<DeliveredLetter | null> {
  const { letter: wish } = job.input
  report({ stage: 'reading', percent: 5, n: null })
  const before = await currentOf(studio, wish.letterId)
  const kept = before ? before.content.lines.filter(isKept).map(({ text }) => text) : []
  const made = await writeLetter(studio, wish, kept, signal, () =>
    report({ stage: 'finishing', percent: 40, n: null }),
  )
  signal.throwIfAborted()
  const id = wish.letterId ?? uuidv7()
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = await currentOf(studio, wish.letterId)
    const content = { ...merged(now?.content ?? null, made, wish.lines), ...aboutIt(made) }
    const delivered = await deliverLetter(studio.database.pool, job, {
      id,
      expects: now?.version ?? null,
      content,
      free: made.free,
    })
    if (!delivered?.stale) return delivered
  }
  throw new EngineError('letter_busy', { retryable: true })
}

async function currentOf(
  studio: Studio,
  id: string | null,
): Promise<{ readonly content: LetterContent; readonly version: number } | null> {
  if (id === null) return null
  const row = await studio.db
    .selectFrom('marketing_letter')
    .select(['title', 'summary', 'head', 'bullet_points', 'version'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new EngineError('letter_gone', { retryable: false })
  return { content: contentOf(row as unknown as LetterRow), version: row.version }
}

function merged(now: LetterContent | null, { written, writer }: LetterMade, lines: readonly string[] | null) {
  if (!now) return firstContent(written, writer.name)
  return lines === null
    ? writtenAgain(now, written, writer.name)
    : linesAgain(now, written, writer.name, lines)
}

function aboutIt({ basis, writer }: LetterMade) {
  const { language, market, tone, facts, seen } = basis
  return { language, market, tone, facts: { facts, seen }, writer }
}
