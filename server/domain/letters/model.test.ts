// Letters by a language model, spoken to over its wire: what it is sent, what is taken out of its answers, and what happens when it fails.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { buildWorker, loseWorker } from '#test/build-job.ts'
import { buildLetterJob, buildReadProduct, runLetter } from '#test/build-letter.ts'
import { buildUser } from '#test/build.ts'
import {
  modelLetter,
  openModelStandIn,
  type ModelDay,
  type ModelStandIn,
} from '#test/language-model/server.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { LanguageModel } from '../../engines/language-model.ts'
import type { Studio } from '../../studio.ts'
import { balanceOf } from '../points/ledger.ts'
import { listLedger } from '../points/list-ledger.ts'
import { cancelVtoJob } from '../vto-jobs/cancel.ts'
import * as queue from '../vto-jobs/queue.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { getVtoJob, looksOf } from '../vto-jobs/vto-jobs.ts'
import { setFacts } from './facts.ts'
import { contentOf, getLetter, listLetters, updateLetter } from './letters.ts'

let model: ModelStandIn
let studio: Studio
let worker: string
const ends: (() => void)[] = []
before(async () => {
  model = await openModelStandIn({ after: (end) => ends.push(end as () => void) })
  studio = await openTestStudio({
    MAEPSI_LOG_LEVEL: 'silent',
    MAEPSI_OPENING_CREDIT: '10',
    MAEPSI_LETTER_PROVIDER: 'compatible',
    MAEPSI_LETTER_URL: model.url,
    MAEPSI_LETTER_MODEL: 'stand-in',
    MAEPSI_LETTER_KEY: 'sk-test',
    MAEPSI_LETTER_SECONDS: '1',
  })
  worker = await buildWorker(studio)
})
after(async () => {
  await studio.close()
  for (const end of ends) end()
})
beforeEach(() => {
  model.asked.length = 0
  model.days = [{ text: modelLetter() }]
})

async function build() {
  const user = await buildUser(studio)
  const product = await buildReadProduct(studio, user)
  return {
    user,
    product,
    written: async (more = {}) => {
      await buildLetterJob(studio, user, product, more)
      const job = await runLetter(studio, worker, user)
      return { job, letter: await getLetter(studio.db, user, looksOf(job)[0].letterId!) }
    },
    credit: async () => (await balanceOf(studio.db, user.id)).left.credit,
    moves: async () =>
      (await listLedger(studio.db, user.id, { usageType: 'credit', limit: 10 })).entries.map(
        ({ reason, amount }) => [reason, amount],
      ),
  }
}

test('a model is paid, shown the photos and the facts, and its words are kept', async () => {
  const it = await build()
  await setFacts(studio, it.user, it.product.id, { facts: { fabric: '면 100%' } })
  const { job, letter } = await it.written()
  assert.deepEqual([job.status, job.used_amount, job.returned_amount, await it.credit()], ['DONE', 2, 0, 8])
  const { title, head, lines } = contentOf(letter)
  assert.deepEqual([title, head.title.from], ['봄 한 벌', 'model'])
  assert.deepEqual(
    lines.map(({ topic, gap, from }) => gap ?? `${topic} ${from}`),
    ['shape model', 'wear model', 'fabric model', 'size', 'care', 'fit'],
  )
  assert.deepEqual(letter.writer, {
    name: 'model',
    model: 'compatible/stand-in',
    note: null,
    removed: [],
    turn: 0,
  })
  const [{ headers, body }] = model.asked
  assert.equal(headers.authorization, 'Bearer sk-test')
  const sent = body.toString()
  assert.match(sent, /면 100%/)
  assert.match(sent, /data:image\/jpeg;base64/)
  assert.match(sent, /"json_schema"/)
  await assert.rejects(
    buildLetterJob(studio, it.user, it.product, { price: 0 }),
    throwsCode('price_changed', { price: 2 }),
  )
})

