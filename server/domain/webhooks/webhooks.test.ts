// Webhooks: signed so that another implementation agrees, tried again, said once, replayed, off after failing for long, nothing private asked.
import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { Webhook } from '@portone/server-sdk'
import { MOST_WEBHOOKS, type WebhookEvent } from '#sdk/contract/webhooks.ts'
import { Engines } from '#server/engines/choose.ts'
import type { Studio } from '#server/studio.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { buildJob, buildWorker, claimOne } from '#test/build-job.ts'
import { openServer, type Reply } from '#test/http-server.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { cancelVtoJob } from '../vto-jobs/cancel.ts'
import { deliverLook } from '../vto-jobs/queue.ts'
import { enterPerson, holdSharedProject } from '../projects/shared-with.ts'
import { deliverDue, OFF_AFTER_MS, PAUSES_S } from './deliver.ts'
import { listDeliveries, replayDelivery, sendTest } from './deliveries.ts'
import { createWebhook, listWebhooks, removeWebhook, renewSecret, updateWebhook } from './webhooks.ts'

let base: Studio
let ahead = 0
const trusted: string[] = []
before(async () => {
  base = await openTestStudio({}, new Engines([new ScriptedEngine()]))
})
after(() => base.close())

/** The studio at a time that tests move on, where the receivers of the tests are trusted. */
function studioNow(): Studio {
  return {
    ...base,
    config: { ...base.config, webhookTrusted: trusted },
    now: () => new Date(Date.now() + ahead),
  }
}

async function openHook(t: TestContext, reply: Reply, events: readonly WebhookEvent[] = ['job.ended']) {
  ahead = 0
  const receiver = await openServer(t, reply)
  trusted.push(receiver.url)
  const studio = studioNow()
  const user = await buildUser(studio)
  const hook = await createWebhook(studio, user, { url: `${receiver.url}/hook`, events })
  const log = async () => (await listDeliveries(studio, user, hook.id, { limit: 50 })).items
  return { ...receiver, studio, user, hook, log }
}
const ok: Reply = (response) => void response.writeHead(204).end()

test('what happens is said once, signed so that another implementation agrees', async (t) => {
  const { asked, studio, user, hook, log } = await openHook(t, ok, [
    'job.ended',
    'look.delivered',
    'project.shared',
  ])
  const product = await buildProduct(studio, user)
  const job = await buildJob(studio, user, product, { looks: 1 })
  const worker = await buildWorker(studio)
  const claimed = await claimOne(studio, worker)
  const image = '0190a000-0000-7000-8000-000000000001'
  const look = { n: 0, image, key: 'looks/x/full.png', details: { view: 'front' } }
  await deliverLook(studio.database.pool, claimed, look)
  // Said again by a worker that did not hear the answer.
  await deliverLook(studio.database.pool, claimed, look)
  await studio.database.pool.query('select vto_finish($1, $2, $3)', [worker, job.id, claimed.attempt])
  const guest = await buildUser(studio)
  await studio.db.transaction().execute(async (trx) => {
    const project = await holdSharedProject(trx, user, product.projectId, 'own')
    await enterPerson(trx, project, { userId: guest.id, role: 'picker', at: studio.now().toISOString() })
  })

  assert.equal(await deliverDue(studio), 3)
  assert.equal(await deliverDue(studio), 0)
  assert.equal(asked.length, 3)
  const said = new Map(asked.map((one) => [JSON.parse(one.body.toString()).type as string, one]))
  for (const { headers, body } of asked) {
    const text = body.toString()
    await Webhook.verify(hook.secret, text, headers)
    await assert.rejects(Webhook.verify(hook.secret, `${text} `, headers))
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    await assert.rejects(Webhook.verify(other, text, headers))
  }
  const dataOf = (type: string) => JSON.parse(said.get(type)!.body.toString()).data as object
  assert.deepEqual(dataOf('look.delivered'), {
    imageId: image,
    number: 1,
    projectId: product.projectId,
    productId: product.id,
    jobId: job.id,
    view: 'front',
  })
  assert.deepEqual(dataOf('job.ended'), {
    jobId: job.id,
    projectId: product.projectId,
    productId: product.id,
    kind: 'look',
    status: 'DONE',
    failReason: null,
    made: 1,
  })
  assert.deepEqual(dataOf('project.shared'), {
    projectId: product.projectId,
    userId: guest.id,
    role: 'picker',
  })
  const rows = await log()
  assert.deepEqual(
    rows.map(({ status, tries }) => [status, tries.length, tries[0].status]),
    [1, 2, 3].map(() => ['delivered', 1, 204]),
  )
  assert.deepEqual(
    new Set(rows.map(({ id }) => id)),
    new Set(asked.map(({ headers }) => headers['webhook-id'])),
  )
})

