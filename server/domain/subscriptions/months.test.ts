// Months over their ends, leap years and summer time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, date, integer, property } from 'fast-check'
import { addMonths, monthOf } from './months.ts'

const SEOUL = 'Asia/Seoul'
const months = (anchor: string, zone: string, count: number) =>
  Array.from({ length: count }, (_, n) => addMonths(new Date(anchor), n, zone).toISOString())

test('the 31st of January is the last of February and the 31st of March again', () => {
  assert.deepEqual(months('2027-01-31T00:30:00+09:00', SEOUL, 5), [
    '2027-01-30T15:30:00.000Z',
    '2027-02-27T15:30:00.000Z',
    '2027-03-30T15:30:00.000Z',
    '2027-04-29T15:30:00.000Z',
    '2027-05-30T15:30:00.000Z',
  ])
  assert.equal(
    addMonths(new Date('2028-01-31T12:00:00Z'), 1, 'UTC').toISOString(),
    '2028-02-29T12:00:00.000Z',
  )
  assert.equal(
    addMonths(new Date('2028-02-29T12:00:00Z'), 12, 'UTC').toISOString(),
    '2029-02-28T12:00:00.000Z',
  )
})

test('the time on the wall stays the same when summer time begins and ends', () => {
  assert.deepEqual(months('2027-02-20T09:00:00-05:00', 'America/New_York', 2), [
    '2027-02-20T14:00:00.000Z',
    '2027-03-20T13:00:00.000Z',
  ])
  assert.equal(
    addMonths(new Date('2027-10-20T09:00:00-04:00'), 1, 'America/New_York').toISOString(),
    '2027-11-20T14:00:00.000Z',
  )
})

test('every moment lies in exactly one month, and months follow each other without a gap', () => {
  const time = date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  check(
    property(
      time,
      integer({ min: 0, max: 36 }),
      integer({ min: 0, max: 27 * 24 * 3600_000 }),
      (anchor, n, later) => {
        for (const zone of [SEOUL, 'UTC', 'America/New_York']) {
          const from = addMonths(anchor, n, zone)
          const to = addMonths(anchor, n + 1, zone)
          assert.ok(from < to)
          assert.deepEqual(monthOf(anchor, from, zone), { from, to })
          assert.deepEqual(monthOf(anchor, new Date(from.getTime() + later), zone), { from, to })
          assert.deepEqual(monthOf(anchor, new Date(to.getTime() - 1), zone), { from, to })
        }
      },
    ),
    { numRuns: 100, seed: 3 },
  )
})
