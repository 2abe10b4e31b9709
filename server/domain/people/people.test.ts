// People: nobody without consent, nobody else's, and gone with all that shows them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { buildWorker, claimOne } from '#test/build-job.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { buildOutfit, hostedEnv, pictureOf } from '#test/vendors/hosted-studio.ts'
import { filmSettingsFor, settingsFor } from '#test/vendors/settings.ts'
import { startStand, type Stand } from '#test/vendors/stand.ts'
import type { Studio } from '../../studio.ts'
import { listImages } from '../images/images.ts'
import { getProduct } from '../products/products.ts'
import { listModels } from '../admin/models.ts'
import { maySeeFile } from '../users/may-see.ts'
import { listVideos } from '../videos/videos.ts'
import { runVtoJob } from '../vto-jobs/run.ts'
import { submitVtoJob } from '../vto-jobs/submit.ts'
import { submitMotionJob } from '../vto-jobs/submit-clip.ts'
import { createPerson, listPeople, putPersonPhoto } from './people.ts'
import { putRelease } from './release.ts'
import { removePerson, shownOf } from './remove-person.ts'

const never = new AbortController().signal
const CONSENT = { adult: true, release: true, purpose: '상품 사진' }
let stand: Stand
let studio: Studio
let worker: string
before(async () => {
  stand = await startStand()
  studio = await openTestStudio(await hostedEnv([...settingsFor(stand), ...filmSettingsFor(stand)]))
  worker = await buildWorker(studio)
})
after(async () => {
  await studio.close()
  await stand.close()
})
beforeEach(() => stand.clear())

const run = async () => runVtoJob(studio, await claimOne(studio, worker, 'wait'), never)
const add = async (
  user: { id: string },
  more: { house?: boolean; adult?: boolean; release?: boolean } = {},
) => {
  const { house = false, ...consent } = more
  return createPerson(studio, user, {
    name: '지안',
    body: 'female',
    consent: { ...CONSENT, ...consent },
    house,
  })
}
const photograph = async (user: { id: string }, id: string, colour: string, size = 600) =>
  putPersonPhoto(studio, user, id, 'front', {
    bytes: (async function* () {
      yield await pictureOf(colour, size, size)
    })(),
    declaredBytes: null,
  })
const filesUnder = async (prefix: string) => {
  const keys = []
  for await (const { key } of studio.storage.list(prefix)) keys.push(key)
  return keys
}

test('nobody is taken in without consent; what was declared is kept', async () => {
  const user = await buildUser(studio)
  await assert.rejects(add(user, { adult: false }), throwsCode('consent_needed'))
  await assert.rejects(add(user, { release: false }), throwsCode('consent_needed'))
  await assert.rejects(add(user, { house: true }), throwsCode('not_allowed'))
  const { id, consent } = await add(user)
  assert.deepEqual(
    { ...consent, at: '' },
    { adult: true, release: true, purpose: '상품 사진', at: '', by: user.id },
  )
  await assert.rejects(photograph(user, id, '#886644', 200), throwsCode('photo_small'))
  assert.deepEqual(
    (await listPeople(studio.db, user)).map((one) => one.id),
    [id],
  )
})

test('what is mine is nobody else’s; the house’s is everyone’s, and changed by administrators alone', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const admin = { ...(await buildUser(studio)), isAdmin: true }
  const mine = await photograph(user, (await add(user)).id, '#884422')
  await assert.rejects(photograph(other, mine.id, '#000000'), throwsCode('not_found'))
  await assert.rejects(removePerson(studio, other, mine.id), throwsCode('not_found'))
  assert.equal(await maySeeFile(studio, user.id, mine.front_key!), true)
  assert.equal(await maySeeFile(studio, other.id, mine.front_key!), false)
  const house = await photograph(admin, (await add(admin, { house: true })).id, '#224488')
  assert.equal(await maySeeFile(studio, other.id, house.front_key!), true)
  assert.deepEqual(
    (await listPeople(studio.db, other)).map(({ id }) => id),
    [house.id],
  )
  await assert.rejects(removePerson(studio, other, house.id), throwsCode('not_allowed'))
  await removePerson(studio, admin, house.id)
})

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const sign = async (user: { id: string }, id: string, bytes: Uint8Array = PDF, name = '동의서.pdf') =>
  putRelease(studio, user, id, {
    name,
    bytes: (async function* () {
      yield bytes
    })(),
    declaredBytes: bytes.length,
  })

