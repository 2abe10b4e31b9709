// Serves the built web app: its files as they are, and its one page at every address that is the app's.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import { NotFound } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

/** Where the built web app is. */
export const FOLDER = join(import.meta.dirname, '../../dist/web')
/** Addresses that are never a page of the app. */
const NOT_PAGES = /^\/(v1|auth|files|assets|docs|healthz|readyz|metrics|openapi[.]json)(\/|$|\?)/

/** Everything from here, no script in the page; styles inline, because the controls measure and place themselves by them. */
const RULES = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  // A mesh brings its textures inside; the browser reads them from blobs of its own.
  "connect-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]

/** The policy of a page on which nobody pays. One text: a header for each rule would be as many policies, each with its own say. */
export const POLICY = RULES.join('; ')

/** PortOne's library comes from PortOne, and shows the pages of card companies, which are many, in frames. */
const WITH_PORTONE: Readonly<Record<string, string>> = {
  'connect-src': "connect-src 'self' blob: https://*.portone.io",
  'form-action': "form-action 'self' https:",
}
const PORTONE_ALONE = ["script-src 'self' https://cdn.portone.io", 'frame-src https:']

/** The policy of the page: what payments by PortOne need is let in only where they are switched on. */
export function policyFor(payments: Studio['config']['payments']): string {
  if (!payments.portone) return POLICY
  const widened = RULES.map((rule) => WITH_PORTONE[rule.split(' ')[0] ?? ''] ?? rule)
  return [...widened, ...PORTONE_ALONE].join('; ')
}

/** Serves dist/web; without one, and for everything else, answers `not_found`. */
export async function serveWeb(app: App, { config }: Studio): Promise<void> {
  const policy = policyFor(config.payments)
  const built = existsSync(join(FOLDER, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: FOLDER,
      index: false,
      // One route a file: a route for everything would answer for addresses that are none.
      wildcard: false,
      globIgnore: ['**/*.br', '**/*.gz'],
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        // Vite puts the hash of its content into the name of every file in assets/.
        const isHashed = path.startsWith(join(FOLDER, 'assets'))
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        if (/[.]html([.]|$)/.test(path)) reply.header('content-security-policy', policy)
      },
    })
  app.setNotFoundHandler((request, reply) => {
    if (built && wantsPage(request)) return reply.sendFile('index.html')
    throw new NotFound('route')
  })
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD'
  return reads && !NOT_PAGES.test(url) && /text\/html|\*\/\*/.test(headers.accept ?? '*/*')
}
