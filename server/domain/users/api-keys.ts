// API keys: what another program signs in with. The key is shown once; only its hash is kept.
import { createHash, randomBytes } from 'node:crypto'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findUser, type User } from './users.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** The first characters of the key: what people recognise it by. */
  readonly prefix: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** Looked at by people, not by programs: more would be a write for every request. */
const NOTE_USE_EVERY_MS = 60_000
const columns = ['id', 'name', 'prefix', 'created_at', 'last_used_at'] as const

/** Makes a key. `key` is its text, which cannot be had again. */
export async function createApiKey(
  studio: Studio,
  user: { readonly id: string },
  name: string,
): Promise<ApiKey & { readonly key: string }> {
  const key = `mk_${randomBytes(32).toString('base64url')}`
  const row = await studio.db
    .insertInto('api_key')
    .values({ user_id: user.id, name, prefix: key.slice(0, 8), hash: hashOf(key), created_at: studio.now() })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return { ...fromRow(row), key }
}

/** The user's keys that still open, newest first. */
export async function listApiKeys(studio: Studio, user: { readonly id: string }): Promise<ApiKey[]> {
  const rows = await studio.db
    .selectFrom('api_key')
    .select(columns)
    .where('user_id', '=', user.id)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** Revokes a key at once. Throws NotFound when the user has no such key. */
export async function revokeApiKey(studio: Studio, user: { readonly id: string }, id: string): Promise<void> {
  const row = await studio.db
    .updateTable('api_key')
    .set({ revoked_at: studio.now() })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new NotFound('api key', id)
}

/** Whose key this is; null when it was never one, is revoked, or its user was deleted. */
export async function findUserOfApiKey(studio: Studio, key: string): Promise<User | null> {
  if (!/^mk_[\w-]{43}$/.test(key)) return null
  const row = await studio.db
    .selectFrom('api_key')
    .select(['id', 'user_id', 'last_used_at'])
    .where('hash', '=', hashOf(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const user = await findUser(studio.db, row.user_id)
  const now = studio.now()
  if (user && (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > NOTE_USE_EVERY_MS))
    await studio.db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return user
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

interface Row {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly created_at: Date
  readonly last_used_at: Date | null
}

function fromRow(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