test('what somebody signed is kept as it is, for who brought them and administrators, and goes with them', async () => {
  const [user, other] = [await buildUser(studio), await buildUser(studio)]
  const admin = { ...(await buildUser(studio)), isAdmin: true }
  await studio.db.updateTable('users').set({ is_admin: true }).where('id', '=', admin.id).execute()
  const { id } = await add(user)
  await assert.rejects(sign(other, id), throwsCode('not_found'))
  await assert.rejects(sign(user, id, Buffer.from('I agree')), throwsCode('release_type'))
  await assert.rejects(sign(user, id, PDF.subarray(0, 40)), throwsCode('photo_broken'))
  const cut = (await pictureOf('#886644', 300, 300)).subarray(0, 300)
  await assert.rejects(sign(user, id, cut), throwsCode('photo_broken'))
  assert.deepEqual(await filesUnder(`releases/${id}/`), [])
  const { release_key: first } = await sign(user, id)
  assert.deepEqual(await studio.storage.get(first!), PDF)
  for (const [who, sees] of [
    [user, true],
    [admin, true],
    [other, false],
  ] as const)
    assert.equal(await maySeeFile(studio, who.id, first!), sees)
  const { release_key: second, release_name: name } = await sign(
    user,
    id,
    await pictureOf('#886644', 300, 300),
    '사진.png',
  )
  assert.deepEqual([await filesUnder(`releases/${id}/`), name], [[second], '사진.png'])
  assert.equal(await maySeeFile(studio, user.id, first!), false)
  const seen = await listModels(studio, admin, { limit: 100 })
  assert.equal(seen.items.find((one) => one.id === id)?.release_key, second)
  const unsigned = await listModels(studio, admin, { limit: 100, release: 'missing' })
  assert.ok(!unsigned.items.some((one) => one.id === id))
  await assert.rejects(listModels(studio, user, { limit: 1 }), throwsCode('not_allowed'))
  // Of the house: whoever may dress them does not read what they signed.
  const house = await sign(admin, (await add(admin, { house: true })).id)
  assert.equal(await maySeeFile(studio, other.id, house.release_key!), false)
  await removePerson(studio, admin, house.id)
  await removePerson(studio, user, id)
  assert.deepEqual(await filesUnder(`releases/${id}/`), [])
  const gone = await studio.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([gone.release_key, gone.name], [null, ''])
  assert.equal((gone.consent as { purpose: string }).purpose, '')
})

test(
  'a deleted person takes looks, videos and files along, and nobody can be dressed as them any more',
  { timeout: 60_000 },
  async () => {
    const user = await buildUser(studio)
    const { id: productId } = await buildOutfit(studio, user, ['upper'])
    const { project_id: projectId } = await getProduct(studio, user, productId)
    const { id: personId } = await add(user)
    const direction = Direction.parse({ engine: 'fashn', views: ['front'], personId })
    const submit = async () =>
      submitVtoJob(studio, user, { id: uuidv7(), productId, direction, pay: 'credit', price: 3 })
    await assert.rejects(submit(), throwsCode('person_missing'))
    const { front_key: key } = await photograph(user, personId, '#aa7755')
    await submit()
    await run()
    const looks = async () =>
      (await listImages(studio.db, user, { projectId, filter: 'all', limit: 10 })).items
    const bin = async () => (await listImages(studio.db, user, { projectId, filter: 'bin', limit: 10 })).items
    const videos = async () =>
      (await listVideos(studio.db, user, { projectId, filter: 'all', limit: 10 })).items
    const [look] = await looks()
    const film = { id: uuidv7(), imageId: look.id, engine: 'veo', motion: 'walk', seconds: 4 } as const
    await submitMotionJob(studio, user, { ...film, pay: 'credit', price: 12 })
    await run()
    const [video] = await videos()
    const waiting = await submit()
    const shown = { looks: 1, videos: 1, running: 1 }
    assert.deepEqual(await shownOf(studio, user, personId), shown)
    assert.deepEqual(await removePerson(studio, user, personId), shown)
    assert.deepEqual([await looks(), await bin(), await videos()], [[], [], []])
    for (const prefix of [`people/${personId}/`, `looks/${look.job_id}/`, `videos/${video.job_id}/`])
      assert.deepEqual(await filesUnder(prefix), [], prefix)
    assert.equal(await maySeeFile(studio, user.id, key!), false)
    const { status } = await studio.db
      .selectFrom('vto_job')
      .select('status')
      .where('id', '=', waiting.id)
      .executeTakeFirstOrThrow()
    assert.equal(status, 'CANCELLED')
    await assert.rejects(submit(), throwsCode('not_found'))
  },
)
