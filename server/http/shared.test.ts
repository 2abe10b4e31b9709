// Links: what they show, to whom, for how long; and that no byte goes past a gate that is shut.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { buildImage } from '#test/build-image.ts'
import { buildVideo } from '#test/build-video.ts'
import { buildProduct, buildProject } from '#test/build.ts'
import { Browser, openAnotherDoor, openTestDoor, type Door } from '#test/door.ts'
import { signFile } from './files.ts'

let door: Door
/** How far the studio's clock is ahead, in milliseconds. */
let ahead = 0
before(async () => {
  door = await openTestDoor()
  // The studio's record is the one its door holds: its clock is set from here.
  Object.assign(door.studio, { now: () => new Date(Date.now() + ahead) })
})
after(() => door.close())

const FILES = ['240.webp', '480.webp', '1024.webp']

async function storeLook(key: string): Promise<void> {
  const colour = { r: 20, g: 30, b: 200 }
  const picture = sharp({ create: { width: 30, height: 40, channels: 3, background: colour } })
  const webp = await picture.webp().toBuffer()
  const folder = key.replace(/[^/]+$/, '')
  for (const name of FILES) await door.studio.storage.put(folder + name, webp, 'image/webp')
  await door.studio.storage.put(key, await picture.png().toBuffer(), 'image/png')
}

/** An owner with a project of three looks: a favourite, another, and one in the bin. */
async function build() {
  const owner = new Browser(door)
  const user = await owner.signUp(`owner-${uuidv7()}`)
  const project = await buildProject(door.studio, user)
  const look = async (isSelected: boolean) => {
    const image = await buildImage(door.studio, user, project, { isSelected })
    await storeLook(image.url)
    return image
  }
  const looks = { favourite: await look(true), other: await look(false), binned: await look(true) }
  await owner.send('DELETE', `/v1/images/${looks.binned.id}`)
  const make = async (wish: object = {}) => {
    const { body } = await owner.post(`/v1/projects/${project.id}/links`, wish)
    return { id: body.id as string, token: /\/s\/([\w-]{43})$/.exec(body.url)?.[1] ?? '', body }
  }
  return { owner, user, project, looks, make }
}

const status = async (path: string, to = door) => (await fetch(to.url + path)).status

