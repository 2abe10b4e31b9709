// How long a run is said to take.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { secondsFor } from './run-seconds.ts'

const ran = (looks: number, seconds: number, status: VtoJob['status'] = 'DONE') => ({
  status,
  looks: Array.from<VtoJob['looks'][number]>({ length: looks }),
  startedAt: '2026-05-01T10:00:00.000Z',
  finishedAt: new Date(Date.parse('2026-05-01T10:00:00.000Z') + seconds * 1000).toISOString(),
})

test('says nothing before a run has shown it', () => {
  assert.equal(secondsFor([], 4), null)
  assert.equal(secondsFor([ran(2, 10, 'FAILED')], 4), null)
  assert.equal(secondsFor([ran(2, 10)], 0), null)
})

test('goes by the last three runs, in tens of seconds', () => {
  assert.equal(secondsFor([ran(2, 12), ran(4, 24)], 4), 30)
  assert.equal(secondsFor([ran(1, 5), ran(1, 5), ran(1, 5), ran(1, 500)], 1), 10)
})
