// /auth/…: where browsers come back from Google and Kakao, and where Kakao says that somebody has let go of the studio.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Provider } from '#sdk/contract/account.ts'
import { closeAccount } from '../domain/account/delete-account.ts'
import { finishSignIn } from '../domain/users/sign-in-with.ts'
import { unlinkedByKakao } from '../domain/users/ways-in.ts'
import { NotFound, StudioError } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { visitorOf } from './signed-in.ts'

export function providerRoutes(app: App, studio: Studio): void {
  app.get('/auth/callback/:provider', { exposeHeadRoute: false }, async (request, reply) => {
    const provider = Provider.safeParse((request.params as { provider: string }).provider)
    if (!provider.success) throw new NotFound('provider')
    const query = request.url.split('?')[1] ?? ''
    const { url, cookies } = await finishSignIn(studio, visitorOf(request), provider.data, query)
    return reply
      .header('cache-control', 'no-store')
      .header('set-cookie', [...cookies])
      .redirect(url)
  })

  // Kakao sends what it has to say as a form, or in the query: a parser of its own, which no other route sees.
  void app.register(async (own) => {
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, body: string | Buffer) =>
      body.toString(),
    )
    own.route({
      method: ['GET', 'POST'],
      url: '/auth/kakao/unlinked',
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        if (!isKakao(studio, request.headers.authorization)) throw new StudioError('signed_out')
        const told = Object.fromEntries([
          ...new URLSearchParams(request.url.split('?')[1] ?? ''),
          ...new URLSearchParams(typeof request.body === 'string' ? request.body : ''),
        ])
        const { user_id: accountId = '' } = told
        // Kakao wants its 200 whether we know the person or not, and within three seconds.
        if (!/^\d{1,20}$/.test(accountId)) return reply.send()
        const abandoned = await unlinkedByKakao(studio, accountId)
        if (abandoned !== null) await closeAccount(studio, abandoned)
        return reply.send()
      },
    })
  })
}

/** Compared as hashes: the time it takes tells neither the key nor its length. */
function isKakao(studio: Studio, authorization: string | undefined): boolean {
  const key = studio.config.kakao?.adminKey
  if (!key || authorization === undefined) return false
  const hashOf = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hashOf(authorization), hashOf(`KakaoAK ${key}`))
}
