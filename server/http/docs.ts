// The API for programs at /openapi.json, and for people at /docs: one page, made from the same document, with nothing from elsewhere.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VERSION, type Studio } from '../studio.ts'
import type { App } from './app.ts'
import { renderDocs } from './docs-page.ts'
import { describeApi } from './openapi.ts'

const style = readFileSync(join(import.meta.dirname, 'docs.css'), 'utf8')
const styleHash = createHash('sha256').update(style).digest('base64')

export function docsRoutes(app: App, studio: Studio): void {
  let known: { readonly json: string; readonly page: string } | null = null
  /** Made for whoever asks first: the work of a second, which a start need not wait for. */
  const described = () => {
    if (known) return known
    const api = describeApi(VERSION)
    const page = renderDocs(api, { name: studio.config.name, url: studio.config.url, style })
    return (known = { json: JSON.stringify(api), page })
  }

  app.get('/openapi.json', (_request, reply) =>
    reply
      .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
      .send(described().json),
  )
  app.get('/docs', (_request, reply) =>
    reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      })
      .send(described().page),
  )
}
