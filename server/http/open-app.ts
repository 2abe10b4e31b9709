// Builds the studio's HTTP server: who is calling, the routes of every word, errors, limits and headers.
import rateLimit from '@fastify/rate-limit'
import { fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { v7 as uuidv7 } from 'uuid'
import { NotFound, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import { accountRoutes } from './account.ts'
import { adminRoutes } from './admin.ts'
import type { App } from './app.ts'
import { takeBodies } from './bodies.ts'
import { billingDetailsRoutes } from './billing-details.ts'
import { collectionRoutes } from './collections.ts'
import { commentRoutes } from './comments.ts'
import { docsRoutes } from './docs.ts'
import { engineRoutes } from './engines.ts'
import { exportRoutes } from './exports.ts'
import { fileRoutes } from './files.ts'
import { healthRoutes } from './health.ts'
import { imageRoutes } from './images.ts'
import { bulkRoutes } from './bulk.ts'
import { letterRoutes } from './letters.ts'
import { liveRoutes } from './live.ts'
import { answerProblem } from './problem.ts'
import { productRoutes } from './products.ts'
import { projectRoutes } from './projects.ts'
import { paymentRoutes } from './payments.ts'
import { pointRoutes } from './points.ts'
import { providerRoutes } from './providers.ts'
import { reportRoutes } from './reports.ts'
import { recogniseCallers } from './signed-in.ts'
import { shareLinkRoutes } from './share-links.ts'
import { sharedPageRoutes } from './shared-page.ts'
import { searchRoutes } from './search.ts'
import { sheetRoutes } from './sheets.ts'
import { sharedRoutes } from './shared.ts'
import { sharingRoutes } from './sharing.ts'
import { studioRoutes } from './studio.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { userRoutes } from './users.ts'
import { verifyRoutes } from './verify.ts'
import { backdropRoutes } from './backdrops.ts'
import { peopleRoutes } from './people.ts'
import { videoRoutes } from './videos.ts'
import { vtoJobRoutes } from './vto-jobs.ts'
import { serveWeb } from './web.ts'
import { webhookRoutes } from './webhooks.ts'

/** Requests a minute from one user, or from one address where nobody is signed in; pictures count apart. */
const PER_MINUTE = { api: 1_200, files: 6_000 }

/** Builds the app; `app.listen` opens the door. Closing it ends live streams and lets requests under way finish. */
export async function openApp(studio: Studio): Promise<App> {
  const app: App = fastify({
    loggerInstance: studio.log,
    // Fastify's own lines hold whole URLs, and those of files are as good as a key.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: ({ headers }) => givenId(headers['x-request-id']) ?? uuidv7(),
    trustProxy: studio.config.trustProxy,
    forceCloseConnections: 'idle',
    // As long as 25 MB may take on a bad line.
    requestTimeout: 300_000,
    frameworkErrors: answerProblem,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerProblem)

  listRoutes(app)
  takeBodies(app)
  protect(app, studio)
  recogniseCallers(app, studio)
  await limitRates(app)

  healthRoutes(app, studio)
  fileRoutes(app, studio)
  studioRoutes(app, studio)
  userRoutes(app, studio)
  accountRoutes(app, studio)
  providerRoutes(app, studio)
  pointRoutes(app, studio)
  reportRoutes(app, studio)
  billingDetailsRoutes(app, studio)
  subscriptionRoutes(app, studio)
  paymentRoutes(app, studio)
  collectionRoutes(app, studio)
  projectRoutes(app, studio)
  sharingRoutes(app, studio)
  shareLinkRoutes(app, studio)
  sharedRoutes(app, studio)
  sharedPageRoutes(app, studio)
  commentRoutes(app, studio)
  productRoutes(app, studio)
  vtoJobRoutes(app, studio)
  engineRoutes(app, studio)
  imageRoutes(app, studio)
  videoRoutes(app, studio)
  verifyRoutes(app, studio)
  backdropRoutes(app, studio)
  peopleRoutes(app, studio)
  adminRoutes(app, studio)
  bulkRoutes(app, studio)
  letterRoutes(app, studio)
  searchRoutes(app, studio)
  webhookRoutes(app, studio)
  exportRoutes(app, studio)
  sheetRoutes(app, studio)
  liveRoutes(app, studio)
  docsRoutes(app, studio)
  await serveWeb(app, studio)
  return app
}

/** Keeps every route as it is added, but the files of the web app, which are there for everyone. */
function listRoutes(app: App): void {
  const list: string[] = []
  app.decorate('routeList', list)
  app.addHook('onRoute', ({ method, url }) => {
    if (/^\/(assets\/|[^/]+[.](html|svg|txt|ico|webmanifest)$)/.test(url)) return
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') list.push(`${one} ${url}`)
  })
}

function givenId(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^[\w.:-]{1,100}$/.test(header) ? header : null
}

/** Request ids, the line in the log, and headers that keep browsers from guessing and framing. */
function protect(app: App, studio: Studio): void {
  const https = studio.config.url.startsWith('https:')
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      // Card companies answer to the page that opened their window.
      'cross-origin-opener-policy': studio.config.payments.portone
        ? 'same-origin-allow-popups'
        : 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      ...(https && { 'strict-transport-security': 'max-age=31536000' }),
    })
    // No id, name or key of ours holds this character, and PostgreSQL cannot even look for it.
    if (request.url.includes('%00')) throw new NotFound('route')
    if (request.url.startsWith('/v1/'))
      void reply.headers({ 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" })
  })
  app.addHook('onResponse', async (request, reply) => {
    const quiet = !request.url.startsWith('/v1/') && reply.statusCode < 500
    request.log[quiet ? 'debug' : 'info'](
      {
        method: request.method,
        // Of a page only its kind: what stands behind /join/ opens something.
        route: request.routeOptions.url ?? request.url.replace(/[?].*|(?<=^\/join\/).*/, ''),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        user: request.caller?.user.id,
        // Whatever is looked at in the name of somebody else is told.
        ...(request.caller?.viewer && { viewer: request.caller.viewer.id }),
      },
      'request',
    )
  })
}

/** The general limit, and the smaller one of operations with `config.perMinute`. */
async function limitRates(app: App): Promise<void> {
  app.addHook('onRoute', (route) => {
    const max = route.config?.perMinute ?? (route.url.startsWith('/files/') ? PER_MINUTE.files : undefined)
    if (max !== undefined)
      route.config = { ...route.config, rateLimit: { max, groupId: `${String(route.method)} ${route.url}` } }
  })
  await app.register(rateLimit, {
    max: PER_MINUTE.api,
    timeWindow: 60_000,
    // The web app's own files are cached, and cheaper to send than to count.
    allowList: ({ url }) => !/^\/(v1|files|s)\//.test(url),
    keyGenerator: (request) => request.caller?.user.id ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new StudioError('too_many_requests', { retryAfter: Math.ceil(ttl / 1000) }),
  })
}
