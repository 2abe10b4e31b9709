// Letters by the built-in writer: made, edited, locked, written again, brought back, and chosen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { letterText } from '#sdk/contract/letter-text.ts'
import type { LetterLine } from '#sdk/contract/letters.ts'
import { buildImage } from '#test/build-image.ts'
import { buildWorker } from '#test/build-job.ts'
import { buildLetterJob, buildReadProduct, runLetter } from '#test/build-letter.ts'
import { buildUser } from '#test/build.ts'
import { buildVideo } from '#test/build-video.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { until } from '#test/until.ts'
import type { Heard } from '../../live.ts'
import type { Studio } from '../../studio.ts'
import { listLedger } from '../points/list-ledger.ts'
import { binImage, getImage } from '../images/images.ts'
import { getVideo } from '../videos/videos.ts'
import { chooseMain } from '../products/choose-main.ts'
import { getProduct } from '../products/products.ts'
import { chooseProjectLetter, getProject } from '../projects/projects.ts'
import { looksOf } from '../vto-jobs/vto-jobs.ts'
import { createLetter } from './create-letter.ts'
import { getFacts, setFacts } from './facts.ts'
import { listLetterVersions, restoreLetterVersion } from './letter-versions.ts'
import { binLetter, contentOf, getLetter, listLetters, restoreLetter, updateLetter } from './letters.ts'

let studio: Studio
let worker: string
before(async () => {
  studio = await openTestStudio({ MAEPSI_LOG_LEVEL: 'silent' })
  worker = await buildWorker(studio)
})
after(() => studio.close())

async function build() {
  const user = await buildUser(studio)
  const product = await buildReadProduct(studio, user)
  const written = async (more = {}) => {
    await buildLetterJob(studio, user, product, more)
    const job = await runLetter(studio, worker, user)
    const letterId = looksOf(job)[0].letterId!
    return { job, letter: await getLetter(studio.db, user, letterId) }
  }
  const edits = (lines: readonly LetterLine[], change: (line: LetterLine) => Partial<LetterLine>) =>
    lines.map(({ id, text, locked, ...line }) => ({
      id,
      text,
      locked,
      ...change({ id, text, locked, ...line }),
    }))
  return { user, product, written, edits }
}

test('without a model a letter is free, written from what the photos show, and told', async () => {
  const { user, product, written } = await build()
  const heard: Heard[] = []
  const deafen = studio.live.hear((one) => heard.push(one))
  const { job, letter } = await written()
  assert.deepEqual([job.kind, job.status, job.used_amount, job.fail_reason], ['letter', 'DONE', 0, null])
  assert.deepEqual(looksOf(job), [
    {
      n: 0,
      view: 'letter',
      status: 'made',
      imageId: null,
      videoId: null,
      letterId: letter.id,
      failCode: null,
    },
  ])
  const { title, summary, head, lines } = contentOf(letter)
  assert.equal(title, 'Tee – 아이보리 반소매 상의')
  assert.equal(summary, 'Tee는 아이보리 반소매 상의예요. 넥라인은 라운드넥이에요.')
  assert.deepEqual(head.title, { locked: false, from: 'built-in' })
  assert.deepEqual(
    lines.map(({ topic, gap = null, from }) => [topic, gap, from]),
    [
      ['colour', null, 'built-in'],
      ['shape', null, 'built-in'],
      ['fit', 'fit', 'built-in'],
      ['fabric', 'fabric', 'built-in'],
      ['size', 'size', 'built-in'],
      ['care', 'care', 'built-in'],
    ],
  )
  assert.deepEqual([letter.product_id, letter.job_id, letter.version], [product.id, job.id, 1])
  const ledger = await listLedger(studio.db, user.id, { limit: 10 })
  assert.ok(ledger.entries.every(({ reason }) => reason === 'opening_grant'))
  await assert.rejects(written({ price: 2 }), throwsCode('price_changed', { price: 0 }))
  await until(() =>
    heard.some((one) => one !== 'lost' && one.event.type === 'letter' && one.event.letterId === letter.id),
  )
  deafen()
})

test('a fact that is given fills its gap, and what was struck out is not said again', async () => {
  const { user, product, written } = await build()
  const { letter } = await written()
  const known = await setFacts(studio, user, product.id, {
    facts: { fabric: ' 면 100% ', size: '' },
    struck: ['upper.neckline'],
  })
  assert.deepEqual(known.facts, { fabric: '면 100%' })
  assert.deepEqual(known.gaps, ['size', 'care', 'fit'])
  assert.equal(known.seen[0].neckline, null)
  const now = await getLetter(studio.db, user, letter.id)
  const fabric = contentOf(now).lines.find(({ topic }) => topic === 'fabric')!
  assert.deepEqual([fabric.text, fabric.gap, fabric.from], ['소재는 면 100%예요.', undefined, 'built-in'])
  const again = await written({ letterId: letter.id })
  assert.doesNotMatch(JSON.stringify(contentOf(again.letter)), /라운드넥/)
  await setFacts(studio, user, product.id, { facts: { fit: '슬림핏' } })
  assert.deepEqual((await getFacts(studio, user, product.id)).struck, ['upper.neckline'])
})

