// The call sheet's sums and reasons, and the memory of a direction.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Balance } from '#sdk/contract/points.ts'
import type { Verdict } from '#sdk/contract/products.ts'
import { callSheet } from './call-sheet-state.ts'
import { FIRST_CHOICE, readChoice, toggleView } from './direction-choice.ts'
import type { Choice } from './direction-choice.ts'

const none = { credit: 0, lookBookTicket: 0, videoTicket: 0, includedLook: 0 }
const balanceOf = (some: Partial<Balance>): Balance => ({ ...none, held: none, ...some })
const verdict = (level: Verdict['level']): Verdict => ({
  level,
  findings: [],
  kind: null,
  betterSlot: null,
  confidence: 1,
})
const front = { slot: 'upper', side: 'front', verdict: verdict('good') } as const
const sheet = (over: Partial<Parameters<typeof callSheet>[0]> & { choice?: Choice }) =>
  callSheet({
    photos: [front],
    uploading: [],
    choice: { ...FIRST_CHOICE, views: ['front', 'left', 'right', 'back'] },
    balance: balanceOf({ credit: 420, lookBookTicket: 12 }),
    prices: { look: 2, lookLarge: 4, turntable: 10, letter: 2 },
    online: true,
    ...over,
  })

test('both prices, and what is left of each', () => {
  const { looks, offers, needs } = sheet({})
  assert.equal(looks, 4)
  assert.deepEqual(
    offers.map((o) => [o.pay, o.total, o.left]),
    [
      ['look_book_ticket', 4, 8],
      ['credit', 8, 412],
    ],
  )
  assert.deepEqual(needs, [])
})

test('a ticket cannot pay a large look, credits can', () => {
  const large = { ...FIRST_CHOICE, size: 'large' } as const
  assert.deepEqual(sheet({ choice: large }).needs, [{ code: 'pay_not_possible' }])
  const paid = sheet({ choice: { ...large, pay: 'credit' } })
  assert.deepEqual([paid.needs.length, paid.chosen.total], [0, 4])
})

test('short of points: says by how much, offers fewer looks and the other kind', () => {
  const short = sheet({ balance: balanceOf({ credit: 8, lookBookTicket: 3 }) })
  assert.deepEqual(short.needs, [{ code: 'points_short', pay: 'look_book_ticket', short: 1 }])
  assert.deepEqual([short.fewer, short.instead], [3, 'credit'])
})

test('every photo that is not ready is a reason of its own', () => {
  const photos = [
    { slot: 'upper', side: 'front', verdict: verdict('stop') },
    { slot: 'upper', side: 'back', verdict: null },
    { slot: 'bottom', side: 'front', verdict: verdict('warning') },
    { slot: 'outer', side: 'front', verdict: verdict('wrong_slot') },
  ] as const
  assert.deepEqual(
    sheet({
      photos,
      uploading: [
        { place: 'bottom-back', failed: true },
        { place: 'onepiece-back', failed: false },
      ],
    }).needs,
    [
      { code: 'upload_failed', place: 'bottom-back' },
      { code: 'uploading', place: 'onepiece-back' },
      { code: 'front_missing', place: 'onepiece-front' },
      { code: 'photo_stopped', place: 'upper-front' },
      { code: 'photo_checking', place: 'upper-back' },
    ],
  )
})

test('without a photo, a view or a line there is no run', () => {
  const codes = sheet({ photos: [], choice: { ...FIRST_CHOICE, views: [] }, online: false }).needs
  assert.deepEqual(
    codes.map((need) => need.code),
    ['offline', 'photo_missing', 'views'],
  )
})

test('included looks are offered first, and only to those who have some', () => {
  const { offers } = sheet({ balance: balanceOf({ includedLook: 5 }) })
  assert.equal(offers[0].pay, 'subscription')
  assert.equal(sheet({}).offers.length, 2)
})

test('a stored choice survives nonsense, and views keep their order', () => {
  assert.deepEqual(readChoice(null), FIRST_CHOICE)
  assert.deepEqual(readChoice('{"views":'), FIRST_CHOICE)
  assert.deepEqual(readChoice('{"body":"robot","views":["back","up","front"],"backdrop":"red"}'), {
    ...FIRST_CHOICE,
    views: ['front', 'back'],
  })
  assert.deepEqual(toggleView(['front', 'back'], 'left'), ['front', 'left', 'back'])
  assert.deepEqual(toggleView(['front'], 'front'), [])
})
