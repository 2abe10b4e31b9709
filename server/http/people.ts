// /v1/people: whose photos engines dress that need a person.
import { create, list, putPhoto, remove, shown, type Model } from '#sdk/contract/people.ts'
import {
  createPerson,
  listPeople,
  putPersonPhoto,
  thumbnailOf,
  type PersonRow,
} from '../domain/people/people.ts'
import { removePerson, shownOf } from '../domain/people/remove-person.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { signFile } from './files.ts'

export function peopleRoutes(app: App, studio: Studio): void {
  const present = (user: { id: string }, row: PersonRow) => presentPerson(studio, user, row)

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
    ...shown,
    handler: async ({ user, params }) => shownOf(studio, user, params.id),
  })

  app.route({
    ...remove,
    handler: async ({ user, params }) => removePerson(studio, user, params.id),
  })
}

function presentPerson(studio: Studio, user: { readonly id: string }, row: PersonRow): Model {
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
    createdAt: row.created_at.toISOString(),
  }
}
