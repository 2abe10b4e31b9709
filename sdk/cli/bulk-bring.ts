// Brings matched products into a bulk of the studio, and waits until it has looked at their photos.

import { setTimeout as wait } from 'node:timers/promises'
import type { Maepsi } from '../client.ts'
import type { MatchedRow } from '../contract/bulk-match.ts'
import { type BulkRow, type Quote, ROWS_AT_ONCE } from '../contract/bulk-shapes.ts'
import type { PayWith } from '../contract/price.ts'
import type { Progress } from './progress.ts'
import { insist } from '../client-insist.ts'

/** Photos sent at once. */
const AT_ONCE = 3
/** How often the studio is asked how far it is, in milliseconds. */
export const ASK_MS = 1_500

/** The bytes of a file; none where the studio has them from a ZIP; null when it cannot be read, which is said already. */
export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>

/** Brings rows in and sends the photos that the studio does not have yet. A row goes on without a photo that cannot be read. */
export async function bring(
  maepsi: Maepsi,
  id: string,
  rows: readonly MatchedRow[],
  read: ReadFile,
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
  const unread = new Set<string>()
  const send = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const file = name
      const body = await read(file)
      if (body === null) unread.add(file)
      else await insist(() => maepsi.bulk.putFile({ params: { id }, query: { path: file }, body, signal }))
      progress.show((100 * (missing.length - queue.length)) / missing.length, 'sending the photos')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  const lesser = rows
    .map((row) => ({ ...row, files: row.files.filter(({ path }) => !unread.has(path)) }))
    .filter(({ files }, at) => files.length < rows[at].files.length)
  for (let at = 0; at < lesser.length; at += ROWS_AT_ONCE)
    await insist(() =>
      maepsi.bulk.putRows({ params: { id }, body: { rows: lesser.slice(at, at + ROWS_AT_ONCE) }, signal }),
    )
}

/** Waits until every photo has been looked at; photos in a slot that nothing but a guess chose are put right on the way. */
export async function untilLookedAt(
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

/** The products of a bulk, problems first. */
export async function* rowsOf(maepsi: Maepsi, id: string): AsyncGenerator<BulkRow, void> {
  let after: string | undefined
  do {
    const from = after
    const page = await insist(() => maepsi.bulk.rows({ params: { id }, query: { limit: 100, after: from } }))
    yield* page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}
