// An assistant's own client makes a lookbook from a folder of drawn photos; a key over its cap is told so, and no other file is read.

import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { test, type TestContext } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import sharp from 'sharp'
import { drawGarment } from '../../drape/drawn/draw-garment.ts'
import { encodePicture } from '../../drape/node.ts'
import { startWorker } from '../../server/worker/worker.ts'
import { buildVideo } from '../../test/build-video.ts'
import { Browser, openTestDoor } from '../../test/door.ts'

const COMMAND = fileURLToPath(new URL('../bin/maepsi.js', import.meta.url))

/** `data` as the tool answered it, and all its words. */
interface Told {
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- each tool answers data of its own
  readonly data: any
  readonly failed: boolean
  readonly content: CallToolResult['content']
}

async function connect(t: TestContext, env: Record<string, string>, photos: string) {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [COMMAND, 'mcp', '--photos', photos],
      env: { PATH: process.env['PATH'] ?? '', ...env },
    }),
  )
  t.after(() => client.close())
  const use = async (name: string, args: Record<string, unknown> = {}): Promise<Told> => {
    const result = (await client.callTool({ name, arguments: args }, undefined, {
      timeout: 600_000,
    })) as CallToolResult
    const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
    return {
      text,
      data: result.structuredContent,
      failed: result.isError === true,
      content: result.content,
    }
  }
  return { client, use }
}

