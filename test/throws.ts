// Tells whether an error is the one a test waits for.
import assert from 'node:assert/strict'
import type { ErrorCode } from '#sdk/contract/errors.ts'
import { StudioError } from '#server/errors.ts'

/** For assert.rejects: a StudioError of that code, with these details among its own. */
export function throwsCode(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}) {
  return (error: unknown): true => {
    assert.ok(error instanceof StudioError, String(error))
    assert.equal(error.code, code)
    for (const [name, value] of Object.entries(details)) assert.deepEqual(error.details?.[name], value)
    return true
  }
}
