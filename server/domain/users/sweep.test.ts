// The nightly sweep of sessions and limits that have run out.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import type { Studio } from '../../studio.ts'
import { sweepSignIns } from './sweep.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

test('what has ended goes, what is still good stays', async () => {
  const { id: user_id } = await buildUser(studio)
  const hour = 3600_000
  const at = (hours: number) => new Date(Date.now() + hours * hour)
  await studio.db
    .insertInto('auth_session')
    .values([
      { user_id, token: 'ended', expires_at: at(-1) },
      { user_id, token: 'good', expires_at: at(1) },
    ])
    .execute()
  await studio.db
    .insertInto('auth_verification')
    .values([
      { identifier: 'ended', value: '1', expires_at: at(-1) },
      { identifier: 'good', value: '1', expires_at: at(1) },
    ])
    .execute()
  await studio.db
    .insertInto('auth_rate_limit')
    .values([
      { key: 'ended', count: 3, last_request: at(-25).getTime() },
      { key: 'good', count: 3, last_request: at(-1).getTime() },
    ])
    .execute()
  await sweepSignIns(studio)
  const sessions = await studio.db.selectFrom('auth_session').select('token').execute()
  assert.deepEqual(sessions, [{ token: 'good' }])
  const codes = await studio.db.selectFrom('auth_verification').select('identifier').execute()
  assert.deepEqual(codes, [{ identifier: 'good' }])
  const counts = await studio.db.selectFrom('auth_rate_limit').select('key').execute()
  assert.deepEqual(counts, [{ key: 'good' }])
})
