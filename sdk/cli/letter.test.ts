// The verbs for clips, motions and letters, against a server that answers as a studio.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'node:test'
import { runMaepsi } from '../../test/maepsi-command.ts'
import { folderOf, IMAGE, openRunningStudio, PRODUCT } from '../../test/told-studio.ts'

test('clip and motion pay what their kind costs, and say which engines could', async (t) => {
  const looks = [{ n: 0, view: 'clip', imageId: null, videoId: IMAGE }]
  const { env, asked } = await openRunningStudio(t, { status: 'DONE', looks })
  const clip = await runMaepsi(
    ['clip', IMAGE, PRODUCT, '--format', '4:5', '--seconds', '4', '--title', 'Spring', '--pay', 'credit'],
    { env },
  )
  assert.deepEqual([clip.exitCode, clip.stdout], [0, `${IMAGE}\n`], clip.stderr)
  const { id, ...wish } = JSON.parse(asked.find(({ url }) => url.endsWith('/clips'))!.body.toString())
  assert.match(id, /^[0-9a-f-]{36}$/)
  assert.deepEqual(wish, {
    imageIds: [IMAGE, PRODUCT],
    format: '4:5',
    seconds: 4,
    title: 'Spring',
    pay: 'credit',
    price: 10,
  })
  const motion = await runMaepsi(['motion', IMAGE, '--engine', 'veo', '--seconds', '5'], { env })
  assert.match(motion.stderr, /a video for 15 credits/)
  const unable = await runMaepsi(['motion', IMAGE, '--engine', 'drape'], { env })
  assert.deepEqual([unable.exitCode, unable.stdout], [2, ''])
  assert.match(unable.stderr, /"drape" brings no looks to life here: choose from veo\./)
})

test('letter confirms what was given, prints what was written, and says what is missing', async (t) => {
  const looks = [{ n: 0, view: 'letter', imageId: null, letterId: IMAGE }]
  const { env, asked } = await openRunningStudio(t, { status: 'DONE', looks })
  const given = ['--fabric', '면 100%', '--market', 'own', '--main']
  const { exitCode, stdout, stderr } = await runMaepsi(['letter', PRODUCT, ...given], { env })
  assert.deepEqual([exitCode, stdout], [0, 'Tee\n\n남색 상의예요.\n\n· 소재는 면 100%예요.\n'], stderr)
  assert.match(stderr, /a letter for 4 credits/)
  assert.match(stderr, /Not known, and so not said: size\.[^]*stood in for the model \(rate_limited\)/)
  const said = (path: RegExp) =>
    JSON.parse(asked.find(({ method, url }) => method !== 'GET' && path.test(url))!.body.toString())
  assert.deepEqual(said(/facts$/), { facts: { care: '손세탁', fabric: '면 100%' } })
  assert.deepEqual(said(/main$/), { letterId: IMAGE })
  const { id: _, ...wish } = said(/letters$/)
  const order = { language: 'ko', market: 'own', tone: 'plain', pay: 'credit', price: 4 }
  assert.deepEqual(wish, { productId: PRODUCT, ...order })
  const file = path.join(await folderOf(t), 'letter.html')
  const html = await runMaepsi(['letter', PRODUCT, '--html', '--out', file], { env })
  assert.deepEqual([html.exitCode, html.stdout], [0, `${file}\n`], html.stderr)
  assert.match(await readFile(file, 'utf8'), /^<h2>Tee<\/h2>\n<p>남색 상의예요\.<\/p>\n<ul>/)
})
