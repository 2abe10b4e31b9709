// The ids of a bulk's jobs: they follow from what is asked for, so that the same wish never makes a second job.
import { sql } from 'kysely'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { hashOf } from '../vto-jobs/queue-job.ts'
import type { RowView } from './rows.ts'

export interface JobOfRow {
  readonly id: string
  readonly try: number
  /** It is there already, and was not in vain: asking for it costs nothing. */
  readonly exists: boolean
}

/** The id of the job that makes these photos of a product in this direction, the so-manieth time it is tried. */
export function jobIdOf(
  user: Person,
  { product_id, photos }: Pick<RowView, 'product_id' | 'photos'>,
  direction: Direction,
  attempt: number,
): string {
  const of = photos.map(({ slot, side, key, handles }) => [slot, side, key, handles])
  const hash = hashOf(['bulk', user.id, product_id, of, direction, attempt])
  // A uuid of version 8 (RFC 9562 §5.8): what is in it is ours to say.
  const hex = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The job each row would have now, by its number: past tries that failed or were cancelled are passed over. */
export async function jobsOfRows(
  studio: Studio,
  user: Person,
  rows: readonly { readonly row: RowView; readonly direction: Direction }[],
): Promise<Map<number, JobOfRow>> {
  const jobs = new Map<number, JobOfRow>()
  let open = rows.map(({ row, direction }) => ({ row, direction, attempt: row.try }))
  while (open.length > 0) {
    const asked = open.map((one) => ({ ...one, id: jobIdOf(user, one.row, one.direction, one.attempt) }))
    const ids = asked.map(({ id }) => id)
    const found = await studio.db
      .selectFrom('vto_job')
      .select(['id', 'status'])
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute()
    const status = new Map(found.map((job) => [job.id, job.status]))
    open = []
    for (const { id, row, direction, attempt } of asked) {
      const is = status.get(id)
      if (is === 'FAILED' || is === 'CANCELLED') open.push({ row, direction, attempt: attempt + 1 })
      else jobs.set(row.n, { id, try: attempt, exists: is !== undefined })
    }
  }
  return jobs
}
