// A look shows its photo's print and colour, and no body through its cloth; the same photo gives the same bytes.

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment } from '../drawn/draw-garment.ts'
import { randomGarment } from '../drawn/random-garment.ts'
import { GOALS } from './goals.ts'
import { measureColour, measurePrint, measureThrough, pictured } from './measure-picture.ts'
import { PRINTED } from './printed.ts'

for (const [name, spec] of Object.entries(PRINTED)) {
  test(`${name} is the photo's`, () => {
    const garment = drawGarment(spec)
    const same = measurePrint(garment, pictured(garment))
    assert.ok(same !== null && same >= GOALS.print, String(same))
  })
}

for (const seed of [0, 9]) {
  const garment = randomGarment(seed)
  test(`${garment.words}: the photo's colour, no body through it`, () => {
    const worn = pictured(garment)
    const colour = measureColour(garment, worn)
    assert.ok(colour !== null && colour <= GOALS.colour, String(colour))
    const through = measureThrough(worn.dressed, 'front')
    assert.ok(through <= GOALS.through, String(through))
    if (seed === 0) assert.deepEqual(pictured(garment).look.picture.data, worn.look.picture.data)
  })
}
