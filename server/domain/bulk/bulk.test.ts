// A bulk from its first row to its last look: nothing is brought, made or paid twice, and no cap is passed.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { buildUser } from '#test/build.ts'
import { ScriptedEngine, type Script } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { until } from '#test/until.ts'
import sharp from 'sharp'
import { Engines } from '../../engines/choose.ts'
import { EngineError } from '../../engines/engine.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf, grant } from '../points/ledger.ts'
import { binProduct } from '../products/products.ts'
import { createApiKey } from '../users/api-keys.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { bringFile } from './bring-file.ts'
import { bringRows, removeRow } from './bring-rows.ts'
import { createBulk, getBulk } from './bulk.ts'
import { driveBulk } from './drive.ts'
import { mendSlots, moveFile } from './mend-slots.ts'
import { quoteBulk } from './quote.ts'
import { readRows } from './rows.ts'
import { cancelBulk, directBulk, pauseBulk, resumeBulk, retryBulk, startBulk } from './steer.ts'

/** Sees at once that all is well: it is what becomes of it that counts here. */
class QuickEyes extends Engines {
  override async examinePhoto(): ReturnType<Engines['examinePhoto']> {
    const frame = { width: 800, height: 800 }
    return {
      level: 'good',
      findings: [],
      kind: 'top',
      betterSlot: null,
      likelySlot: 'upper',
      landmarks: null,
      frame,
      confidence: 1,
    }
  }
}

const script: Script = {}
const never = new AbortController().signal
const CREDIT = 12
let studio: Studio
let worker: string
let photo: Buffer
before(async () => {
  const engines = new QuickEyes([new ScriptedEngine(script)])
  studio = await openTestStudio(
    { MAEPSI_OPENING_CREDIT: String(CREDIT), MAEPSI_LOG_LEVEL: 'silent' },
    engines,
  )
  worker = await buildWorker(studio)
  photo = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#a44' } })
    .jpeg()
    .toBuffer()
})
after(() => studio.close())

const upload = (bytes: Uint8Array) => ({ bytes: Readable.from([bytes]), declaredBytes: bytes.byteLength })
const GOOD = JSON.stringify({ level: 'good', findings: [], kind: 'top', betterSlot: null, confidence: 1 })

/** The files of these products, a front each, and bytes that differ by the article number. */
const wishesOf = (skus: readonly string[]) =>
  skus.map((sku) => {
    const bytes = Buffer.concat([photo, Buffer.from(sku)])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file = {
      path: `${sku}_front.jpg`,
      slot: 'upper',
      side: 'front',
      guessed: true,
      bytes: bytes.length,
      sha256,
    } as const
    return { wish: { sku, files: [file] }, bytes, path: file.path }
  })

/** Brings a folder in as a browser does: rows, then what is missing. Answers what was. */
async function bring(user: { id: string }, id: string, skus: readonly string[]) {
  const wishes = wishesOf(skus)
  const { missing, made, known } = await bringRows(
    studio,
    user,
    id,
    wishes.map(({ wish }) => wish),
  )
  for (const path of missing)
    await bringFile(studio, user, id, path, upload(wishes.find((one) => one.path === path)!.bytes))
  await findGood()
  return { made, known, sent: missing.length }
}

/** What the look at every photo finds, when all of them have been looked at. */
async function findGood(verdict = GOOD): Promise<void> {
  const { pool } = studio.database
  await until(async () => (await pool.query('select from photo where verdict is null')).rowCount === 0)
  await pool.query('update photo set verdict = $1', [verdict])
}

async function buildBulk(skus: readonly string[], name = 'Spring') {
  const user = await buildUser(studio)
  const { id } = await createBulk(studio, user, { id: uuidv7(), name })
  await bring(user, id, skus)
  await directBulk(studio, user, id, {
    direction: Direction.parse({ engine: 'scripted', views: ['front', 'back'] }),
  })
  const now = () => getBulk(studio.db, user, id)
  return {
    user,
    id,
    now,
    states: async () => (await readRows(studio, await now())).map(({ state }) => state),
    credit: async () => (await balanceOf(studio.db, user.id)).left.credit,
    start: async (more: { cap?: number; trial?: number } = {}) => {
      const { price } = await quoteBulk(studio, user, id, 'credit')
      return startBulk(studio, user, id, { pay: 'credit', price, ...more })
    },
    drive: () => driveBulk(studio, id),
    /** Works so many jobs. */
    work: async (jobs: number) => {
      for (let left = jobs; left > 0;) {
        const job = await claimOne(studio, worker)
        await runVtoJob(studio, job, never)
        // Others' jobs may wait from tests before.
        if (job.user_id === user.id) left -= 1
      }
    },
  }
}

