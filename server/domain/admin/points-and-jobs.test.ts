// Grants, refunds, retries and cancels by hand: each once, each within its limits, each in the ledger and the audit.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import { EngineError } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { reportBadResult } from '../reports/reports.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import type { ByHand } from '../points/by-hand.ts'
import { listAudit } from './audit.ts'
import { listFailures } from './failures.ts'
import { grantPoints, listGrants } from './grants.ts'
import { cancelJobByHand, refundJob, retryAllOfReason, retryJobByHand } from './job-acts.ts'
import { getWholeJob, listAllJobs } from './jobs.ts'
import { getOverview } from './overview.ts'
import { decideReport, listReports } from './reports.ts'

const script: Script = {}
const never = new AbortController().signal
let studio: Studio
let chief: { id: string }
let worker: string
before(async () => {
  const env = { MAEPSI_LOG_LEVEL: 'silent' }
  studio = await openTestStudio(env, new Engines([new ScriptedEngine(script)]))
  chief = await buildUser(studio, { name: 'Chief' })
  worker = await buildWorker(studio)
})
after(() => studio.close())

const credit = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
const acts = async (user: { id: string }) =>
  (await listAudit(studio, chief, { userId: user.id, limit: 50 })).items.map(({ act }) => act)

async function wish(change: Partial<ByHand> = {}): Promise<ByHand> {
  const userId = change.userId ?? (await buildUser(studio)).id
  return { id: uuidv7(), userId, usageType: 'credit', amount: 50, expiresAt: null, note: 'hello', ...change }
}

/** A job that ran; its looks from `failsFrom` on could not be made, for a reason nothing else mends. */
async function run(looks = 3, failsFrom = looks, code = 'garment_lost') {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const { id } = await buildJob(studio, user, product, { looks })
  script.beforeLook = ({ input }, n) => {
    if (input.looks.length === looks && n >= failsFrom) throw new EngineError(code, { retryable: false })
  }
  for (let done = ''; done !== id;) {
    const claimed = await claimOne(studio, worker)
    await runVtoJob(studio, claimed, never)
    done = claimed.id
  }
  delete script.beforeLook
  return { user, product, id, whole: () => getWholeJob(studio, chief, id) }
}

test('a grant is in the balance, the ledger with its reason, the list and the audit; twice by one id is once', async () => {
  const given = await wish({ expiresAt: new Date(Date.now() + 86_400_000), note: '사진 촬영 지원' })
  const user = { id: given.userId }
  assert.deepEqual(await grantPoints(studio, chief, given), { before: 100, after: 150, written: true })
  const outcomes = await Promise.all([1, 2, 3].map(() => grantPoints(studio, chief, given)))
  assert.ok(outcomes.every(({ written, after }) => !written && after === 150))
  assert.equal(await credit(user), 150)
  const [row] = (await listLedger(studio.db, user.id, { limit: 1 })).entries
  assert.deepEqual([row.reason, row.amount, row.note], ['admin_grant', 50, '사진 촬영 지원'])
  assert.ok(row.expires_at)
  const [listed] = (await listGrants(studio, chief, { limit: 1 })).items
  assert.deepEqual([listed.id, listed.user_name], [given.id, 'Jimin'])
  await assert.rejects(grantPoints(studio, chief, { ...given, amount: 51 }), throwsCode('key_reused'))
  const { items } = await listAudit(studio, chief, { userId: user.id, limit: 10 })
  assert.deepEqual(
    items.map(({ act, before, after }) => [act, before?.['credit'], after?.['credit'], after?.['amount']]),
    [['grant', 100, 150, 50]],
  )
})

test('a grant larger than an integer, of nothing, or with an end that is past is refused and leaves nothing', async () => {
  const { userId } = await wish()
  for (const amount of [2 ** 31, 2 ** 31 - 100, 1e15])
    await assert.rejects(
      grantPoints(studio, chief, await wish({ userId, amount })),
      throwsCode('amount_big', { most: 2 ** 31 - 1 - 100 }),
    )
  await assert.rejects(
    grantPoints(studio, chief, await wish({ userId, amount: 0 })),
    throwsCode('bad_request'),
  )
  const past = new Date(Date.now() - 1000)
  await assert.rejects(
    grantPoints(studio, chief, await wish({ userId, expiresAt: past })),
    throwsCode('bad_request'),
  )
  await assert.rejects(grantPoints(studio, chief, await wish({ userId: uuidv7() })), throwsCode('not_found'))
  assert.deepEqual(await acts({ id: userId }), [])
  await grantPoints(studio, chief, await wish({ userId, amount: 2 ** 31 - 101 }))
  assert.equal(await credit({ id: userId }), 2 ** 31 - 1)
})

