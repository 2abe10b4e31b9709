// Seals what can be used to spend, so that it never lies in the database in clear: AES-256-GCM under a key of the studio's secret.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What opens and closes; made of the studio's secret, so that another studio cannot use the tokens. */
export class Seal {
  readonly #key: Buffer

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'maepsi stored payment method', 32))
  }

  /** Text that says nothing of what is in it. The same clear text gives the same token, so that a token can be a key. */
  close(clear: string): string {
    // The nonce is a keyed hash of the text: it repeats only with the text, where nothing is learnt but that it is the same.
    const nonce = createHmac('sha256', this.#key).update(clear).digest().subarray(0, NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
  }

  /** The clear text, or null when the token was not closed by this secret or was changed. */
  open(token: string): string | null {
    const bytes = Buffer.from(token, 'base64url')
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES))
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8')
    } catch {
      return null
    }
  }
}
