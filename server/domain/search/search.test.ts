// Search: parts of names, initial consonants, facts of looks; nothing of strangers, nothing of the bin.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import type { Studio } from '#server/studio.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { enterPerson, holdSharedProject } from '../projects/shared-with.ts'
import { search } from './search.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

async function addProduct(user: { id: string }, projectId: string, name: string): Promise<string> {
  const { id } = await buildProduct(studio, user, { projectId })
  await studio.db.updateTable('products').set({ name }).where('id', '=', id).execute()
  return id
}

const named = async (user: { id: string }, text: string) =>
  (await search(studio, user, text)).products.map(({ name }) => name).sort()

test('names are found by their parts, in any width and case, and by initial consonants', async () => {
  const user = await buildUser(studio)
  const { id } = await buildProject(studio, user)
  for (const name of ['봄 린넨 셔츠', 'Linen Shirt 100%', 'リネンシャツ', '가슴 포켓 티', 'A_B'])
    await addProduct(user, id, name)
  assert.deepEqual(await named(user, '린넨'), ['봄 린넨 셔츠'])
  assert.deepEqual(await named(user, 'ㄹㄴㅅㅊ'), ['봄 린넨 셔츠'])
  assert.deepEqual(await named(user, 'ㅂ ㄹㄴ'), ['봄 린넨 셔츠'])
  // ㄱ and ㅅ typed one after the other arrive as one sign.
  assert.deepEqual(await named(user, 'ㄳ'), ['가슴 포켓 티'])
  assert.deepEqual(await named(user, 'ＬＩＮＥＮ'), ['Linen Shirt 100%'])
  assert.deepEqual(await named(user, '셔츠 봄'), ['봄 린넨 셔츠'])
  assert.deepEqual(await named(user, 'ﾘﾈﾝ'), ['リネンシャツ'])
  assert.deepEqual(await named(user, '0%'), ['Linen Shirt 100%'])
  assert.deepEqual(await named(user, '_'), ['A_B'])
  assert.deepEqual(await named(user, '린넨'.normalize('NFD')), ['봄 린넨 셔츠'])
  assert.deepEqual(await named(user, "' or true --"), [])
})

test('looks are found by their facts in three languages, and by their number', async () => {
  const user = await buildUser(studio)
  const product = await buildProduct(studio, user)
  const add = (number: number, view: string, backdrop: string) =>
    studio.db
      .insertInto('generate_img')
      .values({
        id: uuidv7(),
        url: `looks/x/${number}/full.png`,
        user_id: user.id,
        project_id: product.projectId,
        product_id: product.id,
        number,
        details: JSON.stringify({ view, backdrop, body: 'female' }),
      })
      .execute()
  await add(1, 'front', 'paper')
  await add(2, 'back', 'paper')
  await add(12, 'back', 'white')
  const numbers = async (text: string) =>
    (await search(studio, user, text)).looks.map(({ number }) => number).sort((a, b) => a - b)
  for (const back of ['뒤', 'Back', '背面', 'tee 뒷면']) assert.deepEqual(await numbers(back), [2, 12], back)
  assert.deepEqual(await numbers('뒤 흰색'), [12])
  assert.deepEqual(await numbers('#12'), [12])
  assert.deepEqual(await numbers('여성 앞'), [1])
  assert.deepEqual(await numbers('남성'), [])
  assert.deepEqual(await numbers('coat back'), [])
  assert.deepEqual(await numbers('tee'), [])
})

test('nothing of strangers, nothing of the bin; what is shared is found until it is taken back', async () => {
  const [owner, guest, stranger] = [await buildUser(studio), await buildUser(studio), await buildUser(studio)]
  const project = await buildProject(studio, owner)
  const product = await addProduct(owner, project.id, '비밀 코트')
  const all = async (user: { id: string }) =>
    (await Promise.all(['코트', 'Lookbook', 'Spring'].map((word) => search(studio, user, word)))).map(
      (found) => [found.products.length, found.projects.length, found.collections.length],
    )
  assert.deepEqual(await all(owner), [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ])
  const nothing = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]
  assert.deepEqual(await all(stranger), nothing)
  await studio.db.transaction().execute(async (trx) => {
    const held = await holdSharedProject(trx, owner, project.id, 'own')
    await enterPerson(trx, held, { userId: guest.id, role: 'viewer', at: new Date().toISOString() })
  })
  assert.deepEqual(await all(guest), [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ])
  await studio.db
    .updateTable('projects')
    .set({ shard_user_list: '[]' })
    .where('id', '=', project.id)
    .execute()
  assert.deepEqual(await all(guest), nothing)
  await studio.db.updateTable('products').set({ deleted_at: new Date() }).where('id', '=', product).execute()
  assert.deepEqual(await named(owner, '코트'), [])
  await studio.db
    .updateTable('collections')
    .set({ deleted_at: new Date() })
    .where('id', '=', project.collectionId)
    .execute()
  assert.deepEqual(await all(owner), nothing)
})
