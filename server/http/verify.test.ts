// POST /v1/verify through the door: open to anybody, limited in size, and plain about files that can hold no marks.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { MOST_VERIFIED_BYTES } from '#sdk/contract/verify.ts'
import { openTestDoor } from '#test/door.ts'

const door = await openTestDoor()
after(() => door.close())

async function send(body: Uint8Array<ArrayBuffer>) {
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await fetch(`${door.url}/v1/verify`, { method: 'POST', headers, body })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('anybody reads the marks of a file, and nothing of it is kept', async () => {
  const picture = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#a68' } })
    .png()
    .toBuffer()
  const file = await door.studio.provenance.label(picture, {
    title: 'Look',
    engine: 'drape',
    engineVersion: '1',
    model: null,
    sourceType: 'compositeSynthetic',
    madeAt: new Date('2026-11-20T00:00:00Z'),
  })
  const seen = await send(Uint8Array.from(file))
  assert.equal(seen.status, 200)
  assert.deepEqual([seen.body['verdict'], seen.body['sourceType']], ['ours', 'compositeSynthetic'])
  assert.equal((await send(Uint8Array.from(picture))).body['verdict'], 'none')
  for await (const { key } of door.studio.storage.list('')) assert.fail(`${key} was kept`)
})

test('a HEIC, an empty file and one that is too large are refused by name', async () => {
  const heic = await send(Uint8Array.from(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1')))
  assert.deepEqual([heic.status, heic.body['code']], [415, 'marks_type'])
  assert.equal((await send(new Uint8Array())).body['code'], 'photo_empty')
  const large = await send(new Uint8Array(MOST_VERIFIED_BYTES + 1))
  assert.deepEqual([large.status, large.body['code']], [413, 'photo_big'])
})