const jobsOf = (user: { id: string }) =>
  studio.db.selectFrom('vto_job').select(['id', 'status']).where('user_id', '=', user.id).execute()

test('the same folder again brings nothing, in the same bulk and in a later one', async () => {
  const { user, id, now, drive, work, start, credit } = await buildBulk(['A1', 'A2'])
  assert.deepEqual(await bring(user, id, ['A1', 'A2', 'A3']), { made: 1, known: 2, sent: 1 })
  assert.equal((await createBulk(studio, user, { id: uuidv7(), name: 'Spring' })).id, id)
  await start()
  await drive()
  await work(3)
  await drive()
  assert.equal((await now()).state, 'ended')
  assert.equal(await credit(), CREDIT - 12)

  const again = await createBulk(studio, user, { id: uuidv7(), name: 'Spring' })
  assert.notEqual(again.id, id)
  assert.equal(again.project_id, (await now()).project_id)
  assert.deepEqual(await bring(user, again.id, ['A1', 'A2', 'A3']), { made: 0, known: 3, sent: 0 })
  const direction = (await now()).direction
  await directBulk(studio, user, again.id, { direction })
  const quote = await quoteBulk(studio, user, again.id, 'credit')
  assert.deepEqual([quote.rows, quote.price, quote.already], [3, 0, 3])
  await startBulk(studio, user, again.id, { pay: 'credit', price: 0, cap: 0 })
  await driveBulk(studio, again.id)
  assert.equal((await getBulk(studio.db, user, again.id)).state, 'ended')
  assert.deepEqual([(await jobsOf(user)).length, await credit()], [3, CREDIT - 12])
})

test('a photo that cannot be used stays with its row, and the others go on', async () => {
  const { user, id, start, drive, states, now } = await buildBulk(['A1'])
  const bad = { path: 'B1_front.jpg', slot: 'upper', side: 'front', guessed: true, bytes: 4 } as const
  await bringRows(studio, user, id, [
    { sku: 'B1', files: [bad] },
    { sku: 'C1', files: [] },
  ])
  await bringFile(studio, user, id, bad.path, upload(Buffer.from('nope')))
  const rows = await readRows(studio, await now())
  assert.deepEqual(
    rows.map(({ sku, level, problems }) => [sku, level, problems[0]?.code]),
    [
      ['A1', 'ready', undefined],
      ['B1', 'stop', 'photo_type'],
      ['C1', 'stop', 'photo_missing'],
    ],
  )
  const quote = await quoteBulk(studio, user, id, 'credit')
  assert.deepEqual([quote.rows, quote.leftOut, quote.looks], [1, 2, 2])
  await start()
  await drive()
  assert.deepEqual(await states(), ['making', 'left', 'left'])
  const after = await bringRows(studio, user, id, [{ sku: 'B1', files: [{ ...bad, bytes: 5 }] }])
  assert.deepEqual(after.missing, [bad.path], 'another file of that name is asked for')
})

test('the same number twice in one breath is one product: no photo is lost, and none pushes another out', async () => {
  const { user, id, now } = await buildBulk(['A1'])
  const file = (path: string, side: 'front' | 'back') =>
    ({ path, slot: 'upper', side, guessed: true, bytes: 4 }) as const
  const { made, missing } = await bringRows(studio, user, id, [
    { sku: 'B1', name: null, files: [file('a/front.jpg', 'front')] },
    { sku: 'b1', name: 'Linen', files: [file('b/back.jpg', 'back'), file('b/front.jpg', 'front')] },
  ])
  assert.deepEqual([made, missing], [1, ['a/front.jpg', 'b/back.jpg']])
  const row = (await readRows(studio, await now()))[1]
  assert.deepEqual(
    [row.sku, row.name, row.level, row.problems],
    [
      'B1',
      'Linen',
      'stop',
      [
        { code: 'slot_taken', slot: 'upper', side: 'front', values: { path: 'b/front.jpg' } },
        { code: 'sending', slot: null, side: null, values: { count: 2 } },
      ],
    ],
  )
})

