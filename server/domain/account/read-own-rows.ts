// Everything the studio knows of one user, table by table, and the files that belong to it.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { listBackdrops } from '../backdrops/backdrops.ts'

export interface OwnFile {
  /** Storage key. */
  readonly key: string
  /** What it is called in its folder of the ZIP. */
  readonly name: string
}

type Row = Readonly<Record<string, unknown>>

/**
 * Each table of which a part is the user's, with the condition that says which part, and the columns that are left out: hashes and
 * tokens, which open things, and what only the queue needs.
 */
const TABLES: Readonly<Record<string, { readonly of: string; readonly without?: readonly string[] }>> = {
  users: { of: 'id = $1' },
  api_key: { of: 'user_id = $1', without: ['hash'] },
  auth_session: { of: 'user_id = $1', without: ['token'] },
  auth_account: {
    of: 'user_id = $1',
    without: ['password', 'access_token', 'refresh_token', 'id_token'],
  },
  notification_choice: { of: 'user_id = $1' },
  subscriptions: { of: 'user_id = $1' },
  subscription_record: { of: 'user_id = $1' },
  billing_details: { of: 'user_id = $1' },
  billing_charge: { of: 'user_id = $1', without: ['reference'] },
  billing_invoice: { of: 'user_id = $1' },
  billing_refund: {
    of: '(select user_id from billing_charge where id = charge_id) = $1',
    without: ['by_user_id'],
  },
  billing_dispute: { of: '(select user_id from billing_charge where id = charge_id) = $1' },
  billing_method: { of: 'user_id = $1', without: ['token'] },
  points: { of: 'user_id = $1' },
  point_usage: { of: 'user_id = $1' },
  collections: { of: 'user_id = $1' },
  projects: { of: 'user_id = $1' },
  products: { of: 'user_id = $1' },
  photo: { of: 'user_id = $1' },
  generate_img: { of: 'user_id = $1' },
  generate_video: { of: 'user_id = $1' },
  marketing_letter: { of: 'user_id = $1' },
  person: { of: 'deleted_at is null and user_id = $1' },
  comment: { of: 'user_id = $1' },
  report: { of: 'user_id = $1' },
  bulk: { of: 'user_id = $1' },
  bulk_row: { of: '(select user_id from bulk where id = bulk_id) = $1' },
  vto_job: {
    of: 'user_id = $1',
    without: ['worker', 'vt', 'vt_end', 'run_at', 'vendor_ref', 'request_hash'],
  },
}

/** Reads the rows of one moment, and the files they name: photos as they were sent, looks and videos as they were made. */
export async function readOwnRows(
  studio: Studio,
  userId: string,
): Promise<{ readonly rows: Readonly<Record<string, readonly Row[]>>; readonly files: readonly OwnFile[] }> {
  const rows = await studio.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const found: Record<string, readonly Row[]> = {}
      for (const [table, { of, without = [] }] of Object.entries(TABLES)) {
        const condition = sql.raw(of.replace('$1', ''))
        const { rows } = await sql<{ row: Row }>`
          select to_jsonb(t) - ${[...without]}::text[] as row from ${sql.table(table)} t where ${condition}${userId}`.execute(
          trx,
        )
        found[table] = rows.map(({ row }) => row)
      }
      return found
    })
  const backdrops = (await listBackdrops(studio, { id: userId })).map((key) => ({ key, name: nameIn(key) }))
  return { rows, files: [...filesOf(rows), ...backdrops] }
}

function* filesOf(rows: Readonly<Record<string, readonly Row[]>>): Generator<OwnFile> {
  const [user] = rows['users'] ?? []
  const picture = user?.['profile_picture']
  if (typeof picture === 'string') yield { key: picture, name: nameIn(picture) }
  for (const { original_key: key, file_name: name } of rows['photo'] ?? [])
    if (typeof key === 'string') yield { key, name: typeof name === 'string' && name ? name : nameIn(key) }
  for (const { front_key: front, back_key: back, release_key: release, release_name: name } of rows[
    'person'
  ] ?? []) {
    for (const key of [front, back]) if (typeof key === 'string') yield { key, name: nameIn(key) }
    if (typeof release === 'string')
      yield { key: release, name: typeof name === 'string' ? name : nameIn(release) }
  }
  for (const { url, n, number } of [...(rows['generate_img'] ?? []), ...(rows['generate_video'] ?? [])])
    if (typeof url === 'string') yield { key: url, name: `${numberOf(number ?? n)}-${nameIn(url)}` }
}

function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? String(value).padStart(2, '0') : ''
}
