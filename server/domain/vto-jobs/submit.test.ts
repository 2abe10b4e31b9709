// Submitting a run: paid and queued whole or not at all, and once however often it is pressed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { until } from '#test/until.ts'
import { Engines } from '../../engines/choose.ts'
import type { Heard } from '../../live.ts'
import type { Studio } from '../../studio.ts'
import type { JobInput } from '../../engines/engine.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { submitFreeVtoJob, submitVtoJob, type SubmitVtoJob } from './submit.ts'
import { looksOf } from './vto-jobs.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '100' }, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

type Wish = Omit<Partial<SubmitVtoJob>, 'direction'> & { direction?: Partial<Direction> }

function runOf(productId: string, { direction, ...rest }: Wish = {}): SubmitVtoJob {
  const whole = Direction.parse({ engine: 'scripted', views: ['front', 'back'], ...direction })
  return { id: uuidv7(), productId, pay: 'credit', price: 4, direction: whole, ...rest }
}

async function build() {
  const user = await buildUser(studio)
  return { user, product: await buildProduct(studio, user) }
}

const creditOf = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
const jobsOf = (user: { id: string }) =>
  studio.db.selectFrom('vto_job').selectAll().where('user_id', '=', user.id).execute()

test('a run is paid, queued and said live', async () => {
  const { user, product } = await build()
  const heard: Heard[] = []
  const stop = studio.live.hear((one) => heard.push(one))
  const run = runOf(product.id)
  const job = await submitVtoJob(studio, user, run)
  assert.equal(job.id, run.id)
  assert.equal(job.status, 'PENDING')
  assert.equal(job.project_id, product.projectId)
  assert.equal(job.used_amount, 4)
  assert.equal(job.ahead, 0)
  assert.deepEqual(
    looksOf(job).map(({ n, view, status }) => [n, view, status]),
    [
      [0, 'front', 'waiting'],
      [1, 'back', 'waiting'],
    ],
  )
  assert.deepEqual(
    job.input.photos.map(({ slot, side, key }) => [slot, side, key.endsWith('/working.jpg')]),
    [['upper', 'front', true]],
  )
  assert.deepEqual(
    (job.input as JobInput).looks.map(({ width, height, price }) => [width, height, price]),
    [
      [1152, 1536, 2],
      [1152, 1536, 2],
    ],
  )
  const { left, held } = await balanceOf(studio.db, user.id)
  assert.equal(left.credit, 96)
  assert.equal(held.credit, 4)
  const [entry] = (await listLedger(studio.db, user.id, { limit: 1 })).entries
  assert.equal(entry.amount, -4)
  assert.equal(entry.balance_after, 96)
  assert.equal(entry.reason, 'vto_use')
  assert.equal(entry.job?.lookCount, 2)
  assert.equal(entry.job?.deliveredCount, 0)
  const mine = () => heard.filter((one) => one !== 'lost' && one.userId === user.id)
  await until(() => mine().length >= 2)
  stop()
  assert.deepEqual(
    mine().map((one) => one !== 'lost' && one.event.type),
    ['job', 'points'],
  )
})

test('each kind of point pays its own', async () => {
  const { user, product } = await build()
  await submitVtoJob(studio, user, runOf(product.id, { pay: 'look_book_ticket', price: 2 }))
  await submitVtoJob(studio, user, runOf(product.id, { price: 8, direction: { size: 'large' } }))
  const { left } = await balanceOf(studio.db, user.id)
  assert.deepEqual(left, { credit: 92, look_book_ticket: 18, video_ticket: 2, subscription: 0 })
})

