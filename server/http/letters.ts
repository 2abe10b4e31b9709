// /v1/letters: marketing letters, edited, binned, restored and brought back to earlier versions; and the facts they are written from.
import {
  bin,
  create,
  facts,
  get,
  list,
  restore,
  restoreVersion,
  setFacts,
  update,
  versions,
  type Letter,
  type LetterVersion,
  type ProductFacts,
} from '#sdk/contract/letters.ts'
import { createLetter } from '../domain/letters/create-letter.ts'
import { getFacts, setFacts as confirmFacts, type ProductFactsRow } from '../domain/letters/facts.ts'
import {
  listLetterVersions,
  restoreLetterVersion,
  type LetterVersionRow,
} from '../domain/letters/letter-versions.ts'
import {
  binLetter,
  contentOf,
  getLetter,
  listLetters,
  restoreLetter,
  updateLetter,
  type LetterRow,
} from '../domain/letters/letters.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function letterRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listLetters(studio.db, user, query)
      return { items: items.map(presentLetter), next }
    },
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(presentLetter(await createLetter(studio, user, body))),
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => presentLetter(await getLetter(studio.db, user, params.id)),
  })

  app.route({
    ...update,
    handler: async ({ user, params, body }) =>
      presentLetter(await updateLetter(studio, user, params.id, body)),
  })

  app.route({
    ...bin,
    handler: async ({ user, params }) => presentLetter(await binLetter(studio, user, params.id)),
  })

  app.route({
    ...restore,
    handler: async ({ user, params }) => presentLetter(await restoreLetter(studio, user, params.id)),
  })

  app.route({
    ...versions,
    handler: async ({ user, params }) => ({
      items: (await listLetterVersions(studio, user, params.id)).map(presentVersion),
    }),
  })

  app.route({
    ...restoreVersion,
    handler: async ({ user, params }) =>
      presentLetter(await restoreLetterVersion(studio, user, params.id, params.version)),
  })

  app.route({
    ...facts,
    handler: async ({ user, params }) => presentFacts(await getFacts(studio, user, params.id)),
  })

  app.route({
    ...setFacts,
    handler: async ({ user, params, body }) =>
      presentFacts(await confirmFacts(studio, user, params.id, body)),
  })
}

function presentLetter(row: LetterRow): Letter {
  const { title, summary, head, lines } = contentOf(row)
  const { name = 'edited', model = null, note = null, removed = [] } = row.writer
  return {
    id: row.id,
    projectId: row.project_id,
    productId: row.product_id,
    jobId: row.job_id,
    language: row.language,
    market: row.market,
    tone: row.tone,
    title,
    summary,
    head,
    lines: [...lines],
    labelled: row.labelled,
    pictures: row.pictures,
    writer: { name, model, note, removed: [...removed] },
    isMain: row.is_main,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }
}

function presentVersion(row: LetterVersionRow): LetterVersion {
  const { title, summary, lines } = contentOf(row)
  const { version, cause } = row
  return { version, title, summary, lines: [...lines], cause, createdAt: row.created_at.toISOString() }
}

function presentFacts({ productId, facts, seen, struck, gaps }: ProductFactsRow): ProductFacts {
  return { productId, facts, seen: [...seen], struck: [...struck], gaps: [...gaps] }
}
