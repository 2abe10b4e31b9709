// The calls a job buys from vendors, in the database and in storage (vto_step, migration 0013).
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { NewStep, Step, Steps } from '../../engines/steps.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { ClaimedJob } from './queue.ts'

/** Ends of a call that the vendor may want paid all the same. */
const OWED = ['timeout', 'lost', 'bad_answer', 'wrong_size', 'cancelled'] as const
/** Waits for room are looked at again this often at least: another worker's call may have ended. */
const LONGEST_WAIT_MS = 1_000

/** What the run hears from its steps. */
interface Told {
  /** The job is no longer this worker's. */
  onFenced(): void
  onCancelled(): void
}

export class JobSteps implements Steps {
  readonly #studio: Studio
  readonly #job: ClaimedJob
  readonly #told: Told

  constructor(studio: Studio, job: ClaimedJob, told: Told) {
    this.#studio = studio
    this.#job = job
    this.#told = told
  }

  async open(key: string): Promise<Step | null> {
    const row = await this.#studio.db
      .selectFrom('vto_step')
      .select(['id', 'key', 'ref', 'started_at as startedAt'])
      .where('job_id', '=', this.#job.id)
      .where('key', '=', key)
      .where('status', 'in', ['submitting', 'running'])
      .executeTakeFirst()
    return row ?? null
  }

  async failures(key: string): Promise<string[]> {
    const rows = await this.#studio.db
      .selectFrom('vto_step')
      .select('code')
      .where('job_id', '=', this.#job.id)
      .where('key', '=', key)
      .where('status', '=', 'failed')
      .execute()
    return rows.map(({ code }) => code ?? '')
  }

  async owner(n: number): Promise<string | null> {
    const row = await this.#studio.db
      .selectFrom('vto_step')
      .select('engine')
      .where('job_id', '=', this.#job.id)
      .where('n', '=', n)
      .where((is) => is.or([is('status', '<>', 'failed'), is('code', 'in', OWED)]))
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.engine ?? null
  }

  async picture(key: string, last: boolean): Promise<Buffer | null> {
    let query = this.#studio.db
      .selectFrom('vto_step')
      .select('picture_key')
      .where('user_id', '=', this.#job.user_id)
      .where('key', '=', key)
      .where('status', '=', 'made')
      .orderBy('ended_at', 'desc')
      .limit(1)
    if (last) query = query.where('delivered_at', 'is', null)
    const row = await query.executeTakeFirst()
    if (!row?.picture_key) return null
    try {
      return await this.#studio.storage.get(row.picture_key)
    } catch (error) {
      // Old ones are swept; then it is bought anew.
      if (error instanceof NotFound) return null
      throw error
    }
  }

  async begin(step: NewStep, signal: AbortSignal): Promise<Step> {
    const id = uuidv7()
    for (;;) {
      signal.throwIfAborted()
      const wait = await this.#begin(id, step)
      if (wait === 0) return { id, key: step.key, ref: null, startedAt: new Date() }
      if (wait === -1) this.#told.onFenced()
      if (wait === -2) this.#told.onCancelled()
      // What was told aborts the signal.
      if (wait > 0) await pause(Math.min(wait, LONGEST_WAIT_MS), undefined, { signal }).catch(() => {})
    }
  }

  async sent(step: Step, ref: string): Promise<void> {
    await this.#note(step, 'submitting,running', 'running', { ref })
  }

  async made(step: Step, picture: Uint8Array, contentType: string): Promise<void> {
    const key = `steps/${step.id}.${contentType.split('/')[1]}`
    await this.#studio.storage.put(key, picture, contentType)
    await this.#note(step, 'submitting,running', 'made', { picture: key })
  }

  async failed(step: Step, code: string): Promise<void> {
    await this.#note(step, 'submitting,running', 'failed', { code })
  }

  async unknown(step: Step): Promise<void> {
    await this.#note(step, 'submitting', 'unknown', { code: 'submit_unknown' })
    const { log } = this.#studio
    log.error(
      { job: this.#job.id, step: step.id },
      'the answer to a paid call was lost: it is not sent again',
    )
  }

  async delivered(key: string): Promise<void> {
    await this.#studio.db
      .updateTable('vto_step')
      .set({ delivered_at: new Date() })
      .where('user_id', '=', this.#job.user_id)
      .where('key', '=', key)
      .where('status', '=', 'made')
      .execute()
  }

  async #begin(id: string, step: NewStep): Promise<number> {
    const { id: job, worker, attempt } = this.#job
    const { rows } = await sql<{ wait: number }>`
      select vto_step_begin(${worker}, ${job}, ${attempt}, ${id}, ${step.n}, ${step.key}, ${step.engine}, ${step.model},
        ${step.account}, ${step.cost}::numeric, ${step.atOnce}, ${step.perMinute}) as wait`.execute(
      this.#studio.db,
    )
    return rows[0].wait
  }

  async #note(
    step: Step,
    from: string,
    status: string,
    {
      ref = null,
      code = null,
      picture = null,
    }: { ref?: string | null; code?: string | null; picture?: string | null },
  ): Promise<void> {
    await sql`select vto_step_note(${step.id}, ${from}, ${status}, ${ref}, ${code}, ${picture})`.execute(
      this.#studio.db,
    )
  }
}