test('a double press is one job, paid once; the second answers the first', async () => {
  const { user, product } = await build()
  const run = runOf(product.id)
  const first = await submitVtoJob(studio, user, run)
  // Written in another order, it is the same request.
  const again = {
    ...run,
    direction: Object.fromEntries(Object.entries(run.direction).toReversed()) as Direction,
  }
  assert.deepEqual(await submitVtoJob(studio, user, again), first)
  // What has changed since is no reason to refuse what was accepted.
  await studio.db
    .updateTable('products')
    .set({ upper_f_image_url: null })
    .where('id', '=', product.id)
    .execute()
  assert.deepEqual(await submitVtoJob(studio, user, run), first)
  assert.equal((await jobsOf(user)).length, 1)
  assert.equal(await creditOf(user), 96)
})

test('twenty presses at once are one job, paid once', async () => {
  const { user, product } = await build()
  const run = runOf(product.id)
  const jobs = await Promise.all(Array.from({ length: 20 }, () => submitVtoJob(studio, user, run)))
  assert.deepEqual([...new Set(jobs.map(({ id }) => id))], [run.id])
  assert.equal((await jobsOf(user)).length, 1)
  assert.equal(await creditOf(user), 96)
})

test('a key that stands for another request, or is another user’s, is refused and costs nothing', async () => {
  const { user, product } = await build()
  const other = await build()
  const run = runOf(product.id)
  await submitVtoJob(studio, user, run)
  const views = { ...run, direction: { ...run.direction, views: ['front' as const] }, price: 2 }
  await assert.rejects(submitVtoJob(studio, user, views), { code: 'key_reused' })
  const theirs = runOf(other.product.id, { id: run.id })
  await assert.rejects(submitVtoJob(studio, other.user, theirs), { code: 'key_reused' })
  assert.equal(await creditOf(user), 96)
  assert.equal(await creditOf(other.user), 100)
})

test('of two users with one key at the same moment, one gets the job and the other nothing', async () => {
  const [one, two] = [await build(), await build()]
  const id = uuidv7()
  const answers = await Promise.allSettled(
    [one, two].map(({ user, product }) => submitVtoJob(studio, user, runOf(product.id, { id }))),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await creditOf(one.user)) + (await creditOf(two.user)), 196)
})

test('too little is refused with what is missing', async () => {
  const { user, product } = await build()
  const short = runOf(product.id, { pay: 'subscription', price: 2 })
  await assert.rejects(submitVtoJob(studio, user, short), {
    code: 'points_short',
    details: { usageType: 'subscription', needed: 2, left: 0, short: 2 },
  })
  assert.deepEqual(await jobsOf(user), [])
})

test('runs at once spend no more than there is', async () => {
  const { user, product } = await build()
  const runs = Array.from({ length: 30 }, () => runOf(product.id))
  const answers = await Promise.allSettled(runs.map((run) => submitVtoJob(studio, user, run)))
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 25)
  assert.equal(await creditOf(user), 0)
  assert.equal((await jobsOf(user)).length, 25)
})

test('a price that is not the one shown is refused with the new one; a ticket does not pay a large look', async () => {
  const { user, product } = await build()
  const refused = (wish: Wish, error: object) =>
    assert.rejects(submitVtoJob(studio, user, runOf(product.id, wish)), error)
  await refused({ price: 3 }, { code: 'price_changed', details: { price: 4 } })
  await refused({ direction: { size: 'large' } }, { code: 'price_changed', details: { price: 8 } })
  await refused(
    { pay: 'look_book_ticket', price: 2, direction: { size: 'large' } },
    { code: 'pay_not_possible' },
  )
  assert.equal(await creditOf(user), 100)
})

test('what the engine does not do is refused', async () => {
  const { user, product } = await build()
  const refused = (direction: Partial<Direction>, code: string) => {
    const run = runOf(product.id)
    const asked = { ...run, direction: { ...run.direction, ...direction } }
    return assert.rejects(submitVtoJob(studio, user, asked), { code })
  }
  await refused({ engine: 'nobody' }, 'engine_unknown')
  await refused({ views: ['front', 'front'] }, 'wish_not_possible')
  await refused({ body: 'child' as Direction['body'] }, 'wish_not_possible')
  await refused({ views: ['above' as 'front'] }, 'wish_not_possible')
  await refused({ views: Array.from({ length: 41 }, () => 'front' as const) }, 'too_many_looks')
  assert.equal(await creditOf(user), 100)
})

