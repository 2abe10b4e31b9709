// /v1/studio: what this studio is and offers, for whoever has not signed in yet.
import { sql } from 'kysely'
import { get } from '#sdk/contract/studio.ts'
import { studioPeople } from '../domain/vto-jobs/person-for-run.ts'
import { providersOf } from '../domain/users/providers.ts'
import { needsFirstAccount } from '../domain/users/users.ts'
import { VERSION, type Studio } from '../studio.ts'
import type { App } from './app.ts'

export function studioRoutes(app: App, studio: Studio): void {
  const { config, engines } = studio
  app.route({
    ...get,
    handler: async () => {
      const [needsFirst, workers] = await Promise.all([needsFirstAccount(studio.db), countWorkers(studio)])
      return {
        name: config.name,
        version: VERSION,
        needsFirstAccount: needsFirst,
        providers: providersOf(config),
        signUpOpen: config.signUpOpen || needsFirst,
        prices: config.prices,
        letterModel: studio.writer?.name ?? null,
        openingGrant: {
          credit: config.openingGrant.credit,
          lookBookTicket: config.openingGrant.look_book_ticket,
          videoTicket: config.openingGrant.video_ticket,
        },
        engines: engines.list().map((engine) => ({
          name: engine.name,
          version: engine.version,
          bodies: [...engine.bodies],
          bodySizes: [...engine.bodySizes],
          finishes: [...engine.finishes],
          poses: [...engine.poses],
          views: [...engine.views],
          ghost: engine.ghost,
          video: engine.films?.includes('turntable') ?? false,
          films: [...(engine.films ?? [])],
          can: engine.can,
          prices: engine.prices,
        })),
        people: await studioPeople(studio),
        bulkZipMegabytes: config.bulkZipMegabytes,
        workers,
      }
    },
  })
}

/**
 * Workers that take jobs. One says it lives every second or so; one silent for longer than this is as good as dead, and one that is
 * drained takes nothing.
 */
export async function countWorkers(studio: Studio): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from vto_worker
    where last_seen > now() - interval '15 seconds' and drained_at is null`.execute(studio.db)
  return rows[0]?.count ?? 0
}
