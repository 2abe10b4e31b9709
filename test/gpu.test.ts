// The reference GPU server in a process of its own makes looks for a studio, and keeps the contract of docs/engines.md.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { balanceOf } from '#server/domain/points/ledger.ts'
import { runVtoJob } from '#server/domain/vto-jobs/run.ts'
import { submitVtoJob } from '#server/domain/vto-jobs/submit.ts'
import { getVtoJob } from '#server/domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '#server/studio.ts'
import { buildWorker, claimOne } from './build-job.ts'
import { buildProduct, buildUser } from './build.ts'
import { drawnPhoto } from './drawn-photo.ts'
import { openTestStudio } from './studio.ts'
import { until } from './until.ts'

const KEY = 'a key of our own'
let folder: string
let server: ChildProcess
let url: string
let studio: Studio
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maepsi-gpu-'))
  writeFileSync(join(folder, 'key'), KEY)
  server = spawn(process.execPath, ['gpu/main.ts', '--port', '0', '--key-file', join(folder, 'key')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(server.stdout!, 'data')
  url = /http:\S+/.exec(String(line))![0]
  studio = await openTestStudio({
    MAEPSI_GPU_URL: url,
    MAEPSI_GPU_KEY: KEY,
    MAEPSI_ENGINE_POLL_MS: '50',
    MAEPSI_PRICE_CALL: '1',
  })
})
after(async () => {
  await studio.close()
  server.kill()
  await once(server, 'exit')
  rmSync(folder, { recursive: true })
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(url + path, {
    ...init,
    headers: { authorization: `Bearer ${KEY}`, ...(init.headers as Record<string, string>) },
  })

async function ended(id: string) {
  const now = async () => (await ask(`/v1/jobs/${id}`)).json()
  await until(async () => !['queued', 'running'].includes((await now()).status))
  return now()
}

async function photo(): Promise<Buffer> {
  return drawnPhoto('tee', { width: 480, height: 600 }).jpeg().toBuffer()
}

function formOf(bytes: Uint8Array, wish: object = {}): FormData {
  const form = new FormData()
  form.set('garment0', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }))
  const garments = [{ part: 'garment0', slot: 'upper', side: 'front' }]
  form.set('wish', JSON.stringify({ garments, width: 144, height: 192, ...wish }))
  return form
}

test('a second process makes the looks of a run, front and back', { timeout: 180_000 }, async () => {
  const engine = studio.engines.get('gpu')
  assert.match(engine.version, /^drape /)
  assert.deepEqual([engine.can.person, engine.can.garments, engine.views.length], [false, 4, 5])
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user, {
    photos: [{ slot: 'upper', side: 'front', bytes: await photo() }],
  })
  const { id } = await submitVtoJob(studio, user, {
    id: uuidv7(),
    productId: product.id,
    direction: Direction.parse({ engine: 'gpu', views: ['front', 'back'] }),
    pay: 'credit',
    price: 2,
  })
  await runVtoJob(
    studio,
    await claimOne(studio, await buildWorker(studio), 'wait'),
    new AbortController().signal,
  )
  const job = await getVtoJob(studio.db, user, id)
  assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['DONE', null, 0])
  assert.equal((await balanceOf(studio.db, user.id)).left.credit, 98)
  const looks = await studio.db
    .selectFrom('generate_img')
    .select(['url', 'details'])
    .where('job_id', '=', id)
    .execute()
  assert.equal(looks.length, 2)
  for (const look of looks) {
    const { width, height } = await sharp(await studio.storage.get(look.url!)).metadata()
    assert.deepEqual([width, height], [1152, 1536])
    assert.match((look.details as { engineVersion: string }).engineVersion, /^drape /)
    // No trained model made it, whichever server it came from.
    const { sourceType, declared } = await studio.provenance.read(await studio.storage.get(look.url!))
    assert.deepEqual([sourceType, declared], ['compositeSynthetic', 'compositeSynthetic'])
  }
})

test(
  'the same key is the same job; its picture is there; a job can be called off',
  { timeout: 120_000 },
  async () => {
    const bytes = await photo()
    const post = async (key: string) =>
      (
        await ask('/v1/jobs', { method: 'POST', headers: { 'idempotency-key': key }, body: formOf(bytes) })
      ).json()
    const first = await post('one')
    const second = await post('one')
    assert.equal(first.id, second.id)
    const waiting = await post('two')
    const off = await (await ask(`/v1/jobs/${waiting.id}`, { method: 'DELETE' })).json()
    assert.equal(off.status, 'cancelled')
    const told = await ended(first.id)
    assert.deepEqual([told.status, told.percent, told.outputs], ['done', 100, 1])
    const picture = Buffer.from(await (await ask(`/v1/jobs/${first.id}/outputs/0`)).arrayBuffer())
    assert.equal((await sharp(picture).metadata()).height, 192)
  },
)

test(
  'strangers, nonsense and photos without a garment get an answer in one word',
  { timeout: 120_000 },
  async () => {
    assert.equal((await fetch(`${url}/v1/capabilities`)).status, 401)
    assert.equal((await ask('/v1/jobs/nobody')).status, 404)
    const bad = await ask('/v1/jobs', { method: 'POST', body: formOf(new Uint8Array([1]), { garments: [] }) })
    assert.deepEqual([bad.status, (await bad.json()).code], [400, 'invalid_input'])
    const { id } = await (
      await ask('/v1/jobs', { method: 'POST', body: formOf(new Uint8Array([1, 2, 3])) })
    ).json()
    const told = await ended(id)
    assert.deepEqual([told.status, told.code], ['failed', 'input_unreadable'])
  },
)
