// ZIPs, honest and not: what is in them is kept until a row asks for it, and nothing gets past its limits.
import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { ZipFile } from 'yazl'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Studio } from '../../studio.ts'
import { createBulk } from './bulk.ts'
import { bulkFilesInUse, unpackZip } from './unpack-zip.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_BULK_ZIP_MB: '3', MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => studio.close())

async function zipOf(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(entries)) zip.addBuffer(bytes, name)
  zip.end()
  return buffer(zip.outputStream)
}

async function unpack(zip: Buffer, declaredBytes: number | null = zip.byteLength) {
  const user = await buildUser(studio)
  const { id } = await createBulk(studio, user, { id: uuidv7(), name: 'ZIP' })
  const bytes = (async function* () {
    for (let at = 0; at < zip.byteLength; at += 65_536) yield zip.subarray(at, at + 65_536)
  })()
  return { id, ...(await unpackZip(studio, user, id, { bytes, declaredBytes })) }
}

/** The same ZIP with a name of the same length in the place of another. */
function renamed(zip: Buffer, from: string, to: Buffer | string): Buffer {
  const bytes = Buffer.from(zip)
  const name = Buffer.from(to)
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1)) name.copy(bytes, at)
  return bytes
}

test('photos and a sheet come out; litter and other files do not', async () => {
  const zip = await zipOf({
    'shop/T1_front.jpg': Buffer.from('one'),
    'shop/린넨_앞.jpg': Buffer.from('two'),
    'shop/list.csv': Buffer.from('sku,front\nT1,T1_front.jpg\n'),
    'shop/readme.txt': Buffer.from('hello'),
    '__MACOSX/shop/._T1_front.jpg': Buffer.from('x'),
  })
  const { id, files, sheet, skipped } = await unpack(zip)
  assert.deepEqual(
    files.map(({ path, bytes }) => [path, bytes]),
    [
      ['shop/T1_front.jpg', 3],
      ['shop/린넨_앞.jpg', 3],
    ],
  )
  assert.equal(sheet?.rows[0]?.sku, 'T1')
  assert.deepEqual(skipped, [{ path: 'shop/readme.txt', reason: 'photo_type' }])
  const kept = await studio.db.selectFrom('bulk_file').select('key').where('bulk_id', '=', id).execute()
  const keys = kept.map(({ key }) => key)
  assert.deepEqual((await bulkFilesInUse(studio, [...keys, 'bulk/x/y'])).size, 2)
})

test('names as Korean Windows writes them are read', async () => {
  const zip = await zipOf({ 'abcd_f.jpg': Buffer.from('one') })
  // "앞뒤" in EUC-KR, four bytes without the mark of UTF-8.
  const korean = renamed(zip, 'abcd_f.jpg', Buffer.from('bed5b5da5f662e6a7067', 'hex'))
  const { files } = await unpack(korean)
  assert.deepEqual(
    files.map(({ path }) => path),
    ['앞뒤_f.jpg'],
  )
})

test('a name that leads out of its folder is refused, and nothing is kept', async () => {
  const zip = await zipOf({ 'good_front.jpg': Buffer.from('1'), 'aa/bb/evil.jpg': Buffer.from('2') })
  for (const name of ['../../evil.jpg', '/a/bb/evil.jpg', 'c:/bb/evil.jpg', '..\\..\\evil.jpg']) {
    await assert.rejects(
      unpack(renamed(zip, 'aa/bb/evil.jpg', name)),
      throwsCode('zip_unsafe', { reason: 'name' }),
    )
  }
  const kept = await studio.db
    .selectFrom('bulk_file')
    .select('path')
    .where('path', 'like', '%evil%')
    .execute()
  assert.deepEqual(kept, [])
})

test('a bomb is told by its ratio, and by the size of all together', async () => {
  const bomb = await zipOf({ 'T1_front.jpg': Buffer.alloc(2_000_000) })
  await assert.rejects(unpack(bomb), throwsCode('zip_unsafe', { path: 'T1_front.jpg', reason: 'ratio' }))
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, n) => [`T${n}_front.jpg`, Buffer.alloc(990_000, `${n}`)]),
  )
  await assert.rejects(unpack(await zipOf(many)), throwsCode('zip_unsafe', { reason: 'size' }))
})

test('an entry that holds more than it says is no photo', async () => {
  const zip = await zipOf({ 'T1_front.jpg': Buffer.alloc(500_000, 'x') })
  const lying = Buffer.from(zip)
  // The uncompressed size in the central directory (APPNOTE 4.3.12), 24 bytes after its mark.
  lying.writeUInt32LE(10, lying.indexOf(Buffer.from('504b0102', 'hex')) + 24)
  await assert.rejects(unpack(lying), throwsCode('zip_broken'))
})

test('too big is said before it is sent, and while it is; cut short is broken', async () => {
  const small = await zipOf({ 'T1_front.jpg': Buffer.from('one') })
  await assert.rejects(unpack(small, 3_000_000_000), throwsCode('zip_big', { megabytes: 3 }))
  await assert.rejects(unpack(Buffer.alloc(3_100_000), null), throwsCode('zip_big', { megabytes: 3 }))
  await assert.rejects(unpack(small.subarray(0, 60)), throwsCode('zip_broken'))
  await assert.rejects(unpack(Buffer.alloc(0)), throwsCode('zip_broken'))
})