test('a product that was binned meanwhile comes again as another one', async () => {
  const { user, id, now } = await buildBulk(['A1', 'A2'])
  const [first] = await readRows(studio, await now())
  await binProduct(studio, user, first.product_id)
  assert.deepEqual(await bring(user, id, ['A1', 'A2']), { made: 1, known: 1, sent: 1 })
  const rows = await readRows(studio, await now())
  assert.deepEqual(
    rows.map(({ sku, level }) => [sku, level]),
    [
      ['A2', 'ready'],
      ['A1', 'ready'],
    ],
  )
  assert.notEqual(rows[1].product_id, first.product_id)
})

test('the cap holds: what is over it waits, and says what is left', async () => {
  const { user, id, start, drive, states, now, credit, work } = await buildBulk(['A1', 'A2', 'A3'])
  await start({ cap: 9 })
  await drive()
  const bulk = await now()
  assert.deepEqual(
    [bulk.state, bulk.pause_reason, bulk.pause_details],
    ['paused', 'cap', { cap: 9, spent: 8, needed: 4 }],
  )
  assert.deepEqual(await states(), ['making', 'making', 'waiting'])
  assert.equal(await credit(), CREDIT - 8)
  await resumeBulk(studio, user, id, { cap: 12 })
  await drive()
  await work(3)
  await drive()
  assert.deepEqual([await states(), (await now()).state], [['made', 'made', 'made'], 'ended'])
})

test('a program’s key at its limit pauses it; its owner goes on', async () => {
  const { user, id, drive, states, now } = await buildBulk(['A1', 'A2'])
  const key = await createApiKey(
    studio,
    { ...user, isAdmin: false },
    { name: 'shop', scopes: ['spend'], dailyCap: 4 },
  )
  const { price } = await quoteBulk(studio, user, id, 'credit')
  await startBulk(studio, { ...user, apiKeyId: key.id }, id, { pay: 'credit', price })
  await drive()
  const { state, pause_reason } = await now()
  assert.deepEqual([state, pause_reason, await states()], ['paused', 'key_cap', ['making', 'waiting']])
  await resumeBulk(studio, user, id, {})
  await drive()
  assert.deepEqual(await states(), ['making', 'making'])
})

test('without points it stands still with what is left, and goes on when there are some', async () => {
  const { user, id, start, drive, states, now } = await buildBulk(['A1', 'A2', 'A3', 'A4'])
  await start()
  await drive()
  const { pause_reason, pause_details } = await now()
  assert.deepEqual([pause_reason, pause_details['short']], ['points', 4])
  assert.deepEqual(await states(), ['making', 'making', 'making', 'waiting'])
  await grant(studio.db, user.id, 'credit', 4, 'admin_grant')
  await resumeBulk(studio, user, id, {})
  await drive()
  assert.deepEqual(await states(), ['making', 'making', 'making', 'making'])
})

test('a trial stands still when it is made; paused, nothing more is submitted', async () => {
  const { user, id, start, drive, states, now, work } = await buildBulk(['A1', 'A2', 'A3'])
  await start({ trial: 1 })
  await assert.rejects(start(), throwsCode('bulk_started'))
  await drive()
  await drive()
  assert.deepEqual([await states(), (await now()).state], [['making', 'waiting', 'waiting'], 'running'])
  await work(1)
  await drive()
  assert.equal((await now()).pause_reason, 'trial')
  await resumeBulk(studio, user, id, {})
  await pauseBulk(studio, user, id)
  assert.equal(await drive(), 'still')
  assert.deepEqual(await states(), ['made', 'waiting', 'waiting'])
  await assert.rejects(pauseBulk(studio, user, id), throwsCode('bulk_still'))
})

