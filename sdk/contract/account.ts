// Accounts: the ways in, sessions, proofs by mail, what one wishes to hear of, one's own data, and the end of an account.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { Id, Nothing, Time } from './shapes.ts'

export const PROVIDERS = ['google', 'kakao'] as const
export const Provider = z.enum(PROVIDERS)
export type Provider = z.infer<typeof Provider>

const ByProvider = z.object({ provider: Provider })
const Email = z.email().check(z.maxLength(254))
const Password = z.string().check(z.minLength(8), z.maxLength(128))
const Token = z.string().check(z.minLength(1), z.maxLength(100))
/** A path of the web app: never the address of another site. */
const Path = z.string().check(z.regex(/^\/(?![/\\])[^\s\\]*$/), z.maxLength(500))
const Onward = z.object({ url: z.string() })
const tags = ['account']

export const signInWith = {
  method: 'POST',
  url: '/v1/users/sign-in/:provider',
  schema: {
    summary:
      'Begin a sign-in with Google or Kakao: send the browser to `url`; it comes back signed in, at `to`',
    tags,
    params: ByProvider,
    body: z.object({
      to: z._default(Path, '/'),
      language: z._default(z.string().check(z.maxLength(10)), 'ko'),
    }),
    response: { 200: Onward },
  },
  config: { open: true, perMinute: 20, errors: ['not_found'] },
} as const satisfies Operation

export const requestPasswordReset = {
  method: 'POST',
  url: '/v1/users/password-reset',
  schema: {
    summary:
      'Send a letter with a way to a new password; the answer is the same whether there is such an account or not',
    tags,
    body: z.object({ email: Email }),
    response: { 204: Nothing },
  },
  config: { open: true, perMinute: 5 },
} as const satisfies Operation

export const resetPassword = {
  method: 'POST',
  url: '/v1/users/password-reset/confirm',
  schema: {
    summary: 'Choose a new password by the token from the letter, once; every session ends',
    tags,
    body: z.object({ token: Token, password: Password }),
    response: { 204: Nothing },
  },
  config: { open: true, perMinute: 10, errors: ['link_expired', 'password_weak'] },
} as const satisfies Operation

export const requestEmail = {
  method: 'POST',
  url: '/v1/users/me/email',
  schema: {
    summary:
      'Send a letter to your address, or to the one you want to have; its link makes the address yours',
    tags,
    body: z.object({ email: Email }),
    response: { 204: Nothing },
  },
  config: { scope: 'account', perMinute: 5, errors: ['email_taken'] },
} as const satisfies Operation

export const confirmEmail = {
  method: 'POST',
  url: '/v1/users/email/confirm',
  schema: {
    summary: 'Prove an address by the token from the letter, once',
    tags,
    body: z.object({ token: Token }),
    response: { 204: Nothing },
  },
  config: { open: true, perMinute: 10, errors: ['link_expired', 'email_taken'] },
} as const satisfies Operation

/** How one can sign in to the account. */
export const WaysIn = z.object({
  password: z.boolean(),
  emailVerified: z.boolean(),
  providers: z.array(z.object({ provider: Provider, since: Time })),
})
export type WaysIn = z.infer<typeof WaysIn>

export const waysIn = {
  method: 'GET',
  url: '/v1/users/me/ways-in',
  schema: { summary: 'How you can sign in', tags, response: { 200: WaysIn } },
  config: { scope: 'account' },
} as const satisfies Operation

export const link = {
  method: 'POST',
  url: '/v1/users/me/ways-in/:provider',
  schema: {
    summary: 'Begin to add Google or Kakao as a way in: send the browser to `url`',
    tags,
    params: ByProvider,
    response: { 200: Onward },
  },
  config: { scope: 'account', perMinute: 20 },
} as const satisfies Operation

export const unlink = {
  method: 'DELETE',
  url: '/v1/users/me/ways-in/:provider',
  schema: {
    summary: 'Take a way in away, while another remains; the provider is told',
    tags,
    params: ByProvider,
    response: { 200: WaysIn },
  },
  config: { scope: 'account', errors: ['last_way_in'] },
} as const satisfies Operation

