// Brings matched files in: rows a few at a time, then the photos the studio does not have yet.
import { insist } from '#sdk/client-insist.ts'
import { maepsi } from '#web/maepsi.ts'
import type { RowWish } from '#sdk/contract/bulk-shapes.ts'
import type { MatchedRow } from '#sdk/contract/bulk-match.ts'

/** Rows of one call; few, so that photos begin to go up soon. */
const ROWS = 40
/** More at once would only share the same line. */
const AT_ONCE = 3

interface Bringing {
  readonly id: string
  readonly rows: readonly MatchedRow[]
  /** The files by their paths; none where the studio has them from a ZIP. */
  readonly files: ReadonlyMap<string, File>
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

/** Sends rows and photos. The same again sends nothing twice. Throws MaepsiError. */
export async function bringIn({ id, rows, files, onProgress, signal }: Bringing): Promise<void> {
  const params = { id }
  let done = 0
  for (let at = 0; at < rows.length; at += ROWS) {
    const part: RowWish[] = []
    for (const row of rows.slice(at, at + ROWS)) {
      const its: RowWish['files'] = []
      for (const file of row.files) its.push({ ...file, ...(await hashed(files.get(file.path))) })
      part.push({ sku: row.sku, name: row.name, files: its })
    }
    const { missing } = await insist(async () =>
      maepsi.bulk.putRows({ params, body: { rows: part }, signal }),
    )
    done += part.reduce((sum, row) => sum + row.files.length, 0) - missing.length
    onProgress(done)
    const queue = [...missing]
    const send = async () => {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const query = { path }
        const body = files.get(path) ?? new Blob()
        await insist(async () => maepsi.bulk.putFile({ params, query, body, signal }))
        done += 1
        onProgress(done)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, send))
  }
}

/** Without a secure address a browser does not hash; then name and size tell a photo. */
async function hashed(file: File | undefined): Promise<{ sha256?: string }> {
  if (!file || !('subtle' in crypto)) return {}
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return { sha256: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
}
