// /v1/exports: what markets ask of pictures, what an export would hold, and exports made, listed and downloaded.
import { create, get, list, plan, presets, type Export, type ExportPlan } from '#sdk/contract/exports.ts'
import { createExport, getExport, listExports, type ExportRow } from '../domain/exports/exports.ts'
import { marksByItself } from '../domain/exports/label-picture.ts'
import { planExport, type PlannedExport } from '../domain/exports/plan-export.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'

export function exportRoutes(app: App, studio: Studio): void {
  const present = (user: { id: string }, row: ExportRow) => presentExport(studio, user, row)

  app.route({
    ...presets,
    handler: async () => ({
      items: studio.presets.map((preset) => ({
        ...preset,
        seconds: preset.seconds ?? null,
        aiMark: marksByItself(studio, preset),
      })),
    }),
  })

  app.route({
    ...plan,
    handler: async ({ user, body }) => presentPlan(await planExport(studio, user, body)),
  })

  app.route({
    ...create,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(present(user, await createExport(studio, user, body))),
  })

  app.route({
    ...list,
    handler: async ({ user, query }) => ({
      items: (await listExports(studio, user, query.projectId)).map((row) => present(user, row)),
    }),
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => present(user, await getExport(studio.db, user, params.id)),
  })
}

function presentPlan({ files, foci, things }: PlannedExport): ExportPlan {
  return {
    files: files.map(({ path, preset, imageId, what, bytes }) => ({
      path,
      presetId: preset?.id ?? null,
      imageId,
      crop: what.kind === 'look' ? what.crop : null,
      bytes: what.kind === 'problem' ? null : bytes,
      problem: what.kind === 'problem' ? what.code : null,
    })),
    looks: things.looks.flatMap((look) => {
      const focus = foci.get(look.id)
      if (!focus) return []
      const { width, height } = look.details
      return [{ imageId: look.id, width, height, focus: focus.box, found: focus.found }]
    }),
    bytes: files.reduce((sum, { bytes, what }) => sum + (what.kind === 'problem' ? 0 : (bytes ?? 0)), 0),
  }
}

function presentExport(studio: Studio, user: { readonly id: string }, row: ExportRow): Export {
  const download = `maepsi-${row.created_at.toISOString().slice(0, 10)}-${row.id.slice(-6)}.zip`
  return {
    id: row.id,
    projectId: row.project_id,
    status: row.status,
    done: row.done,
    total: row.total,
    presetIds: [...row.wish.presetIds],
    looks: row.wish.imageIds.length,
    bytes: row.bytes === null ? null : Number(row.bytes),
    failed: row.files.flatMap(({ path, presetId, code }) =>
      code === null ? [] : [{ path, presetId, code }],
    ),
    url: row.status === 'ready' && row.key ? signFile(studio, user, row.key, { download }) : null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }
}
