// The same photos give the same pixels for one version: whoever changes a pixel raises DRAPE_VERSION and writes the new sums here.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { dressBody, DRAPE_VERSION, prepareGarment, renderLook } from './drape.ts'
import { drawGarment } from './drawn/draw-garment.ts'
import { mannequin } from './garment.ts'

const SUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '2.2.0': { front: '9706b2e802c5c354', left: '182e3bea3c5c7c7e', back: 'a919b0add9f7eff2' },
}

const draw = (kind: 'tee' | 'jeans', colour: string) => drawGarment({ kind, side: 'front', colour }).picture

test('pixels change only with the version', () => {
  const dressed = dressBody(mannequin('female'), [
    prepareGarment({ slot: 'upper', front: { picture: draw('tee', '#b03a48') } }),
    prepareGarment({ slot: 'bottom', front: { picture: draw('jeans', '#35507a') } }),
  ])
  const sums = Object.fromEntries(
    (['front', 'left', 'back'] as const).map((view) => {
      const { picture } = renderLook(dressed, { view, width: 240, height: 320, backdrop: 'paper' })
      return [view, createHash('sha256').update(picture.data).digest('hex').slice(0, 16)]
    }),
  )
  assert.deepEqual(sums, SUMS[DRAPE_VERSION], `the pixels of ${DRAPE_VERSION}`)
})
