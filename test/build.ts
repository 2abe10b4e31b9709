// Makes the things a test needs, through the domain's own functions where one exists.
import { v7 as uuidv7 } from 'uuid'
import type { Side, Slot, Verdict } from '#sdk/contract/products.ts'
import type { Studio } from '#server/studio.ts'

/** A user with the opening grant of the studio, and no way to sign in. */
export async function buildUser(studio: Studio, { name = 'Jimin' } = {}): Promise<{ id: string }> {
  const id = uuidv7()
  await studio.db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.test` })
    .execute()
  return { id }
}

/** A project of the user's in a collection of its own. */
export async function buildProject(
  studio: Studio,
  user: { id: string },
): Promise<{ id: string; collectionId: string }> {
  const [id, collectionId] = [uuidv7(), uuidv7()]
  await studio.db
    .insertInto('collections')
    .values({ id: collectionId, user_id: user.id, name: 'Spring' })
    .execute()
  await studio.db
    .insertInto('projects')
    .values({ id, collection_id: collectionId, user_id: user.id, name: 'Lookbook' })
    .execute()
  return { id, collectionId }
}

/**
 * A product with photos in the given places, each kept in storage and found good. `bytes` are what the photos hold: engines that do
 * not look at them are content with any.
 */
export async function buildProduct(
  studio: Studio,
  user: { id: string },
  {
    projectId,
    photos = [{ slot: 'upper', side: 'front' }],
  }: {
    projectId?: string
    photos?: readonly { slot: Slot; side: Side; bytes?: Uint8Array }[]
  } = {},
): Promise<{ id: string; projectId: string }> {
  const id = uuidv7()
  const project = projectId ?? (await buildProject(studio, user)).id
  const columns: Record<string, string> = {}
  for (const { slot, side, bytes = new Uint8Array([1]) } of photos) {
    const key = `photos/${uuidv7()}`
    await studio.storage.put(`${key}/working.jpg`, bytes, 'image/jpeg')
    await studio.db
      .insertInto('photo')
      .values({
        key,
        user_id: user.id,
        original_key: `${key}/original`,
        working_key: `${key}/working.jpg`,
        thumbnail_key: `${key}/thumbnail.webp`,
        format: 'jpeg',
        width: 1200,
        height: 1500,
        bytes: bytes.byteLength,
        sha256: '',
        verdict: JSON.stringify(GOOD),
      })
      .execute()
    columns[`${slot}_${side === 'front' ? 'f' : 'b'}_image_url`] = key
  }
  await studio.db
    .insertInto('products')
    .values({ id, user_id: user.id, project_id: project, name: 'Tee', ...columns })
    .execute()
  return { id, projectId: project }
}

const GOOD: Verdict = { level: 'good', findings: [], kind: 'top', betterSlot: null, confidence: 1 }
