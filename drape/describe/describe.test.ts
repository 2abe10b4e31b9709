// What a drawn garment is said to be is what it is, and nothing is said that is not clear.
import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment, type DrawnSpec } from '../drawn/draw-garment.ts'
import type { Slot } from '../garment.ts'
import { COLOUR_NAMES, nameColour } from './colours.ts'
import { describe, type Description } from './describe.ts'

function say(wish: Pick<DrawnSpec, 'kind' | 'colour'> & Partial<DrawnSpec>, slot: Slot): Description {
  const size = { width: 560, height: 700 } as const
  return describe(
    drawGarment({ side: 'front', backdrop: 'grey', shadow: 0.5, ...size, ...wish }).picture,
    slot,
  )
}

test('a plain tee: its kind, colour, sleeves and neck', () => {
  assert.deepEqual(say({ kind: 'tee', colour: '#2b3140' }, 'upper'), {
    kind: 'top',
    colours: ['navy'],
    pattern: 'solid',
    sleeve: 'short',
    length: null,
    neckline: 'round',
  })
})

test('stripes are stripes, a word is a graphic, and a shirt has no neckline', () => {
  const ground = { kind: 'tee', colour: '#efe9dd' } as const
  assert.equal(
    say({ ...ground, print: { kind: 'stripes', colours: ['#20355c'] } }, 'upper').pattern,
    'stripe',
  )
  assert.equal(
    say({ ...ground, print: { kind: 'lettering', colours: ['#8c2f2b'] } }, 'upper').pattern,
    'graphic',
  )
  const shirt = say({ kind: 'shirt', colour: '#cddbea', width: 800, height: 1000 }, 'upper')
  assert.deepEqual([shirt.neckline, shirt.colours], [null, ['skyBlue']])
})

test('trousers have no sleeves, and where there is no garment nothing is said', () => {
  const jeans = say({ kind: 'jeans', colour: '#35506f', backdrop: 'white' }, 'bottom')
  assert.deepEqual([jeans.kind, jeans.sleeve, jeans.neckline], ['trousers', null, null])
  const data = new Uint8ClampedArray(4 * 300 * 300).fill(255)
  assert.deepEqual(describe({ width: 300, height: 300, data }, 'upper'), {
    kind: null,
    colours: [],
    pattern: null,
    sleeve: null,
    length: null,
    neckline: null,
  })
})

test('every colour has a name, and white and black are their own', () => {
  assert.equal(nameColour([97, 0, 0]).name, 'white')
  assert.equal(nameColour([12, 0, 0]).name, 'black')
  assert.equal(new Set(COLOUR_NAMES).size, COLOUR_NAMES.length)
})
