// How the studio is: alive (/healthz), ready for work (/readyz), and its numbers for Prometheus (/metrics).
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { NotAllowed } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { countWorkers } from './studio.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set it before closing: whoever balances the load then sends new requests elsewhere. */
    stopping: boolean
  }
}

/** A check that hangs counts as failed. */
const CHECK_MS = 3_000

export function healthRoutes(app: App, studio: Studio): void {
  app.decorate('stopping', false)
  app.get('/healthz', async () => ({ status: 'alive' }))

  app.get('/readyz', async (_request, reply) => {
    const [database, storage] = await Promise.all([
      passes(() => studio.database.pool.query('select 1')),
      passes(() => studio.storage.check()),
    ])
    const ready = database && storage && !app.stopping
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store')
    return { status: app.stopping ? 'stopping' : ready ? 'ready' : 'not ready', database, storage }
  })

  const registry = measure(app, studio)
  app.get('/metrics', async (request, reply) => {
    if (!mayMeasure(studio, request)) throw new NotAllowed()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, CHECK_MS, false).unref())
  const done = check().then(
    () => true,
    () => false,
  )
  return Promise.race([done, late])
}

/** With MAEPSI_METRICS_TOKEN only whoever sends it; without, only this machine. */
function mayMeasure(studio: Studio, request: FastifyRequest): boolean {
  const { metricsToken } = studio.config
  // What a proxy on this machine passes on comes from elsewhere.
  const isForwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  if (metricsToken === null) return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
  const [given, right] = [request.headers.authorization ?? '', `Bearer ${metricsToken}`].map((text) =>
    createHash('sha256').update(text).digest(),
  )
  return timingSafeEqual(given, right)
}

function measure(app: App, studio: Studio): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'maepsi_http_request_seconds',
    help: 'Time to answer a request, by route template and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const jobs = new Gauge({
    name: 'maepsi_jobs',
    help: 'Jobs by status; ended ones of the last day',
    labelNames: ['status'],
    registers: [registry],
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const oldest = gauge('maepsi_queue_oldest_seconds', 'How long the job waiting longest has waited')
  const workers = gauge('maepsi_workers', 'Workers seen in the last 15 seconds')
  const connections = gauge('maepsi_database_connections', 'Connections this process holds to the database')

  const collect = registry.metrics.bind(registry)
  registry.metrics = async () => {
    const { rows } = await sql<{ status: string; count: number; wait: number | null }>`
      select status, count(*)::integer as count,
        extract(epoch from now() - min(queued_at))::float8 as wait
      from vto_job
      where status in ('PENDING', 'RUNNING') or finished_at > now() - interval '1 day'
      group by status`.execute(studio.db)
    for (const status of ['PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'])
      jobs.set({ status }, rows.find((row) => row.status === status)?.count ?? 0)
    oldest.set(rows.find((row) => row.status === 'PENDING')?.wait ?? 0)
    workers.set(await countWorkers(studio))
    connections.set(studio.database.pool.totalCount)
    return collect()
  }
  return registry
}
