// A studio that answers by path as one would, for the verbs that work on it.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { answerJson, openServer, type Reply } from './http-server.ts'

export const PROJECT = '0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
export const PRODUCT = '0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6072'
export const IMAGE = '0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6073'
export const PNG = Buffer.from('a picture')

/** A folder that goes with the test. */
export async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'maepsi-cli-'))
  t.after(() => rm(folder, { recursive: true }))
  return folder
}

/** A studio that answers by path, the last part of which may be `*`; what is not told is refused as a studio refuses. */
export async function openStudio(t: TestContext, routes: Record<string, Reply>) {
  const { url, asked } = await openServer(t, (response, seen, n) => {
    const path = `${seen.method} ${seen.url.split('?')[0]}`
    const route = routes[path] ?? routes[path.replace(/[^/]+$/, '*')]
    if (seen.headers.authorization !== 'Bearer mk_good') {
      answerJson(response, 401, {
        title: 'Nobody is signed in',
        status: 401,
        code: 'signed_out',
        requestId: 'r',
      })
    } else if (route) route(response, seen, n)
    else
      answerJson(response, 404, {
        title: 'Not found',
        detail: 'There is nothing here.',
        status: 404,
        code: 'not_found',
        requestId: 'r',
      })
  })
  return { url, asked, env: { MAEPSI_STUDIO: url, MAEPSI_KEY: 'mk_good' } }
}

const LETTER = {
  id: IMAGE,
  title: 'Tee',
  summary: '남색 상의예요.',
  language: 'ko',
  market: 'own',
  labelled: false,
  pictures: 'compositeSynthetic',
  lines: [
    { id: 'a', text: '소재는 면 100%예요.', topic: 'fabric' },
    { id: 'b', text: '', topic: 'size', gap: 'size' },
  ],
  writer: { name: 'built-in', model: null, note: 'rate_limited', removed: [] },
}

/** A studio whose job ends, soon after it has been submitted, as told. */
export async function openRunningStudio(t: TestContext, ended: object) {
  let job: Record<string, unknown> = {}
  const submit: Reply = (response, { body }) => {
    const { id } = JSON.parse(body.toString()) as { id: string }
    const first = job['id'] === undefined
    const looks = [
      { n: 0, view: 'front', imageId: null },
      { n: 1, view: 'back', imageId: null },
    ]
    job = {
      id,
      status: 'PENDING',
      looks,
      progress: 0,
      stage: null,
      ahead: 2,
      returnedAmount: 0,
      failReason: null,
    }
    // The first answer gets lost on its way: the same key must be sent again.
    if (first) response.destroy()
    else answerJson(response, 202, job)
  }
  return openStudio(t, {
    'GET /v1/studio': (response) =>
      answerJson(response, 200, {
        prices: { look: 2, lookLarge: 4, turntable: 10, letter: 4 },
        letterModel: 'a model',
        engines: [
          { name: 'drape', prices: null },
          { name: 'veo', prices: { look: 0, lookLarge: 0, second: 3 } },
        ],
      }),
    'GET /v1/points': (response) =>
      answerJson(response, 200, { includedLook: 1, lookBookTicket: 0, videoTicket: 1, credit: 50 }),
    'POST /v1/vto-jobs': submit,
    'POST /v1/vto-jobs/videos': submit,
    'POST /v1/vto-jobs/clips': submit,
    'POST /v1/vto-jobs/motions': submit,
    'POST /v1/vto-jobs/letters': submit,
    [`GET /v1/products/${PRODUCT}/facts`]: (response) =>
      answerJson(response, 200, { productId: PRODUCT, facts: { care: '손세탁' }, seen: [], gaps: [] }),
    [`PUT /v1/products/${PRODUCT}/facts`]: (response) => answerJson(response, 200, {}),
    [`PUT /v1/products/${PRODUCT}/main`]: (response) => answerJson(response, 200, {}),
    'GET /v1/letters/*': (response) => answerJson(response, 200, LETTER),
    'GET /v1/vto-jobs/*': (response) => answerJson(response, 200, job),
    'GET /v1/videos/*': (response) =>
      answerJson(response, 200, { id: IMAGE, url: '/files/v', details: { doubts: ['back_guessed'] } }),
    'GET /files/v': (response) => response.writeHead(200, { 'content-type': 'video/mp4' }).end(PNG),
    'GET /v1/live': (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const say = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`)
      say({ type: 'hello' })
      setTimeout(() => {
        // Another job's end is none of this one's business.
        say({ type: 'job', jobId: IMAGE, status: 'DONE', progress: 100, stage: null })
        say({ type: 'job', jobId: job['id'], status: 'RUNNING', progress: 40, stage: 'draping' })
        job = { ...job, progress: 100, ...ended }
        say({ type: 'job', jobId: job['id'], status: job['status'], progress: 100, stage: null })
      }, 200)
    },
  })
}
