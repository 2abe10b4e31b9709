// Bad results: what comes back, once for ever, never more than the look cost, and what is left to the administrators.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildJob, buildVideoJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildImage } from '#test/build-image.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { decideReport, listAllReports } from './decide.ts'
import { listReports, readPolicy, reportBadResult, type ReportRow } from './reports.ts'

const never = new AbortController().signal
const DAY = 86_400_000
let studio: Studio
let worker: string
before(async () => {
  const engines = new Engines([new ScriptedEngine()])
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '100' }, engines)
  worker = await buildWorker(studio)
})
after(() => studio.close())

/** The studio with another policy, and at another time. */
const withPolicy = (policy: Partial<Studio['config']['goodwill']>, now: () => Date = studio.now): Studio => ({
  ...studio,
  now,
  config: { ...studio.config, goodwill: { ...studio.config.goodwill, ...policy } },
})

async function deliver(looks: number) {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const job = await buildJob(studio, user, product, { looks })
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const images = await studio.db
    .selectFrom('generate_img')
    .select('id')
    .where('job_id', '=', job.id)
    .orderBy('n')
    .execute()
  assert.equal(images.length, looks)
  return {
    user,
    job,
    product,
    images: images.map(({ id }) => id),
    credit: async () => (await balanceOf(studio.db, user.id)).left.credit,
    goodwill: async () =>
      (await listLedger(studio.db, user.id, { limit: 100 })).entries.filter(
        ({ reason }) => reason === 'goodwill',
      ),
  }
}

test('a bad look gives back its price in what it was paid with, linked to job and look', async () => {
  const it = await deliver(2)
  const report = await reportBadResult(studio, it.user, { imageId: it.images[1], reason: 'wrong_colour' })
  assert.deepEqual(
    [report.status, report.usage_type, report.price, report.returned],
    ['returned', 'credit', 2, 2],
  )
  assert.equal(await it.credit(), 98)
  const [row] = await it.goodwill()
  assert.deepEqual([row.amount, row.usage_type, row.job?.id, row.look?.number], [2, 'credit', it.job.id, 2])
  const listed = async (imageId: string) =>
    (await listReports(studio.db, it.user, { imageId, limit: 5 })).items.map(({ id }) => id)
  assert.deepEqual([await listed(it.images[1]), await listed(it.images[0])], [[report.id], []])
})

test('a bad video gives its ticket back', async () => {
  const user = await buildUser(studio)
  await buildVideoJob(studio, user, await buildProduct(studio, user))
  await runVtoJob(studio, await claimOne(studio, worker), never)
  const { id } = await studio.db
    .selectFrom('generate_video')
    .select('id')
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  const before = (await balanceOf(studio.db, user.id)).left.video_ticket
  const report = await reportBadResult(studio, user, { videoId: id, reason: 'deformed' })
  assert.deepEqual([report.returned, report.usage_type], [1, 'video_ticket'])
  assert.equal((await balanceOf(studio.db, user.id)).left.video_ticket, before + 1)
})

test('two tabs at once, and any time after, make one report and one return', async () => {
  const it = await deliver(1)
  const wish = { imageId: it.images[0], reason: 'other', words: '단추가 하나 더 있어요' } as const
  const reports = await Promise.all(Array.from({ length: 12 }, () => reportBadResult(studio, it.user, wish)))
  assert.equal(new Set(reports.map(({ id }) => id)).size, 1)
  const again = await reportBadResult(studio, it.user, { ...wish, reason: 'deformed' })
  assert.deepEqual([again.id, again.reason, again.again], [reports[0].id, 'other', true])
  assert.equal(reports.filter((report) => !report.again).length, 1)
  assert.equal((await it.goodwill()).length, 1)
  assert.equal(await it.credit(), 100)
})

test('over the monthly limit reports wait for an administrator, also when all come at once', async () => {
  const it = await deliver(5)
  const strict = withPolicy({ monthly: 2 })
  const reports = await Promise.all(
    it.images.map((imageId) => reportBadResult(strict, it.user, { imageId, reason: 'deformed' })),
  )
  assert.equal(reports.filter(({ status }) => status === 'returned').length, 2)
  const kept = reports.filter(({ status }) => status === 'open')
  assert.deepEqual(
    kept.map(({ kept_because, returned }) => [kept_because, returned]),
    Array.from({ length: 3 }, () => ['limit', 0]),
  )
  assert.equal((await it.goodwill()).length, 2)
  assert.equal((await readPolicy(strict, it.user)).left, 0)
  const nextMonth = withPolicy({ monthly: 2 }, () => new Date(Date.now() + 31 * DAY))
  assert.equal((await readPolicy(nextMonth, it.user)).left, 2)
})

test('the month of the limit begins at midnight in Seoul', async () => {
  const it = await deliver(3)
  const at = (time: string) => withPolicy({ monthly: 1, days: 36_500 }, () => new Date(time))
  const states = []
  for (const [n, time] of ['2031-05-31T14:59:59Z', '2031-05-31T15:00:00Z', '2031-06-30T14:59:59Z'].entries())
    states.push(
      (await reportBadResult(at(time), it.user, { imageId: it.images[n], reason: 'deformed' })).status,
    )
  assert.deepEqual(states, ['returned', 'returned', 'open'])
})

