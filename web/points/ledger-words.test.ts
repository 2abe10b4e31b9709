// Holds the kinds of ledger rows: what is held, used, returned, granted or taken.
import type { LedgerRow } from '#sdk/contract/points.ts'
import assert from 'node:assert/strict'
import test from 'node:test'
import { kindOf } from './ledger-words.ts'

const row: LedgerRow = {
  id: '0',
  seq: '1',
  usageType: 'credit',
  amount: -4,
  balanceAfter: 96,
  balances: { credit: 96, lookBookTicket: 0, videoTicket: 0, includedLook: 0 },
  look: null,
  reason: 'vto_use',
  expiresAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  job: {
    id: '0',
    kind: 'look',
    projectId: '0',
    projectName: 'Linen',
    status: 'RUNNING',
    lookCount: 2,
    deliveredCount: 0,
    failReason: null,
    queuedAt: '2026-01-01T00:00:00.000Z',
    pictureUrl: null,
  },
}

test('what a job has spent is held until the job has ended, then used', () => {
  assert.equal(kindOf(row), 'held')
  assert.equal(kindOf({ ...row, job: { ...row.job!, status: 'PENDING' } }), 'held')
  for (const status of ['DONE', 'FAILED', 'CANCELLED'])
    assert.equal(kindOf({ ...row, job: { ...row.job!, status } }), 'used')
  assert.equal(kindOf({ ...row, job: null }), 'used')
})

test('other rows go by their reason, and one nobody foresaw by its sign', () => {
  assert.equal(kindOf({ ...row, reason: 'refund', amount: 2 }), 'returned')
  assert.equal(kindOf({ ...row, reason: 'opening_grant', amount: 100, job: null }), 'granted')
  assert.equal(kindOf({ ...row, reason: 'purchase', amount: 100, job: null }), 'topUp')
  assert.equal(kindOf({ ...row, reason: 'expired', job: null }), 'expired')
  assert.equal(kindOf({ ...row, reason: 'something_new', amount: 3, job: null }), 'granted')
  assert.equal(kindOf({ ...row, reason: 'something_new', amount: -3, job: null }), 'adjusted')
})
