// Tells Google or Kakao that an account no longer uses them, so that nothing of it stays behind there.
import type { Studio } from '../../studio.ts'
import { symmetricDecrypt } from 'better-auth/crypto'
import { authOf } from './auth.ts'

const PATIENCE_MS = 10_000

/**
 * Revokes the grant at the provider. `token` is kept encrypted, as the account had it. Throws when the provider cannot be reached, for
 * the errand to try again; a refusal is final, since it means that there was nothing left to revoke.
 */
export async function leaveProvider(
  studio: Studio,
  {
    provider,
    accountId,
    token,
  }: { readonly provider: string; readonly accountId: string; readonly token: string | null },
): Promise<void> {
  const plain = token && (await readToken(studio, token))
  if (provider === 'google') await leaveGoogle(studio, plain)
  if (provider === 'kakao') await leaveKakao(studio, accountId, plain)
}

async function leaveGoogle(studio: Studio, token: string | null): Promise<void> {
  const { google } = studio.config
  if (!google || !token) return
  const discovered = await ask(studio, `${google.issuer}/.well-known/openid-configuration`, { method: 'GET' })
  const { revocation_endpoint: url } = (await discovered.json()) as { revocation_endpoint?: string }
  if (!url) return
  // Other providers of OpenID want to know who asks; Google takes it as well.
  const body = new URLSearchParams({ token, client_id: google.clientId, client_secret: google.clientSecret })
  await ask(studio, url, { method: 'POST', body })
}

async function leaveKakao(studio: Studio, accountId: string, token: string | null): Promise<void> {
  const { kakao } = studio.config
  if (!kakao) return
  const url = `${kakao.apiUrl}/v1/user/unlink`
  if (kakao.adminKey !== null) {
    const body = new URLSearchParams({ target_id_type: 'user_id', target_id: accountId })
    await ask(studio, url, { method: 'POST', body, headers: { authorization: `KakaoAK ${kakao.adminKey}` } })
  } else if (token) await ask(studio, url, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
}

async function ask(studio: Studio, url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
  if (answer.status >= 500 || answer.status === 429)
    throw new Error(`${new URL(url).host} answered ${answer.status}`)
  if (!answer.ok)
    studio.log.info({ host: new URL(url).host, status: answer.status }, 'there was nothing to revoke')
  return answer
}

async function readToken(studio: Studio, token: string): Promise<string | null> {
  const { secretConfig } = await authOf(studio).$context
  return symmetricDecrypt({ key: secretConfig, data: token }).catch(() => null)
}
