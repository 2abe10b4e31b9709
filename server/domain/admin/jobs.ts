// Jobs of everybody, as administrators see them: filtered, and one with all it went through.
import { sql } from 'kysely'
import type { JobStatus } from '#sdk/contract/vto-jobs.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Db } from '../../database/database.ts'
import type { JobInput, VideoInput } from '../../engines/engine.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { netCostOf } from '../points/by-hand.ts'
import type { LookResult } from '../vto-jobs/vto-jobs.ts'
import { mustBeAdministrator, type Administrator } from './act.ts'

export interface AdminJobRow {
  readonly id: string
  readonly user_id: string
  readonly user_name: string | null
  readonly user_email: string | null
  readonly project_id: string
  readonly project_name: string | null
  readonly product_name: string | null
  readonly kind: 'look' | 'video' | 'letter'
  readonly status: JobStatus
  readonly engine: string | null
  readonly lane: string
  readonly worker: string | null
  readonly attempt: number
  readonly progress: number
  readonly stage: string | null
  readonly cancel_requested: boolean
  readonly fail_reason: string | null
  readonly used_point_type: UsageType
  readonly used_amount: number
  readonly look_count: number
  readonly delivered_count: number
  readonly queued_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly retry_of: string | null
  readonly retried_by: string | null
}

export interface JobFilter {
  readonly status?: JobStatus
  readonly kind?: 'look' | 'video' | 'letter'
  readonly userId?: string
  readonly engine?: string
  readonly reason?: string
  readonly worker?: string
  readonly from?: Date
  readonly until?: Date
}

/** Jobs of all users, newest first. Throws bad_cursor. */
export async function listAllJobs(
  studio: Studio,
  admin: Administrator,
  { after, limit, ...filter }: PageWish & JobFilter,
): Promise<PageOf<AdminJobRow>> {
  await mustBeAdministrator(studio.db, admin)
  const { status, kind, userId, engine, reason, worker, from, until } = filter
  let query = jobs(studio.db)
    .select(cursorAt('job.created_at').as('at'))
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc')
    .limit(limit + 1)
  if (status !== undefined) query = query.where('job.status', '=', status)
  if (kind !== undefined) query = query.where('job.kind', '=', kind)
  if (userId !== undefined) query = query.where('job.user_id', '=', userId)
  if (engine !== undefined) query = query.where(sql<boolean>`job.input ->> 'engine' = ${engine}`)
  if (reason !== undefined) query = query.where('job.fail_reason', '=', reason)
  if (worker !== undefined) query = query.where('job.worker', '=', worker)
  if (from !== undefined) query = query.where('job.created_at', '>=', from)
  if (until !== undefined) query = query.where('job.created_at', '<', until)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), 'job.created_at', 'job.id'))
  return pageOf((await query.execute()) as unknown as (AdminJobRow & { readonly at: string })[], limit)
}

export interface JobStep {
  readonly at: Date
  readonly status: string
  readonly attempt: number
  readonly worker: string | null
  readonly version: string | null
  readonly stage: string | null
  readonly reason: string | null
}

export interface JobLedgerRow {
  readonly id: string
  readonly usage_type: UsageType
  readonly amount: number
  readonly balance_after: number
  readonly reason: string
  readonly note: string | null
  readonly created_at: Date
}

/** Everything about one job. */
export interface WholeJob extends AdminJobRow {
  readonly input: JobInput | VideoInput
  readonly result: Readonly<Record<string, LookResult>>
  readonly steps: readonly JobStep[]
  readonly ledger: readonly JobLedgerRow[]
  /** What can still be given back by hand. */
  readonly refundable: number
  /** Storage keys of what was delivered, by n: a look's picture, or a video. */
  readonly files: ReadonlyMap<number, { readonly id: string; readonly url: string }>
  /** Thumbnails of the photos, by the working copy the input names; those swept since are missing. */
  readonly thumbnails: ReadonlyMap<string, string>
}

/** One job of anybody's. Throws NotFound. */
export async function getWholeJob(studio: Studio, admin: Administrator, id: string): Promise<WholeJob> {
  await mustBeAdministrator(studio.db, admin)
  const { db } = studio
  const row = await jobs(db).select(['job.input', 'job.result']).where('job.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('job', id)
  const job = row as unknown as AdminJobRow & Pick<WholeJob, 'input' | 'result'>
  const ledger = (await db
    .selectFrom('point_usage')
    .select(['id', 'usage_type', 'amount', 'balance_after', 'reason', 'note', 'created_at'])
    .where('job_id', '=', id)
    .orderBy('seq')
    .execute()) as unknown as JobLedgerRow[]
  const steps = await db
    .selectFrom('vto_job_step')
    .select(['at', 'status', 'attempt', 'worker', 'version', 'stage', 'reason'])
    .where('job_id', '=', id)
    .orderBy('id')
    .execute()
  const hasEnded = job.status !== 'PENDING' && job.status !== 'RUNNING'
  const isGivenBack = ledger.some(({ reason }) => reason === 'admin_refund')
  return {
    ...job,
    steps,
    ledger,
    refundable: hasEnded && !isGivenBack ? await netCostOf(db, id) : 0,
    files: await filesOf(db, id),
    thumbnails: await thumbnailsOf(
      db,
      job.input.photos.map(({ key }) => key),
    ),
  }
}

async function filesOf(db: Db, id: string): Promise<WholeJob['files']> {
  const { rows } = await sql<{ n: number; id: string; url: string }>`
    select n, id, url from generate_img where job_id = ${id}::uuid and n is not null
    union all select n, id, url from generate_video where job_id = ${id}::uuid and n is not null`.execute(db)
  return new Map(rows.map(({ n, ...file }) => [n, file]))
}

/** The thumbnails of photos, by the key of their working copy. */
export async function thumbnailsOf(db: Db, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('photo')
    .select(['working_key', 'thumbnail_key'])
    .where('working_key', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.working_key, row.thumbnail_key]))
}

function jobs(db: Db) {
  return db
    .selectFrom('vto_job as job')
    .innerJoin('users as person', 'person.id', 'job.user_id')
    .leftJoin('projects as project', 'project.id', 'job.project_id')
    .leftJoin('products as product', 'product.id', 'job.product_id')
    .leftJoin('vto_job as again', 'again.retry_of', 'job.id')
    .select([
      'job.id',
      'job.user_id',
      'person.name as user_name',
      'person.email as user_email',
      'job.project_id',
      'project.name as project_name',
      'product.name as product_name',
      'job.kind',
      'job.status',
      sql<string | null>`job.input ->> 'engine'`.as('engine'),
      'job.lane',
      'job.worker',
      'job.attempt',
      'job.progress',
      'job.stage',
      'job.cancel_requested',
      'job.fail_reason',
      'job.used_point_type',
      'job.used_amount',
      sql<number>`jsonb_array_length(coalesce(job.input -> 'looks', '[]'))`.as('look_count'),
      sql<number>`((select count(*) from generate_img where job_id = job.id)
        + (select count(*) from generate_video where job_id = job.id))::integer`.as('delivered_count'),
      'job.queued_at',
      'job.started_at',
      'job.finished_at',
      'job.retry_of',
      'again.id as retried_by',
    ])
}
