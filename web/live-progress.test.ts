// Holds the progress of jobs against every shape an answer has.
import type { LiveEvent } from '#sdk/contract/live.ts'
import { QueryClient } from '@tanstack/react-query'
import assert from 'node:assert/strict'
import test from 'node:test'
import { progressed } from './live-progress.ts'

const job = { id: 'a', status: 'RUNNING', progress: 10, stage: 'reading' }
const event: Extract<LiveEvent, { type: 'job' }> = {
  type: 'job',
  jobId: 'a',
  projectId: 'p',
  status: 'RUNNING',
  progress: 40,
  stage: 'draping',
  n: 1,
}
const later = { ...job, progress: 40, stage: 'draping' }
const other = { ...job, id: 'b' }

test('progress reaches a job, a list and pages of lists, and leaves other jobs alone', () => {
  const queries = new QueryClient()
  queries.setQueryData(['vto-jobs', 'one', 'a'], job)
  queries.setQueryData(['vto-jobs', 'list'], { items: [other, job], next: null })
  queries.setQueryData(['vto-jobs', 'pages'], { pages: [{ items: [job], next: null }], pageParams: [''] })
  queries.setQueryData(['images', 'list'], { items: [job] })
  assert.equal(progressed(queries, event), true)
  assert.deepEqual(queries.getQueryData(['vto-jobs', 'one', 'a']), later)
  assert.deepEqual(queries.getQueryData(['vto-jobs', 'list']), { items: [other, later], next: null })
  assert.deepEqual(queries.getQueryData(['vto-jobs', 'pages']), {
    pages: [{ items: [later], next: null }],
    pageParams: [''],
  })
  assert.deepEqual(queries.getQueryData(['images', 'list']), { items: [job] })
})

test('a job nobody knows, or one that changed its status, needs a look again', () => {
  const queries = new QueryClient()
  assert.equal(progressed(queries, event), false)
  queries.setQueryData(['vto-jobs', 'one', 'a'], job)
  assert.equal(progressed(queries, { ...event, status: 'DONE', progress: 100 }), false)
})
