// Many users submit, cancel and bin at once while engines fail and workers die at random: in the end every number must be right.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import * as fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { Direction, VIEWS, VideoDirection } from '#sdk/contract/vto-jobs.ts'
import { buildWorker, loseWorker } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import { EngineError } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { cancelVtoJob } from './cancel.ts'
import { claimJobs, handBackJobs, type ClaimedJob } from './queue.ts'
import { runVtoJob } from './run.ts'
import { submitVtoJob, type SubmitVtoJob } from './submit.ts'
import { submitVideoJob } from './submit-video.ts'

const USERS = 4
const WORKERS = 4
const OPENING = 40
const PRICE = 2
const VIDEO_PRICE = 3

const script: Script = {}
let studio: Studio
before(async () => {
  const env = {
    MAEPSI_OPENING_CREDIT: String(OPENING),
    MAEPSI_PRICE_TURNTABLE: String(VIDEO_PRICE),
    MAEPSI_LOG_LEVEL: 'silent',
  }
  studio = await openTestStudio(env, new Engines([new ScriptedEngine(script)]))
})
after(() => studio.close())

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('submit' as const), looks: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('submit-twice' as const), looks: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('film' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bin-and-restore' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(30) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const plans = fc.array(fc.array(step, { minLength: 3, maxLength: 14 }), {
  minLength: USERS,
  maxLength: USERS,
})
/** What happens at one look or video: one number each, used in turn. */
const fates = fc.infiniteStream(fc.integer({ min: 0, max: 99 }))

interface Player {
  readonly user: { readonly id: string }
  readonly product: { readonly id: string; readonly projectId: string }
  readonly jobs: string[]
}

