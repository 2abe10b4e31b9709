// Videos through the door: submitted, listed, marked, binned, restored, and played from any of their bytes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { buildProduct, buildProject } from '#test/build.ts'
import { buildVideo } from '#test/build-video.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'

let door: Door
let arin: Browser
let user: { id: string }
before(async () => {
  door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '12' })
  arin = new Browser(door)
  user = await arin.signUp('arin')
})
after(() => door.close())

test('a turntable is submitted with a ticket or credits, and refused by name', async () => {
  const product = await buildProduct(door.studio, user)
  const wish = (more: object = {}) => ({
    id: uuidv7(),
    productId: product.id,
    kind: 'turntable',
    direction: { pose: 'walking', backdrop: 'transparent' },
    pay: 'video_ticket',
    price: 1,
    ...more,
  })
  const submit = async (body: object) => arin.post('/v1/vto-jobs/videos', body)
  const body = wish()
  const { status, body: job } = await submit(body)
  assert.deepEqual([status, job.kind, job.usedPointType, job.usedAmount], [202, 'video', 'video_ticket', 1])
  assert.deepEqual(job.looks, [
    {
      n: 0,
      view: 'turntable',
      status: 'waiting',
      imageId: null,
      videoId: null,
      letterId: null,
      failCode: null,
    },
  ])
  assert.deepEqual(job.direction.views, [])
  // No video is transparent.
  assert.deepEqual([job.direction.pose, job.direction.backdrop], ['walking', 'white'])
  assert.deepEqual((await submit(body)).body, job)
  assert.equal((await submit(wish({ pay: 'credit', price: 10 }))).status, 202)
  assert.deepEqual((await arin.get('/v1/points')).body.credit, 2)

  const refusals: [object, number, string][] = [
    [wish({ kind: 'film' }), 400, 'bad_request'],
    [wish({ pay: 'look_book_ticket' }), 400, 'bad_request'],
    [wish({ direction: { bodySize: 'XXXL' } }), 400, 'bad_request'],
    [wish({ direction: { pose: 'lying' } }), 400, 'bad_request'],
    [wish({ productId: uuidv7() }), 404, 'not_found'],
    [wish({ price: 3 }), 409, 'price_changed'],
    [wish({ id: body.id }), 422, 'key_reused'],
    [wish({ pay: 'credit', price: 10 }), 402, 'points_short'],
  ]
  for (const [refused, expected, code] of refusals) {
    const answer = await submit(code === 'key_reused' ? { ...refused, direction: {} } : refused)
    assert.deepEqual([answer.status, answer.body.code], [expected, code])
  }
  const stranger = new Browser(door)
  await stranger.signUp('stranger')
  assert.equal((await stranger.post('/v1/vto-jobs/videos', wish())).status, 404)
  const cancelled = (await arin.post(`/v1/vto-jobs/${job.id}/cancel`)).body
  assert.deepEqual([cancelled.status, cancelled.returnedAmount], ['CANCELLED', 1])
  const [entry] = (await arin.get('/v1/points/usage?usageType=video_ticket&limit=1')).body.items
  assert.deepEqual([entry.reason, entry.job.kind, entry.job.deliveredCount], ['refund', 'video', 0])
})

test('videos are listed, marked, binned and restored', async () => {
  const project = await buildProject(door.studio, user)
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))
  const ids: string[] = []
  for (const day of [1, 2, 3])
    ids.unshift((await buildVideo(door.studio, user, project, { createdAt: at(day) })).id)
  const list = async (query = '') => (await arin.get(`/v1/videos?projectId=${project.id}${query}`)).body
  const page = await list('&limit=2')
  assert.deepEqual(
    page.items.map(({ id }: { id: string }) => id),
    ids.slice(0, 2),
  )
  assert.deepEqual((await list(`&limit=2&after=${page.next}`)).items[0].id, ids[2])
  const [video] = page.items
  assert.deepEqual(
    [video.width, video.height, video.seconds, video.bytes, video.details.kind, video.details.doubts],
    [1080, 1440, 4, 1_000_000, 'turntable', ['back_guessed']],
  )
  assert.deepEqual([video.details.bytes, video.details.seconds], [undefined, undefined])
  const marked = (await arin.send('PATCH', `/v1/videos/${video.id}`, { isSelected: true })).body
  assert.deepEqual(
    [marked.isSelected, (await arin.get(`/v1/videos/${video.id}`)).body.isSelected],
    [true, true],
  )
  const counted = async () => (await arin.get(`/v1/projects/${project.id}`)).body.totalVideoNumber
  assert.equal(await counted(), 3)
  assert.equal(typeof (await arin.send('DELETE', `/v1/videos/${video.id}`)).body.deletedAt, 'string')
  assert.equal((await arin.send('DELETE', `/v1/videos/${video.id}`)).status, 200)
  assert.equal((await arin.get(`/v1/videos/${video.id}`)).status, 404)
  assert.deepEqual([(await list()).items.length, (await list('&filter=bin')).items[0].id], [2, video.id])
  assert.equal(await counted(), 2)
  assert.equal((await arin.post(`/v1/videos/${video.id}/restore`)).body.deletedAt, null)
  assert.equal(await counted(), 3)
  await arin.send('DELETE', `/v1/videos/${video.id}`)
  await arin.send('DELETE', `/v1/projects/${project.id}`)
  assert.equal((await arin.post(`/v1/videos/${video.id}/restore`)).body.code, 'in_bin')
})

test('a video plays from any of its bytes, for its owner alone', async () => {
  const product = await buildProduct(door.studio, user)
  const job = (
    await arin.post('/v1/vto-jobs/videos', {
      id: uuidv7(),
      productId: product.id,
      kind: 'turntable',
      direction: {},
      pay: 'video_ticket',
      price: 1,
    })
  ).body
  const url = `videos/${job.id}/0-${uuidv7()}/turntable.mp4`
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256))
  await door.studio.storage.put(url, bytes, 'video/mp4')
  const poster = url.replace('turntable.mp4', 'poster.webp')
  await door.studio.storage.put(poster, Buffer.from([7]), 'image/webp')
  const { id } = await buildVideo(door.studio, user, { id: product.projectId }, { jobId: job.id, url })
  const video = (await arin.get(`/v1/videos/${id}`)).body
  const whole = await fetch(door.url + video.url)
  assert.deepEqual(
    [whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')],
    [200, 'video/mp4', 'bytes'],
  )
  assert.match(whole.headers.get('content-disposition')!, /^inline; filename="turntable\.mp4"/)
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes)
  const part = await fetch(door.url + video.url, { headers: { range: 'bytes=100-199' } })
  assert.deepEqual([part.status, part.headers.get('content-range')], [206, 'bytes 100-199/1000'])
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(100, 200))
  const rest = await fetch(door.url + video.url, { headers: { range: 'bytes=990-' } })
  assert.deepEqual([rest.status, (await rest.arrayBuffer()).byteLength], [206, 10])
  assert.equal((await fetch(door.url + video.url, { headers: { range: 'bytes=1000-' } })).status, 416)
  assert.equal((await fetch(door.url + video.posterUrl)).headers.get('content-type'), 'image/webp')
  const stranger = new Browser(door)
  const other = await stranger.signUp('eve')
  assert.equal((await fetch(door.url + video.url.replace(user.id, other.id))).status, 404)
  assert.equal((await stranger.get(`/v1/videos/${id}`)).status, 404)
  assert.equal((await stranger.get(`/v1/videos?projectId=${product.projectId}`)).status, 404)
})
