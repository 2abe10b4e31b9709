// Deleting a person: their photos, and every look and video that shows them, at once and for good.
import { sql } from 'kysely'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { purgeImages } from '../images/purge-images.ts'
import { purgeVideos } from '../videos/purge-videos.ts'
import { getOwnPerson } from './people.ts'

export interface Shown {
  readonly looks: number
  readonly videos: number
  /** Jobs that wait or run: they are cancelled. */
  readonly running: number
}

/** What shows a person. Throws NotFound, or NotAllowed. */
export async function shownOf(
  studio: Studio,
  user: { readonly id: string; readonly isAdmin?: boolean },
  id: string,
): Promise<Shown> {
  await getOwnPerson(studio.db, user, id)
  const { rows } = await sql<Shown>`
    with jobs as (select j.id, j.status from jobs_of_person(${id}) as of (id) join vto_job j on j.id = of.id)
    select
      (select count(*) from generate_img where job_id in (select id from jobs) and purged_at is null)::integer as looks,
      (select count(*) from generate_video where job_id in (select id from jobs) and purged_at is null)::integer as videos,
      (select count(*) from jobs where status in ('PENDING', 'RUNNING'))::integer as running
  `.execute(studio.db)
  return rows[0]
}

/**
 * Deletes a person, and answers what goes with them. What shows them is out of sight at once, its files too; where a job cannot stop
 * at once, an errand does the rest when it has ended. Throws NotFound, or NotAllowed.
 */
export async function removePerson(
  studio: Studio,
  user: { readonly id: string; readonly isAdmin?: boolean },
  id: string,
): Promise<Shown> {
  const shown = await shownOf(studio, user, id)
  // From here on no run can name them.
  await studio.db
    .updateTable('person')
    .set({ deleted_at: studio.now(), name: '' })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  await studio.errands.send('people.purge', { personId: id })
  await purgePerson(studio, id).catch((error: unknown) =>
    studio.log.info({ error, person: id }, 'the errand purges the rest of a person'),
  )
  studio.live.say({ userId: user.id, event: { type: 'points' } })
  return shown
}

/** Removes all that shows a deleted person; again changes nothing. Throws while a job that shows them still runs. */
export async function purgePerson(studio: Studio, id: string): Promise<void> {
  const jobs = await jobsOf(studio, id)
  for (const job of jobs) if (!job.ended) await sql`select vto_cancel(${job.id})`.execute(studio.db)
  const ids = jobs.map((job) => job.id)
  await purgeImages(studio, ids)
  await purgeVideos(studio, ids)
  const { rows } = await sql<{ key: string }>`
    select picture_key as key from vto_step where job_id = any (${ids}) and picture_key is not null`.execute(
    studio.db,
  )
  await studio.storage.remove(rows.map(({ key }) => key))
  const files = []
  for (const folder of ['people', 'releases'])
    for await (const { key } of studio.storage.list(`${folder}/${id}/`)) files.push(key)
  await studio.storage.remove(files)
  await studio.db
    .updateTable('person')
    .set({ front_key: null, back_key: null, release_key: null, release_name: null })
    // That they consented stays on record; what for may name somebody.
    .set({ consent: sql`consent || '{"purpose": ""}'` })
    .where('id', '=', id)
    .execute()
  if ((await jobsOf(studio, id)).some(({ ended }) => !ended)) throw new StudioError('job_running')
}

/** Deletes everybody a deleted account had brought. Throws as purgePerson does. */
export async function purgePeopleOf(studio: Studio, userId: string): Promise<void> {
  const people = await studio.db
    .updateTable('person')
    .set({ deleted_at: sql<Date>`coalesce(deleted_at, now())`, name: '' })
    .where('user_id', '=', userId)
    .returning('id')
    .execute()
  for (const { id } of people) await purgePerson(studio, id)
}

async function jobsOf(studio: Studio, id: string): Promise<{ id: string; ended: boolean }[]> {
  const { rows } = await sql<{ id: string; ended: boolean }>`
    select j.id, j.status not in ('PENDING', 'RUNNING') as ended
    from jobs_of_person(${id}) as of (id) join vto_job j on j.id = of.id`.execute(studio.db)
  return rows
}
