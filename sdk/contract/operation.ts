// The shape every operation of the HTTP API is written in; a Fastify route and a client call are both made from it.
import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'

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
    /** Calls a minute from one address, where the general limit is too generous. */
    readonly perMinute?: number
    /** What can go wrong here in particular, beside what can everywhere. */
    readonly errors?: readonly ErrorCode[]
  }
}
