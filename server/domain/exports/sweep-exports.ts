// Takes away ZIPs that were kept long enough, and gives up exports that never came about.
import type { Studio } from '../../studio.ts'

/** An export that is not made after this long never will be. */
const GIVEN_UP_MS = 24 * 3600_000

/** May be broken off and run again at any time. */
export async function sweepExports(studio: Studio): Promise<void> {
  const now = studio.now()
  const old = await studio.db
    .selectFrom('exports')
    .select(['id', 'key'])
    .where('status', '=', 'ready')
    .where('expires_at', '<', now)
    .execute()
  for (const { id, key } of old) {
    if (key !== null) await studio.storage.remove([key])
    await studio.db.updateTable('exports').set({ status: 'gone', key: null }).where('id', '=', id).execute()
  }
  await studio.db
    .updateTable('exports')
    .set({ status: 'failed', finished_at: now })
    .where('status', 'in', ['waiting', 'making'])
    .where('created_at', '<', new Date(now.getTime() - GIVEN_UP_MS))
    .execute()
}

/** Of these keys of files under `exports/`, those an export names; what broken-off ones left behind is not. */
export async function exportFilesInUse(studio: Studio, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await studio.db.selectFrom('exports').select('key').where('key', 'in', keys).execute()
  return new Set(rows.map(({ key }) => key).filter((key) => key !== null))
}