test('photos must be there, fit each other, have been looked at and be usable', async () => {
  const user = await buildUser(studio)
  const refused = async (photos: Parameters<typeof buildProduct>[2], error: object) => {
    const { id } = await buildProduct(studio, user, photos)
    await assert.rejects(submitVtoJob(studio, user, runOf(id)), error)
  }
  await refused({ photos: [] }, { code: 'photo_missing' })
  await refused(
    {
      photos: [
        { slot: 'upper', side: 'front' },
        { slot: 'bottom', side: 'back' },
      ],
    },
    { code: 'photo_missing', details: { side: 'front', slots: ['bottom'] } },
  )
  await refused(
    {
      photos: [
        { slot: 'upper', side: 'front' },
        { slot: 'onepiece', side: 'front' },
      ],
    },
    { code: 'slot_excluded' },
  )
  const { id } = await buildProduct(studio, user)
  const judge = (verdict: object | null) =>
    studio.db
      .updateTable('photo')
      .set({ verdict: verdict && JSON.stringify(verdict) })
      .where('user_id', '=', user.id)
      .execute()
  await judge(null)
  await assert.rejects(submitVtoJob(studio, user, runOf(id)), {
    code: 'photo_checking',
    details: { photos: [{ slot: 'upper', side: 'front' }] },
  })
  await judge({ level: 'stop', findings: [{ code: 'photo_none', level: 'stop' }], confidence: 0 })
  await assert.rejects(submitVtoJob(studio, user, runOf(id)), {
    code: 'photo_stopped',
    details: { photos: [{ slot: 'upper', side: 'front', findings: ['photo_none'] }] },
  })
  await judge({ level: 'warning', findings: [{ code: 'pale_on_pale', level: 'warning' }], confidence: 0.5 })
  await submitVtoJob(studio, user, runOf(id))
  assert.equal(await creditOf(user), 96)
})

test('another user’s product is not there; a binned one must be restored first', async () => {
  const { user, product } = await build()
  const stranger = await buildUser(studio)
  await assert.rejects(submitVtoJob(studio, stranger, runOf(product.id)), { code: 'not_found' })
  await assert.rejects(submitVtoJob(studio, user, runOf(uuidv7())), { code: 'not_found' })
  const bin = (table: 'products' | 'projects' | 'collections', binned: boolean) =>
    studio.db
      .updateTable(table)
      .set({ deleted_at: binned ? new Date() : null })
      .where('user_id', '=', user.id)
      .execute()
  for (const table of ['products', 'projects', 'collections'] as const) {
    await bin(table, true)
    await assert.rejects(submitVtoJob(studio, user, runOf(product.id)), { code: 'in_bin' })
    await bin(table, false)
  }
  assert.equal(await creditOf(user), 100)
})

test('a run of the sample costs nothing and writes no ledger row', async () => {
  const { user, product } = await build()
  const { id, direction } = runOf(product.id)
  const job = await submitFreeVtoJob(studio, user, { id, productId: product.id, direction })
  assert.equal(job.used_amount, 0)
  assert.equal(await creditOf(user), 100)
  assert.equal((await listLedger(studio.db, user.id, { limit: 10 })).entries.length, 3)
})

test('one user has so many jobs waiting and no more, however fast they are sent', async () => {
  const { user, product } = await build()
  const { direction } = runOf(product.id)
  const send = () => submitFreeVtoJob(studio, user, { id: uuidv7(), productId: product.id, direction })
  const most = studio.plans.plans[0].limits.waitingJobs
  const answers = await Promise.allSettled(Array.from({ length: most + 20 }, send))
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, most)
  await assert.rejects(send(), { code: 'too_many_waiting' })
})
