// Tokens that open something for whoever holds them: long enough that none is ever guessed, and kept as a hash alone.
import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, fit for an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: nobody can get the token back from it, and a random one needs no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
