// Passwords of links, kept as scrypt hashes: a stolen database does not give them away.
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** OWASP's least for scrypt: 16 MiB and some 50 ms a try. */
const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 }
const BYTES = 32

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${(await derive(password, salt)).toString('base64url')}`
}

/** Whether this is the password that was hashed. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', right = ''] = hash.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (typeof salt === 'string' || typeof right === 'string') return false
  const given = await derive(password, salt)
  return given.length === right.length && timingSafeEqual(given, right)
}

async function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, COST, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
