// Exports of drawn looks: every file within its preset's rules, names that hold everywhere, and one ZIP however often it is asked for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import type { ExportWish } from '#sdk/contract/exports.ts'
import { buildLetterJob, buildReadProduct, runLetter } from '#test/build-letter.ts'
import { buildWorker } from '#test/build-job.ts'
import { buildUser } from '#test/build.ts'
import {
  buildLooksToExport,
  checkExported,
  drawLookFile,
  exportWish,
  makeAndUnzip,
} from '#test/build-export.ts'
import { buildVideo } from '#test/build-video.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import type { Heard } from '../../live.ts'
import type { Preset } from '../../presets.ts'
import type { Studio } from '../../studio.ts'
import { chooseProjectLetter } from '../projects/projects.ts'
import { maySeeFile } from '../users/may-see.ts'
import { createExport, getExport, listExports } from './exports.ts'
import { safeName } from './file-names.ts'
import { makeExport } from './make-export.ts'
import { extensionOf, planExport } from './plan-export.ts'
import { sweepExports } from './sweep-exports.ts'

let studio: Studio
let now = new Date('2026-11-29T03:00:00Z')
let full: Buffer
before(async () => {
  studio = { ...(await openTestStudio({ MAEPSI_LOG_LEVEL: 'silent' })), now: () => now }
  full = await drawLookFile(studio)
})
after(() => studio.close())

const build = (looks?: Parameters<typeof buildLooksToExport>[1]) => buildLooksToExport(studio, looks)
const madeOf = (user: { id: string }, wish: ExportWish) => makeAndUnzip(studio, user, wish)
const check = (preset: Preset, bytes: Buffer, labelled: boolean) =>
  checkExported(studio, preset, bytes, labelled)

test('every picture of every preset keeps its rules, plain and with the mark that people see', async (t) => {
  const { user, wish } = await build()
  const pictures = studio.presets.filter(({ format }) => format !== 'mp4')
  const presetIds = pictures.map(({ id }) => id)
  const name = /^([^/]+)\/Tee_(?:01|상품)_\1_01\.(jpg|png|webp|avif)$/
  for (const marked of [[], presetIds]) {
    const { row, files } = await madeOf(user, { ...wish, presetIds, marked })
    assert.equal(row.status, 'ready')
    for (const preset of pictures)
      await t.test(`${preset.id}${marked.length > 0 ? ', marked' : ''}`, async () => {
        const file = row.files.find(({ presetId }) => presetId === preset.id)
        assert.equal(file?.code, null)
        const [, folder, ending] = name.exec(file.path) ?? []
        assert.deepEqual([folder, ending], [safeName(preset.name.ko), extensionOf(preset)], file.path)
        const { bytes, utf8 } = files.get(file.path)!
        assert.ok(utf8)
        assert.equal(bytes.byteLength, file.bytes)
        // What was photographed is no picture of AI.
        await check(preset, bytes, preset.shows === 'look')
      })
  }
})

test('a product alone fills its frame, and is all there', async () => {
  const { user, wish } = await build()
  const { row, files } = await madeOf(user, { ...wish, presetIds: ['coupang-main'] })
  const { bytes } = files.get(row.files[0]?.path ?? '')!
  const { info } = await sharp(bytes).trim({ threshold: 12 }).toBuffer({ resolveWithObject: true })
  assert.ok(Math.max(info.width, info.height) >= 850, `${info.width} × ${info.height}`)
  assert.ok(Math.max(info.width, info.height) < 990)
})