test('what was edited or locked stays when the letter is written again; earlier versions come back', async () => {
  const { user, written, edits } = await build()
  const { letter } = await written()
  const { lines } = contentOf(letter)
  const edited = await updateLetter(studio, user, letter.id, {
    version: 1,
    title: { text: '제가 쓴 제목' },
    lines: [
      ...edits(lines, ({ topic, text, locked }) => ({
        text: topic === 'colour' ? '햇살 같은 아이보리예요.' : text,
        locked: locked || topic === 'shape',
      })),
      { text: '주머니가 두 개예요.' },
    ],
  })
  const mine = contentOf(edited)
  assert.deepEqual(
    mine.lines.flatMap(({ from, text }) => (from === 'edited' ? [text] : [])),
    ['햇살 같은 아이보리예요.', '주머니가 두 개예요.'],
  )
  assert.ok(edited.edited_at)
  await assert.rejects(
    updateLetter(studio, user, letter.id, { version: 1, title: { text: '늦은 제목' } }),
    throwsCode('conflict', { version: 2 }),
  )

  const again = contentOf((await written({ letterId: letter.id, tone: 'witty' })).letter)
  assert.equal(again.title, '제가 쓴 제목')
  assert.notEqual(again.summary, mine.summary)
  const kept = (content: typeof again) =>
    content.lines.filter(({ from, locked }) => from === 'edited' || locked).map(({ id, text }) => [id, text])
  assert.deepEqual(kept(again), kept(mine))
  assert.equal(again.lines.filter(({ topic }) => topic === 'colour').length, 1)

  const versions = await listLetterVersions(studio, user, letter.id)
  assert.deepEqual(
    versions.map(({ version, cause }) => [version, cause]),
    [
      [2, 'edited'],
      [1, 'written'],
    ],
  )
  const back = await restoreLetterVersion(studio, user, letter.id, 1)
  assert.deepEqual(contentOf(back), contentOf(letter))
  assert.deepEqual((await listLetterVersions(studio, user, letter.id))[0].version, 3)
  await assert.rejects(restoreLetterVersion(studio, user, letter.id, 99), throwsCode('not_found'))
})

test('one line is written again by itself; where all are kept nothing is queued', async () => {
  const { user, written, edits } = await build()
  const { letter } = await written()
  const before = contentOf(letter)
  const colour = before.lines.find(({ topic }) => topic === 'colour')!
  const after = contentOf((await written({ letterId: letter.id, lines: [colour.id] })).letter)
  assert.notEqual(after.lines[0].text, colour.text)
  assert.deepEqual(
    [after.title, after.summary, after.lines[0].id, after.lines.slice(1)],
    [before.title, before.summary, colour.id, before.lines.slice(1)],
  )
  await updateLetter(studio, user, letter.id, {
    version: 2,
    lines: edits(after.lines, ({ id }) => ({ locked: id === colour.id })),
  })
  await assert.rejects(written({ letterId: letter.id, lines: [colour.id] }), throwsCode('line_kept'))
})

test('edits that follow each other are one version', async () => {
  const { user, written } = await build()
  const { letter } = await written()
  for (const [version, text] of [
    [1, '가'],
    [2, '나'],
    [3, '다'],
  ] as const)
    await updateLetter(studio, user, letter.id, { version, title: { text } })
  assert.deepEqual(
    (await listLetterVersions(studio, user, letter.id)).map(({ version }) => version),
    [1],
  )
})

test('by hand a letter begins with the facts', async () => {
  const { user, product } = await build()
  await setFacts(studio, user, product.id, { facts: { care: '손세탁', colour: '버터크림' } })
  const letter = await createLetter(studio, user, {
    productId: product.id,
    language: 'ko',
    market: 'smartstore',
    tone: 'plain',
  })
  const { title, summary, lines } = contentOf(letter)
  assert.deepEqual([title, summary], ['Tee', ''])
  assert.deepEqual(
    lines.map(({ text, gap }) => gap ?? text),
    ['색상은 버터크림이에요.', 'fabric', 'size', '세탁 방법은 손세탁이에요.', 'fit'],
  )
})

