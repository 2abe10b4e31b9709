// Suspending and lifting, and who is an administrator: what it does, who may not, and that it is written down.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { maySeeFile, maySeeProject } from '../users/may-see.ts'
import { getVtoJob } from '../vto-jobs/vto-jobs.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { listAudit } from './audit.ts'
import { searchUsers } from './people.ts'
import { changeAdministrator, liftSuspension, suspendUser } from './standing.ts'

let studio: Studio
let chief: { id: string; address: string }
before(async () => {
  studio = await openTestStudio({}, new Engines([new ScriptedEngine()]))
  chief = { ...(await buildUser(studio, { name: 'Chief' })), address: '10.0.0.1' }
})
after(() => studio.close())

const standing = (id: string) =>
  studio.db
    .selectFrom('users')
    .select(['suspended_at', 'is_admin'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

async function buildAdmin(name = 'Deputy') {
  const user = await buildUser(studio, { name })
  await changeAdministrator(studio, chief, user.id, true, 'helps out')
  return user
}

test('a suspended user is refused, what waits is cancelled, what runs ends after its look; lifted, all is as before', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const worker = await buildWorker(studio)
  const [running, waiting] = [await buildJob(studio, user, product), await buildJob(studio, user, product)]
  const claimed = await claimOne(studio, worker)
  assert.equal(claimed.id, running.id)
  await studio.db
    .insertInto('auth_session')
    .values({ user_id: user.id, token: 'theirs', expires_at: new Date(Date.now() + 3600_000) })
    .execute()

  await suspendUser(studio, chief, user.id, 'stolen pictures')
  assert.ok((await standing(user.id)).suspended_at)
  assert.equal((await getVtoJob(studio.db, user, waiting.id)).status, 'CANCELLED')
  assert.equal((await getVtoJob(studio.db, user, running.id)).cancel_requested, true)
  await runVtoJob(studio, claimed, new AbortController().signal)
  const { left, held } = await balanceOf(studio.db, user.id)
  assert.deepEqual([left.credit + left.look_book_ticket > 0, held.credit], [true, 0])

  const sessions = () =>
    studio.db.selectFrom('auth_session').where('user_id', '=', user.id).select('id').execute()
  assert.deepEqual(await sessions(), [])
  await assert.rejects(
    studio.db
      .insertInto('auth_session')
      .values({ user_id: user.id, token: 'another', expires_at: new Date(Date.now() + 3600_000) })
      .execute(),
    /suspended/,
  )
  await assert.rejects(buildJob(studio, user, product), throwsCode('suspended'))
  assert.equal(await maySeeFile(studio, user.id, `pictures/${user.id}/a.webp`), false)

  await suspendUser(studio, chief, user.id, 'once more')
  await liftSuspension(studio, chief, user.id, 'it was a mistake')
  assert.equal((await standing(user.id)).suspended_at, null)
  assert.equal(await maySeeFile(studio, user.id, `pictures/${user.id}/a.webp`), true)
  await buildJob(studio, user, product)

  const { items } = await listAudit(studio, chief, { userId: user.id, limit: 10 })
  assert.deepEqual(
    items.map(({ act, reason, address, admin_id }) => [act, reason, address, admin_id]),
    [
      ['lift', 'it was a mistake', '10.0.0.1', chief.id],
      ['suspend', 'stolen pictures', '10.0.0.1', chief.id],
    ],
  )
  assert.equal(items[1].before?.['suspendedAt'], null)
  assert.ok(items[1].after?.['suspendedAt'])
})

test('what a suspended user shared is not shown to others until it is lifted', async () => {
  const [owner, guest] = [await buildUser(studio), await buildUser(studio)]
  const { projectId } = await buildProduct(studio, owner)
  const list = JSON.stringify([{ userId: guest.id, role: 'viewer', at: new Date().toISOString() }])
  await studio.db.updateTable('projects').set({ shard_user_list: list }).where('id', '=', projectId).execute()
  assert.equal(await maySeeProject(studio, guest.id, projectId), true)
  await suspendUser(studio, chief, owner.id, 'stolen pictures')
  assert.equal(await maySeeProject(studio, guest.id, projectId), false)
  await liftSuspension(studio, chief, owner.id, 'settled')
  assert.equal(await maySeeProject(studio, guest.id, projectId), true)
})

test('a submission under way while its user is suspended leaves no job behind that runs', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const submits = Array.from({ length: 6 }, () =>
    buildJob(studio, user, product).catch((error: unknown) => error),
  )
  await suspendUser(studio, chief, user.id, 'at once')
  await Promise.all(submits)
  const jobs = await studio.db.selectFrom('vto_job').select('status').where('user_id', '=', user.id).execute()
  assert.deepEqual(new Set(jobs.map(({ status }) => status)), new Set(jobs.length > 0 ? ['CANCELLED'] : []))
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 100)
})

test('nobody shuts themselves out, and one administrator stays', async () => {
  await assert.rejects(suspendUser(studio, chief, chief.id, 'tired'), throwsCode('last_admin'))
  await assert.rejects(changeAdministrator(studio, chief, chief.id, false, 'tired'), throwsCode('last_admin'))
  const deputy = await buildAdmin()
  await suspendUser(studio, chief, deputy.id, 'on leave')
  await assert.rejects(changeAdministrator(studio, chief, chief.id, false, 'tired'), throwsCode('last_admin'))
  await assert.rejects(suspendUser(studio, deputy, chief.id, 'revenge'), throwsCode('not_allowed'))
  await liftSuspension(studio, chief, deputy.id, 'back again')
  await changeAdministrator(studio, chief, deputy.id, false, 'thanks')
  const suspended = await buildUser(studio)
  await suspendUser(studio, chief, suspended.id, 'spam')
  await assert.rejects(
    changeAdministrator(studio, chief, suspended.id, true, 'why not'),
    throwsCode('suspended'),
  )
  const { items } = await searchUsers(studio, chief, { only: 'admins', limit: 10 })
  assert.deepEqual(
    items.map(({ id }) => id),
    [chief.id],
  )
})

test('of two administrators who shut each other out at the same moment, one stays', async () => {
  const deputy = await buildAdmin()
  for (let round = 0; round < 3; round++) {
    const outcomes = await Promise.allSettled([
      suspendUser(studio, chief, deputy.id, 'now'),
      suspendUser(studio, deputy, chief.id, 'now'),
    ])
    assert.equal(outcomes.filter(({ status }) => status === 'rejected').length, 1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') throwsCode('not_allowed')(outcome.reason)
    const [a, b] = [await standing(chief.id), await standing(deputy.id)]
    assert.equal([a, b].filter(({ suspended_at }) => suspended_at === null).length, 1)
    if (a.suspended_at) await liftSuspension(studio, deputy, chief.id, 'peace')
    else await liftSuspension(studio, chief, deputy.id, 'peace')
  }
  await changeAdministrator(studio, chief, deputy.id, false, 'thanks')
})

test('the audit can only grow', async () => {
  const { pool } = studio.database
  for (const change of ["update audit set reason = 'x'", 'delete from audit', 'truncate audit'])
    await assert.rejects(pool.query(change), /append-only/)
})
