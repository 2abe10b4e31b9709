// How a webhook is signed: HMAC-SHA256 as Standard Webhooks 1.0 says (standardwebhooks.com), with a secret the database does not hold.
import { createHmac, hkdfSync } from 'node:crypto'

/** Bytes of a secret; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32

/** The secret of a webhook in the form that is shown, `whsec_` and base64: made anew from the studio's own each time it is needed. */
export function secretOf(
  { secret }: { readonly secret: string },
  { id, secret_salt }: { readonly id: string; readonly secret_salt: string },
): string {
  const bytes = hkdfSync('sha256', secret, secret_salt, `webhook ${id}`, SECRET_BYTES)
  return `whsec_${Buffer.from(bytes).toString('base64')}`
}

/** The headers of one message: its id, when it is sent (seconds), and the signature over both and the body. */
export function signedHeaders(
  secret: string,
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Readonly<Record<string, string>> {
  const seconds = Math.floor(at.getTime() / 1000)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  }
}
