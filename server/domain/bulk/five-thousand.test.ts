// 5,000 products with two photos each, 40 of which cannot be used: exactly these are told first, with their reasons, and the others go on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { BulkRow } from '#sdk/contract/bulk-shapes.ts'
import { MOST_ROWS } from '#sdk/contract/bulk-shapes.ts'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildLargeBulk, fileOf, skuOf } from '#test/build-large-bulk.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'
import { until } from '#test/until.ts'

/** So many come by the API, none of which can be used; the rest is there already. */
const SPOILT = 40

let door: Door
before(async () => {
  door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '100000', MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => door.close())

const blank = async (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#e8e4dc' } })
    .jpeg()
    .toBuffer()

test('40 of 5,000 products are told, the others are started', async () => {
  const browser = new Browser(door)
  const user = await browser.signUp('mina')
  const { id } = await buildLargeBulk(door.studio, user, MOST_ROWS - SPOILT)
  const wall = await blank(480)
  const kinds = {
    photo_type: Buffer.from('%PDF-1.7 with the name of a photo'),
    photo_broken: wall.subarray(0, 400),
    photo_small: await blank(200),
    photo_none: wall,
  }
  const codes = Object.keys(kinds) as (keyof typeof kinds)[]
  const spoilt = Array.from({ length: SPOILT }, (_, n) => MOST_ROWS - SPOILT + n)
  const codeOf = (n: number) => codes[n % codes.length]

  const rows = spoilt.map((n) => ({ sku: skuOf(n), files: [fileOf(n, 'front')] }))
  const brought = await browser.send('PUT', `/v1/bulk/${id}/rows`, { rows })
  assert.deepEqual([brought.status, brought.body.made, brought.body.missing.length], [200, SPOILT, SPOILT])
  const full = await browser.send('PUT', `/v1/bulk/${id}/rows`, { rows: [{ sku: 'one more', files: [] }] })
  assert.deepEqual([full.status, full.body.code, full.body.details.most], [422, 'bulk_full', MOST_ROWS])

  for (const n of spoilt) {
    const { path } = fileOf(n, 'front')
    const url = `/v1/bulk/${id}/file?path=${encodeURIComponent(path)}`
    const { status } = await browser.send('PUT', url, kinds[codeOf(n)], { 'content-type': 'image/jpeg' })
    assert.equal(status, 200)
  }
  await lookedAt()

  const page = async (query: string) => (await browser.get(`/v1/bulk/${id}/rows?limit=100&${query}`)).body
  const first: { items: BulkRow[]; next: string | null } = await page('')
  assert.deepEqual(
    first.items.slice(0, 41).map(({ sku, level, problems }) => [sku, level, problems[0]?.code]),
    [...spoilt.map((n) => [skuOf(n), 'stop', codeOf(n)]), [skuOf(0), 'ready', undefined]],
  )
  assert.equal(first.next, '100')
  assert.equal((await page('level=stop')).items.length, 40)
  const last = await page(`after=${MOST_ROWS - 1}`)
  assert.deepEqual(
    [last.items.length, last.items[0].sku, last.next],
    [1, skuOf(MOST_ROWS - SPOILT - 1), null],
  )
  assert.deepEqual(
    (await page('sku=s4321')).items.map(({ sku }: BulkRow) => sku),
    [skuOf(4321)],
  )
  const { levels, slots, misplaced } = (await browser.get(`/v1/bulk/${id}`)).body
  assert.deepEqual(levels, { stop: 40, checking: 0, warning: 0, ready: MOST_ROWS - 40 })
  assert.deepEqual([slots, misplaced], [['upper'], 0])

  await browser.send('PUT', `/v1/bulk/${id}/direction`, { direction: Direction.parse({ views: ['front'] }) })
  const { rows: fit, leftOut, price } = (await browser.get(`/v1/bulk/${id}/quote?pay=credit`)).body
  assert.deepEqual([fit, leftOut], [MOST_ROWS - 40, 40])
  const started = await browser.post(`/v1/bulk/${id}/start`, { pay: 'credit', price })
  assert.equal(started.status, 202)
  assert.deepEqual(
    [started.body.states.waiting, started.body.states.left, started.body.leftToDo],
    [MOST_ROWS - 40, 40, { rows: MOST_ROWS - 40, price }],
  )
})

async function lookedAt(): Promise<void> {
  const { pool } = door.studio.database
  await until(async () => (await pool.query('select from photo where verdict is null')).rowCount === 0)
}
