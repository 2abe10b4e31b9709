// The verbs that work on a running studio, against a server that answers as one.

import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import test from 'node:test'
import { answerJson, openServer } from '../../test/http-server.ts'
import { runMaepsi } from '../../test/maepsi-command.ts'
import {
  folderOf,
  IMAGE,
  openRunningStudio,
  openStudio,
  PNG,
  PRODUCT,
  PROJECT,
} from '../../test/told-studio.ts'

test('login checks the key and keeps it where only its owner can read it', async (t) => {
  const { url } = await openStudio(t, {
    'GET /v1/users/me': (response) =>
      answerJson(response, 200, { id: PRODUCT, name: 'Mina', email: 'm@example.com' }),
    'GET /v1/products': (response) => answerJson(response, 200, { items: [], next: null }),
  })
  const home = await folderOf(t)
  const env = { XDG_CONFIG_HOME: home, MAEPSI_STUDIO: '', MAEPSI_KEY: '' }
  const before = await runMaepsi(['products'], { env })
  assert.deepEqual(
    [before.exitCode, before.stderr],
    [2, 'Sign in first: maepsi login --url https://your.studio\n'],
  )

  const wrong = await runMaepsi(['login', '--url', url], { env, input: 'mk_bad\n' })
  assert.equal(wrong.exitCode, 1)
  assert.match(wrong.stderr, /does not know this API key/)

  const right = await runMaepsi(['login', '--url', `${url}/`], { env, input: 'mk_good\n' })
  assert.deepEqual([right.exitCode, right.stdout], [0, `Signed in to ${url} as Mina.\n`])
  const file = path.join(home, 'maepsi', 'studio.json')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { url, key: 'mk_good' })
  assert.equal((await runMaepsi(['products'], { env })).exitCode, 0)
})

test('login refuses what is no address, and says when nobody is there', async (t) => {
  const env = { XDG_CONFIG_HOME: await folderOf(t) }
  const address = await runMaepsi(['login', '--url', 'studio', '--key', 'k'], { env })
  assert.deepEqual(
    [address.exitCode, address.stderr],
    [2, '"studio" is no address of a studio: write it as https://your.studio\n'],
  )
  const nobody = await runMaepsi(['login', '--url', 'http://127.0.0.1:9', '--key', 'k'], { env })
  assert.equal(nobody.exitCode, 1)
  assert.match(nobody.stderr, /cannot be reached/)
})

test('products lists every page', async (t) => {
  const { env, asked } = await openStudio(t, {
    'GET /v1/products': (response, { url }) =>
      url.includes('after=')
        ? answerJson(response, 200, { items: [{ id: IMAGE, name: null, photos: [] }], next: null })
        : answerJson(response, 200, {
            items: [
              {
                id: PRODUCT,
                name: 'Tee',
                photos: [
                  { slot: 'upper', side: 'front' },
                  { slot: 'upper', side: 'back' },
                ],
              },
            ],
            next: 'n',
          }),
  })
  const { exitCode, stdout } = await runMaepsi(['products', '--project', PROJECT], { env })
  assert.equal(stdout, `${PRODUCT}  Tee  upper,upper-back\n${IMAGE}  untitled  no photo\n`)
  assert.deepEqual([exitCode, asked.length], [0, 2])
  assert.match(asked[1].url, new RegExp(`projectId=${PROJECT}&after=n`))
})

const WORN = '--body male --body-size XL --finish sand --pose walking --tucked'.split(' ')

test('run submits once, follows the job and ends with it', async (t) => {
  const looks = [
    { n: 0, view: 'front', imageId: IMAGE },
    { n: 1, view: 'back', imageId: PRODUCT },
  ]
  const { env, asked } = await openRunningStudio(t, { status: 'DONE', looks })
  const { exitCode, stdout, stderr } = await runMaepsi(
    ['run', PRODUCT, '--views', 'front,back', '--backdrop', '#e4dacb', '--ghost', ...WORN],
    { env },
  )
  assert.deepEqual([exitCode, stdout], [0, `${IMAGE}  front\n${PRODUCT}  back\n`])
  assert.match(stderr, /2 looks for 4 credits/)
  assert.match(stderr, /waiting, 2 before it[^]*40 %  draping the cloth/)
  const submits = asked
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body.toString()) as { id: string })
  assert.equal(submits.length, 2)
  assert.deepEqual(submits[0], submits[1])
  assert.match(submits[0].id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const direction = {
    engine: 'drape',
    views: ['front', 'back'],
    body: 'male',
    bodySize: 'XL',
    finish: 'sand',
    pose: 'walking',
    tucked: true,
    open: false,
    ghost: true,
    backdrop: '#e4dacb',
    ratio: '3:4',
    size: 'standard',
  }
  assert.deepEqual(submits[0], { id: submits[0].id, productId: PRODUCT, direction, pay: 'credit', price: 4 })
})