test('a letter, a look and no stranger’s things are chosen; the bin takes them away and gives them back', async () => {
  const { user, product, written } = await build()
  const { letter } = await written()
  const image = await buildImage(studio, user, { id: product.projectId })
  await assert.rejects(chooseMain(studio, user, product.id, { imageId: image.id }), throwsCode('not_found'))
  await studio.db
    .updateTable('generate_img')
    .set({ product_id: product.id })
    .where('id', '=', image.id)
    .execute()
  const chosen = await chooseMain(studio, user, product.id, { imageId: image.id, letterId: letter.id })
  assert.deepEqual([chosen.main_image_id, chosen.main_letter_id], [image.id, letter.id])
  const film = await buildVideo(studio, user, { id: product.projectId })
  await studio.db
    .updateTable('generate_video')
    .set({ product_id: product.id })
    .where('id', '=', film.id)
    .execute()
  const mains = async () => [
    (await getImage(studio.db, user, image.id)).is_main,
    (await getVideo(studio.db, user, film.id)).is_main,
  ]
  assert.deepEqual(await mains(), [true, false])
  await chooseMain(studio, user, product.id, { imageId: null, videoId: film.id })
  assert.deepEqual(await mains(), [false, true])
  await chooseProjectLetter(studio, user, product.projectId, letter.id)
  assert.equal((await getLetter(studio.db, user, letter.id)).is_main, true)
  await assert.rejects(
    chooseProjectLetter(studio, user, product.projectId, uuidv7()),
    throwsCode('not_found'),
  )
  const main = async () => [
    (await getProduct(studio, user, product.id)).main_letter_id,
    (await getProject(studio.db, user, product.projectId)).main_letter_id,
  ]
  await binLetter(studio, user, letter.id)
  assert.deepEqual(await main(), [null, null])
  const list = async (filter: 'all' | 'bin') =>
    (await listLetters(studio.db, user, { projectId: product.projectId, filter, limit: 10 })).items.length
  assert.deepEqual([await list('all'), await list('bin')], [0, 1])
  await restoreLetter(studio, user, letter.id)
  assert.deepEqual(await main(), [letter.id, letter.id])
  await chooseMain(studio, user, product.id, { letterId: null })
  assert.equal((await getProduct(studio, user, product.id)).main_letter_id, null)
})

test('its sentence about the pictures says what the looks of its product are', async () => {
  const { user, product, written } = await build()
  const { letter } = await written()
  const told = async () => {
    const letterNow = await getLetter(studio.db, user, letter.id)
    return letterText({ ...contentOf(letterNow), ...letterNow, title: '', summary: '', lines: [] })
  }
  assert.equal(await told(), '이 착용 이미지는 AI로 만들었어요', 'nothing is known yet')
  await buildImage(studio, user, { id: product.projectId }, { productId: product.id })
  assert.equal(await told(), '이 착용 이미지는 가상 착용으로 만들었어요')
  const trained = await buildImage(studio, user, { id: product.projectId }, { productId: product.id })
  await sql`update generate_img set details = details || '{"engine": "fashn"}' where id = ${trained.id}`.execute(
    studio.db,
  )
  assert.equal(await told(), '이 착용 이미지는 AI로 만들었어요', 'one of a trained model is enough')
  await binImage(studio, user, trained.id)
  assert.equal(await told(), '이 착용 이미지는 가상 착용으로 만들었어요')
})

test('who may only look may not write, and a stranger finds nothing', async () => {
  const { user, product, written } = await build()
  const { letter } = await written()
  const [viewer, editor, stranger] = [
    await buildUser(studio),
    await buildUser(studio),
    await buildUser(studio),
  ]
  await studio.db
    .updateTable('projects')
    .set({
      shard_user_list: JSON.stringify([
        { userId: viewer.id, role: 'viewer' },
        { userId: editor.id, role: 'editor' },
      ]),
    })
    .where('id', '=', product.projectId)
    .execute()
  assert.equal((await getLetter(studio.db, viewer, letter.id)).id, letter.id)
  const edit = { version: 1, title: { text: '새 제목' } }
  await assert.rejects(updateLetter(studio, viewer, letter.id, edit), throwsCode('not_allowed'))
  await assert.rejects(buildLetterJob(studio, viewer, product), throwsCode('not_allowed'))
  await assert.rejects(setFacts(studio, viewer, product.id, { facts: {} }), throwsCode('not_allowed'))
  await assert.rejects(updateLetter(studio, stranger, letter.id, edit), throwsCode('not_found'))
  await assert.rejects(getFacts(studio, stranger, product.id), throwsCode('not_found'))
  assert.equal((await updateLetter(studio, editor, letter.id, edit)).title, '새 제목')
  await buildLetterJob(studio, editor, product)
  assert.equal((await runLetter(studio, worker, user)).status, 'DONE')
})
