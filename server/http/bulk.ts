// /v1/bulk: many products brought in, directed, started and steered.
import {
  cancel,
  create,
  direct,
  get,
  list,
  mend,
  moveFile,
  pause,
  putFile,
  putRows,
  putZip,
  quote,
  readSheet,
  removeRow,
  resume,
  retry,
  rows,
  start,
} from '#sdk/contract/bulk.ts'
import { LEVELS, ROW_STATES, type Bulk, type BulkRow } from '#sdk/contract/bulk-shapes.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import { bringFile } from '../domain/bulk/bring-file.ts'
import { bringRows, removeRow as removeBulkRow } from '../domain/bulk/bring-rows.ts'
import { createBulk, getBulk, listBulks, type BulkRecord } from '../domain/bulk/bulk.ts'
import { mendGuessed, mendSlots, moveFile as moveBulkFile } from '../domain/bulk/mend-slots.ts'
import { quoteBulk } from '../domain/bulk/quote.ts'
import { takeSheet } from '../domain/bulk/read-sheet.ts'
import { problemsFirst, readRows, type RowView } from '../domain/bulk/rows.ts'
import { cancelBulk, directBulk, pauseBulk, resumeBulk, retryBulk, startBulk } from '../domain/bulk/steer.ts'
import { unpackZip } from '../domain/bulk/unpack-zip.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'
import { presentPhoto } from './products.ts'

interface Viewer {
  readonly id: string
}

export function bulkRoutes(app: App, studio: Studio): void {
  const present = async (bulk: BulkRecord) => presentBulk(bulk, await readRows(studio, bulk))
  const presentRow = (user: Viewer, row: RowView) => presentBulkRow(studio, user, row)

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listBulks(studio.db, user, query)
      return { items: await Promise.all(items.map(present)), next }
    },
  })
  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(201).send(await present(await createBulk(studio, user, body))),
  })
  app.route({
    ...get,
    handler: async ({ user, params }) => present(await getBulk(studio.db, user, params.id)),
  })
  app.route({
    ...rows,
    handler: async ({ user, params, query }) => {
      const { level, state, code, sku, limit } = query
      const bulk = await getBulk(studio.db, user, params.id)
      const rows =
        bulk.state === 'draft' ? await mendGuessed(studio, user, bulk) : await readRows(studio, bulk)
      const found = problemsFirst(rows).filter(
        (row) =>
          (level === undefined || row.level === level) &&
          (sku === undefined || row.sku.toLowerCase() === sku.toLowerCase()) &&
          (state === undefined || row.state === state) &&
          (code === undefined || row.fail_code === code),
      )
      const from = Number.parseInt(query.after ?? '0', 10) || 0
      const items = found.slice(from, from + limit).map((row) => presentRow(user, row))
      return { items, next: from + limit < found.length ? String(from + limit) : null }
    },
  })

  app.route({
    ...putRows,
    bodyLimit: 4 * 1024 * 1024,
    handler: async ({ user, params, body }) => {
      const { made, known, missing } = await bringRows(studio, user, params.id, body.rows)
      return { made, known, missing: [...missing] }
    },
  })
  app.route({
    ...putFile,
    handler: async (request) => {
      const { user, params, query } = request
      return presentRow(user, await bringFile(studio, user, params.id, query.path, imageBody(request)))
    },
  })
  app.route({
    ...putZip,
    handler: async (request) => {
      const { files, sheet, skipped } = await unpackZip(
        studio,
        request.user,
        request.params.id,
        imageBody(request),
      )
      return { files: [...files], sheet, skipped: [...skipped] }
    },
  })
  app.route({ ...readSheet, handler: async (request) => takeSheet(imageBody(request).bytes) })

  app.route({
    ...removeRow,
    handler: async ({ user, params }) => present(await removeBulkRow(studio, user, params.id, params.n)),
  })
  app.route({
    ...moveFile,
    handler: async ({ user, params, body }) =>
      present(await moveBulkFile(studio, user, params.id, params, body)),
  })
  app.route({
    ...mend,
    handler: async ({ user, params }) => ({ moved: await mendSlots(studio, user, params.id) }),
  })
  steerRoutes(app, studio, present)
}