test('a crash before, between and after repeats nothing', async () => {
  const { user, start, drive, credit, id } = await buildBulk(['A1', 'A2', 'A3'])
  await start()
  const { pool } = studio.database
  await drive()
  const ids = (await jobsOf(user)).map((job) => job.id).toSorted()
  // The note is lost of one; of another the job was never submitted, though noted.
  await pool.query('update bulk_row set job_id = null, adopted = false where bulk_id = $1 and n = 1', [id])
  await Promise.all([drive(), drive(), drive()])
  assert.deepEqual((await jobsOf(user)).map((job) => job.id).toSorted(), ids)
  assert.equal(await credit(), 0)
  const { rows } = await pool.query<{ job_id: string }>('select job_id from bulk_row where bulk_id = $1', [
    id,
  ])
  assert.deepEqual(rows.map((row) => row.job_id).toSorted(), ids)
})

test('noted and not submitted: the same job is submitted after all', async () => {
  const { user, start, drive, id, now } = await buildBulk(['A1'])
  await start()
  const [row] = await readRows(studio, await now())
  const noted = uuidv7()
  await studio.database.pool.query('update bulk_row set job_id = $2 where bulk_id = $1', [id, noted])
  assert.equal(row.state, 'waiting')
  await drive()
  assert.deepEqual(
    (await jobsOf(user)).map((job) => job.id),
    [noted],
  )
})

test('the rest is cancelled and refunded; what failed is run again as a new job', async () => {
  const { user, id, start, drive, states, work, credit, now } = await buildBulk(['A1', 'A2', 'A3'])
  await start()
  const [first] = await readRows(studio, await now())
  script.beforeFirst = ({ input }) => {
    if (input.photos[0].key.startsWith(first.photos[0].key))
      throw new EngineError('engine_failed', { retryable: false })
  }
  await drive()
  while ((await states())[0] === 'making') await work(1)
  delete script.beforeFirst
  await cancelBulk(studio, user, id)
  await drive()
  assert.deepEqual(await states(), ['failed', 'cancelled', 'cancelled'])
  assert.deepEqual([(await now()).state, await credit()], ['ended', CREDIT])
  await retryBulk(studio, user, id, { code: (await readRows(studio, await now()))[0].fail_code ?? '' })
  await drive()
  assert.deepEqual(await states(), ['making', 'cancelled', 'cancelled'])
  await work(1)
  await drive()
  assert.deepEqual([await states(), await credit()], [['made', 'cancelled', 'cancelled'], CREDIT - 4])
  await retryBulk(studio, user, id, {})
  await drive()
  await work(2)
  assert.deepEqual([await states(), await credit()], [['made', 'made', 'made'], 0])
})

test('photos move between slots and products, by hand and by what was found', async () => {
  const { user, id, now } = await buildBulk(['A1', 'A2'])
  const placesOf = async () =>
    (await readRows(studio, await now())).map(({ photos }) =>
      photos.map(({ slot, side }) => `${slot} ${side}`),
    )
  await moveFile(
    studio,
    user,
    id,
    { n: 1, slot: 'upper', side: 'front' },
    { n: 2, slot: 'upper', side: 'back' },
  )
  assert.deepEqual(await placesOf(), [[], ['upper front', 'upper back']])
  await findGood(
    JSON.stringify({ level: 'wrong_slot', findings: [], kind: 'pants', betterSlot: 'bottom', confidence: 1 }),
  )
  assert.equal(await mendSlots(studio, user, id), 2)
  assert.deepEqual(await placesOf(), [[], ['bottom front', 'bottom back']])
  await assert.rejects(
    moveFile(
      studio,
      user,
      id,
      { n: 2, slot: 'bottom', side: 'front' },
      { n: 2, slot: 'bottom', side: 'back' },
    ),
    throwsCode('slot_taken'),
  )
  await removeRow(studio, user, id, 1)
  assert.equal((await readRows(studio, await now())).length, 1)
})

test('a bulk is its owner’s alone', async () => {
  const { id } = await buildBulk(['A1'])
  const other = await buildUser(studio)
  await assert.rejects(getBulk(studio.db, other, id), throwsCode('not_found'))
  await assert.rejects(createBulk(studio, other, { id, name: 'Mine' }), throwsCode('key_reused'))
  await assert.rejects(pauseBulk(studio, other, id), throwsCode('not_found'))
})