test('what is taken stops at zero, also when two take at once', async () => {
  const { userId } = await wish()
  const outcomes = await Promise.allSettled([
    grantPoints(studio, chief, await wish({ userId, amount: -70 })),
    grantPoints(studio, chief, await wish({ userId, amount: -70 })),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(
    grantPoints(studio, chief, await wish({ userId, amount: -31 })),
    throwsCode('points_short', { left: 30, short: 1 }),
  )
  assert.equal(await credit({ id: userId }), 30)
  assert.deepEqual(await acts({ id: userId }), ['adjust'])
})

test('a refund goes back once, under a race too, and never more than the job still costs', async () => {
  const it = await run(3, 2)
  const before = await it.whole()
  assert.deepEqual([before.refundable, before.used_amount, before.delivered_count], [4, 6, 2])
  assert.equal(await credit(it.user), 96)
  const refund = (amount: number) => refundJob(studio, chief, it.id, { amount, reason: '색이 달라요' })
  await assert.rejects(refund(5), throwsCode('refund_big', { most: 4 }))
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => refund(3)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(refund(1), throwsCode('refund_big', { most: 0 }))
  assert.equal(await credit(it.user), 99)
  const after = await it.whole()
  assert.equal(after.refundable, 0)
  assert.deepEqual(
    after.ledger.map(({ reason, amount }) => [reason, amount]),
    [
      ['vto_use', -6],
      ['refund', 2],
      ['admin_refund', 3],
    ],
  )
  assert.deepEqual(await acts(it.user), ['job_refund'])
})

test('with goodwill at the same moment no more comes back than the job cost', async () => {
  const it = await run(1)
  const [{ id: imageId }] = [...(await it.whole()).files.values()]
  const report = () => reportBadResult(studio, it.user, { imageId, reason: 'deformed' })
  await Promise.allSettled([refundJob(studio, chief, it.id, { amount: 2, reason: 'wrong' }), report()])
  assert.equal(await credit(it.user), 100)
  await assert.rejects(
    studio.db
      .insertInto('point_usage')
      .values({
        user_id: it.user.id,
        job_id: it.id,
        usage_type: 'credit',
        amount: 1,
        reason: 'goodwill_more',
      })
      .execute(),
    /more would come back/,
  )
})

test('a running or waiting job is not refunded by hand; it is cancelled', async () => {
  const user = await buildUser(studio)
  const { id } = await buildJob(studio, user, await buildProduct(studio, user))
  await assert.rejects(refundJob(studio, chief, id, { amount: 1, reason: 'no' }), throwsCode('job_running'))
  await cancelJobByHand(studio, chief, id, 'stuck')
  assert.equal(await credit(user), 100)
  await assert.rejects(cancelJobByHand(studio, chief, id, 'again'), throwsCode('job_ended'))
  assert.deepEqual(await acts(user), ['job_cancel'])
})

test('a retry makes what is missing for nothing, once', async () => {
  const it = await run(3, 1)
  assert.equal(await credit(it.user), 98)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 4 }, () => retryJobByHand(studio, chief, it.id, 'we mended it')),
  )
  const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  assert.equal(made.length, 1)
  const again = await getWholeJob(studio, chief, made[0])
  assert.deepEqual(
    [again.status, again.look_count, again.used_amount, again.retry_of, again.user_id],
    ['PENDING', 2, 0, it.id, it.user.id],
  )
  await assert.rejects(
    retryJobByHand(studio, chief, it.id, 'more'),
    throwsCode('job_retried', { jobId: made[0] }),
  )
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const done = await getWholeJob(studio, chief, made[0])
  assert.deepEqual([done.status, done.delivered_count, done.ledger.length], ['DONE', 2, 0])
  assert.equal(await credit(it.user), 98)
  await assert.rejects(retryJobByHand(studio, chief, made[0], 'more'), throwsCode('job_whole'))
  assert.equal((await it.whole()).retried_by, made[0])
  assert.deepEqual(
    done.steps.map(({ status, attempt, worker: who }) => [status, attempt, who]),
    [
      ['RUNNING', 1, worker],
      ['DONE', 1, worker],
    ],
  )
})

