// Stands in for Kakao on this machine: an OAuth server that answers as Kakao documents.
import { Events, OAuth2Server } from 'oauth2-mock-server'
import type { StandIn } from './google.ts'

export interface Kakao extends StandIn {
  /** What `/v2/user/me` answers to the next sign-in. */
  profile: Readonly<Record<string, unknown>>
  /** Member numbers that were unlinked, each with the authorization it was done by. */
  readonly unlinked: { readonly id: string; readonly by: string }[]
  /** People press "cancel". */
  refuses: boolean
}

export const KAKAO_CLIENT = {
  id: 'maepsi-kakao',
  secret: 'a-secret-of-kakao-and-maepsi',
  adminKey: 'admin-key',
}

/** Somebody as Kakao documents them; without `email` they did not consent to telling it. */
export function kakaoPerson({
  id,
  nickname,
  email,
  verified = true,
  picture,
}: {
  id: number
  nickname: string
  email?: string
  verified?: boolean
  picture?: string
}) {
  return {
    id,
    connected_at: '2026-01-02T03:04:05Z',
    properties: { nickname },
    kakao_account: {
      profile_nickname_needs_agreement: false,
      profile: {
        nickname,
        is_default_image: picture === undefined,
        ...(picture && { profile_image_url: picture }),
      },
      has_email: email !== undefined,
      email_needs_agreement: email === undefined,
      ...(email !== undefined && { is_email_valid: true, is_email_verified: verified, email }),
    },
  }
}

/** Opens it on `port`, or any free one. */
export async function startKakao({ port = 0 }: { port?: number } = {}): Promise<Kakao> {
  const server = new OAuth2Server(undefined, undefined, {
    endpoints: { authorize: '/oauth/authorize', token: '/oauth/token', userinfo: '/v2/user/me' },
  })
  await server.issuer.keys.generate('RS256')
  const unlinked: { id: string; by: string }[] = []
  server.service.on(Events.BeforeUserinfo, (answer) => {
    answer.body = { ...kakao.profile }
  })
  // Kakao sends an ID token only to apps that have turned OpenID Connect on.
  server.service.on(Events.BeforeResponse, (answer) => {
    if (answer.body !== '') delete answer.body['id_token']
  })
  server.service.on(Events.BeforeAuthorizeRedirect, ({ url }) => {
    if (!kakao.refuses) return
    url.searchParams.delete('code')
    url.searchParams.set('error', 'access_denied')
    url.searchParams.set('error_description', 'User denied access')
  })
  server.service.addRoute('POST', '/v1/user/unlink', (request, response) => {
    const body = request.body as Record<string, string> | undefined
    unlinked.push({ id: body?.['target_id'] ?? '', by: request.headers.authorization ?? '' })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: Number(body?.['target_id']) }))
  })
  await server.start(port === 0 ? undefined : port, '127.0.0.1')
  const kakao: Kakao = {
    url: `http://127.0.0.1:${server.address().port}`,
    profile: kakaoPerson({ id: 1, nickname: 'nobody' }),
    unlinked,
    refuses: false,
    close: () => server.stop(),
  }
  return kakao
}