test('a link shows favourites or all, never what is in the bin, and tells nothing of its token', async () => {
  const { owner, user, project, looks, make } = await build()
  const visitor = new Browser(door)
  const some = await make({ label: 'Buyer' })
  assert.deepEqual(
    [some.body.looks, some.body.mayHeart, some.body.mayComment, some.body.mayDownload, some.body.hasPassword],
    ['selected', true, true, false, false],
  )
  assert.equal(Math.round((Date.parse(some.body.expiresAt) - Date.now()) / 86_400_000), 30)
  const shown = async (token: string) =>
    (await visitor.get(`/v1/shared/${token}/looks`)).body.items.map(({ id }: { id: string }) => id)
  assert.deepEqual(await shown(some.token), [looks.favourite.id])
  await visitor.get(`/v1/shared/${some.token}`)
  const all = await make({ looks: 'all' })
  assert.deepEqual((await shown(all.token)).toSorted(), [looks.favourite.id, looks.other.id].toSorted())
  assert.equal((await visitor.get(`/v1/shared/${all.token}`)).body.lookCount, 2)
  const product = await buildProduct(door.studio, user, { projectId: project.id })
  await door.studio.db
    .updateTable('generate_img')
    .set({ product_id: product.id })
    .where('project_id', '=', project.id)
    .execute()
  const choice = { imageId: looks.other.id }
  assert.equal((await owner.send('PUT', `/v1/products/${product.id}/main`, choice)).status, 200)
  const { items } = (await visitor.get(`/v1/shared/${all.token}/looks`)).body
  assert.deepEqual(
    items.filter(({ isMain }: { isMain: boolean }) => isMain).map(({ id }: { id: string }) => id),
    [looks.other.id],
  )
  const listed = await owner.get(`/v1/projects/${project.id}/links`)
  assert.equal(listed.body.items.length, 2)
  assert.ok(listed.body.items.every((link: { lastOpenedAt: string | null }) => link.lastOpenedAt !== null))
  assert.doesNotMatch(JSON.stringify(listed.body), new RegExp(`${some.token}|${all.token}`))
  const { rows } = await door.studio.database.pool.query('select * from share_link')
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${some.token}|${all.token}`))
})

test('files open for the link they were signed for, in its sizes; the picture as made only for download', async () => {
  const { make, looks, user } = await build()
  const visitor = new Browser(door)
  const link = await make({ mayDownload: true })
  const [look] = (await visitor.get(`/v1/shared/${link.token}/looks`)).body.items
  for (const url of [...Object.values<string>(look.urls), look.downloadUrl])
    assert.equal(await status(url), 200, url)
  const down = await fetch(door.url + look.downloadUrl)
  assert.match(down.headers.get('content-disposition') ?? '', /^attachment; filename="Lookbook 01.png"/)

  const closed = await make()
  const [same] = (await visitor.get(`/v1/shared/${closed.token}/looks`)).body.items
  assert.equal(same.downloadUrl, null)
  const as = { id: new URLSearchParams(same.urls.small.split('?')[1]).get('u') ?? '' }
  const signed = (key: string) => signFile(door.studio, as, key)
  assert.equal(await status(signed(looks.favourite.url)), 404, 'the full picture')
  for (const { url } of [looks.other, looks.binned])
    assert.equal(await status(signed(url.replace('full.png', '480.webp'))), 404, 'another look')
  assert.equal(await status(signed(`pictures/${user.id}/x.webp`)), 404)
})

test('a link that was revoked, expired, binned or never there is gone, and its files with it, in every process', async (t) => {
  const { owner, project, make } = await build()
  const visitor = new Browser(door)
  const another = await openAnotherDoor(door.studio)
  t.after(() => another.app.close())
  const opened = async () => {
    const link = await make()
    const [look] = (await visitor.get(`/v1/shared/${link.token}/looks`)).body.items
    const file = look.urls.medium as string
    assert.deepEqual([await status(file), await status(file, another as Door)], [200, 200])
    return { ...link, file }
  }
  const gone: string[] = []
  const isGone = async ({ token, file }: { token: string; file: string }) => {
    for (const path of ['', '/looks']) {
      const { status, body } = await visitor.get(`/v1/shared/${token}${path}`)
      assert.equal(status, 410)
      gone.push(JSON.stringify({ ...body, requestId: '' }))
    }
    assert.equal(await status(`/s/${token}/card.jpg`), 410)
    assert.deepEqual([await status(file), await status(file, another as Door)], [404, 404])
  }
  const first = await opened()
  assert.equal((await owner.send('DELETE', `/v1/projects/${project.id}/links/${first.id}`)).status, 204)
  await isGone(first)
  assert.equal((await owner.send('DELETE', `/v1/projects/${project.id}/links/${first.id}`)).status, 404)

  const second = await opened()
  await owner.send('DELETE', `/v1/projects/${project.id}`)
  await isGone(second)
  await owner.post(`/v1/projects/${project.id}/restore`)

  const third = await opened()
  ahead = 31 * 86_400_000
  const late = await visitor.get(`/v1/shared/${third.token}`)
  assert.equal(late.status, 410)
  assert.equal((await owner.get(`/v1/projects/${project.id}/links`)).body.items.length, 0)
  ahead = 0
  const never = await visitor.get(`/v1/shared/${'x'.repeat(43)}`)
  gone.push(JSON.stringify({ ...never.body, requestId: '' }))
  assert.equal(new Set(gone).size, 1, 'nothing tells one from another')
})

test('a password shuts everything, for each browser alone, and a new one shuts out who was in', async () => {
  const { owner, project, make } = await build()
  const link = await make({ password: 'linen 1926' })
  const [visitor, other] = [new Browser(door), new Browser(door)]
  const path = `/v1/shared/${link.token}`
  assert.deepEqual((await visitor.get(path)).body, { locked: true })
  assert.equal((await visitor.get(`${path}/looks`)).body.code, 'link_locked')
  assert.equal((await visitor.send('PUT', `${path}/visitor`, { name: 'x' })).body.code, 'link_locked')
  assert.equal((await visitor.post(`${path}/enter`, { password: 'wool' })).body.code, 'wrong_password')
  const entered = await visitor.post(`${path}/enter`, { password: 'linen 1926' })
  assert.equal(entered.body.locked, false)
  assert.match(entered.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/)
  const [look] = (await visitor.get(`${path}/looks`)).body.items
  assert.equal(await status(look.urls.small), 200)
  assert.deepEqual((await other.get(path)).body, { locked: true })

  const page = await (await fetch(`${door.url}/s/${link.token}`)).text()
  assert.doesNotMatch(page, /Lookbook|og:image/)
  assert.equal(await status(`/s/${link.token}/card.jpg`), 404)

  await owner.send('PATCH', `/v1/projects/${project.id}/links/${link.id}`, { password: 'cotton 1926' })
  assert.deepEqual((await visitor.get(path)).body, { locked: true })
  assert.equal(await status(look.urls.small), 404)
  for (let n = 0; n < 10; n++) await other.post(`${path}/enter`, { password: `guess ${n}` })
  const refused = await other.post(`${path}/enter`, { password: 'cotton 1926' })
  assert.equal(refused.body.code, 'too_many_requests')
  assert.equal((await visitor.post(`${path}/enter`, { password: 'cotton 1926' })).status, 200)
})

test('hearts and comments have a name, reach the owner, and choose nothing for them', async () => {
  const { owner, looks, make } = await build()
  const link = await make({ looks: 'all' })
  const path = `/v1/shared/${link.token}`
  const [visitor, other] = [new Browser(door), new Browser(door)]
  const heart = `${path}/looks/${looks.other.id}/heart`
  assert.equal((await visitor.send('PUT', heart)).body.code, 'name_needed')
  assert.equal((await visitor.send('PUT', `${path}/visitor`, { name: '민아' })).body.visitorName, '민아')
  assert.equal((await visitor.send('PUT', heart)).status, 204)
  assert.equal((await visitor.send('PUT', heart)).status, 204, 'again is once')
  const said = await visitor.post(`${path}/looks/${looks.other.id}/comments`, { body: '  기장이 좋아요 ' })
  assert.deepEqual(
    [said.status, said.body.body, said.body.author, said.body.mine],
    [201, '기장이 좋아요', '민아', true],
  )
  assert.equal((await other.get(`${path}/looks/${looks.other.id}/comments`)).body.items[0].mine, false)
  assert.equal((await visitor.send('PUT', `${path}/looks/${looks.binned.id}/heart`)).status, 404)

  const image = (await owner.get(`/v1/images/${looks.other.id}`)).body
  assert.deepEqual([image.heartCount, image.commentCount, image.isSelected], [1, 1, false])
  await owner.post(`/v1/images/${looks.other.id}/comments`, { body: 'only among us' })
  const all = (await owner.get(`/v1/images/${looks.other.id}/comments`)).body
  assert.deepEqual(
    all.items.map((one: { author: string; by: string }) => one.by),
    ['visitor', 'member'],
  )
  assert.deepEqual(
    all.hearts.map(({ name }: { name: string }) => name),
    ['민아'],
  )
  const outside = (await visitor.get(`${path}/looks/${looks.other.id}/comments`)).body.items
  assert.equal(outside.length, 1, 'what the team says stays inside')
  assert.equal((await owner.send('DELETE', `/v1/comments/${all.items[0].id}`)).status, 204)
  assert.equal(
    (await visitor.get(`${path}/looks`)).body.items.find(({ id }: { id: string }) => id === looks.other.id)
      .commentCount,
    0,
  )

  const shut = await make({ mayHeart: false, mayComment: false, looks: 'all' })
  const by = `/v1/shared/${shut.token}`
  await visitor.send('PUT', `${by}/visitor`, { name: '민아' })
  assert.equal((await visitor.send('PUT', `${by}/looks/${looks.other.id}/heart`)).body.code, 'not_allowed')
  const refused = await visitor.post(`${by}/looks/${looks.other.id}/comments`, { body: 'x' })
  assert.equal(refused.body.code, 'not_allowed')
})

test('a messenger gets the words and a picture of the link, and never one from the bin', async () => {
  const { make, looks, owner } = await build()
  const link = await make()
  const card = await fetch(`${door.url}/s/${link.token}/card.jpg`)
  assert.deepEqual([card.status, card.headers.get('content-type')], [200, 'image/jpeg'])
  const { width, height, format } = await sharp(Buffer.from(await card.arrayBuffer())).metadata()
  assert.deepEqual([format, width, height], ['jpeg', 800, 800])
  const page = await fetch(`${door.url}/s/${link.token}`)
  assert.match(
    page.headers.get('content-security-policy') ?? '',
    /^default-src 'self'; img-src 'self' blob: data:; /,
  )
  await owner.send('DELETE', `/v1/images/${looks.favourite.id}`)
  assert.equal(await status(`/s/${link.token}/card.jpg`), 404, 'nothing is left to show')
})

test('a guest who was removed loses every file at once, in every process', async (t) => {
  const { owner, user, project } = await build()
  const another = await openAnotherDoor(door.studio)
  t.after(() => another.app.close())
  const guest = new Browser(door)
  const name = `guest-${uuidv7()}`
  const { id } = await guest.signUp(name)
  const people = `/v1/projects/${project.id}/people`
  await owner.post(people, { email: `${name}@example.test`, role: 'viewer' })
  // A job makes looks, and a look is its job's: here it has none, so the product's photo stands for every file.
  const photo = `photos/${uuidv7()}`
  const { db, storage } = door.studio
  await storage.put(`${photo}/working.jpg`, Buffer.from('x'), 'image/jpeg')
  await db
    .insertInto('photo')
    .values({
      key: photo,
      user_id: user.id,
      original_key: `${photo}/original.jpg`,
      working_key: `${photo}/working.jpg`,
      thumbnail_key: `${photo}/thumbnail.webp`,
      format: 'jpeg',
      width: 1,
      height: 1,
      bytes: 1,
      sha256: '',
    })
    .execute()
  await db.insertInto('products').values({ project_id: project.id, upper_f_image_url: photo }).execute()
  const file = signFile(door.studio, { id }, `${photo}/working.jpg`)
  assert.deepEqual([await status(file), await status(file, another as Door)], [200, 200])
  assert.equal((await owner.send('DELETE', `${people}/${id}`)).status, 204)
  assert.deepEqual([await status(file), await status(file, another as Door)], [404, 404])
  assert.equal((await guest.get(`/v1/projects/${project.id}`)).status, 404)
})

test('what stands for a product comes first, on every page', async () => {
  const { owner, user, project, looks, make } = await build()
  const product = await buildProduct(door.studio, user, { projectId: project.id })
  const main = await buildImage(door.studio, user, project, {
    isSelected: true,
    productId: product.id,
    createdAt: new Date('2026-01-01'),
  })
  await owner.send('PUT', `/v1/products/${product.id}/main`, { imageId: main.id })
  const link = await make({ looks: 'all' })
  const visitor = new Browser(door)
  const shown: string[] = []
  let after = ''
  for (;;) {
    const { body } = await visitor.get(`/v1/shared/${link.token}/looks?limit=1${after}`)
    shown.push(...body.items.map(({ id, isMain }: { id: string; isMain: boolean }) => `${id} ${isMain}`))
    if (body.next === null) break
    after = `&after=${body.next}`
  }
  assert.deepEqual(shown, [`${main.id} true`, `${looks.other.id} false`, `${looks.favourite.id} false`])
})

test('a link shows videos as it shows looks, in ranges, and not a byte after it was revoked', async () => {
  const { owner, user, project, make } = await build()
  const store = async (isSelected: boolean, bytes: number) => {
    const video = await buildVideo(door.studio, user, project)
    await door.studio.storage.put(video.url, Buffer.alloc(bytes, 7), 'video/mp4')
    await door.studio.storage.put(video.url.replace(/[^/]+$/, 'poster.webp'), Buffer.from('p'), 'image/webp')
    if (isSelected) await owner.send('PATCH', `/v1/videos/${video.id}`, { isSelected })
    return video
  }
  const long = await store(true, 48 * 1024 * 1024)
  const other = await store(false, 10)
  const visitor = new Browser(door)
  const some = await make()
  assert.equal((await visitor.get(`/v1/shared/${some.token}`)).body.videoCount, 1)
  const { body } = await visitor.get(`/v1/shared/${some.token}/videos`)
  assert.deepEqual(
    body.items.map(({ id, downloadUrl }: { id: string; downloadUrl: null }) => [id, downloadUrl]),
    [[long.id, null]],
  )
  const [{ url, posterUrl }] = body.items
  assert.deepEqual([await status(url), await status(posterUrl)], [200, 200])
  const part = await fetch(door.url + url, { headers: { range: 'bytes=5-9' } })
  assert.deepEqual([part.status, (await part.arrayBuffer()).byteLength], [206, 5])
  const as = { id: new URLSearchParams(url.split('?')[1]).get('u') ?? '' }
  assert.equal(await status(signFile(door.studio, as, other.url)), 404, 'no favourite')
  const all = await make({ looks: 'all', mayDownload: true })
  const both = (await visitor.get(`/v1/shared/${all.token}/videos`)).body.items
  assert.equal(both.length, 2)
  const down = await fetch(door.url + both[0].downloadUrl)
  assert.match(down.headers.get('content-disposition') ?? '', /^attachment; filename="Lookbook.mp4"/)
  await down.arrayBuffer()

  const locked = await make({ password: 'linen 1926' })
  assert.equal((await visitor.get(`/v1/shared/${locked.token}/videos`)).body.code, 'link_locked')

  const playing = await fetch(door.url + url)
  const reader = playing.body!.getReader()
  let heard = (await reader.read()).value?.byteLength ?? 0
  assert.equal((await owner.send('DELETE', `/v1/projects/${project.id}/links/${some.id}`)).status, 204)
  await assert.rejects(async () => {
    for (let read = await reader.read(); !read.done; read = await reader.read())
      heard += read.value.byteLength
  })
  assert.ok(heard < 48 * 1024 * 1024, 'what was under way is cut off')
  assert.deepEqual([await status(url), await status(posterUrl)], [404, 404])
  assert.equal((await visitor.get(`/v1/shared/${some.token}/videos`)).status, 410)
})
