// Made again where that may help, and not where it never does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MaepsiError } from './client-call.ts'
import { insist } from './client-insist.ts'

/** A call that fails so often, and then answers how often it was made. */
function failing(times: number, error: Error) {
  let made = 0
  return async () => {
    made += 1
    if (made <= times) throw error
    return made
  }
}
const busy = new MaepsiError('too_many_requests', 429, 'slower', { retryAfter: 0 })

test('a studio that asks for patience is asked again when it said', async () => {
  assert.equal(await insist(failing(3, busy)), 4)
  await assert.rejects(insist(failing(4, busy)), busy)
})

test('a refusal stays one', async () => {
  const refused = new MaepsiError('not_found', 404, 'nothing there')
  await assert.rejects(insist(failing(1, refused)), refused)
  const other = new TypeError('a mistake of ours')
  await assert.rejects(insist(failing(1, other)), other)
})
