// The queue's SQL functions (migration 0005), each called by one named statement and committed whole.
import type { JobStatus } from '#sdk/contract/vto-jobs.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Pool, QueryResultRow } from 'pg'
import type { Engine, JobInput, VideoInput } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { LetterInput } from '../letters/letter-input.ts'
import type { LookResult } from './vto-jobs.ts'

export type Lane = Engine['lane']
/** What a job makes. */
export type JobKind = 'look' | 'video' | 'letter'

/** A job is tried this often before it ends as failed. */
export const MOST_ATTEMPTS = 3

/** A job as its worker claimed it. Worker and attempt fence every write: once another has it, they come to nothing. */
interface Claimed {
  readonly id: string
  readonly worker: string
  readonly attempt: number
  readonly user_id: string
  readonly project_id: string
  readonly result: Readonly<Record<string, LookResult>>
}

export interface ClaimedLooks extends Claimed {
  readonly kind: 'look'
  readonly input: JobInput
}

export interface ClaimedVideo extends Claimed {
  readonly kind: 'video'
  readonly input: VideoInput
}

export interface ClaimedLetter extends Claimed {
  readonly kind: 'letter'
  readonly input: LetterInput
}

export type ClaimedJob = ClaimedLooks | ClaimedVideo | ClaimedLetter

type Fence = Pick<ClaimedJob, 'id' | 'worker' | 'attempt'>

/** Everything a job is made of. Its price is the sum of its looks'. */
export interface NewJob {
  readonly id: string
  readonly kind: JobKind
  readonly userId: string
  readonly projectId: string
  readonly productId: string
  readonly lane: Lane
  readonly pay: UsageType
  readonly amount: number
  readonly input: JobInput | VideoInput | LetterInput
  readonly hash: string
  /** Seconds of work expected: so much later in the fair order comes the user's next job. */
  readonly slotSeconds: number
  /** The API key that spends, and what the job is worth in credits; null when it is not a program's. */
  readonly apiKey?: { readonly id: string; readonly worth: number } | null
}

/** What is left of the kind of point, or below zero why nothing happened. */
export const SUBMIT_REFUSED = {
  short: -1,
  there: -2,
  keyReused: -3,
  inBin: -4,
  tooManyWaiting: -5,
  capReached: -6,
} as const

/** Spends, writes the ledger row and queues the job, whole or not at all. Answers as SUBMIT_REFUSED says. Throws `suspended`. */
export async function submitJob(pool: Pool, job: NewJob, mostWaiting: number): Promise<number> {
  const values = [
    job.id,
    job.userId,
    job.projectId,
    job.productId,
    job.kind,
    job.lane,
    job.pay,
    job.amount,
    JSON.stringify(job.input),
    job.hash,
    job.slotSeconds,
    mostWaiting,
  ]
  const submit = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, make_interval(secs => $11), $12'
  const answers = job.apiKey
    ? call<{ left: number }>(
        pool,
        'vto_submit_by_key',
        `select vto_submit_by_key($13, $14, ${submit}) as left`,
        [...values, job.apiKey.id, job.apiKey.worth],
      )
    : call<{ left: number }>(pool, 'vto_submit', `select vto_submit(${submit}) as left`, values)
  const [row] = await answers.catch((error: unknown) => {
    // The account was shut between the question who is calling and now.
    if ((error as { code?: string }).code === 'PT423')
      throw new StudioError('suspended', {}, { cause: error })
    throw error
  })
  return row.left
}

/** Takes up to `most` waiting jobs of a lane, at most `userCap` running ones a user. */
export async function claimJobs(
  pool: Pool,
  worker: string,
  lane: Lane,
  most: number,
  userCap: number,
): Promise<ClaimedJob[]> {
  return call<ClaimedJob & QueryResultRow>(pool, 'vto_claim', 'select * from vto_claim($1, $2, $3, $4)', [
    worker,
    most,
    lane,
    userCap,
  ])
}

/** Notes how far a job is, 0 to 100. Answers whether it was cancelled, or null when the job is no longer this worker's. */
export async function noteProgress(
  pool: Pool,
  { id, worker, attempt }: Fence,
  percent: number,
  stage: string,
): Promise<boolean | null> {
  // Not worth a flush of its own: progress lost in a power cut is said again by the next attempt.
  const [row] = await call<{ cancelled: boolean | null }>(
    pool,
    'vto_progress',
    `select vto_progress($1, $2, $3, $4, $5) as cancelled, set_config('synchronous_commit', 'off', true)`,
    [worker, id, attempt, percent, stage],
  )
  return row.cancelled
}

export interface Delivered {
  /** The look's image: an earlier one if it had been delivered before. */
  readonly image: string
  readonly number: number
  readonly cancel_requested: boolean
}

