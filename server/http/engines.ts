// /v1/admin/engines: which engines there are, what they were asked, and whether their vendors know our keys.
import { list, test, type AdminEngine } from '#sdk/contract/engines.ts'
import { countEngineCalls, NO_CALLS, type EngineCalls } from '../domain/vto-jobs/engine-calls.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function engineRoutes(app: App, studio: Studio): void {
  app.route({
    ...list,
    handler: async () => {
      const calls = await countEngineCalls(studio)
      return {
        items: studio.engines
          .list()
          .map((engine) => present(studio, engine, calls.get(engine.name) ?? NO_CALLS)),
      }
    },
  })

  app.route({
    ...test,
    handler: async ({ params }) => {
      const { vendor } = studio.engines.get(params.name)
      const { code, said } = vendor ? await vendor.test() : { code: null, said: null }
      return { ok: code === null, code, said }
    },
  })
}

function present(
  { config }: Studio,
  { name, version, vendor, can, prices }: ReturnType<Studio['engines']['get']>,
  { lastFailure, ...calls }: EngineCalls,
): AdminEngine {
  const order = config.engines.order.indexOf(name)
  return {
    name,
    version,
    vendor: vendor?.name ?? null,
    model: vendor?.model ?? null,
    url: vendor?.url ?? null,
    can,
    prices,
    cost: vendor?.cost ?? null,
    atOnce: vendor?.atOnce ?? null,
    perMinute: vendor?.perMinute ?? null,
    order: order < 0 ? null : order + 1,
    calls: {
      ...calls,
      lastFailure: lastFailure && { code: lastFailure.code, at: lastFailure.at.toISOString() },
    },
  }
}
