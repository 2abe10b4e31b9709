// The file of plans: the one that comes along is good, and what is wrong in another is said in words.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { BadConfig } from './config.ts'
import { DEFAULT_PLANS_FILE, readPlans } from './plans.ts'

const folder = mkdtempSync(join(tmpdir(), 'maepsi-plans-'))
after(() => rmSync(folder, { recursive: true }))
const standard = () => JSON.parse(readFileSync(DEFAULT_PLANS_FILE, 'utf8'))
const refused = (change: (plans: ReturnType<typeof standard>) => void, ...words: RegExp[]) => {
  const plans = standard()
  change(plans)
  const file = join(folder, 'plans.json')
  writeFileSync(file, JSON.stringify(plans))
  assert.throws(
    () => readPlans(file),
    (error) =>
      error instanceof BadConfig && [/plans[.]json/, ...words].every((word) => word.test(error.message)),
  )
}

test('the plans that come along can be read: a free one, three to buy, packs of each kind', () => {
  const { plans, packs } = readPlans(DEFAULT_PLANS_FILE)
  assert.deepEqual(
    plans.map(({ id }) => id),
    ['free', 'starter', 'seller', 'brand'],
  )
  for (const kind of ['credit', 'lookBookTicket', 'videoTicket'] as const)
    assert.ok(packs.some(({ grants }) => grants[kind] > 0))
})

test('what is wrong in a file of plans is said in words, with where it is', () => {
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{')
  assert.throws(() => readPlans(broken), /broken[.]json.*is not JSON/)
  refused(
    (it) => (it.plans[1].grants.credit = 3_000_000_000),
    /more than a balance can hold/,
    /plans\[1\][.]grants[.]credit/,
  )
  refused((it) => (it.plans[1].grants.credit = -1), /plans\[1\][.]grants[.]credit/)
  refused((it) => (it.plans[1].prices.KRW = 0), /price in every currency/)
  refused((it) => (it.plans[0].prices.USD = 1), /costs nothing/)
  refused((it) => (it.plans[0].grants = { credit: 1 }), /MAEPSI_OPENING/)
  refused((it) => (it.plans[2].id = 'starter'), /"starter" is there twice/)
  refused((it) => (it.packs[0].grants = {}), /grants something/)
  refused((it) => (it.plans[1].colour = 'red'), /colour/)
  refused((it) => void delete it.plans[1].name.ja, /plans\[1\][.]name[.]ja/)
  assert.throws(() => readPlans(join(folder, 'nowhere.json')), /cannot be read/)
})
