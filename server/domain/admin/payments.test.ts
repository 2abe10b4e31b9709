// Transfers confirmed and rejected by an administrator: what is granted and what is written down belong together, once.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { buildUser } from '#test/build.ts'
import { openSelling, type Selling } from '#test/plans-studio.ts'
import { throwsCode } from '#test/throws.ts'
import { balanceOf } from '../points/ledger.ts'
import { buy } from '../subscriptions/buy.ts'
import { listAudit } from './audit.ts'
import { confirmPayment, listPayments, listPlans, rejectPayment } from './payments.ts'

let selling: Selling
let chief: { id: string }
before(async () => {
  selling = await openSelling()
  chief = await buildUser(selling.studio, { name: 'Chief' })
  await selling.studio.db.updateTable('users').set({ is_admin: true }).where('id', '=', chief.id).execute()
})
after(() => selling.close())

async function announce() {
  const user = await buildUser(selling.studio)
  const wish = { id: randomUUID(), kind: 'pack', item: 'credit-100', currency: 'KRW', price: 9900 } as const
  const { charge } = await buy(selling.studio, user, { ...wish, provider: 'manual' })
  return { user, id: charge.id }
}

const acts = async (user: { id: string }) =>
  (await listAudit(selling.studio, chief, { userId: user.id, limit: 10 })).items

test('a transfer is confirmed once, with its audit row in the same commit; one that is rejected gives nothing', async () => {
  const { studio } = selling
  const credit = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
  const [paid, lost] = [await announce(), await announce()]
  const before = await credit(paid.user)
  const waiting = async () => (await listPayments(studio, chief)).map(({ id }) => id)
  assert.deepEqual(new Set(await waiting()), new Set([paid.id, lost.id]))
  await Promise.all([1, 2, 3].map(() => confirmPayment(studio, chief, paid.id, '통장 확인')))
  assert.equal(await credit(paid.user), before + 100)
  const [row, ...more] = await acts(paid.user)
  assert.deepEqual(more, [])
  assert.deepEqual(
    [row.act, row.subject_id, row.reason, row.after?.['amount']],
    ['payment_confirm', paid.id, '통장 확인', 9900],
  )
  await rejectPayment(studio, chief, lost.id, '들어오지 않음')
  assert.equal(await credit(lost.user), before)
  assert.deepEqual(
    (await acts(lost.user)).map(({ act }) => act),
    ['payment_reject'],
  )
  await assert.rejects(rejectPayment(studio, chief, paid.id, 'late'), throwsCode('payment_ended'))
  assert.deepEqual(await waiting(), [])
})

test('nobody but an administrator confirms, and what is sold is listed with who holds it', async () => {
  const { studio } = selling
  const { user, id } = await announce()
  await assert.rejects(confirmPayment(studio, user, id, 'mine'), throwsCode('not_allowed'))
  await assert.rejects(rejectPayment(studio, user, id, 'mine'), throwsCode('not_allowed'))
  await assert.rejects(listPlans(studio, user), throwsCode('not_allowed'))
  const { plans, holders } = await listPlans(studio, chief)
  assert.ok(plans.plans.length > 1)
  assert.deepEqual(holders, [])
})