test('video pays with a ticket, follows the job, and writes the file', async (t) => {
  const looks = [{ n: 0, view: 'turntable', imageId: null, videoId: IMAGE }]
  const { env, asked } = await openRunningStudio(t, { status: 'DONE', looks })
  const file = path.join(await folderOf(t), 'turntable.mp4')
  const { exitCode, stdout, stderr } = await runMaepsi(['video', PRODUCT, '--out', file, ...WORN], { env })
  assert.deepEqual([exitCode, stdout], [0, `${file}\n`], stderr)
  assert.match(stderr, /a turntable for 1 video ticket\n[^]*not sure: the back is a guess/)
  assert.deepEqual(await readFile(file), PNG)
  const submits = asked
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body.toString()) as { id: string })
  assert.deepEqual(submits[0], submits[1])
  const direction = {
    engine: 'drape',
    body: 'male',
    bodySize: 'XL',
    finish: 'sand',
    pose: 'walking',
    tucked: true,
    open: false,
    backdrop: 'paper',
  }
  assert.deepEqual(submits[0], {
    id: submits[0].id,
    productId: PRODUCT,
    kind: 'turntable',
    direction,
    pay: 'video_ticket',
    price: 1,
  })
})

test('a video that was not made says why and what came back', async (t) => {
  const looks = [{ n: 0, view: 'turntable', imageId: null, videoId: null }]
  const ended = { status: 'FAILED', looks, returnedAmount: 10, failReason: 'photo_none' }
  const { env } = await openRunningStudio(t, ended)
  const { exitCode, stdout, stderr } = await runMaepsi(['video', PRODUCT, '--pay', 'credit'], { env })
  assert.deepEqual([exitCode, stdout], [1, ''])
  assert.match(
    stderr,
    /for 10 credits[^]*was not made\. The studio says: photo_none\. 10 came back to your balance\./,
  )
})

test('run says what was not made and what came back', async (t) => {
  const looks = [
    { n: 0, view: 'front', imageId: IMAGE },
    { n: 1, view: 'back', imageId: null },
  ]
  const { env } = await openRunningStudio(t, {
    status: 'DONE',
    looks,
    returnedAmount: 2,
    failReason: 'photo_none',
  })
  const { exitCode, stdout, stderr } = await runMaepsi(
    ['run', PRODUCT, '--views', 'front,back', '--pay', 'credit'],
    { env },
  )
  assert.deepEqual([exitCode, stdout], [1, `${IMAGE}  front\n`])
  assert.match(
    stderr,
    /1 of 2 looks was not made\. The studio says: photo_none\. 2 came back to your balance\./,
  )
})

test('run pays with nothing that does not suffice', async (t) => {
  const { env, asked } = await openRunningStudio(t, {})
  const large = await runMaepsi(['run', PRODUCT, '--size', 'large', '--pay', 'look_book_ticket'], { env })
  assert.deepEqual(
    [large.exitCode, large.stderr],
    [2, 'A run of large looks cannot be paid with look-book tickets: leave --pay out.\n'],
  )
  assert.ok(asked.every(({ method }) => method === 'GET'))
})

test('a run that is interrupted says that it goes on', async (t) => {
  const { env } = await openStudio(t, {
    'GET /v1/studio': (response) =>
      answerJson(response, 200, { prices: { look: 2, lookLarge: 4, turntable: 10 } }),
    'GET /v1/points': (response) =>
      answerJson(response, 200, { includedLook: 0, lookBookTicket: 9, credit: 0 }),
    'POST /v1/vto-jobs': (response, { body }) =>
      answerJson(response, 202, {
        ...(JSON.parse(body.toString()) as object),
        status: 'RUNNING',
        looks: [],
        progress: 1,
        stage: null,
      }),
    'GET /v1/live': (response) =>
      void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n'),
  })
  const { exitCode, stderr } = await runMaepsi(['run', PRODUCT], {
    env,
    onStderr: (text, interrupt) => void (text.includes('Job ') && setTimeout(() => interrupt(), 200)),
  })
  assert.equal(exitCode, 130)
  assert.match(stderr, /No longer watching: the run goes on in the studio/)
})

