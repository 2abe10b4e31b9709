// Both kinds of storage keep the same promises: the same tests run on a folder and on a real S3 server.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { StudioError } from '#server/errors.ts'
import { startS3, whyNoS3 } from '#test/s3.ts'
import { DiskStorage } from './disk.ts'
import { S3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

const isNotFound = (error: unknown) => error instanceof StudioError && error.code === 'not_found'

async function keysOf(storage: Storage, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const file of storage.list(prefix)) keys.push(file.key)
  return keys.sort()
}

function keepsFiles(storage: () => Storage): void {
  const bytes = randomBytes(300_000)

  test('gives back what was put', async () => {
    await storage().put('photos/a/original.jpg', bytes, 'image/jpeg')
    assert.ok(bytes.equals(await storage().get('photos/a/original.jpg')))
    const found = await storage().stat('photos/a/original.jpg')
    assert.equal(found?.key, 'photos/a/original.jpg')
    assert.equal(found?.bytes, bytes.length)
    assert.ok(Math.abs(found.modifiedAt.getTime() - Date.now()) < 3_600_000)
  })

  test('keeps a file of this machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maepsi-put-file-'))
    try {
      writeFileSync(join(folder, 'large'), bytes)
      await storage().putFile('files/large.zip', join(folder, 'large'), 'application/zip')
      assert.ok(bytes.equals(await storage().get('files/large.zip')))
      await assert.rejects(storage().putFile('files/none.zip', join(folder, 'none'), 'application/zip'))
      assert.equal(await storage().stat('files/none.zip'), null)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('opens the whole file and parts of it', async () => {
    await storage().put('ranges/file', bytes, 'application/octet-stream')
    const read = async (start?: number, end?: number) => {
      const range = start === undefined ? undefined : { start, end: end! }
      return Buffer.concat(await (await storage().open('ranges/file', range)).toArray())
    }
    assert.ok(bytes.equals(await read()))
    assert.ok(bytes.subarray(0, 1).equals(await read(0, 0)))
    assert.ok(bytes.subarray(1000, 70_001).equals(await read(1000, 70_000)))
    assert.ok(bytes.subarray(299_990).equals(await read(299_990, 299_999)))
  })

  test('says when there is no such file', async () => {
    await assert.rejects(storage().get('no/such'), isNotFound)
    await assert.rejects(storage().open('no/such'), isNotFound)
    assert.equal(await storage().stat('no/such'), null)
    await storage().put('folder/inside/file', bytes, 'image/png')
    await assert.rejects(storage().get('folder/inside'), isNotFound)
    await assert.rejects(storage().open('folder/inside'), isNotFound)
    await assert.rejects(storage().get('folder/inside/file/more'), isNotFound)
    assert.equal(await storage().stat('folder/inside'), null)
  })

  test('takes no key that is not one', async () => {
    const wrong = [
      '',
      '/',
      '/etc/passwd',
      '../secret',
      'photos/../../secret',
      'photos//a',
      'photos/.',
      'a\0b',
      'a b',
      '한글',
      'a'.repeat(600),
    ]
    for (const key of wrong) {
      await assert.rejects(storage().put(key, bytes, 'image/png'), isNotFound, key)
      await assert.rejects(storage().get(key), isNotFound, key)
      await assert.rejects(storage().open(key), isNotFound, key)
      await assert.rejects(storage().stat(key), isNotFound, key)
      await assert.rejects(storage().remove([key]), isNotFound, key)
    }
  })

  test('lists by prefix, and removes', async () => {
    const names = Array.from({ length: 25 }, (_, i) => `list/x${i % 2}/${String(i).padStart(3, '0')}`)
    await Promise.all(names.map((key) => storage().put(key, Buffer.from(key), 'text/plain')))
    assert.deepEqual(await keysOf(storage(), 'list/'), names.toSorted())
    assert.equal((await keysOf(storage(), 'list/x1/')).length, 12)
    assert.equal((await keysOf(storage(), 'list/x1/01')).length, 5)
    assert.deepEqual(await keysOf(storage(), 'nothing/'), [])
    for await (const file of storage().list('list/x0/000')) assert.equal(file.bytes, file.key.length)
    await storage().remove([...names.slice(1), 'list/not-there'])
    assert.deepEqual(await keysOf(storage(), 'list/'), names.slice(0, 1))
  })

  test('writes of the same key at once leave one whole file', async () => {
    await Promise.all(Array.from({ length: 8 }, () => storage().put('same/file', bytes, 'image/png')))
    assert.ok(bytes.equals(await storage().get('same/file')))
    assert.deepEqual(await keysOf(storage(), 'same/'), ['same/file'])
  })

  test('is ready', () => storage().check())
}

describe('on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-files-'))
  const disk = new DiskStorage(join(folder, 'files'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  keepsFiles(() => disk)

  test('nothing is kept outside its folder', () => assert.deepEqual(readdirSync(folder), ['files']))

  test('a folder that has become empty goes away', async () => {
    await disk.put('photos/gone/original.jpg', Buffer.from('x'))
    await disk.remove(['photos/gone/original.jpg'])
    assert.equal(existsSync(join(folder, 'files/photos/gone')), false)
  })

  test('putting and removing in one folder at once loses nothing', async () => {
    for (let round = 0; round < 50; round++) {
      await disk.put('busy/folder/old', Buffer.from('old'))
      await Promise.all([disk.remove(['busy/folder/old']), disk.put('busy/folder/new', Buffer.from('new'))])
      assert.equal(String(await disk.get('busy/folder/new')), 'new')
      await disk.remove(['busy/folder/new'])
    }
  })
})

const reason = whyNoS3()
describe('on S3', { skip: reason ?? false }, () => {
  let server: Awaited<ReturnType<typeof startS3>>
  let s3: S3Storage
  before(
    async () => {
      server = await startS3()
      s3 = new S3Storage(server.place)
    },
    { timeout: 120_000 },
  )
  after(() => server?.stop())
  keepsFiles(() => s3)

  test('a wrong secret and a bucket that is not there are errors, not missing files', async () => {
    const stranger = new S3Storage({ ...server.place, secretKey: 'another-secret' })
    await assert.rejects(stranger.get('photos/a/original.jpg'), { name: 'SignatureDoesNotMatch' })
    await assert.rejects(stranger.check())
    const nowhere = new S3Storage({ ...server.place, bucket: 'nowhere' })
    await assert.rejects(nowhere.get('photos/a/original.jpg'), { name: 'NoSuchBucket' })
    await assert.rejects(nowhere.check())
  })
})