function steerRoutes(app: App, studio: Studio, present: (bulk: BulkRecord) => Promise<Bulk>): void {
  app.route({
    ...direct,
    handler: async ({ user, params, body }) => present(await directBulk(studio, user, params.id, body)),
  })
  app.route({
    ...quote,
    handler: async ({ user, params, query }) => quoteBulk(studio, user, params.id, query.pay),
  })
  app.route({
    ...start,
    handler: async ({ user, params, body }, reply) =>
      reply.code(202).send(await present(await startBulk(studio, user, params.id, body))),
  })
  app.route({
    ...pause,
    handler: async ({ user, params }) => present(await pauseBulk(studio, user, params.id)),
  })
  app.route({
    ...resume,
    handler: async ({ user, params, body }) => present(await resumeBulk(studio, user, params.id, body)),
  })
  app.route({
    ...cancel,
    handler: async ({ user, params }) => present(await cancelBulk(studio, user, params.id)),
  })
  app.route({
    ...retry,
    handler: async ({ user, params, body }) => present(await retryBulk(studio, user, params.id, body)),
  })
}

function presentBulk(bulk: BulkRecord, found: readonly RowView[]): Bulk {
  const count = <K extends string>(keys: readonly K[], keyOf: (row: RowView) => K) =>
    Object.fromEntries(keys.map((key) => [key, found.filter((row) => keyOf(row) === key).length])) as Record<
      K,
      number
    >
  const sum = (of: readonly RowView[], amount: (row: RowView) => number) =>
    of.reduce((total, row) => total + amount(row), 0)
  const begun = found.filter(({ picked_at }) => picked_at !== null)
  const waiting = found.filter(({ state }) => state === 'waiting')
  const failed = Map.groupBy(
    found.filter(({ state }) => state === 'failed'),
    ({ fail_code }) => fail_code ?? 'internal',
  )
  return {
    id: bulk.id,
    name: bulk.name,
    projectId: bulk.project_id,
    state: bulk.state,
    pauseReason: bulk.pause_reason,
    pauseDetails: { ...bulk.pause_details },
    direction: bulk.direction,
    pay: bulk.pay,
    cap: bulk.cap,
    trial: bulk.trial,
    spent: sum(found, ({ spent }) => spent),
    rows: found.length,
    slots: SLOTS.filter((slot) => found.some(({ photos }) => photos.some((photo) => photo.slot === slot))),
    misplaced: sum(found, ({ photos }) => photos.filter(isMisplaced).length),
    levels: count(LEVELS, ({ level }) => level),
    states: count(ROW_STATES, ({ state }) => state),
    looks: { wanted: sum(begun, ({ wanted }) => wanted), made: sum(begun, ({ made }) => made) },
    leftToDo: { rows: waiting.length, price: sum(waiting, ({ price }) => price ?? 0) },
    failures: [...failed]
      .map(([code, those]) => ({ code, rows: those.length }))
      .toSorted((a, b) => b.rows - a.rows),
    createdAt: bulk.created_at.toISOString(),
    startedAt: bulk.started_at?.toISOString() ?? null,
    endedAt: bulk.ended_at?.toISOString() ?? null,
  }
}

const isMisplaced = ({ verdict }: RowView['photos'][number]) => verdict?.level === 'wrong_slot'

function presentBulkRow(studio: Studio, user: Viewer, row: RowView): BulkRow {
  return {
    n: row.n,
    sku: row.sku,
    name: row.name,
    productId: row.product_id,
    level: row.level,
    problems: row.problems,
    photos: row.photos.map((photo) => presentPhoto(studio, user, photo)),
    missing: [...row.missing],
    direction: row.direction,
    state: row.state,
    jobId: row.job_status === null ? null : row.job_id,
    progress: row.state === 'made' ? 100 : row.progress,
    looks: { wanted: row.wanted, made: row.made },
    price: row.price,
    failCode: row.fail_code,
  }
}
