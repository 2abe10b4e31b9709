// /v1/people: whose photos engines dress that need a person.
import { create, list, putPhoto, putRelease, remove, shown, type Model } from '#sdk/contract/people.ts'
import {
  createPerson,
  listPeople,
  putPersonPhoto,
  thumbnailOf,
  type PersonRow,
} from '../domain/people/people.ts'
import { putRelease as storeRelease } from '../domain/people/release.ts'
import { removePerson, shownOf } from '../domain/people/remove-person.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'

export function peopleRoutes(app: App, studio: Studio): void {
  const present = (user: { id: string; isAdmin?: boolean }, row: PersonRow) =>
    presentPerson(studio, user, row)

  app.route({
    ...list,
    handler: async ({ user }) => ({
      items: (await listPeople(studio.db, user)).map((row) => present(user, row)),
    }),
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(present(user, await createPerson(studio, user, body))),
  })

  app.route({
    ...putPhoto,
    handler: async (request) => {
      const { user, params } = request
      return present(user, await putPersonPhoto(studio, user, params.id, params.side, imageBody(request)))
    },
  })

  app.route({
    ...putRelease,
    handler: async (request) => {
      const { user, params, query } = request
      const upload = { name: query.name, ...imageBody(request) }
      return present(user, await storeRelease(studio, user, params.id, upload))
    },
  })

  app.route({
    ...shown,
    handler: async ({ user, params }) => shownOf(studio, user, params.id),
  })

  app.route({
    ...remove,
    handler: async ({ user, params }) => removePerson(studio, user, params.id),
  })
}

function presentPerson(
  studio: Studio,
  user: { readonly id: string; readonly isAdmin?: boolean },
  row: PersonRow,
): Model {
  const photo = (key: string | null) =>
    key === null
      ? null
      : { url: signFile(studio, user, key), thumbnailUrl: signFile(studio, user, thumbnailOf(key)) }
  const { adult, release, purpose, at } = row.consent
  return {
    id: row.id,
    name: row.name,
    body: row.body,
    house: row.house,
    front: photo(row.front_key),
    back: photo(row.back_key),
    consent: { adult, release, purpose, at },
    release: row.user_id === user.id || user.isAdmin ? presentRelease(studio, user, row) : null,
    createdAt: row.created_at.toISOString(),
  }
}

/** What somebody signed, to be downloaded by whom it is signed for. */
export function presentRelease(
  studio: Studio,
  user: { readonly id: string },
  row: Pick<PersonRow, 'release_key' | 'release_name' | 'release_at'>,
): Model['release'] {
  if (row.release_key === null || row.release_at === null) return null
  const name = row.release_name ?? row.release_key
  return {
    url: signFile(studio, user, row.release_key, { download: name }),
    name,
    at: row.release_at.toISOString(),
  }
}