test('looks are listed, or downloaded whole, without giving the key to other places', async (t) => {
  const away = await openServer(t, (response) =>
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(PNG),
  )
  const look = (number: number, view: string, full: string) => ({
    id: IMAGE,
    number,
    details: { view },
    urls: { full },
  })
  const { env } = await openStudio(t, {
    'GET /v1/images': (response) =>
      answerJson(response, 200, {
        items: [look(12, 'back', `${away.url}/b`), look(3, 'front', '/files/a?sig=1')],
        next: null,
      }),
    'GET /files/a': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG),
  })
  const listed = await runMaepsi(['looks', '--project', PROJECT], { env })
  assert.deepEqual([listed.exitCode, listed.stdout], [0, `${IMAGE}  back\n${IMAGE}  front\n`])
  const folder = path.join(await folderOf(t), 'new', 'looks')
  const saved = await runMaepsi(['looks', '--project', PROJECT, '--download', folder], { env })
  assert.equal(saved.exitCode, 0)
  assert.deepEqual((await readdir(folder)).toSorted(), ['look-0003-front.png', 'look-0012-back.jpg'])
  assert.deepEqual(await readFile(path.join(folder, 'look-0003-front.png')), PNG)
  assert.equal(away.asked[0].headers.authorization, undefined)
})

test('a refusal of the studio is one line', async (t) => {
  const { env } = await openStudio(t, {})
  const { exitCode, stderr } = await runMaepsi(['looks', '--project', PROJECT], { env })
  assert.deepEqual([exitCode, stderr], [1, 'There is nothing here.\n'])
})

test('export of more looks than a ZIP takes writes several, and every look is in one of them', async (t) => {
  const looks = Array.from({ length: 450 }, (_, n) => ({
    id: `0190b3c4-5d6e-7f80-9a1b-${String(n).padStart(12, '0')}`,
  }))
  const out = await folderOf(t)
  let asked_ = 0
  const { env, asked } = await openStudio(t, {
    'GET /v1/export-presets': (response) =>
      answerJson(response, 200, {
        items: [
          { id: 'naver', format: 'jpeg' },
          { id: 'reels', format: 'mp4' },
        ],
      }),
    'GET /v1/images': (response, { url }) => {
      const from = Number(new URL(url, 'http://studio').searchParams.get('after') ?? 0)
      const items = url.includes('filter=selected') ? [] : looks.slice(from, from + 100)
      answerJson(response, 200, {
        items,
        next: items.length > 0 && from + 100 < looks.length ? String(from + 100) : null,
      })
    },
    'GET /v1/videos': (response) => answerJson(response, 200, { items: [{ id: IMAGE }], next: null }),
    'POST /v1/exports': (response) => answerJson(response, 202, madeExport(asked_++, 'waiting')),
    'GET /v1/exports/*': (response, { url }) =>
      answerJson(response, 200, madeExport(Number(url.slice(-1)), 'ready')),
    'GET /v1/live': (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"type":"hello"}\n\n')
    },
    'GET /files/*': (response, { url }) =>
      response.writeHead(200, { 'content-type': 'application/zip' }).end(url),
  })
  const { exitCode, stdout, stderr } = await runMaepsi(
    ['export', PROJECT, '--for', 'naver,reels', '--out', out],
    { env },
  )
  assert.equal(exitCode, 0, stderr)
  assert.match(stderr, /450 looks: 3 ZIPs/)
  const wishes = asked
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body.toString()))
  assert.deepEqual(
    wishes.map(({ imageIds, videoIds, presetIds, letter }) => [
      imageIds.length,
      videoIds.length,
      presetIds,
      letter,
    ]),
    [
      [200, 1, ['naver', 'reels'], true],
      [200, 0, ['naver'], true],
      [50, 0, ['naver'], true],
    ],
  )
  assert.deepEqual(
    wishes.flatMap(({ imageIds }) => imageIds),
    looks.map(({ id }) => id),
  )
  const files = stdout.trim().split('\n')
  assert.equal(new Set(files).size, 3)
  for (const [n, file] of files.entries()) assert.equal(await readFile(file, 'utf8'), `/files/zip${n}`)
})

function madeExport(n: number, status: string) {
  return {
    id: `0190b3c4-5d6e-7f80-9a1b-00000000000${n}`,
    status,
    done: 1,
    total: 1,
    failed: [],
    url: status === 'ready' ? `/files/zip${n}` : null,
  }
}