test('a single line costs less, and what its seller wrote meanwhile stays', async () => {
  const it = await build()
  const { letter } = await it.written()
  const [line] = contentOf(letter).lines
  model.days = [{ text: modelLetter({ lines: [{ topic: 'shape', text: '둥근 목둘레예요.' }] }) }]
  const { job, letter: again } = await it.written({ letterId: letter.id, lines: [line.id], price: 1 })
  assert.equal(job.used_amount, 1)
  assert.equal(contentOf(again).lines[0].text, '둥근 목둘레예요.')
  // An edit between the submit and the delivery.
  await buildLetterJob(studio, it.user, it.product, { letterId: letter.id })
  await updateLetter(studio, it.user, letter.id, { version: again.version, title: { text: '내 제목' } })
  await runLetter(studio, worker, it.user)
  assert.equal(contentOf(await getLetter(studio.db, it.user, letter.id)).title, '내 제목')
})

test('what no fact bears out is taken out, and said', async () => {
  const it = await build()
  model.days = [
    {
      text: modelLetter({
        title: '순면 100% 봄 상의',
        summary: '단정한 상의예요. 신축성이 좋아 편해요. 앞모습을 볼 수 있어요.',
        lines: [
          { topic: 'fabric', text: '부드러운 린넨이에요.' },
          { topic: 'colour', text: '색은 아이보리예요.' },
          { topic: 'free', text: '빨간색 단추가 있어요.' },
          { topic: 'free', text: 'KC 인증을 받았어요.' },
          { topic: 'free', text: '국내 제작이에요.' },
          { topic: 'free', text: '주머니가 2개예요.' },
        ],
      }),
    },
  ]
  const { letter } = await it.written()
  const { title, summary, lines } = contentOf(letter)
  assert.equal(title, 'Tee – 아이보리 반소매 상의')
  assert.equal(summary, '단정한 상의예요. 앞모습을 볼 수 있어요.')
  assert.deepEqual(
    lines.map(({ text, gap }) => gap ?? text),
    ['색은 아이보리예요.', 'fabric', 'size', 'care', 'fit'],
  )
  assert.deepEqual((letter.writer.removed ?? []).toSorted(), [
    'colour: 빨간색',
    'fabric: 순면',
    'function: 신축성',
    'number: 100',
    'number: 2',
    'proof: KC',
    'proof: 인증',
    'trade: 국내 제작',
  ])
})

test('an answer that does not fit is mended once', async () => {
  const it = await build()
  model.days = [{ text: 'Sure! Here is your letter: {"title": 1}' }, { text: modelLetter() }]
  const { letter } = await it.written()
  assert.deepEqual([letter.writer.name, model.asked.length], ['model', 2])
  assert.match(model.asked[1].body.toString(), /does not fit the schema/)
})

const BAD_DAYS: readonly (readonly [string, readonly ModelDay[], string, number])[] = [
  ['answers HTML', [{ html: true }], 'writer_nonsense', 1],
  ['answers nonsense twice', [{ text: 'no' }], 'writer_nonsense', 2],
  ['answers another shape twice', [{ text: '{"letter": "hello"}' }], 'writer_nonsense', 2],
  ['is blocked', [{ filtered: true }], 'writer_refused', 1],
  ['is slow', [{ silent: true }], 'writer_slow', 1],
  ['is busy', [{ status: 429, error: 'rate_limit' }], 'writer_busy', 2],
  ['has no funds', [{ status: 429, error: 'insufficient_quota' }], 'writer_funds', 2],
  ['does not know the key', [{ status: 401, error: 'invalid_api_key' }], 'writer_key', 1],
  ['does not know the model', [{ status: 404, error: 'model_not_found' }], 'writer_model', 1],
  ['is down', [{ status: 500, error: 'oops' }], 'writer_down', 2],
]
for (const [what, days, note, requests] of BAD_DAYS)
  test(`a model that ${what}: the built-in writer writes, and the credits go back once`, async () => {
    const it = await build()
    model.days = [...days]
    const { job, letter } = await it.written()
    assert.deepEqual([letter.writer.name, letter.writer.note], ['built-in', note])
    assert.equal(contentOf(letter).title, 'Tee – 아이보리 반소매 상의')
    assert.deepEqual(
      [job.status, job.fail_reason, job.used_amount, job.returned_amount],
      ['DONE', null, 2, 2],
    )
    assert.deepEqual((await it.moves()).slice(0, 2), [
      ['refund', 2],
      ['vto_use', -2],
    ])
    assert.equal(model.asked.length, requests)
  })

