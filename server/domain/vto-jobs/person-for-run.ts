// Who is dressed in a run: the person that was chosen, or the studio's own model photo of that body.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import type { PersonWish } from '../../engines/engine.ts'
import { NotFound, StudioError } from '../../errors.ts'
import { readPhoto } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'
import { getPerson } from '../people/people.ts'

const SIDES = ['front', 'back'] as const
type Side = (typeof SIDES)[number]

const NAME = /^(female|male)-(front|back)\.(jpe?g|png|webp|avif)$/

/**
 * The photos of who is dressed, for the views that are asked for. A chosen person is named by keys of the user's own photos.
 * Throws not_found for a photo that is not there or not the user's, and person_missing (details.view) when a view has nobody to wear it.
 */
export async function personForRun(
  studio: Studio,
  user: { readonly id: string },
  direction: Pick<Direction, 'views' | 'person' | 'personId' | 'body'>,
): Promise<PersonWish[]> {
  const sides = SIDES.filter((side) =>
    direction.views.some((view) => (view === 'back') === (side === 'back')),
  )
  if (direction.personId !== undefined) {
    const { id, front_key, back_key } = await getPerson(studio.db, user, direction.personId)
    return sides.map((side) => {
      const key = side === 'front' ? front_key : back_key
      if (key === null) throw new StudioError('person_missing', { view: side, personId: id })
      return { side, key, person: id }
    })
  }
  return Promise.all(
    sides.map(async (side) => {
      const key = direction.person
        ? await chosen(studio, user, direction.person[side])
        : await ownModel(studio, direction.body, side)
      if (key === null) throw new StudioError('person_missing', { view: side, body: direction.body })
      return { side, key }
    }),
  )
}

/** Bodies and views of which the studio has a model photo of its own. */
export async function studioPeople(studio: Studio): Promise<{ body: string; views: string[] }[]> {
  const people = new Map<string, string[]>()
  for (const name of await modelFiles(studio)) {
    const [, body = '', view = ''] = NAME.exec(name)!
    people.set(body, [...(people.get(body) ?? []), view])
  }
  return [...people].map(([body, views]) => ({ body, views: views.toSorted().toReversed() }))
}

async function chosen(
  studio: Studio,
  user: { readonly id: string },
  key: string | undefined,
): Promise<string | null> {
  if (key === undefined) return null
  const row = await studio.db
    .selectFrom('photo')
    .select('working_key')
    .where('key', '=', key)
    .where('user_id', '=', user.id)
    .where('swept_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('photo', key)
  return row.working_key
}

/** The model photo from the operator's folder, kept in storage under its content: a job can be run again when the folder has changed. */
async function ownModel(studio: Studio, body: string, side: Side): Promise<string | null> {
  const file = (await modelFiles(studio)).find((name) => name.startsWith(`${body}-${side}.`))
  if (file === undefined) return null
  const bytes = await readFile(join(studio.config.engines.modelPhotos!, file))
  const key = `people/${createHash('sha256').update(bytes).digest('hex')}.jpg`
  if ((await studio.storage.stat(key)) === null) {
    const { working } = await readPhoto(bytes)
    await studio.storage.put(key, working.bytes, working.contentType)
  }
  return key
}

async function modelFiles(studio: Studio): Promise<string[]> {
  const folder = studio.config.engines.modelPhotos
  if (folder === null || !existsSync(folder)) return []
  return (await readdir(folder)).filter((name) => NAME.test(name)).sort()
}