/** Makes a stored look the user's. null when the job is no longer this worker's. */
export async function deliverLook(
  pool: Pool,
  { id, worker, attempt }: Fence,
  look: { n: number; image: string; key: string; details: object },
): Promise<Delivered | null> {
  const [row] = await call<Delivered & QueryResultRow>(
    pool,
    'vto_deliver',
    'select * from vto_deliver($1, $2, $3, $4, $5, $6, $7)',
    [worker, id, attempt, look.n, look.image, look.key, JSON.stringify(look.details)],
  )
  return row ?? null
}

export interface DeliveredVideo {
  /** An earlier one if it had been delivered before. */
  readonly video: string
  readonly cancel_requested: boolean
}

/** Makes a stored video the user's. null when the job is no longer this worker's. */
export async function deliverVideo(
  pool: Pool,
  { id, worker, attempt }: Fence,
  video: { id: string; key: string; details: object },
): Promise<DeliveredVideo | null> {
  const [row] = await call<DeliveredVideo & QueryResultRow>(
    pool,
    'vto_deliver_video',
    'select * from vto_deliver_video($1, $2, $3, 0, $4, $5, $6)',
    [worker, id, attempt, video.id, video.key, JSON.stringify(video.details)],
  )
  return row ?? null
}

export interface DeliveredLetter {
  /** An earlier one if it had been delivered before. */
  readonly letter: string
  /** It has changed since `expects`: nothing happened. */
  readonly stale: boolean
  readonly cancel_requested: boolean
}

/**
 * Makes a letter the user's: a new one, or other words for the one that was in version `expects`. `free` says that what was paid is not
 * what was delivered. null when the job is no longer this worker's.
 */
export async function deliverLetter(
  pool: Pool,
  { id, worker, attempt }: Fence,
  letter: { id: string; expects: number | null; content: object; free: boolean },
): Promise<DeliveredLetter | null> {
  const [row] = await call<DeliveredLetter & QueryResultRow>(
    pool,
    'vto_deliver_letter',
    'select * from vto_deliver_letter($1, $2, $3, $4, $5, $6, $7)',
    [worker, id, attempt, letter.id, letter.expects, JSON.stringify(letter.content), letter.free],
  )
  return row ?? null
}

/** Gives up one look. Answers false when the job is no longer this worker's. */
export async function failLook(
  pool: Pool,
  { id, worker, attempt }: Fence,
  n: number,
  code: string,
): Promise<boolean> {
  const text = 'select vto_fail_look($1, $2, $3, $4, $5) as noted'
  const [row] = await call<{ noted: boolean }>(pool, 'vto_fail_look', text, [worker, id, attempt, n, code])
  return row.noted
}

/** Ends a job whose looks have all been tried; what was not delivered is refunded. null when it is no longer this worker's. */
export async function finishJob(pool: Pool, { id, worker, attempt }: Fence): Promise<JobStatus | null> {
  const text = 'select vto_finish($1, $2, $3) as status'
  const [row] = await call<{ status: JobStatus | null }>(pool, 'vto_finish', text, [worker, id, attempt])
  return row.status
}

/** Ends an attempt that failed: RETRY when it is queued again, else how the job ended. null when it is no longer this worker's. */
export async function failJob(
  pool: Pool,
  { id, worker, attempt }: Fence,
  code: string,
  retry: boolean,
): Promise<JobStatus | 'RETRY' | null> {
  const [row] = await call<{ status: JobStatus | 'RETRY' | null }>(
    pool,
    'vto_fail',
    'select vto_fail($1, $2, $3, $4, $5, $6) as status',
    [worker, id, attempt, code, retry, MOST_ATTEMPTS],
  )
  return row.status
}

/** Ends a waiting job, asks a running one to stop. null when it had ended. */
export async function cancelJob(pool: Pool, id: string): Promise<'CANCELLED' | 'DONE' | 'REQUESTED' | null> {
  const text = 'select vto_cancel($1) as status'
  const [row] = await call<{ status: 'CANCELLED' | 'DONE' | 'REQUESTED' | null }>(pool, 'vto_cancel', text, [
    id,
  ])
  return row.status
}

/** A worker that stops returns its jobs and leaves the list. Answers the ids of the jobs that changed. */
export async function handBackJobs(pool: Pool, worker: string): Promise<string[]> {
  const rows = await call<{ id: string }>(pool, 'vto_hand_back', 'select vto_hand_back($1) as id', [worker])
  return rows.map(({ id }) => id)
}

/** Dead is a worker silent for 2 s whose lock is free, or silent for 15 s. Takes their jobs; answers the ids of those that changed. */
export async function reapJobs(pool: Pool): Promise<string[]> {
  const rows = await call<{ id: string }>(
    pool,
    'vto_reap',
    `select vto_reap('2 seconds', '15 seconds', $1) as id`,
    [MOST_ATTEMPTS],
  )
  return rows.map(({ id }) => id)
}

async function call<Row extends QueryResultRow>(
  pool: Pool,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values })
  return rows
}