test('random submits, cancels, failures and crashes leave every balance, job and refund right', async () => {
  await fc.assert(
    fc.asyncProperty(plans, fates, async (plans, fates) => {
      const workers = new Map<string, Worker>()
      script.beforeLook = (task, n) =>
        meetFate(fates.next().value, task.jobId, workers, () => task.onLookFailed(n, 'view_not_possible'))
      script.beforeVideo = ({ jobId }) =>
        meetFate(fates.next().value, jobId, workers, () => {
          throw new EngineError('pose_not_possible', { retryable: false })
        })
      const over = new AbortController()
      const working = Array.from({ length: WORKERS }, () => work(workers, fates, over.signal))
      const hurrying = hurry(over.signal)
      const players = await Promise.all(plans.map((plan) => play(plan)))
      while (await unfinished()) await pause(10)
      over.abort()
      await Promise.all([...working, hurrying])
      for (const player of players) await check(player)
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

async function play(plan: readonly Step[]): Promise<Player> {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const jobs: string[] = []
  const submit = async (run: SubmitVtoJob) => {
    const refused = await submitVtoJob(studio, user, run).then(() => null, codeOf)
    if (!refused && !jobs.includes(run.id)) jobs.push(run.id)
    return refused
  }
  for (const step of plan) {
    if (step.do === 'submit') allow(await submit(runOf(product.id, step.looks)), 'points_short')
    if (step.do === 'submit-twice') {
      const run = runOf(product.id, step.looks)
      const answers = await Promise.all([submit(run), submit(run)])
      const more = runOf(product.id, step.looks + 1)
      if (!answers[0]) assert.equal(await submit({ ...more, id: run.id }), 'key_reused')
    }
    if (step.do === 'film') {
      const id = uuidv7()
      const direction = VideoDirection.parse({ engine: 'scripted' })
      const film = { id, productId: product.id, kind: 'turntable', direction, pay: 'credit' } as const
      const refused = await submitVideoJob(studio, user, { ...film, price: VIDEO_PRICE }).then(
        () => null,
        codeOf,
      )
      if (!refused) jobs.push(id)
      allow(refused, 'points_short')
    }
    if (step.do === 'cancel' && jobs.length > 0) {
      const id = jobs[step.nth % jobs.length]
      allow(await cancelVtoJob(studio, user, id).then(() => null, codeOf), 'job_ended')
    }
    if (step.do === 'bin-and-restore') {
      await bin(product.projectId, new Date())
      assert.equal(await submit(runOf(product.id, 1)), 'in_bin')
      await bin(product.projectId, null)
    }
    if (step.do === 'wait') await pause(step.ms)
  }
  return { user, product, jobs }
}

function runOf(productId: string, looks: number): SubmitVtoJob {
  const direction = Direction.parse({ engine: 'scripted', views: VIEWS.slice(0, looks) })
  return { id: uuidv7(), productId, direction, pay: 'credit', price: PRICE * looks }
}

const bin = (projectId: string, at: Date | null) =>
  studio.db.updateTable('projects').set({ deleted_at: at }).where('id', '=', projectId).execute()

function codeOf(error: unknown): string {
  if (error instanceof StudioError) return error.code
  throw error
}

const allow = (code: string | null, expected: string) =>
  assert.ok(code === null || code === expected, String(code))

/** A worker of this test: no process, but claims, runs and dies like one. */
interface Worker {
  readonly id: string
  readonly killed: AbortController
  dead: boolean
}

async function work(
  workers: Map<string, Worker>,
  fates: fc.Stream<number>,
  over: AbortSignal,
): Promise<void> {
  let worker: Worker | null = null
  while (!over.aborted) {
    if (!worker || worker.dead)
      worker = { id: await buildWorker(studio), killed: new AbortController(), dead: false }
    const claimed: ClaimedJob[] = await claimJobs(studio.database.pool, worker.id, 'cpu', 2, 3)
    if (claimed.length === 0) await pause(5)
    const { killed, id } = worker
    for (const job of claimed) workers.set(job.id, worker)
    await Promise.all(claimed.map((job) => runVtoJob(studio, job, killed.signal)))
    if (claimed.length > 0 && fates.next().value < 10) {
      await handBackJobs(studio.database.pool, id)
      worker.dead = true
    }
  }
}

/** Some looks and videos come, some fail in one of the ways there are, and some workers die of them. */
async function meetFate(
  fate: number,
  jobId: string,
  workers: Map<string, Worker>,
  fail: () => Promise<void> | void,
): Promise<void> {
  await pause(fate % 5)
  if (fate < 70) return
  if (fate < 76) return fail()
  if (fate < 82) throw new EngineError('busy', { retryable: true })
  if (fate < 85) throw new EngineError('photo_none', { retryable: false })
  if (fate < 88) throw new Error('something nobody thought of')
  const worker = workers.get(jobId)!
  worker.dead = true
  // Killed, it does nothing more; hung, it goes on once it wakes, and must find itself fenced off.
  if (fate < 94) worker.killed.abort(new Error('killed'))
  await loseWorker(studio, worker.id)
  if (fate >= 97) throw new EngineError('busy', { retryable: true })
}

/** Keeps back-off from costing the test its time, and takes the jobs of workers whose end was seen by nobody. */
async function hurry(over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await studio.database.pool.query(
      `update vto_job set run_at = '-infinity'
       where id in (select id from vto_job where status = 'PENDING' and run_at > now() for update skip locked)`,
    )
    await studio.database.pool.query(`select vto_reap('2 seconds', '15 seconds', 3)`)
    await pause(5)
  }
}

async function unfinished(): Promise<boolean> {
  const jobs = await studio.db
    .selectFrom('vto_job')
    .select('id')
    .where('status', 'in', ['PENDING', 'RUNNING'])
    .limit(1)
    .execute()
  return jobs.length > 0
}

async function check({ user, product, jobs }: Player): Promise<void> {
  const rows = await studio.db.selectFrom('vto_job').selectAll().where('user_id', '=', user.id).execute()
  assert.deepEqual(rows.map(({ id }) => id).sort(), jobs.toSorted())

  const ledger = await studio.db
    .selectFrom('point_usage')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('usage_type', '=', 'credit')
    .orderBy('seq')
    .execute()
  let balance = 0
  for (const row of ledger) {
    balance += row.amount
    assert.ok(balance >= 0)
    assert.equal(row.balance_after, balance)
  }
  const points = await studio.db
    .selectFrom('points')
    .select('credit')
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  assert.equal(points.credit, balance)

  const images = await studio.db
    .selectFrom('generate_img')
    .selectAll()
    .where('user_id', '=', user.id)
    .execute()
  const videos = await studio.db
    .selectFrom('generate_video')
    .selectAll()
    .where('user_id', '=', user.id)
    .execute()
  assert.equal(balance, OPENING - PRICE * images.length - VIDEO_PRICE * videos.length)
  for (const job of rows) {
    const looks = (job.input as { looks: unknown[] }).looks.length
    const price = job.kind === 'video' ? VIDEO_PRICE : PRICE
    const own = [...images, ...videos].filter((made) => made.job_id === job.id)
    const result = Object.values(job.result as Record<string, { image?: string; video?: string }>)
    assert.deepEqual(
      result.flatMap(({ image, video }) => (job.kind === 'video' ? video : image) ?? []).sort(),
      own.map(({ id }) => id).sort(),
    )
    assert.ok(['DONE', 'FAILED', 'CANCELLED'].includes(job.status!))
    assert.equal(job.status === 'DONE', own.length > 0)
    assert.ok(job.finished_at && job.attempt <= 3)
    const moved = ledger.filter((row) => row.job_id === job.id).map(({ amount }) => amount)
    const missing = looks - own.length
    assert.deepEqual(moved, missing > 0 ? [-price * looks, price * missing] : [-price * looks])
    assert.equal(job.fail_reason === null, missing === 0)
  }

  assert.deepEqual(
    images.map(({ number }) => number!).toSorted((a, b) => a - b),
    images.map((_image, i) => i + 1),
  )
  for (const { url } of [...images, ...videos]) assert.ok(await studio.storage.stat(url!))
  const project = await studio.db
    .selectFrom('projects')
    .select(['total_image_number', 'total_video_number'])
    .where('id', '=', product.projectId)
    .executeTakeFirstOrThrow()
  assert.equal(project.total_image_number, images.length)
  assert.equal(project.total_video_number, videos.length)
}