test('a 0 anywhere in the policy, or a report that comes late, returns nothing by itself', async () => {
  const it = await deliver(4)
  const report = (by: Studio, n: number) =>
    reportBadResult(by, it.user, { imageId: it.images[n], reason: 'missing_part' })
  const late = withPolicy({ days: 14 }, () => new Date(Date.now() + 14 * DAY + 60_000))
  const reports = [
    await report(withPolicy({ monthly: 0 }), 0),
    await report(withPolicy({ share: 0 }), 1),
    await report(withPolicy({ days: 0 }), 2),
    await report(late, 3),
  ]
  assert.deepEqual(
    reports.map(({ status, kept_because }) => [status, kept_because]),
    [
      ['open', 'off'],
      ['open', 'off'],
      ['open', 'off'],
      ['open', 'late'],
    ],
  )
  assert.equal(await it.credit(), 92)
})

test('a share is rounded up to whole points and stays below the price', async () => {
  const it = await deliver(2)
  const report = (share: number, n: number) =>
    reportBadResult(withPolicy({ share }), it.user, { imageId: it.images[n], reason: 'deformed' })
  assert.deepEqual([(await report(50, 0)).returned, (await report(51, 1)).returned], [1, 2])
})

test('never more than the job still costs: what an administrator gave back is not given twice', async () => {
  const it = await deliver(2)
  const back = (amount: number) =>
    studio.db
      .insertInto('point_usage')
      .values({
        user_id: it.user.id,
        job_id: it.job.id,
        usage_type: 'credit',
        amount,
        reason: 'admin_refund',
      })
      .execute()
  await back(3)
  const first = await reportBadResult(studio, it.user, { imageId: it.images[0], reason: 'deformed' })
  assert.deepEqual([first.status, first.returned], ['returned', 1])
  const second = await reportBadResult(studio, it.user, { imageId: it.images[1], reason: 'deformed' })
  assert.deepEqual([second.status, second.kept_because, second.returned], ['noted', 'refunded', 0])
  assert.equal(await it.credit(), 100)
})

test('free looks are noted, others of nobody or somebody else are not to be reported', async () => {
  const it = await deliver(1)
  await studio.database.pool.query(
    `update vto_job set input = jsonb_set(input, '{looks,0,price}', '0') where id = $1`,
    [it.job.id],
  )
  const free = await reportBadResult(studio, it.user, { imageId: it.images[0], reason: 'deformed' })
  assert.deepEqual([free.status, free.kept_because, free.price], ['noted', 'free', 0])
  const stranger = await buildUser(studio)
  await assert.rejects(reportBadResult(studio, stranger, { imageId: it.images[0], reason: 'deformed' }), {
    code: 'not_found',
  })
  const given = await buildImage(studio, it.user, { id: it.product.projectId })
  await assert.rejects(reportBadResult(studio, it.user, { imageId: given.id, reason: 'deformed' }), {
    code: 'report_not_payer',
  })
})

test('an administrator decides an open report once, and no more comes back than is still paid', async () => {
  const it = await deliver(3)
  const admin = await buildUser(studio)
  const off = withPolicy({ monthly: 0 })
  const reports: ReportRow[] = []
  for (const imageId of it.images)
    reports.push(await reportBadResult(off, it.user, { imageId, reason: 'changed_print' }))
  const decide = (n: number, giveBack: boolean) =>
    decideReport(studio.db, admin, reports[n].id, { giveBack, note: '확인했어요', now: new Date() })
  const tries = await Promise.allSettled([decide(0, true), decide(0, true), decide(0, false)])
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const one of tries)
    if (one.status === 'rejected') assert.equal((one.reason as { code: string }).code, 'conflict')
  const declined = await decide(1, false)
  assert.deepEqual([declined.status, declined.returned, declined.note], ['declined', 0, '확인했어요'])
  const returned = await decide(2, true)
  assert.deepEqual([returned.status, returned.returned, returned.decided_by], ['returned', 2, admin.id])
  const rows = await it.goodwill()
  assert.equal(
    rows.reduce((sum, { amount }) => sum + amount, 0),
    (await it.credit()) - 94,
  )
  const { items } = await listAllReports(studio.db, { status: 'open', userId: it.user.id, limit: 10 })
  assert.deepEqual(items, [])
  const all = await listAllReports(studio.db, { userId: it.user.id, limit: 2 })
  assert.equal(all.items.length, 2)
  const rest = await listAllReports(studio.db, { userId: it.user.id, limit: 2, after: all.next! })
  assert.deepEqual([rest.items.length, rest.next], [1, null])
  assert.equal(all.items[0].project_name, 'Lookbook')
  // Decided by hand, they do not count against the month.
  assert.equal((await readPolicy(studio, it.user)).left, studio.config.goodwill.monthly)
  await assert.rejects(
    decideReport(studio.db, admin, admin.id, { giveBack: true, note: '', now: new Date() }),
    { code: 'not_found' },
  )
})
