// The shape every operation of the HTTP API is written in; a Fastify route and a client call are both made from it.
import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/**
 * What a caller must be able to do. `read`, `write`, `spend` (whatever spends points) and `admin` (administrators alone) are what an API
 * key can be made for; `account` is for a browser in which the user has signed in, never for a key.
 */
export type Scope = 'read' | 'write' | 'spend' | 'account' | 'admin'

/** One operation: method, path with `:params`, and what goes in and comes out. Paths are versioned by their first part. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly url: `/${string}`
  readonly schema: {
    /** One line for people, shown in the API page. */
    readonly summary: string
    readonly tags: readonly string[]
    readonly params?: z.ZodMiniType
    readonly querystring?: z.ZodMiniType
    readonly body?: z.ZodMiniType
    readonly response: Readonly<Partial<Record<200 | 201 | 202 | 204, z.ZodMiniType>>>
  }
  readonly config?: {
    /** `image`: the body is the raw bytes of one picture. */
    readonly body?: 'image'
    /** Anyone may call it, signed in or not. */
    readonly open?: boolean
    /** What the caller must be able to do; `read` for GET and `write` for the rest when nothing is said. */
    readonly scope?: Scope
    /** Calls a minute from one address, where the general limit is too generous. */
    readonly perMinute?: number
    /** What can go wrong here in particular, beside what can everywhere. */
    readonly errors?: readonly ErrorCode[]
  }
}

/** The scope of an operation, whether it says one or not. */
export function scopeOf({
  method,
  config,
}: {
  readonly method: string
  readonly config?: { readonly scope?: Scope }
}): Scope {
  return config?.scope ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write')
}
