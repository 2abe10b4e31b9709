// No user's thousand jobs keep another user waiting.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { buildJob, buildWorker } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../../engines/choose.ts'
import type { JobInput } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import { cancelVtoJob } from './cancel.ts'
import { claimJobs, submitJob } from './queue.ts'
import { getVtoJob, listVtoJobs } from './vto-jobs.ts'

let studio: Studio
let worker: string
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
  worker = await buildWorker(studio)
})
after(() => studio.close())
afterEach(() =>
  studio.db
    .updateTable('vto_job')
    .set({ status: 'DONE' })
    .where('status', 'in', ['PENDING', 'RUNNING'])
    .execute(),
)

/** Queues free jobs of one look, past the limit people have. */
async function flood(count: number, lane: 'cpu' | 'wait' = 'cpu') {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const { input, id: pattern } = await buildJob(studio, user, product, { looks: 1 })
  await cancelVtoJob(studio, user, pattern)
  const look = { ...(input as JobInput).looks[0], price: 0 }
  const ids = Array.from({ length: count }, () => uuidv7())
  for (const id of ids)
    await submitJob(
      studio.database.pool,
      {
        id,
        kind: 'look',
        userId: user.id,
        projectId: product.projectId,
        productId: product.id,
        lane,
        pay: 'credit',
        amount: 0,
        input: { ...(input as JobInput), looks: [look] },
        hash: id,
        slotSeconds: 5,
      },
      10_000,
    )
  return { user, product, ids }
}

const claim = (most: number, userCap: number, lane: 'cpu' | 'wait' = 'cpu') =>
  claimJobs(studio.database.pool, worker, lane, most, userCap)
async function smallUsers(count: number): Promise<string[]> {
  const jobs = Array.from({ length: count }, async () => {
    const user = await buildUser(studio)
    return buildJob(studio, user, await buildProduct(studio, user))
  })
  return (await Promise.all(jobs)).map(({ id }) => id)
}

test('a thousand jobs of one user keep nobody else waiting', async () => {
  await flood(1000)
  await claim(2, 100)
  const small = await smallUsers(5)
  assert.deepEqual(new Set((await claim(5, 100)).map(({ id }) => id)), new Set(small))
})

test('nor do they when the queue lags far behind what was expected', async () => {
  const { ids } = await flood(1000)
  await sql`update vto_job set vt = vt - interval '3 hours', vt_end = vt_end - interval '3 hours'
    where id in (${sql.join(ids)})`.execute(studio.db)
  await claim(2, 100)
  const small = await smallUsers(5)
  assert.deepEqual(new Set((await claim(5, 100)).map(({ id }) => id)), new Set(small))
})

test('two users with many jobs take turns, whoever came first', async () => {
  const one = await flood(20)
  await claim(4, 100)
  const two = await flood(20)
  const claimed = await claim(16, 100)
  assert.equal(claimed.filter(({ user_id }) => user_id === two.user.id).length, 8)
  assert.equal(claimed.filter(({ user_id }) => user_id === one.user.id).length, 8)
})

test('who had much done before waits no longer for it, nor who cancelled much', async () => {
  const before = await flood(50)
  for (const id of before.ids.slice(25)) await cancelVtoJob(studio, before.user, id)
  await claim(25, 100)
  const other = await flood(10)
  const again = await buildJob(studio, before.user, before.product)
  const claimed = (await claim(3, 100)).map(({ id }) => id)
  assert.ok(claimed.includes(again.id))
  assert.ok(claimed.includes(other.ids[0]))
})

test('jobs of one user go in the order they were submitted, and say how many are before them', async () => {
  const { user, ids } = await flood(4)
  const { items } = await listVtoJobs(studio.db, user, { active: true, limit: 10 })
  assert.deepEqual(
    items.map(({ id, ahead }) => [id, ahead]),
    ids.toReversed().map((id, i) => [id, ids.length - 1 - i]),
  )
  assert.deepEqual(
    (await claim(10, 100)).map(({ id }) => id),
    ids,
  )
  assert.equal((await getVtoJob(studio.db, user, ids[0])).ahead, null)
})

test('one user has so many jobs running in a lane and no more, while others have room', async () => {
  const greedy = await flood(6)
  assert.equal((await claim(2, 2)).length, 2)
  const other = await flood(1)
  const claimed = await claim(4, 2)
  assert.ok(claimed.length > 0 && claimed.every(({ user_id }) => user_id === other.user.id))
  const waiting = await flood(1, 'wait')
  assert.ok(greedy.ids.length > 0)
  assert.deepEqual(
    (await claim(4, 2, 'wait')).map(({ user_id }) => user_id),
    [waiting.user.id],
  )
})

test('claims at the same moment never get the same job', async () => {
  await flood(60)
  const claimed = (await Promise.all(Array.from({ length: 12 }, () => claim(5, 1000)))).flat()
  assert.equal(new Set(claimed.map(({ id }) => id)).size, claimed.length)
})

test('a worker that is not on the list is given nothing', async () => {
  await flood(1)
  assert.deepEqual(await claimJobs(studio.database.pool, 'gone#0', 'cpu', 1, 100), [])
})

test('jobs page newest first without losing any, also those of the same moment', async () => {
  const { user, product, ids } = await flood(9)
  await studio.db
    .updateTable('vto_job')
    .set({ created_at: new Date('2026-01-01T00:00:00Z') })
    .where('id', 'in', ids.slice(2, 7))
    .execute()
  const all = (await listVtoJobs(studio.db, user, { active: false, limit: 100 })).items.map(({ id }) => id)
  assert.equal(all.length, 10)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listVtoJobs(studio.db, user, { active: false, limit: 2, after })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  assert.deepEqual(seen, all)
  const ofProject = await listVtoJobs(studio.db, user, {
    projectId: product.projectId,
    active: false,
    limit: 100,
  })
  assert.deepEqual(
    ofProject.items.map(({ id }) => id),
    all,
  )
  await cancelVtoJob(studio, user, ids[0])
  const active = await listVtoJobs(studio.db, user, { active: true, limit: 100 })
  assert.ok(!active.items.some(({ id }) => id === ids[0]))
  const stranger = await buildUser(studio)
  const theirs = await listVtoJobs(studio.db, stranger, {
    projectId: product.projectId,
    active: false,
    limit: 9,
  })
  assert.deepEqual(theirs.items, [])
  await assert.rejects(listVtoJobs(studio.db, user, { active: false, limit: 9, after: 'nonsense' }), {
    code: 'bad_cursor',
  })
  await assert.rejects(getVtoJob(studio.db, stranger, ids[0]), { code: 'not_found' })
})
