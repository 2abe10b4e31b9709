// API keys: what another program signs in with, what it may do and what it may spend. A key is shown once; only its hash is kept.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ApiKeyScope } from '#sdk/contract/users.ts'
import { NotAllowed, NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findUser, type User } from './users.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** The first characters of the key: what people recognise it by. */
  readonly prefix: string
  readonly scopes: readonly string[]
  /** The most it may spend in a day, in credits; null for as much as there is. */
  readonly dailyCap: number | null
  /** In credits, since the day began in Seoul. */
  readonly spentToday: number
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** What a new key is to be. */
export interface ApiKeyWish {
  readonly name: string
  readonly scopes: readonly ApiKeyScope[]
  readonly dailyCap: number | null
}

/** Looked at by people, not by programs: more would be a write for every request. */
const NOTE_USE_EVERY_MS = 60_000
/** Longer than an undo is offered, which may be pressed at its last moment. */
const RESTORED_WITHIN_MS = 60_000
const columns = ['id', 'name', 'prefix', 'scopes', 'daily_cap', 'created_at', 'last_used_at'] as const

/** Makes a key. `key` is its text, which cannot be had again. Throws `not_allowed` for a key of administration for anyone else. */
export async function createApiKey(
  studio: Studio,
  user: { readonly id: string; readonly isAdmin: boolean },
  { name, scopes, dailyCap }: ApiKeyWish,
): Promise<ApiKey & { readonly key: string }> {
  if (scopes.includes('admin') && !user.isAdmin) throw new NotAllowed()
  const key = `mk_${randomBytes(32).toString('base64url')}`
  const row = await studio.db
    .insertInto('api_key')
    .values({
      user_id: user.id,
      name,
      prefix: key.slice(0, 8),
      hash: hashOf(key),
      scopes: [...new Set(scopes)],
      daily_cap: dailyCap,
      created_at: studio.now(),
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return { ...fromRow({ ...row, spent: 0 }), key }
}

/** The user's keys that still open, newest first. */
export async function listApiKeys(studio: Studio, user: { readonly id: string }): Promise<ApiKey[]> {
  const rows = await studio.db
    .selectFrom('api_key')
    .select(columns)
    .select(sql<number>`api_key_spent_today(id)`.as('spent'))
    .where('user_id', '=', user.id)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(fromRow)
}

/**
 * Revokes a key at once. `sessionId` is the session it is done in: that one alone may bring it back. Throws NotFound when the user has
 * no such key.
 */
export async function revokeApiKey(
  studio: Studio,
  user: { readonly id: string },
  id: string,
  sessionId: string | null,
): Promise<void> {
  const row = await studio.db
    .updateTable('api_key')
    .set({ revoked_at: studio.now(), revoked_in: sessionId })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new NotFound('api key', id)
}

/**
 * Brings back a key that was revoked in this very session less than a minute ago: a slip of the hand. Keys that went with a new password
 * or an account were not revoked in any, and a session that came later brings back none. Throws NotFound for every other.
 */
export async function restoreApiKey(
  studio: Studio,
  user: { readonly id: string },
  id: string,
  sessionId: string | null,
): Promise<void> {
  const row = await studio.db
    .updateTable('api_key')
    .set({ revoked_at: null, revoked_in: null })
    .where('id', '=', id)
    .where('user_id', '=', user.id)
    .where('revoked_in', '=', sessionId ?? '')
    .where('revoked_at', '>', new Date(studio.now().getTime() - RESTORED_WITHIN_MS))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new NotFound('api key', id)
}

/** Whose key this is and what it was made for; null when it was never one, is revoked, or its user is gone. */
export async function findCallerByApiKey(
  studio: Studio,
  key: string,
): Promise<{ readonly user: User; readonly scopes: readonly string[] } | null> {
  if (!/^mk_[\w-]{43}$/.test(key)) return null
  const row = await studio.db
    .selectFrom('api_key')
    .select(['id', 'user_id', 'scopes', 'last_used_at'])
    .where('hash', '=', hashOf(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const user = await findUser(studio.db, row.user_id)
  if (!user) return null
  const now = studio.now()
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > NOTE_USE_EVERY_MS)
    await studio.db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return { user: { ...user, apiKeyId: row.id }, scopes: row.scopes }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

interface Row {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: string[]
  readonly daily_cap: number | null
  readonly spent: number
  readonly created_at: Date
  readonly last_used_at: Date | null
}

function fromRow(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    dailyCap: row.daily_cap,
    spentToday: row.spent,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