test('what waits for its next attempt goes at once; what runs, or lies in the bin, is left', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const { id } = await buildJob(studio, user, product)
  const later = new Date(Date.now() + 3600_000)
  await studio.db.updateTable('vto_job').set({ run_at: later }).where('id', '=', id).execute()
  assert.equal(await retryJobByHand(studio, chief, id, 'now'), id)
  const { rows } = await studio.database.pool.query('select from vto_job where id = $1 and run_at <= now()', [
    id,
  ])
  assert.equal(rows.length, 1)
  const claimed = await claimOne(studio, worker)
  await assert.rejects(retryJobByHand(studio, chief, id, 'now'), throwsCode('job_running'))
  script.beforeLook = () => {
    throw new EngineError('garment_lost', { retryable: false })
  }
  await runVtoJob(studio, claimed, never)
  delete script.beforeLook
  await studio.db
    .updateTable('products')
    .set({ deleted_at: new Date() })
    .where('id', '=', product.id)
    .execute()
  await assert.rejects(retryJobByHand(studio, chief, id, 'now'), throwsCode('in_bin'))
})

test('failures are grouped with pictures, and all of a reason run again by one press', async () => {
  const jobs = [await run(2, 0, 'pocket_lost'), await run(2, 1, 'pocket_lost')]
  const since = new Date(Date.now() - 86_400_000)
  const group = async () =>
    (await listFailures(studio, chief, since)).find(({ reason }) => reason === 'pocket_lost')!
  const before = await group()
  assert.deepEqual([before.jobs, before.users, before.again, before.engine], [2, 2, 2, 'scripted'])
  assert.deepEqual(new Set(before.samples.map(({ jobId }) => jobId)), new Set(jobs.map(({ id }) => id)))
  assert.match(before.samples[0].thumbnail ?? '', /thumbnail/)
  const of = { reason: 'pocket_lost', since }
  const retried = await retryAllOfReason(studio, chief, of, 'pockets are found now')
  assert.deepEqual([retried.jobIds.length, retried.left], [2, 0])
  assert.equal((await group()).again, 0)
  assert.deepEqual((await retryAllOfReason(studio, chief, of, 'once more')).jobIds, [])
  const { items } = await listAudit(studio, chief, { act: 'job_retry_all', limit: 5 })
  assert.deepEqual(
    items.map(({ subject_id }) => subject_id),
    ['pocket_lost'],
  )
  const listed = await listAllJobs(studio, chief, { reason: 'pocket_lost', engine: 'scripted', limit: 1 })
  assert.equal(listed.items.length, 1)
  assert.ok(listed.next)
})

test('a report left open is decided, with its audit row, once', async () => {
  const it = await run(1)
  const [{ id: imageId }] = [...(await it.whole()).files.values()]
  const strict = {
    ...studio,
    config: { ...studio.config, goodwill: { ...studio.config.goodwill, monthly: 0 } },
  }
  const { id } = await reportBadResult(strict, it.user, { imageId, reason: 'deformed' })
  assert.equal((await getOverview(studio, chief)).open.reports, 1)
  const outcomes = await Promise.allSettled(
    [1, 2].map(() => decideReport(studio, chief, id, { giveBack: true, reason: '맞아요' })),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal(await credit(it.user), 100)
  assert.deepEqual(await acts(it.user), ['report_return'])
  const { items } = await listReports(studio, chief, { userId: it.user.id, limit: 5 })
  assert.deepEqual([items[0].status, items[0].note], ['returned', '맞아요'])
})

test('the overview counts the queue, the failures of a day, and the points of a day in Seoul', async () => {
  const user = await buildUser(studio)
  await buildJob(studio, user, await buildProduct(studio, user))
  const seen = await getOverview(studio, chief)
  assert.deepEqual(
    seen.lanes.map(({ lane }) => lane),
    ['cpu', 'wait'],
  )
  assert.ok(seen.lanes[0].waiting >= 1)
  assert.ok(seen.wait.jobs > 0 && seen.wait.p95! >= seen.wait.p50!)
  assert.equal(seen.failed.find(({ reason }) => reason === 'pocket_lost')?.jobs, 2)
  assert.deepEqual(seen.workers, { up: 1, drained: 0, silent: 0 })
  const of = (one: typeof seen) => one.today.find(({ usageType }) => usageType === 'credit')
  assert.ok(of(seen)!.used > 0 && of(seen)!.returned > 0 && of(seen)!.granted > 0)
  const tomorrow = { ...studio, now: () => new Date(Date.now() + 86_400_000) }
  assert.deepEqual((await getOverview(tomorrow, chief)).today, [])
})
