// Keyset cursors: where a page of a list ends, by microsecond and id, so that no row is lost or shown twice between two pages.
import { sql, type RawBuilder } from 'kysely'
import { StudioError } from '../errors.ts'

/** The last row of a page. `at` is its created_at in UTC with all six digits: a JavaScript Date would cut three of them off. */
export interface Cursor {
  readonly at: string
  readonly id: string
}

const AT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3})\d{3}Z$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Selects a created_at as the `at` of a cursor: `cursorAt('vto_job.created_at').as('at')`. */
export function cursorAt(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** What a caller passes back as `after` to get the rows behind this one. */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

/** Reads what `writeCursor` wrote. Throws `bad_cursor` for anything else. */
export function readCursor(text: string): Cursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ')
  const millisecond = AT.exec(at)?.[1]
  const time = new Date(`${millisecond}Z`)
  // A date that does not exist, such as 30 February, would reach the database as an error.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString() === `${millisecond}Z`
  if (!exists || !ID.test(id) || writeCursor({ at, id }) !== text) throw new StudioError('bad_cursor')
  return { at, id }
}

/** `where` for the rows behind the cursor, in an order of created_at and id that both descend. */
export function isBehind(cursor: Cursor, at: string, id: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
}
