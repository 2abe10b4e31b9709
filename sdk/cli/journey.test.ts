// From an API key to pictures on disk, on a whole studio with its worker: SDK and command as people use them.

import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { drawGarment } from '../../drape/drawn/draw-garment.ts'
import { encodePicture, readPicture } from '../../drape/node.ts'
import { startWorker } from '../../server/worker/worker.ts'
import { Browser, openTestDoor } from '../../test/door.ts'
import { runMaepsi } from '../../test/maepsi-command.ts'
import { openMaepsi } from '../client.ts'

test('login, products, run, looks, export', { timeout: 600_000 }, async (t) => {
  const door = await openTestDoor()
  const worker = await startWorker(door.studio, { inProcess: true })
  const folder = await mkdtemp(path.join(tmpdir(), 'maepsi-journey-'))
  t.after(async () => {
    await worker.stop()
    await door.close()
    await rm(folder, { recursive: true })
  })

  const browser = new Browser(door)
  await browser.signUp('mina')
  const { key } = (await browser.post('/v1/api-keys', { name: 'laptop' })).body as { key: string }
  const maepsi = openMaepsi({ url: door.url, key })
  const collection = await maepsi.collections.create({ body: { name: 'Spring' } })
  const project = await maepsi.projects.create({ body: { collectionId: collection.id, name: 'Tees' } })
  const product = await maepsi.products.create({ body: { projectId: project.id, name: 'Red tee' } })
  const { picture } = drawGarment({ kind: 'tee', side: 'front', colour: '#b04a3a', width: 960, height: 1200 })
  const body = new Uint8Array(await encodePicture(picture, 'jpeg'))
  await maepsi.products.putPhoto({ params: { id: product.id, slot: 'upper', side: 'front' }, body })
  for await (const event of maepsi.live()) {
    if (event.type !== 'hello' && event.type !== 'product') continue
    const [photo] = (await maepsi.products.get({ params: { id: product.id } })).photos
    if (!photo.verdict) continue
    assert.deepEqual([photo.verdict.kind, photo.verdict.betterSlot], ['top', null])
    break
  }

  const env = { XDG_CONFIG_HOME: folder, MAEPSI_STUDIO: '', MAEPSI_KEY: '' }
  const login = await runMaepsi(['login', '--url', door.url], { env, input: `${key}\n` })
  assert.deepEqual([login.exitCode, login.stdout], [0, `Signed in to ${door.url} as mina.\n`], login.stderr)
  const products = await runMaepsi(['products', '--project', project.id], { env })
  assert.equal(products.stdout, `${product.id}  Red tee  upper\n`)

  const run = await runMaepsi(['run', product.id, '--views', 'back', '--ratio', '4:5'], { env })
  assert.equal(run.exitCode, 0, run.stderr)
  assert.match(run.stdout, /^[0-9a-f-]{36}  back\n$/)
  assert.match(run.stderr, /1 look for \d+ .*\n/)

  const saved = await runMaepsi(
    ['looks', '--project', project.id, '--download', path.join(folder, 'looks')],
    { env },
  )
  assert.equal(saved.exitCode, 0, saved.stderr)
  const files = await readdir(path.join(folder, 'looks'))
  assert.deepEqual(files, ['look-0001-back.png'])
  const look = await readPicture(path.join(folder, 'looks', files[0]), 4000)
  assert.equal(look.height, 1536)

  const out = path.join(folder, 'markets')
  const exported = await runMaepsi(['export', project.id, '--for', 'naver,coupang-main', '--out', out], {
    env,
  })
  assert.deepEqual([exported.exitCode, (await readdir(out)).length], [0, 1], exported.stderr)
  assert.match(exported.stdout, /maepsi-[0-9a-f-]{36}[.]zip\n$/)
  const unknown = await runMaepsi(['export', project.id, '--for', 'nowhere', '--out', out], { env })
  assert.equal(unknown.exitCode, 2)
  assert.match(unknown.stderr, /"nowhere" is no market here: choose from naver, /)
})
