// Contact sheets: who gets one, what stands on it, and that a picture that is gone is said.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { buildImage } from '#test/build-image.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { Browser, openTestDoor, type Door } from '#test/door.ts'
import { throwsCode } from '#test/throws.ts'
import { sheetOfProject } from './sheet-of-project.ts'

let door: Door
before(async () => {
  door = await openTestDoor({ MAEPSI_LOG_LEVEL: 'silent' })
})
after(() => door.close())

async function build(count: number, names: readonly string[]) {
  const { studio } = door
  const user = await buildUser(studio)
  const first = await buildProduct(studio, user, {})
  const project = { id: first.projectId }
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const image = await buildImage(studio, user, project, { isSelected: n % 2 === 0 })
    const small = await sharp({
      create: {
        width: 480,
        height: n % 3 === 2 ? 480 : 640,
        channels: 3,
        background: { r: 200 - n * 3, g: 120 + n * 4, b: 90 },
      },
    })
      .webp()
      .toBuffer()
    await studio.storage.put(image.url.replace('full.png', '480.webp'), small, 'image/webp')
    ids.push(image.id)
  }
  for (const [n, name] of names.entries()) {
    const product = await buildProduct(studio, user, { projectId: project.id })
    await studio.db.updateTable('products').set({ name }).where('id', '=', product.id).execute()
    await studio.db
      .updateTable('generate_img')
      .set({ product_id: product.id })
      .where('id', '=', ids[n] ?? '')
      .execute()
  }
  return { user, project, ids }
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length

test('sixteen looks a page, in each language, with names of any script', async () => {
  const names = [
    '린넨 셔츠 🧥',
    '麻のシャツ 長袖',
    'Linen shirt with a name that does not fit into one line of so narrow a cell',
  ]
  const { user, project, ids } = await build(18, names)
  const { studio } = door
  await studio.storage.remove([
    (
      await studio.db
        .selectFrom('generate_img')
        .select('url')
        .where('id', '=', ids[4] ?? '')
        .executeTakeFirstOrThrow()
    ).url?.replace('full.png', '480.webp') ?? '',
  ])
  for (const language of ['ko', 'en', 'ja'] as const) {
    const { bytes } = await sheetOfProject(studio, user, project.id, { filter: 'all', language })
    assert.ok(bytes.includes(`/Lang (${language})`))
    assert.equal(pagesOf(bytes), 2)
    if (process.env['SHEETS']) await writeFile(`${process.env['SHEETS']}/${language}.pdf`, bytes)
  }
  const favourites = await sheetOfProject(studio, user, project.id, { filter: 'selected', language: 'ko' })
  assert.equal(pagesOf(favourites.bytes), 1)
  const some = await sheetOfProject(studio, user, project.id, {
    filter: 'all',
    imageIds: ids.slice(0, 3),
    language: 'en',
  })
  assert.equal(some.bytes.toString('latin1').match(/\/Subtype \/Image/g)?.length, 3)
})

test('a sheet of nothing is none, and nobody else gets one', async () => {
  const { studio } = door
  const { user, project } = await build(0, [])
  const wish = { filter: 'all', language: 'ko' } as const
  await assert.rejects(sheetOfProject(studio, user, project.id, wish), throwsCode('export_empty'))
  const other = await build(1, [])
  await assert.rejects(sheetOfProject(studio, user, other.project.id, wish), throwsCode('not_found'))
  // A look of another project is not of this one, whoever names it.
  await assert.rejects(
    sheetOfProject(studio, user, project.id, { ...wish, imageIds: other.ids }),
    throwsCode('export_empty'),
  )
})

test('it comes as a file that browsers show, named after the project', async () => {
  const me = new Browser(door)
  await me.signUp('mina')
  const collection = (await me.post('/v1/collections', { name: '봄' })).body
  const project = (await me.post('/v1/projects', { collectionId: collection.id, name: '봄 신상' })).body
  const empty = await me.get(`/v1/projects/${project.id}/sheet`)
  assert.deepEqual([empty.status, empty.body.code], [422, 'export_empty'])
  const user = (await me.get('/v1/users/me')).body
  await buildImage(door.studio, user, project, {})
  const sheet = await me.get(`/v1/projects/${project.id}/sheet?language=xx&images=,,`)
  assert.equal(sheet.status, 422)
  const all = await me.get(`/v1/projects/${project.id}/sheet?filter=nothing`)
  assert.deepEqual([all.status, all.headers.get('content-type')], [200, 'application/pdf'])
  assert.match(decodeURIComponent(all.headers.get('content-disposition') ?? ''), /봄 신상 룩 시트[.]pdf$/)
  assert.equal((await me.get('/v1/projects/1/sheet')).status, 404)
})
