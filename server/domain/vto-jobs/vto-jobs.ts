// Jobs as people see them: found and listed by those who may see their project.
import { sql } from 'kysely'
import type { JobLook, JobStatus } from '#sdk/contract/vto-jobs.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import type { JobInput, VideoInput } from '../../engines/engine.ts'
import type { LetterInput } from '../letters/letter-input.ts'
import { NotFound } from '../../errors.ts'
import { may, type Person } from '../access.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'

/** A job with all that is shown of it. */
export interface VtoJobRow {
  readonly id: string
  readonly user_id: string
  readonly project_id: string
  readonly project_owner: string
  readonly product_id: string | null
  readonly product_name: string | null
  readonly kind: 'look' | 'video' | 'letter'
  readonly status: JobStatus
  readonly input: JobInput | VideoInput | LetterInput
  readonly result: Readonly<Record<string, LookResult>>
  readonly used_point_type: UsageType
  readonly used_amount: number
  /** What came back for looks that were not delivered. */
  readonly returned_amount: number
  readonly attempt: number
  readonly progress: number
  readonly stage: string | null
  /** Jobs before it in its lane of the queue; null unless it waits. */
  readonly ahead: number | null
  readonly cancel_requested: boolean
  readonly fail_reason: string | null
  readonly queued_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
}

/** How a look of a job ended, as `vto_job.result` keeps it under the look's n. */
export type LookResult =
  | { readonly status: 'delivered'; readonly image: string }
  | { readonly status: 'delivered'; readonly video: string }
  | { readonly status: 'delivered'; readonly letter: string; readonly free: boolean }
  | { readonly status: 'failed'; readonly code: string }

/** A job of a project the user may see. Throws NotFound. */
export async function getVtoJob(db: Db, user: Person, id: string): Promise<VtoJobRow> {
  const row = await seenBy(db, user).where('job.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('job', id)
  return row as unknown as VtoJobRow
}

/** The user's jobs, newest first; or those of one project, whoever submitted them. Throws `bad_cursor`. */
export async function listVtoJobs(
  db: Db,
  user: Person,
  { projectId, active, after, limit }: PageWish & { projectId?: string; active: boolean },
): Promise<PageOf<VtoJobRow>> {
  let query = seenBy(db, user)
    .select(cursorAt('job.created_at').as('at'))
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc')
    .limit(limit + 1)
  query =
    projectId === undefined
      ? query.where('job.user_id', '=', user.id)
      : query.where('job.project_id', '=', projectId)
  if (active) query = query.where('job.status', 'in', ['PENDING', 'RUNNING'])
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'job.created_at', 'job.id'))
  return pageOf((await query.execute()) as unknown as (VtoJobRow & { readonly at: string })[], limit)
}

/** Every look of a job in order, or its video: made, failed, cancelled, or still waiting. */
export function looksOf(job: Pick<VtoJobRow, 'input' | 'result' | 'status' | 'fail_reason'>): JobLook[] {
  return job.input.looks.map(({ view }, n) => {
    const look = { n, view, imageId: null, videoId: null, letterId: null, failCode: null }
    const ended = job.result[n]
    if (ended?.status === 'delivered')
      return 'image' in ended
        ? { ...look, status: 'made', imageId: ended.image }
        : 'video' in ended
          ? { ...look, status: 'made', videoId: ended.video }
          : { ...look, status: 'made', letterId: ended.letter }
    if (ended?.status === 'failed') return { ...look, status: 'failed', failCode: ended.code }
    if (job.status === 'PENDING' || job.status === 'RUNNING') return { ...look, status: 'waiting' }
    if (job.fail_reason === 'cancelled') return { ...look, status: 'cancelled' }
    return { ...look, status: 'failed', failCode: job.fail_reason }
  })
}

/** Jobs of the projects a user may see, with what is shown of them. */
function seenBy(db: Db, user: Person) {
  return db
    .selectFrom('vto_job as job')
    .innerJoin('projects as project', 'project.id', 'job.project_id')
    .leftJoin('products as product', 'product.id', 'job.product_id')
    .where(may(user, 'see'))
    .select([
      'job.id',
      'job.user_id',
      'job.project_id',
      'project.user_id as project_owner',
      'job.product_id',
      'product.name as product_name',
      'job.kind',
      'job.status',
      'job.input',
      'job.result',
      'job.used_point_type',
      'job.used_amount',
      sql<number>`coalesce((select amount from point_usage where job_id = job.id and reason = 'refund'), 0)`.as(
        'returned_amount',
      ),
      'job.attempt',
      'job.progress',
      'job.stage',
      sql<number | null>`case when job.status = 'PENDING' then (
        select count(*) from vto_job other where other.status = 'PENDING' and other.lane = job.lane
          and (other.vt, other.queued_at) < (job.vt, job.queued_at)
      )::integer end`.as('ahead'),
      'job.cancel_requested',
      'job.fail_reason',
      'job.queued_at',
      'job.started_at',
      'job.finished_at',
    ])
}
