// Why jobs fail: counted by reason, engine and version, the newest of each with a picture of what it was given.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { mustBeAdministrator, type Administrator } from './act.ts'
import { thumbnailsOf } from './jobs.ts'

export interface FailureGroup {
  readonly reason: string
  readonly engine: string | null
  /** Of the studio, as the worker of the last attempt said. */
  readonly version: string | null
  readonly jobs: number
  readonly users: number
  /** Jobs of it that can be run again: that was not done yet. */
  readonly again: number
  readonly last: Date
  readonly samples: readonly { readonly jobId: string; readonly thumbnail: string | null }[]
}

/** How many of the newest jobs of a group are shown. */
const SAMPLES = 4

/** Jobs since then that did not deliver everything, in groups, the largest first. What was cancelled is not a failure. */
export async function listFailures(
  studio: Studio,
  admin: Administrator,
  since: Date,
): Promise<FailureGroup[]> {
  await mustBeAdministrator(studio.db, admin)
  type Row = Omit<FailureGroup, 'samples'> & { readonly newest: { id: string; photo: string | null }[] }
  const { rows } = await sql<Row>`
    with failed as (
      select job.id, job.user_id, job.finished_at, job.fail_reason as reason, job.input ->> 'engine' as engine,
        job.input #>> '{photos,0,key}' as photo,
        (select version from vto_job_step where job_id = job.id and version is not null order by id desc limit 1) as version,
        not exists (select from vto_job again where again.retry_of = job.id) as again
      from vto_job job
      where job.fail_reason is not null and job.fail_reason <> 'cancelled' and job.finished_at >= ${since})
    select reason, engine, version, count(*)::integer as jobs, count(distinct user_id)::integer as users,
      (count(*) filter (where again))::integer as again, max(finished_at) as last,
      to_json((array_agg(json_build_object('id', id, 'photo', photo) order by finished_at desc))[1:${sql.lit(SAMPLES)}]) as newest
    from failed group by reason, engine, version order by count(*) desc, max(finished_at) desc`.execute(
    studio.db,
  )
  const photos = rows.flatMap(({ newest }) => newest.flatMap(({ photo }) => photo ?? []))
  const thumbnails = await thumbnailsOf(studio.db, photos)
  return rows.map(({ newest, ...group }) => ({
    ...group,
    samples: newest.map(({ id, photo }) => ({
      jobId: id,
      thumbnail: (photo !== null && thumbnails.get(photo)) || null,
    })),
  }))
}
