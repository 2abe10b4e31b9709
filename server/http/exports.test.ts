// Exports asked for at once, from two browsers of one owner and by a program: the same wish is one, others go side by side and mix nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Export } from '#sdk/contract/exports.ts'
import { buildGallery } from '#test/build-gallery.ts'
import { Browser, openTestDoor, person, type Door } from '#test/door.ts'
import { unzip } from '#test/unzip.ts'
import { makeExport } from '../domain/exports/make-export.ts'

let door: Door
before(async () => {
  door = await openTestDoor({ MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => door.close())

test('two browsers of one owner and a program', async () => {
  const desk = new Browser(door)
  const user = await desk.signUp('mina')
  const phone = new Browser(door)
  assert.equal((await phone.post('/v1/users/sign-in', person('mina'))).status, 200)
  const { key } = (await desk.post('/v1/api-keys', { name: 'shop' })).body as { key: string }
  const program = new Browser(door)
  const byProgram = { authorization: `Bearer ${key}` }
  const { projectId } = await buildGallery(door.studio, user, 4)
  const { items } = (await desk.get(`/v1/images?projectId=${projectId}`)).body
  const looks = (items as { id: string; number: number }[]).toSorted((a, b) => a.number - b.number)
  const wish = (from: number, to: number, presetId: string) => ({
    projectId,
    imageIds: looks.slice(from, to).map(({ id }) => id),
    presetIds: [presetId],
    letter: false,
  })
  const [one, two, three] = [wish(0, 2, 'naver'), wish(2, 4, 'naver'), wish(1, 3, 'kakao')]

  const answers = await Promise.all([
    desk.post('/v1/exports', one),
    phone.post('/v1/exports', { ...one, imageIds: one.imageIds.toReversed() }),
    program.post('/v1/exports', one, byProgram),
    phone.post('/v1/exports', two),
    desk.post('/v1/exports', two),
    program.post('/v1/exports', three, byProgram),
  ])
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 202),
  )
  const ids = answers.map(({ body }) => (body as Export).id)
  assert.deepEqual([ids[1], ids[2], ids[4]], [ids[0], ids[0], ids[3]])
  const three_ = [ids[0], ids[3], ids[5]]
  assert.equal(new Set(three_).size, 3)

  await Promise.all([...three_, ...three_].map((id) => makeExport(door.studio, id)))
  for (const [n, { presetIds, imageIds }] of [one, two, three].entries()) {
    const made: Export = (await phone.get(`/v1/exports/${three_[n]}`)).body
    assert.deepEqual([made.status, made.done, made.total, made.failed], ['ready', 2, 2, []])
    assert.deepEqual([made.presetIds, made.looks], [presetIds, 2])
    const zip = await fetch(door.url + made.url, { headers: { cookie: phone.cookie } })
    const files = await unzip(Buffer.from(await zip.arrayBuffer()))
    const numbers = looks.filter(({ id }) => imageIds.includes(id)).map(({ number }) => number)
    const market = door.studio.presets.find(({ id }) => id === presetIds[0])?.name.ko
    assert.deepEqual(
      [...files.keys()].toSorted(),
      [
        '파일 목록.csv',
        ...numbers.map((number, at) => `${market}/Tee_0${number}_${market}_0${at + 1}.jpg`),
      ].toSorted(),
    )
  }
  for (const browser of [desk, phone]) {
    const list = (await browser.get(`/v1/exports?projectId=${projectId}`)).body.items as Export[]
    assert.deepEqual(list.map(({ id }) => id).toSorted(), three_.toSorted())
  }
})