export const Session = z.object({
  id: Id,
  /** The one that asks. */
  current: z.boolean(),
  /** What the browser calls itself. */
  userAgent: z.nullable(z.string()),
  address: z.nullable(z.string()),
  startedAt: Time,
  lastUsedAt: Time,
})
export type Session = z.infer<typeof Session>

export const sessions = {
  method: 'GET',
  url: '/v1/users/me/sessions',
  schema: {
    summary: 'Where you are signed in, the latest first',
    tags,
    response: { 200: z.object({ items: z.array(Session) }) },
  },
  config: { scope: 'account' },
} as const satisfies Operation

export const endSession = {
  method: 'DELETE',
  url: '/v1/users/me/sessions/:id',
  schema: {
    summary: 'End a session, at once',
    tags,
    params: z.object({ id: Id }),
    response: { 204: Nothing },
  },
  config: { scope: 'account' },
} as const satisfies Operation

export const endOtherSessions = {
  method: 'DELETE',
  url: '/v1/users/me/sessions',
  schema: { summary: 'End every session but this one', tags, response: { 204: Nothing } },
  config: { scope: 'account' },
} as const satisfies Operation

/** What one can be told of. */
export const EVENTS = ['run_finished', 'run_failed', 'project_shared'] as const
export const NotificationEvent = z.enum(EVENTS)
export type NotificationEvent = z.infer<typeof NotificationEvent>

/** In the open app, by mail, and by the browser while the app is in the background. */
export const Notification = z.object({
  event: NotificationEvent,
  inApp: z.boolean(),
  email: z.boolean(),
  browser: z.boolean(),
})
export type Notification = z.infer<typeof Notification>

export const notifications = {
  method: 'GET',
  url: '/v1/users/me/notifications',
  schema: {
    summary: 'What you are told of, and how',
    tags,
    response: { 200: z.object({ items: z.array(Notification) }) },
  },
} as const satisfies Operation

export const setNotification = {
  method: 'PUT',
  url: '/v1/users/me/notifications/:event',
  schema: {
    summary: 'Choose how you are told of something',
    tags,
    params: z.object({ event: NotificationEvent }),
    body: z.object({ inApp: z.boolean(), email: z.boolean(), browser: z.boolean() }),
    response: { 200: Notification },
  },
} as const satisfies Operation

export const DataExport = z.object({
  id: Id,
  /** `waiting` is being made; `gone` was kept for a week. */
  status: z.enum(['waiting', 'ready', 'failed', 'gone']),
  bytes: z.nullable(z.number()),
  /** Where the ZIP is, for the next minutes. */
  url: z.nullable(z.string()),
  createdAt: Time,
  expiresAt: z.nullable(Time),
})
export type DataExport = z.infer<typeof DataExport>

export const exports = {
  method: 'GET',
  url: '/v1/users/me/exports',
  schema: {
    summary: 'The ZIPs of your data, newest first',
    tags,
    response: { 200: z.object({ items: z.array(DataExport) }) },
  },
  config: { scope: 'account' },
} as const satisfies Operation

export const startExport = {
  method: 'POST',
  url: '/v1/users/me/exports',
  schema: {
    summary: 'Have all your data put into a ZIP; one at a time',
    tags,
    response: { 202: DataExport },
  },
  config: { scope: 'account', perMinute: 5 },
} as const satisfies Operation

export const remove = {
  method: 'POST',
  url: '/v1/users/me/remove',
  schema: {
    summary:
      'Delete your account, for good: by your password, or within ten minutes of having signed in with a provider',
    tags,
    body: z.object({ password: z.optional(z.string().check(z.maxLength(128))) }),
    response: { 204: Nothing },
  },
  config: { scope: 'account', perMinute: 10, errors: ['wrong_password', 'proof_needed'] },
} as const satisfies Operation
