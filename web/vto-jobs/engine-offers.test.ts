// The chosen engine: what it takes of a choice, what a look costs with it, and what it still needs.
import type { StudioInfo } from '#sdk/contract/studio.ts'
import assert from 'node:assert/strict'
import test from 'node:test'
import { callSheet } from './call-sheet-state.ts'
import { FIRST_CHOICE } from './direction-choice.ts'
import { chosenEngine } from './engine-offers.ts'

const drape: StudioInfo['engines'][number] = {
  name: 'drape',
  version: '1',
  bodies: ['female', 'male'],
  bodySizes: ['M'],
  finishes: ['white'],
  poses: ['standing'],
  views: ['front', 'left', 'right', 'side', 'back'],
  ghost: true,
  video: true,
  films: [],
  can: {
    slots: ['upper', 'bottom', 'onepiece', 'outer'],
    garments: 4,
    person: false,
    backdrop: true,
    outputs: 1,
    seed: false,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard', 'large'],
    durations: [],
    cancel: false,
    resultHours: null,
    commercial: 'yes',
    watermarks: [],
  },
  prices: null,
}
const fashn: typeof drape = {
  ...drape,
  name: 'fashn',
  views: ['front', 'back'],
  ghost: false,
  can: { ...drape.can, garments: 1, person: true, backdrop: false, sizes: ['standard'] },
  prices: { look: 3, lookLarge: 6, creditOnly: true },
}
const studio = {
  engines: [drape, fashn],
  prices: { look: 2, lookLarge: 4, turntable: 10 },
  people: [{ body: 'female', views: ['front', 'back'] }],
} as unknown as StudioInfo

const photos = (['upper', 'bottom', 'outer'] as const).map((slot) => ({
  slot,
  side: 'front' as const,
  verdict: { level: 'good' as const, findings: [], kind: null, betterSlot: null, confidence: 1 },
}))
const balance = { credit: 100, lookBookTicket: 9, videoTicket: 0, includedLook: 0 }

const sheetOf = (choice: typeof FIRST_CHOICE) => {
  const chosen = chosenEngine(studio, choice, photos)
  const { prices, wants: engine } = chosen
  const from = { photos, uploading: [], balance: balance as never, online: true }
  return callSheet({ ...from, choice: chosen.choice, prices, engine })
}

test('Drape takes one call for an outfit, at the studio’s prices', () => {
  const sheet = sheetOf({ ...FIRST_CHOICE, views: ['front', 'side'], pay: 'credit' })
  assert.equal(sheet.chosen.total, 4)
  assert.deepEqual(sheet.needs, [])
})

test('an engine for one garment costs a call each, and takes no tickets', () => {
  const sheet = sheetOf({ ...FIRST_CHOICE, engine: 'fashn', pay: 'credit' })
  assert.equal(sheet.chosen.total, 9)
  assert.deepEqual(sheet.needs, [])
  const tickets = sheetOf({ ...FIRST_CHOICE, engine: 'fashn' })
  assert.deepEqual(
    tickets.needs.map(({ code }) => code),
    ['credit_only'],
  )
})

test('views it has not are left out; from behind it needs back photos; a body needs a photo of its own', () => {
  const sheet = sheetOf({ ...FIRST_CHOICE, engine: 'fashn', pay: 'credit', views: ['front', 'side', 'back'] })
  assert.equal(sheet.looks, 2)
  assert.deepEqual(
    sheet.needs.map(({ code }) => code),
    ['back_missing'],
  )
  const man = sheetOf({ ...FIRST_CHOICE, engine: 'fashn', pay: 'credit', body: 'male', size: 'large' })
  assert.deepEqual(
    man.needs.map(({ code }) => code),
    ['person_missing', 'ratio'],
  )
})

test('an engine that is gone gives way to the built-in one', () => {
  assert.equal(chosenEngine(studio, { ...FIRST_CHOICE, engine: 'kling' }, photos).choice.engine, 'drape')
})