test('a small byte limit is kept by less quality, and one that cannot be kept is said', async () => {
  const { user, wish } = await build()
  const noise = await sharp({
    create: {
      width: 1152,
      height: 1536,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer()
  const { url } = await studio.db
    .selectFrom('generate_img')
    .select('url')
    .where('id', '=', wish.imageIds[0] ?? '')
    .executeTakeFirstOrThrow()
  await studio.storage.put(url ?? '', noise, 'image/png')
  const naver = studio.presets.find(({ id }) => id === 'naver')!
  const tight = { ...naver, id: 'tight', maxBytes: 500_000 }
  const never = { ...naver, id: 'never', maxBytes: 60_000 }
  const { presets } = studio
  Object.assign(studio, { presets: [tight, never] })
  try {
    const { row, files } = await madeOf(user, { ...wish, presetIds: ['tight', 'never'] })
    assert.deepEqual(
      row.files.map(({ presetId, code }) => [presetId, code]),
      [
        ['tight', null],
        ['never', 'file_big'],
      ],
    )
    await check(tight, files.get(row.files[0]?.path ?? '')!.bytes, true)
    await studio.storage.put(url ?? '', full, 'image/png')
    const white = { ...naver, id: 'white', background: 'white' as const }
    Object.assign(studio, { presets: [white] })
    const onWhite = await madeOf(user, { ...wish, presetIds: ['white'] })
    await check(white, onWhite.files.get(onWhite.row.files[0]?.path ?? '')!.bytes, true)
  } finally {
    Object.assign(studio, { presets })
  }
})

test('the mark that people see is there where the preset says so, and nowhere else', async () => {
  const { user, wish } = await build()
  const [plain, marked] = await Promise.all(
    [[], ['gmarket']].map(async (presets) => {
      const { row, files } = await madeOf(user, { ...wish, presetIds: ['gmarket'], marked: presets })
      return sharp(files.get(row.files[0]?.path ?? '')?.bytes)
        .raw()
        .toBuffer()
    }),
  )
  const differ = plain.filter((value, at) => Math.abs(value - marked[at]) > 40).length
  assert.ok(differ > 3_000 && differ < plain.length / 20, String(differ))
})

test('names are NFC, say UTF-8, keep within their folder and are there once', async () => {
  const { user, product, wish } = await build({ looks: 2 })
  await studio.db
    .updateTable('products')
    .set({ name: '../../맵시/con\u0000 티'.normalize('NFD').replace('\u0000', '') })
    .where('id', '=', product.id)
    .execute()
  const { files } = await madeOf(user, { ...wish, pattern: '{SKU}_{마켓}' })
  const names = [...files.keys()]
  assert.deepEqual(names, [
    '네이버 스마트스토어/_.._맵시_con 티_네이버 스마트스토어.jpg',
    '네이버 스마트스토어/_.._맵시_con 티_네이버 스마트스토어 (2).jpg',
    '파일 목록.csv',
  ])
  for (const [name, { utf8 }] of files) {
    assert.equal(name, name.normalize('NFC'))
    assert.ok(utf8)
  }
  await assert.rejects(
    createExport(studio, user, { ...wish, pattern: '{모름}' }),
    throwsCode('pattern_unknown'),
  )
})

test('asked for twice at once, there is one export and one ZIP', async () => {
  const { user, wish } = await build()
  const [a, b, c] = await Promise.all([
    createExport(studio, user, wish),
    createExport(studio, user, wish),
    createExport(studio, user, { ...wish, imageIds: [...wish.imageIds, ...wish.imageIds] }),
  ])
  assert.equal(a.id, b.id)
  assert.equal(a.id, c.id)
  await Promise.all([makeExport(studio, a.id), makeExport(studio, a.id)])
  const row = await getExport(studio.db, user, a.id)
  assert.equal(row.status, 'ready')
  const stored = await Array.fromAsync(studio.storage.list(`exports/${a.id}/`))
  assert.deepEqual(
    stored.map(({ key }) => key),
    [row.key],
  )
  const again = await createExport(studio, user, wish)
  assert.notEqual(again.id, a.id)
  assert.equal((await listExports(studio, user, wish.projectId)).length, 2)
})

test('what cannot be made is listed, and the rest is there', async () => {
  const { user, wish } = await build({ looks: 2 })
  const { url } = await studio.db
    .selectFrom('generate_img')
    .select('url')
    .where('id', '=', wish.imageIds[1] ?? '')
    .executeTakeFirstOrThrow()
  await studio.storage.remove([url ?? ''])
  const heard: Heard[] = []
  const deafen = studio.live.hear((one) => heard.push(one))
  const { row, files } = await madeOf(user, { ...wish, presetIds: ['naver', 'reels'] })
  assert.equal(row.status, 'ready')
  assert.deepEqual(
    row.files.map(({ code }) => code),
    [null, 'file_missing', 'video_missing'],
  )
  const list = files.get('파일 목록.csv')?.bytes.toString('utf8') ?? ''
  assert.match(list, /^\ufeff/)
  assert.match(list, /원본 파일을 읽지 못했어요/)
  assert.match(list, /영상을 고르지 않았어요/)
  const isEnd = (one: Heard) => one !== 'lost' && one.event.type === 'export' && one.event.done === 3
  while (!heard.some(isEnd)) await pause(5)
  deafen()
})

test('letters and films go along, the film byte for byte where the market takes it', async () => {
  const { user, wish, project } = await build()
  const film = await buildVideo(studio, user, project, { details: { width: 1080, height: 1920 } })
  await studio.storage.put(film.url, Buffer.from('ftyp and so on'), 'video/mp4')
  const worker = await buildWorker(studio)
  const read = await buildReadProduct(studio, user)
  await buildLetterJob(studio, user, read)
  await runLetter(studio, worker, user)
  const letter = await studio.db
    .selectFrom('marketing_letter')
    .select('id')
    .where('product_id', '=', read.id)
    .executeTakeFirstOrThrow()
  await chooseProjectLetter(studio, user, read.projectId, letter.id)
  await studio.db
    .updateTable('generate_video')
    .set({ project_id: read.projectId })
    .where('id', '=', film.id)
    .execute()
  const { row, files } = await madeOf(user, {
    ...exportWish(read.projectId),
    presetIds: ['tiktok'],
    videoIds: [film.id],
    letter: true,
  })
  assert.deepEqual(
    row.files.map(({ code }) => code),
    [null, null, null],
  )
  assert.equal(files.get(row.files[0]?.path ?? '')?.bytes.toString(), 'ftyp and so on')
  assert.match(files.get('마케팅 글/Lookbook.txt')?.bytes.toString() ?? '', /Tee는 아이보리 반소매 상의예요/)
  assert.match(files.get('마케팅 글/Lookbook.html')?.bytes.toString() ?? '', /<h2>Tee/)
  assert.ok(wish)
})

test('a film goes to the markets whose every rule it keeps, and what it breaks is said', async (t) => {
  const { user, project } = await build()
  const cases = [
    ['as it should be', { width: 1080, height: 1920, seconds: 6 }, null],
    ['of a width that is even', { width: 1082, height: 1920, seconds: 6 }, null],
    ['a turntable', { width: 1080, height: 1440, seconds: 6 }, 'video_shape'],
    ['a clip for a feed', { width: 1080, height: 1350, seconds: 6 }, 'video_shape'],
    ['on its side', { width: 1920, height: 1080, seconds: 6 }, 'video_shape'],
    ['too small', { width: 270, height: 480, seconds: 6 }, 'video_rules'],
    ['too short', { width: 1080, height: 1920, seconds: 1 }, 'video_rules'],
    ['too long', { width: 1080, height: 1920, seconds: 3_600 }, 'video_rules'],
    ['too large', { width: 1080, height: 1920, seconds: 6, bytes: 900_000_000 }, 'file_big'],
  ] as const
  const { id: fit } = await buildVideo(studio, user, project, { details: cases[0][1] })
  for (const preset of studio.presets.filter(({ format }) => format === 'mp4'))
    for (const [name, details, code] of cases)
      await t.test(`${preset.id}: ${name}`, async () => {
        const { id } = await buildVideo(studio, user, project, { details })
        const wish = { ...exportWish(project.id), presetIds: [preset.id], videoIds: [fit, id] }
        const { files } = await planExport(studio, user, wish)
        const { what, path } = files[1] ?? files[0]
        assert.deepEqual(what.kind === 'problem' ? what.code : null, code)
        assert.match(path, /[.]mp4$/)
      })
})

test('the garment stays inside of every cut by itself, and follows a centre that was moved', async () => {
  const { user, wish } = await build()
  const presetIds = studio.presets.filter(({ shows, format }) => shows === 'look' && format !== 'mp4')
  const { files, foci } = await planExport(studio, user, {
    ...wish,
    presetIds: presetIds.map(({ id }) => id),
  })
  const { box } = foci.get(wish.imageIds[0] ?? '')!
  for (const { what } of files) {
    assert.equal(what.kind, 'look')
    if (what.kind !== 'look') continue
    const { left, top, width, height } = what.crop
    assert.ok(left <= box.left * 1152 && left + width >= box.right * 1152)
    assert.ok(top <= box.top * 1536 && top + height >= box.bottom * 1536)
  }
  const centres = [{ imageId: wish.imageIds[0] ?? '', ratio: '1:1', x: 0.5, y: 1 }]
  const moved = await planExport(studio, user, { ...wish, centres })
  const [file] = moved.files
  assert.ok(file?.what.kind === 'look' && file.what.crop.top + file.what.crop.height === 1536)
  const seen = await build({ engine: 'fal' })
  const other = await planExport(studio, seen.user, seen.wish)
  assert.equal([...other.foci.values()][0]?.found, 'seen')
})

test('an export is there for who asked for it, for seven days, and nobody else is told of it', async () => {
  const { user, wish } = await build()
  const { row } = await madeOf(user, wish)
  const key = row.key ?? ''
  const stranger = await buildUser(studio)
  assert.equal(await maySeeFile(studio, user.id, key), true)
  assert.equal(await maySeeFile(studio, stranger.id, key), false)
  await assert.rejects(getExport(studio.db, stranger, row.id), throwsCode('not_found'))
  await assert.rejects(createExport(studio, stranger, wish), throwsCode('not_found'))
  await assert.rejects(createExport(studio, user, { ...wish, imageIds: [uuidv7()] }), throwsCode('not_found'))
  await assert.rejects(
    createExport(studio, user, { ...wish, presetIds: ['nowhere'] }),
    throwsCode('preset_unknown'),
  )
  await assert.rejects(createExport(studio, user, { ...wish, imageIds: [] }), throwsCode('export_empty'))
  now = new Date(now.getTime() + 8 * 24 * 3600_000)
  await sweepExports(studio)
  assert.equal((await getExport(studio.db, user, row.id)).status, 'gone')
  assert.equal(await studio.storage.stat(key), null)
  assert.equal(await maySeeFile(studio, user.id, key), false)
})
