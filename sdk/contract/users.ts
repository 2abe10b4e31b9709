// People: sign-up, sign-in, profile, and the API keys other programs use in their name.
import * as z from 'zod/mini'
import { PHOTO_ERRORS } from './errors.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Name, Nothing, Time } from './shapes.ts'

export const LANGUAGES = ['ko', 'en', 'ja'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

export const User = z.object({
  id: Id,
  email: z.nullable(z.string()),
  name: z.nullable(z.string()),
  lastName: z.nullable(z.string()),
  language: Language,
  pictureUrl: z.nullable(z.string()),
  isAdmin: z.boolean(),
  /** The administrator who looks at the studio as this user, by name; nothing can be changed then. */
  viewedBy: z.optional(z.string()),
  createdAt: Time,
})
export type User = z.infer<typeof User>

const Email = z.email().check(z.maxLength(254))
const Password = z.string().check(z.minLength(8), z.maxLength(128))
const tags = ['users']

export const signUp = {
  method: 'POST',
  url: '/v1/users',
  schema: {
    summary: 'Make an account and sign in. The first one of an installation is its administrator',
    tags,
    body: z.object({ email: Email, password: Password, name: Name, language: z._default(Language, 'ko') }),
    response: { 201: User },
  },
  config: { open: true, perMinute: 10, errors: ['email_taken', 'password_weak', 'sign_up_closed'] },
} as const satisfies Operation

export const signIn = {
  method: 'POST',
  url: '/v1/users/sign-in',
  schema: {
    summary: 'Sign in by e-mail and password; the session is a cookie',
    tags,
    body: z.object({ email: Email, password: z.string().check(z.maxLength(128)) }),
    response: { 200: User },
  },
  config: { open: true, perMinute: 10, errors: ['wrong_password', 'suspended'] },
} as const satisfies Operation

export const signOut = {
  method: 'POST',
  url: '/v1/users/sign-out',
  schema: { summary: 'End this session', tags, response: { 204: Nothing } },
  config: { open: true },
} as const satisfies Operation

export const me = {
  method: 'GET',
  url: '/v1/users/me',
  schema: { summary: 'Who is signed in', tags, response: { 200: User } },
} as const satisfies Operation

export const updateMe = {
  method: 'PATCH',
  url: '/v1/users/me',
  schema: {
    summary: 'Change name and language',
    tags,
    body: z.object({
      name: z.optional(Name),
      lastName: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(120)))),
      language: z.optional(Language),
    }),
    response: { 200: User },
  },
} as const satisfies Operation

export const putPicture = {
  method: 'PUT',
  url: '/v1/users/me/picture',
  schema: { summary: 'Set the profile picture (raw bytes)', tags, response: { 200: User } },
  config: {
    body: 'image',
    errors: [...PHOTO_ERRORS],
  },
} as const satisfies Operation

export const removePicture = {
  method: 'DELETE',
  url: '/v1/users/me/picture',
  schema: { summary: 'Take the profile picture away', tags, response: { 200: User } },
} as const satisfies Operation

export const changePassword = {
  method: 'POST',
  url: '/v1/users/me/password',
  schema: {
    summary: 'Change the password; every other session ends',
    tags,
    body: z.object({ current: z.string().check(z.maxLength(128)), next: Password }),
    response: { 204: Nothing },
  },
  config: { scope: 'account', perMinute: 10, errors: ['wrong_password', 'password_weak'] },
} as const satisfies Operation

/** What an API key can be made for; `admin` only by an administrator. */
export const API_KEY_SCOPES = ['read', 'write', 'spend', 'admin'] as const
export const ApiKeyScope = z.enum(API_KEY_SCOPES)
export type ApiKeyScope = z.infer<typeof ApiKeyScope>

/** The most a key may spend in a day, in credits; a ticket counts as what its look or video would cost in credits. */
const DailyCap = z.nullable(z.int().check(z.minimum(1), z.maximum(1_000_000)))

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(ApiKeyScope),
  dailyCap: z.nullable(z.number()),
  /** Of `dailyCap`, what went today: a day in Seoul. Without what came back. */
  spentToday: z.number(),
  createdAt: Time,
  lastUsedAt: z.nullable(Time),
})
export type ApiKey = z.infer<typeof ApiKey>

export const listApiKeys = {
  method: 'GET',
  url: '/v1/api-keys',
  schema: {
    summary: 'Your API keys, newest first',
    tags,
    response: { 200: z.object({ items: z.array(ApiKey) }) },
  },
} as const satisfies Operation

export const createApiKey = {
  method: 'POST',
  url: '/v1/api-keys',
  schema: {
    summary: 'Make an API key; its text is shown this once',
    tags,
    body: z.object({
      name: Name,
      scopes: z._default(z.array(ApiKeyScope).check(z.minLength(1), z.maxLength(4)), [
        'read',
        'write',
        'spend',
      ]),
      dailyCap: z._default(DailyCap, null),
    }),
    response: { 201: z.extend(ApiKey, { key: z.string() }) },
  },
  config: { scope: 'account' },
} as const satisfies Operation

export const revokeApiKey = {
  method: 'DELETE',
  url: '/v1/api-keys/:id',
  schema: { summary: 'Revoke an API key, at once', tags, params: ById, response: { 204: Nothing } },
  config: { scope: 'account' },
} as const satisfies Operation

export const restoreApiKey = {
  method: 'POST',
  url: '/v1/api-keys/:id/restore',
  schema: {
    summary: 'Bring back an API key that was revoked in this session less than a minute ago',
    tags,
    params: ById,
    response: { 204: Nothing },
  },
  config: { scope: 'account' },
} as const satisfies Operation
