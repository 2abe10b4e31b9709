// `maepsi bulk` as people use it: a folder brought in, made within its cap, and brought in again for nothing.

import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { startWorker } from '../../server/worker/worker.ts'
import { Browser, openTestDoor } from '../../test/door.ts'
import { drawnPhoto } from '../../test/drawn-photo.ts'
import { runMaepsi } from '../../test/maepsi-command.ts'

test('a folder of three products', { timeout: 600_000 }, async (t) => {
  const door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '10', MAEPSI_PRICE_LOOK: '1' })
  const worker = await startWorker(door.studio, { inProcess: true })
  const home = await mkdtemp(path.join(tmpdir(), 'maepsi-bulk-'))
  const folder = path.join(home, 'spring')
  t.after(async () => {
    await worker.stop()
    await door.close()
    await rm(home, { recursive: true })
  })
  const browser = new Browser(door)
  await browser.signUp('mina')
  const { key } = (await browser.post('/v1/api-keys', { name: 'laptop' })).body as { key: string }
  const env = { XDG_CONFIG_HOME: home, MAEPSI_STUDIO: door.url, MAEPSI_KEY: key }

  await mkdir(path.join(folder, 'T2'), { recursive: true })
  const write = async (name: string, kind: 'tee' | 'jeans', colour: string, width = 800) =>
    writeFile(
      path.join(folder, name),
      await drawnPhoto(kind, { colour, width, height: (width * 5) / 4 })
        .jpeg()
        .toBuffer(),
    )
  await write('T1_front.jpg', 'tee', '#2f5d8a')
  await write('T2/앞.jpg', 'jeans', '#2b3a55')
  await write('T3_front.jpg', 'tee', '#888844', 320)
  await writeFile(path.join(folder, 'T1_detail.jpg'), 'a detail')
  await writeFile(path.join(folder, 'list.csv'), 'sku,name\nT1,Blue tee\n,nobody\n')

  const zip = path.join(home, 'large.zip')
  await writeFile(zip, 'PK')
  await truncate(zip, 3_000_000_000)
  const large = await runMaepsi(['bulk', zip], { env })
  assert.match(large.stderr, /This ZIP has 3000 MB, and the studio takes 1024: split it/)
  assert.equal(large.exitCode, 2)

  const asked = await runMaepsi(['bulk', folder], { env })
  assert.equal(asked.exitCode, 0, asked.stderr)
  assert.match(asked.stderr, /sheet, line 3, column 1: sku_missing/)
  assert.match(asked.stderr, /T1_detail\.jpg: left out \(its name tells no slot\)/)
  assert.match(asked.stderr, /3 products made, 0 known; 3 photos to send/)
  assert.match(asked.stderr, /T3 \(stop\): upper: the photo is small/)
  assert.match(asked.stderr, /2 products, 2 looks: 2 credit; 1 left out/)
  assert.match(asked.stderr, /Nothing was started/)

  const capped = await runMaepsi(['bulk', folder, '--yes', '--cap', '1'], { env })
  assert.match(capped.stderr, /0 products made, 3 known; 0 photos to send/)
  assert.match(capped.stderr, /its cap is reached\. Left to do: 1 products for 1\./)
  assert.equal(capped.exitCode, 1)

  const again = await runMaepsi(['bulk', folder, '--yes'], { env })
  assert.equal(again.exitCode, 0, again.stderr)
  assert.match(again.stderr, /2 products, 2 looks: 1 credit; 1 made before, for nothing; 1 left out/)
  assert.deepEqual(again.stdout.split('\n').toSorted(), [
    '',
    'T1  made  1/1',
    'T2  made  1/1',
    'T3  left  0/1',
  ])

  const jobs = await door.studio.db.selectFrom('vto_job').select('id').execute()
  assert.equal(jobs.length, 2)
  const jeans = await door.studio.db
    .selectFrom('products')
    .selectAll()
    .where('name', '=', 'T2')
    .executeTakeFirstOrThrow()
  assert.notEqual(jeans.bottom_f_image_url, null, 'what was guessed to be an upper was put right')
})
