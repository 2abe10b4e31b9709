// The HTTP server as every file of this room sees it: where they add their routes, and what an operation says about itself.
import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { ErrorCode } from '#sdk/contract/errors.ts'
import type { Scope } from '#sdk/contract/operation.ts'
import type { Studio } from '../studio.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Studio['log'],
  ZodTypeProvider
>

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, as in `GET /v1/projects/:id`. */
    readonly routeList: readonly string[]
  }
  // What an operation of the contract says about itself (sdk/contract/operation.ts).
  interface FastifyContextConfig {
    readonly body?: 'image'
    readonly open?: boolean
    readonly scope?: Scope
    readonly perMinute?: number
    readonly errors?: readonly ErrorCode[]
  }
}
