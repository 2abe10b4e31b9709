// What can go wrong in the studio, by stable code. Domain code throws these; only http/problem.ts knows status codes.
import type { ErrorCode } from '#sdk/contract/errors.ts'

/** An error people can do something about. `details` go to the caller: never put a secret or another user's data there. */
export class StudioError extends Error {
  override name = 'StudioError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }
}

/** It is not there, or not yours: the two are not told apart. */
export class NotFound extends StudioError {
  constructor(what: string, id?: string) {
    super('not_found', id === undefined ? { what } : { what, id })
  }
}

/** It is there, but the caller may not do this. */
export class NotAllowed extends StudioError {
  constructor() {
    super('not_allowed')
  }
}