test('what is not taken is tried again later under the same id; a commit that is undone says nothing', async (t) => {
  const { asked, studio, user, log } = await openHook(t, (response, _, n) =>
    n < 3 ? void response.writeHead(500).end('x'.repeat(5_000)) : void response.writeHead(200).end('thanks'),
  )
  const product = await buildProduct(studio, user)
  const job = await buildJob(studio, user, product)
  await studio.db
    .transaction()
    .execute(async (trx) => {
      await trx.updateTable('vto_job').set({ status: 'FAILED' }).where('id', '=', job.id).execute()
      throw new Error('undone')
    })
    .catch(() => {})
  assert.deepEqual(await log(), [])
  await cancelVtoJob(studio, user, job.id)
  assert.equal(await deliverDue(studio), 1)
  assert.equal(await deliverDue(studio), 0)
  ahead += (PAUSES_S[0] + 1) * 1000
  assert.equal(await deliverDue(studio), 1)
  assert.equal(await deliverDue(studio), 0)
  ahead += (PAUSES_S[1] + 1) * 1000
  // Two workers at once: one of them has it.
  const both = await Promise.all([deliverDue(studio), deliverDue(studio)])
  assert.equal(both[0] + both[1], 1)
  assert.equal(new Set(asked.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(new Set(asked.map(({ body }) => body.toString())).size, 1)
  const [row] = await log()
  assert.deepEqual(
    [row.status, row.tries.map(({ status, reply }) => [status, reply.length])],
    [
      'delivered',
      [
        [500, 500],
        [500, 500],
        [200, 6],
      ],
    ],
  )
  assert.equal((await listWebhooks(studio, user))[0].failing_since, null)
})

test('a replay says the same under an id of its own; a renewed secret signs it', async (t) => {
  const { asked, studio, user, hook, log } = await openHook(t, ok)
  await sendTest(studio, user, hook.id)
  await deliverDue(studio)
  const [first] = await log()
  const { secret } = await renewSecret(studio, user, hook.id)
  assert.notEqual(secret, hook.secret)
  await replayDelivery(studio, user, hook.id, first.id)
  await deliverDue(studio)
  assert.equal(asked.length, 2)
  assert.equal(asked[0].body.toString(), asked[1].body.toString())
  assert.notEqual(asked[0].headers['webhook-id'], asked[1].headers['webhook-id'])
  await Webhook.verify(secret, asked[1].body.toString(), asked[1].headers)
})

test('after days of failing it is switched off with a letter, and nothing of it is lost', async (t) => {
  const { asked, studio, user, hook, log } = await openHook(t, (response) =>
    response.writeHead(302, { location: '/else' }).end(),
  )
  await sendTest(studio, user, hook.id)
  await deliverDue(studio)
  ahead += OFF_AFTER_MS + 1000
  await sendTest(studio, user, hook.id)
  await deliverDue(studio)
  const [off] = await listWebhooks(studio, user)
  assert.equal(off.off_reason, 'failing')
  assert.ok((await log()).every(({ status }) => status === 'failed'))
  // A redirect is no answer, and is not followed.
  assert.ok(asked.every(({ url }) => url === '/hook'))
  const { rows } = await studio.database.pool.query<{ data: { text: string } }>(
    `select data from pgboss.job where name = 'mail.send' and data ->> 'to' like $1`,
    [`${user.id}%`],
  )
  assert.equal(rows.length, 1)
  assert.match(rows[0].data.text, /\/account\/webhooks/)
  // Off: what happens now is not written down, until it is on again.
  const job = await buildJob(studio, user, await buildProduct(studio, user))
  await cancelVtoJob(studio, user, job.id)
  const before = (await log()).length
  const on = await updateWebhook(studio, user, hook.id, { on: true })
  assert.deepEqual([on.off_at, on.failing_since, before], [null, null, 2])
})

test('an address that is gone is off at once; a removed one is not asked; one of a suspended user waits', async (t) => {
  const { asked, studio, user, hook } = await openHook(t, (response) => response.writeHead(410).end())
  await sendTest(studio, user, hook.id)
  await studio.db.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', user.id).execute()
  assert.equal(await deliverDue(studio), 0)
  await studio.db.updateTable('users').set({ suspended_at: null }).where('id', '=', user.id).execute()
  assert.equal(await deliverDue(studio), 1)
  assert.equal((await listWebhooks(studio, user))[0].off_reason, 'gone')
  await sendTest(studio, user, hook.id)
  await removeWebhook(studio, user, hook.id)
  await deliverDue(studio)
  assert.equal(asked.length, 1)
})

test('private addresses are refused when made, and again when a name leads there later', async () => {
  const studio = { ...base, config: { ...base.config, webhookTrusted: ['http://127.0.0.1:9'] } }
  const user = await buildUser(studio)
  for (const url of [
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://localhost/hook',
    'https://169.254.169.254/latest',
    'https://10.1.2.3:8443/hook',
    'http://93.184.216.34/hook',
    'https://name:word@93.184.216.34/hook',
    'ftp://93.184.216.34/hook',
    'no address at all',
  ])
    await assert.rejects(createWebhook(studio, user, { url, events: ['job.ended'] }), {
      code: 'webhook_address',
    })
  const hook = await createWebhook(studio, user, {
    url: 'https://93.184.216.34/hook',
    events: ['job.ended'],
  })
  await studio.db
    .updateTable('webhook')
    .set({ url: 'https://localhost:8443/hook' })
    .where('id', '=', hook.id)
    .execute()
  await sendTest(studio, user, hook.id)
  await deliverDue(studio)
  const [row] = (await listDeliveries(studio, user, hook.id, { limit: 1 })).items
  assert.deepEqual([row.status, row.tries[0].error, row.tries[0].status], ['waiting', 'address', null])
})

test('nobody sees or moves what is another’s; there are so many and no more; a deleted account is forgotten', async () => {
  const studio = studioNow()
  const [user, stranger] = [await buildUser(studio), await buildUser(studio)]
  const make = () => createWebhook(studio, user, { url: 'https://93.184.216.34/', events: ['job.ended'] })
  const hook = await make()
  for (const attempt of [
    () => listDeliveries(studio, stranger, hook.id, { limit: 5 }),
    () => sendTest(studio, stranger, hook.id),
    () => renewSecret(studio, stranger, hook.id),
    () => updateWebhook(studio, stranger, hook.id, {}),
    () => removeWebhook(studio, stranger, hook.id),
  ])
    await assert.rejects(attempt(), { code: 'not_found' })
  // Nothing that signs is kept.
  const kept = await studio.db
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', hook.id)
    .executeTakeFirstOrThrow()
  assert.ok(!JSON.stringify(kept).includes(hook.secret.slice(6)))
  for (let n = 1; n < MOST_WEBHOOKS; n++) await make()
  await assert.rejects(make(), { code: 'too_many_webhooks' })
  await studio.db.updateTable('users').set({ deleted_at: new Date() }).where('id', '=', user.id).execute()
  assert.deepEqual(await listWebhooks(studio, user), [])
})
