// What is left of grants: soonest-ending first, what comes back goes where it came from, and the sum is always the ledger's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, integer, option, property, record } from 'fast-check'
import { endedBy, remainingGrants, RETURN_GRACE_MS, type LedgerStep } from './remaining-grants.ts'

const DAY = 24 * 3600_000
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * DAY)
let rows = 0
const step = (
  at: number,
  amount: number,
  {
    ends = null,
    job = null,
    reason = 'plan',
  }: { ends?: number | null; job?: string | null; reason?: string } = {},
): LedgerStep => ({
  id: String(++rows),
  amount,
  reason,
  job_id: job,
  expires_at: ends === null ? null : day(ends),
  created_at: day(at),
})
const left = (steps: LedgerStep[]) => remainingGrants(steps).map((grant) => [grant.left, grant.endsAt])

test('what ends first is used first, whatever was granted first', () => {
  const bought = step(0, 10)
  const steps = [bought, step(1, 5, { ends: 30 }), step(2, 5, { ends: 20 }), step(3, -7)]
  assert.deepEqual(left(steps), [
    [3, day(30)],
    [10, null],
  ])
  assert.equal(remainingGrants(steps)[1].id, bought.id)
})

test('what a job gives back goes to the grants it was paid from, the latest-ending first', () => {
  const steps = [step(0, 10), step(1, 5, { ends: 30 }), step(2, -8, { job: 'a' }), step(3, 4, { job: 'a' })]
  assert.deepEqual(left(steps), [
    [1, day(30)],
    [10, null],
  ])
  assert.deepEqual(left([...steps, step(4, 4, { job: 'a' })]), [
    [5, day(30)],
    [10, null],
  ])
})

test('what comes back to an ended grant stays a week past that end, and handing in again gains nothing', () => {
  const steps = [step(0, 5, { ends: 30 }), step(29, -5, { job: 'a' }), step(31, 5, { job: 'a' })]
  const end = new Date(day(30).getTime() + RETURN_GRACE_MS)
  assert.deepEqual(left(steps), [[5, end]])
  assert.deepEqual(left([...steps, step(36, -5, { job: 'b' }), step(38, 5, { job: 'b' })]), [[5, end]])
  assert.equal(endedBy(remainingGrants(steps), day(31)), 0)
  assert.equal(endedBy(remainingGrants(steps), day(37)), 5)
})

test('more than the job was paid, and a return of a job nobody knows, are grants of their own', () => {
  const steps = [
    step(0, 5, { ends: 9 }),
    step(1, -2, { job: 'a' }),
    step(2, 3, { job: 'a' }),
    step(3, 1, { job: 'x' }),
  ]
  assert.deepEqual(left(steps), [
    [5, day(9)],
    [1, null],
    [1, null],
  ])
})

test('an expiring row takes exactly what has ended', () => {
  const steps = [step(0, 7), step(0, 5, { ends: 10 }), step(1, 4, { ends: 40 }), step(2, -2)]
  const ended = endedBy(remainingGrants(steps), day(10))
  assert.equal(ended, 3)
  assert.deepEqual(left([...steps, step(10, -ended, { reason: 'expired' })]), [
    [4, day(40)],
    [7, null],
  ])
})

test('whatever happens, what is left adds up to the ledger and comes in the order it will be used', () => {
  const act = record({
    amount: integer({ min: 1, max: 20 }),
    ends: option(integer({ min: 1, max: 60 })),
    what: constantFrom('grant', 'spend', 'return', 'expire'),
    job: constantFrom('a', 'b', 'c', 'd'),
  })
  check(
    property(array(act, { maxLength: 60 }), (acts) => {
      const steps: LedgerStep[] = []
      let sum = 0
      acts.forEach(({ amount, ends, what, job }, at) => {
        const grants = remainingGrants(steps)
        if (what === 'grant') steps.push(step(at, amount, { ends }))
        else if (what === 'return') steps.push(step(at, amount, { job }))
        else {
          const gone = what === 'expire' ? endedBy(grants, day(at)) : Math.min(amount, sum)
          if (gone > 0) steps.push(step(at, -gone, { job: what === 'spend' ? job : null }))
          if (what === 'expire') assert.equal(endedBy(remainingGrants(steps), day(at)), 0)
        }
        sum = steps.reduce((total, one) => total + one.amount, 0)
      })
      const grants = remainingGrants(steps)
      assert.equal(
        grants.reduce((total, grant) => total + grant.left, 0),
        sum,
      )
      const ends = grants.map(({ endsAt }) => endsAt?.getTime() ?? Infinity)
      assert.deepEqual(
        ends,
        ends.toSorted((a, b) => a - b),
      )
      assert.ok(grants.every((grant) => grant.left > 0))
    }),
    { numRuns: 300, seed: 11 },
  )
})
