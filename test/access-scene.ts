// The people of the access table, and a project of the owner's with everything in it, made anew for each route.
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { Direction } from '#sdk/contract/vto-jobs.ts'
import { createApiKey } from '#server/domain/users/api-keys.ts'
import type { Studio } from '#server/studio.ts'
import type { CallerName } from './access-table.ts'
import { buildImage } from './build-image.ts'
import { buildVideo } from './build-video.ts'
import { buildProduct, buildProject } from './build.ts'
import { Browser } from './door.ts'

export interface Scene {
  /** By the word that stands for it in a path or a body: `{project}`. */
  readonly ids: Readonly<Record<string, string>>
}

export interface People {
  readonly browsers: Readonly<Record<CallerName, Browser>>
  readonly ids: Readonly<Record<CallerName, string>>
  /** Keys of the owner by the scopes they have, to call with the one that is missing. */
  readonly keys: Readonly<Record<'read' | 'write' | 'all', string>>
}

/** Signs everybody up; the administrator is the first. The suspended and the deleted one keep the cookies they had. */
export async function gatherPeople(studio: Studio, door: { readonly url: string }): Promise<People> {
  const browsers = {} as Record<CallerName, Browser>
  const ids = {} as Record<CallerName, string>
  for (const name of [
    'admin',
    'owner',
    'editor',
    'picker',
    'viewer',
    'stranger',
    'suspended',
    'deleted',
  ] as const) {
    browsers[name] = new Browser(door)
    ids[name] = (await browsers[name].signUp(`${name}-${uuidv7().slice(0, 8)}`)).id
  }
  for (const name of ['link', 'key', 'nobody'] as const) {
    browsers[name] = new Browser(door)
    ids[name] = name === 'key' ? ids.owner : ''
  }
  const key = async (scopes: ('read' | 'write' | 'spend')[]) =>
    (await createApiKey(studio, { id: ids.owner, isAdmin: false }, { name: 'k', scopes, dailyCap: null })).key
  const keys = {
    read: await key(['write', 'spend']),
    write: await key(['read']),
    all: await key(['read', 'write', 'spend']),
  }
  const { db } = studio
  const suspended = await browsers.admin.post(`/v1/admin/users/${ids.suspended}/suspend`, {
    reason: 'a test',
  })
  if (suspended.status >= 300) throw new Error(`suspending answered ${suspended.status}`)
  await db.updateTable('users').set({ deleted_at: new Date() }).where('id', '=', ids.deleted).execute()
  return { browsers, ids, keys }
}

/**
 * A project shared with everybody but the stranger, with a product, a bulk, a look, a video, a run, a remark, a link, an invitation, and, if
 * wished, a letter.
 */
export async function buildScene(studio: Studio, people: People, { letter = false } = {}): Promise<Scene> {
  const { db } = studio
  const owner = { id: people.ids.owner }
  const { id: project, collectionId: collection } = await buildProject(studio, owner)
  const entry = (name: CallerName, role: string) => ({ userId: people.ids[name], role, at: '' })
  const list = [
    entry('editor', 'editor'),
    entry('picker', 'picker'),
    entry('viewer', 'viewer'),
    entry('suspended', 'editor'),
    entry('deleted', 'editor'),
  ]
  await db
    .updateTable('projects')
    .set({ shard_user_list: JSON.stringify(list) })
    .where('id', '=', project)
    .execute()
  const product = (await buildProduct(studio, owner, { projectId: project })).id
  const row = await db
    .selectFrom('products')
    .select('upper_f_image_url')
    .where('id', '=', product)
    .executeTakeFirstOrThrow()
  const photo = row.upper_f_image_url ?? ''
  const job = uuidv7()
  await db
    .insertInto('vto_job')
    .values({
      id: job,
      user_id: owner.id,
      project_id: project,
      product_id: product,
      used_point_type: 'credit',
      used_amount: 0,
      queued_at: new Date(),
      status: 'RUNNING',
      input: JSON.stringify({ engine: 'drape', ratio: '3:4', size: 'standard', photos: [], looks: [LOOK] }),
    })
    .execute()
  const folder = `looks/${job}/0-${uuidv7()}`
  const look = await buildImage(
    studio,
    owner,
    { id: project },
    { isSelected: true, jobId: job, url: `${folder}/full.png` },
  )
  const video = await buildVideo(studio, owner, { id: project })
  for (const key of [
    `${folder}/480.webp`,
    `${folder}/full.png`,
    `${photo}/original`,
    `pictures/${owner.id}/a.webp`,
  ])
    await studio.storage.put(key, PIXEL, 'image/webp')
  await studio.storage.put(`${folder}/1024.webp`, PIXEL, 'image/webp')
  const [link, token, join, comment, invitation] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const later = new Date(Date.now() + 3600_000)
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  await db
    .insertInto('share_link')
    .values({
      id: link,
      project_id: project,
      made_by: owner.id,
      token_hash: hash(token),
      label: '',
      looks: 'selected',
      may_heart: true,
      may_comment: true,
      may_download: false,
      expires_at: later,
    })
    .execute()
  await db
    .insertInto('invitation')
    .values({
      id: invitation,
      project_id: project,
      invited_by: owner.id,
      email: `${invitation}@example.test`,
      role: 'viewer',
      token_hash: hash(join),
      expires_at: later,
    })
    .execute()
  await db
    .insertInto('comment')
    .values({ id: comment, image_id: look.id, user_id: owner.id, body: 'x' })
    .execute()
  const bulk = uuidv7()
  const direction = JSON.stringify(Direction.parse({ engine: 'scripted', views: ['front'] }))
  await db
    .insertInto('bulk')
    .values({ id: bulk, user_id: owner.id, project_id: project, name: 'Spring', direction })
    .execute()
  await db.insertInto('bulk_row').values({ bulk_id: bulk, n: 1, sku: 'A1', product_id: product }).execute()
  return {
    ids: {
      project,
      bulk,
      collection,
      product,
      image: look.id,
      video: video.id,
      job,
      link,
      token,
      join,
      comment,
      invitation,
      owner: owner.id,
      viewer: people.ids.viewer,
      new: uuidv7(),
      letter: letter ? await writeLetter(people, product) : '',
      folder,
      photo,
    },
  }
}

async function writeLetter(people: People, productId: string): Promise<string> {
  const wish = { productId, language: 'ko', market: 'own', tone: 'plain' }
  return ((await people.browsers.owner.post('/v1/letters', wish)).body as { id: string }).id
}

const LOOK = {
  view: 'front',
  body: 'female',
  pose: 'standing',
  backdrop: 'paper',
  width: 1152,
  height: 1536,
  price: 0,
}

/** A WebP of one pixel. */
const PIXEL = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
