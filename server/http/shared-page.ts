// /s/:token: the page of a link, with the words and the picture that messengers draw a card from.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeLink, drawCard, type Card } from '../domain/share-links/card.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { FOLDER, POLICY } from './web.ts'

interface ByToken {
  readonly token: string
}

/** Nobody should find a link who was not given it, nor learn it from where its page leads. */
const QUIET = { 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

export function sharedPageRoutes(app: App, studio: Studio): void {
  app.get('/s/:token', async (request, reply) => {
    // Without a built app the card is all there is.
    const page = await readFile(join(FOLDER, 'index.html'), 'utf8').catch(() => '<head></head>')
    const { token } = request.params as ByToken
    const card = await describeLink(studio, token, request.headers['accept-language']?.slice(0, 2) ?? 'ko')
    return reply
      .code(card.opens ? 200 : 410)
      .headers({
        ...QUIET,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': POLICY,
      })
      .send(page.replace('</head>', `${tagsOf(studio, token, card)}</head>`))
  })

  app.get('/s/:token/card.jpg', { config: { perMinute: 60 } }, async (request, reply) => {
    const { token } = request.params as ByToken
    return (
      reply
        .headers({ ...QUIET, 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=300' })
        // Messengers fetch it for a page of their own.
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(await drawCard(studio, token))
    )
  })
}

function tagsOf(studio: Studio, token: string, card: Card): string {
  const address = new URL(`/s/${encodeURIComponent(token)}`, studio.config.url).href
  const tags: [string, string][] = [
    ['og:site_name', studio.config.name],
    ['og:type', 'website'],
    ['og:title', card.title],
    ['og:description', card.description],
  ]
  if (card.opens) tags.push(['og:url', address])
  if (card.hasPicture)
    tags.push(['og:image', `${address}/card.jpg`], ['og:image:width', '800'], ['og:image:height', '800'])
  return [
    '<meta name="robots" content="noindex, nofollow">',
    ...tags.map(([name, content]) => `<meta property="${name}" content="${escape(content)}">`),
  ].join('')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