test('a folder of photos becomes a lookbook', { timeout: 600_000 }, async (t) => {
  const door = await openTestDoor()
  const worker = await startWorker(door.studio, { inProcess: true })
  const folder = await mkdtemp(path.join(tmpdir(), 'maepsi-mcp-'))
  t.after(async () => {
    await worker.stop()
    await door.close()
    await rm(folder, { recursive: true })
  })
  const photos = path.join(folder, 'photos')
  await mkdir(photos)
  const { picture } = drawGarment({
    kind: 'tee',
    side: 'front',
    colour: '#b04a3a',
    width: 960,
    height: 1200,
  })
  await writeFile(path.join(photos, 'tee.jpg'), await encodePicture(picture, 'jpeg'))
  await writeFile(path.join(photos, 'prices.txt'), 'no picture')
  await writeFile(path.join(folder, 'secret.jpg'), 'outside')
  await symlink(path.join(folder, 'secret.jpg'), path.join(photos, 'link.jpg'))
  const browser = new Browser(door)
  await browser.signUp('mina')
  const made = await browser.post('/v1/api-keys', {
    name: 'assistant',
    scopes: ['read', 'write', 'spend'],
    dailyCap: 3,
  })
  const env = { MAEPSI_STUDIO: door.url, MAEPSI_KEY: (made.body as { key: string }).key }
  const { client, use } = await connect(t, env, photos)

  const { data: project } = await use('create_project', { name: 'Tees', collection: 'Spring' })
  const { data: product } = await use('create_product', {
    projectId: project.projectId,
    name: 'Red tee',
  })
  const { productId } = product
  assert.deepEqual((await use('list_photos')).data.files, ['link.jpg', 'tee.jpg'])
  for (const file of ['../secret.jpg', 'link.jpg', path.join(folder, 'secret.jpg'), 'prices.txt', 'no.jpg'])
    assert.ok((await use('put_photo', { productId, file, slot: 'upper' })).failed, file)
  assert.ok(!(await use('put_photo', { productId, file: 'tee.jpg', slot: 'upper' })).failed)
  const checked = await use('check_product', { productId })
  assert.deepEqual(checked.data, { ready: true }, checked.text)

  const { data: price } = await use('price_run', { views: ['front'] })
  const offer = price.offers.find(({ pay }: { pay: string }) => pay === 'credit')
  assert.deepEqual(offer, { pay: 'credit', price: 2, left: 100 })
  const wish = { productId, views: ['front'], pay: 'credit' }
  assert.ok((await use('submit_run', wish)).failed, 'without a confirmed price')
  const cheap = await use('submit_run', { ...wish, confirmedPrice: 1 })
  assert.deepEqual([cheap.failed, cheap.data.code], [true, 'price_changed'])
  const { data: run } = await use('submit_run', { ...wish, confirmedPrice: offer.price })
  const ended = await use('watch_run', { runId: run.runId, seconds: 600 })
  assert.equal(ended.data.status, 'DONE', ended.text)

  const { data: looks } = await use('list_looks', { projectId: project.projectId })
  assert.deepEqual(looks.lookIds, ended.data.lookIds)
  const [lookId] = looks.lookIds
  const look = await use('get_look', { lookId, width: 'small' })
  const shown = look.content.find((part) => part.type === 'image')
  assert.ok(shown, look.text)
  assert.equal((await sharp(Buffer.from(shown.data, 'base64')).metadata()).width, 240)
  const { contents } = await client.readResource({ uri: `maepsi://looks/${lookId}` })
  const blob = contents[0] && 'blob' in contents[0] ? contents[0].blob : ''
  assert.equal((await sharp(Buffer.from(blob, 'base64')).metadata()).width, 1024)
  assert.match((await use('mark_favourite', { lookId })).text, /favourite/)
  const { data: favourites } = await use('list_looks', {
    projectId: project.projectId,
    filter: 'selected',
  })
  assert.deepEqual(favourites.lookIds, [lookId])

  assert.ok((await use('product_facts', { productId })).data.gaps.includes('fabric'))
  const { data: known } = await use('confirm_facts', { productId, fabric: '면 100%' })
  assert.ok(!known.gaps.includes('fabric') && known.gaps.includes('care'))
  const { data: cost } = await use('price_letter')
  assert.deepEqual(cost, { price: 0, letterModel: null })
  const { data: writing } = await use('write_letter', {
    productId,
    market: 'own',
    confirmedPrice: cost.price,
  })
  const { data: written } = await use('watch_run', { runId: writing.runId, seconds: 600 })
  const [letterId] = written.letterIds
  const letter = await use('get_letter', { letterId })
  assert.match(letter.text, /소재는 면 100%예요\.[^]*Not known, and so not said: .*care/)
  assert.match(
    (await use('get_letter', { letterId, as: 'html' })).data.words,
    /<li>소재는 면 100%예요\.<\/li>/,
  )
  const main = await use('choose_main', { productId, lookId, letterId })
  assert.deepEqual(main.data, { lookId, videoId: null, letterId })
  const { data: letters } = await use('list_letters', { projectId: project.projectId })
  assert.deepEqual(letters.letterIds, [letterId])

  const { data: film } = await use('price_video')
  const ticket = film.offers.find(({ pay }: { pay: string }) => pay === 'video_ticket')
  const cut = { lookIds: [lookId], seconds: 4, pay: 'video_ticket' }
  const wrong = await use('submit_clip', { ...cut, confirmedPrice: 5 })
  assert.deepEqual([wrong.failed, wrong.data.code], [true, 'price_changed'])
  // A ticket counts as the credits it stands for.
  for (const [tool, wish] of [
    ['submit_clip', cut],
    ['submit_turntable', { productId, pay: 'video_ticket' }],
  ] as const) {
    const dear = await use(tool, { ...wish, confirmedPrice: ticket.price })
    assert.deepEqual([dear.failed, dear.data.code, dear.data.details.needed], [true, 'cap_reached', 10])
  }
  const me = { id: (await browser.get('/v1/users/me')).body.id as string }
  const there = await buildVideo(
    door.studio,
    me,
    { id: project.projectId },
    { jobId: run.runId, url: `videos/${run.runId}/0-film/turntable.mp4` },
  )
  const poster = await sharp({ create: { width: 9, height: 12, channels: 3, background: '#888' } })
    .webp()
    .toBuffer()
  await door.studio.storage.put(there.url, Buffer.from('a film'), 'video/mp4')
  await door.studio.storage.put(there.url.replace(/[^/]+$/, 'poster.webp'), poster, 'image/webp')
  const { data: videos } = await use('list_videos', { projectId: project.projectId })
  assert.deepEqual(videos.videoIds, [there.id])
  const played = await use('get_video', { videoId: there.id })
  assert.ok(played.content.some(({ type }) => type === 'image'))
  assert.equal(await (await fetch(played.data.url)).text(), 'a film')

  // 2 of its 3 credits of the day are spent.
  const over = await use('submit_run', { ...wish, confirmedPrice: 2 })
  assert.deepEqual([over.failed, over.data.code], [true, 'cap_reached'])
  assert.match(over.text, /^cap_reached: .*\n\{.*"left":1.*\}$/)
  assert.equal((await use('balance')).data.credit, 98)
})

test('a key that may not spend is told so in words', { timeout: 60_000 }, async (t) => {
  const door = await openTestDoor()
  t.after(() => door.close())
  const browser = new Browser(door)
  await browser.signUp('mina')
  const made = await browser.post('/v1/api-keys', { name: 'reader', scopes: ['read'], dailyCap: null })
  const env = { MAEPSI_STUDIO: door.url, MAEPSI_KEY: (made.body as { key: string }).key }
  const { use } = await connect(t, env, tmpdir())
  assert.equal((await use('balance')).data.credit, 100)
  const refused = await use('create_project', { name: 'Tees' })
  assert.deepEqual([refused.failed, refused.data.code], [true, 'scope_missing'])
})