test('a busy model that answers the second time is not busy', async () => {
  const it = await build()
  model.days = [{ status: 429, error: 'rate_limit' }, { text: modelLetter() }]
  assert.equal((await it.written()).letter.writer.name, 'model')
})

test('cancelled while it waits or while it is written, it comes back whole', async () => {
  const it = await build()
  const waiting = await buildLetterJob(studio, it.user, it.product)
  assert.equal((await cancelVtoJob(studio, it.user, waiting.id)).returned_amount, 2)
  model.days = [{ silent: true }]
  const { id } = await buildLetterJob(studio, it.user, it.product)
  const patient = new LanguageModel({ ...studio.config.letterModel!, seconds: 60 })
  const running = runLetter({ ...studio, writer: patient }, worker, it.user)
  while (model.asked.length === 0) await pause(10)
  await cancelVtoJob(studio, it.user, id)
  const job = await running
  assert.deepEqual([job.status, job.returned_amount, await it.credit()], ['CANCELLED', 2, 10])
  const { items } = await listLetters(studio.db, it.user, {
    projectId: it.product.projectId,
    filter: 'all',
    limit: 9,
  })
  assert.deepEqual(items, [])
})

test('a dead worker’s letter is fenced off; delivered twice it is there once', async () => {
  const it = await build()
  const { id } = await buildLetterJob(studio, it.user, it.product)
  const { pool } = studio.database
  const [claimed] = await queue.claimJobs(pool, worker, 'wait', 1, 100)
  assert.deepEqual(await loseWorker(studio, worker), [id])
  const never = new AbortController().signal
  worker = await buildWorker(studio)
  const [again] = await queue.claimJobs(pool, worker, 'wait', 1, 100)
  await runVtoJob(studio, claimed, never)
  await runVtoJob(studio, again, never)
  const job = await getVtoJob(studio.db, it.user, id)
  assert.deepEqual([job.status, job.attempt, job.returned_amount], ['DONE', 2, 0])
  const { items } = await listLetters(studio.db, it.user, {
    projectId: it.product.projectId,
    filter: 'all',
    limit: 9,
  })
  assert.equal(items.length, 1)

  await buildLetterJob(studio, it.user, it.product)
  const [third] = await queue.claimJobs(pool, worker, 'wait', 1, 100)
  const content = {
    title: 'a',
    summary: 'b',
    lines: [],
    language: 'ko',
    market: 'own',
    tone: 'plain',
    facts: {},
    head: {},
    writer: {},
  }
  const letter = { id: items[0].id.replace(/^.{8}/, '00000000'), expects: null, content, free: false }
  const first = await queue.deliverLetter(pool, third, letter)
  const second = await queue.deliverLetter(pool, third, { ...letter, id: it.product.id })
  assert.deepEqual([first?.letter, second?.letter], [letter.id, letter.id])
  assert.equal(await queue.deliverLetter(pool, { ...third, attempt: 9 }, letter), null)
  assert.equal(await queue.finishJob(pool, third), 'DONE')
})

test('a letter that went to the bin meanwhile is not written, and comes back whole', async () => {
  const it = await build()
  const { letter } = await it.written()
  await buildLetterJob(studio, it.user, it.product, { letterId: letter.id })
  await studio.db
    .updateTable('marketing_letter')
    .set({ deleted_at: new Date() })
    .where('id', '=', letter.id)
    .execute()
  const job = await runLetter(studio, worker, it.user)
  assert.deepEqual([job.status, job.fail_reason, job.returned_amount], ['FAILED', 'letter_gone', 2])
})
