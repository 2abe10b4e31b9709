// The simple fit: the silhouette as photographed before the body, whatever its landmarks say.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { distanceAt } from '../body/distance-grid.ts'
import { prepareGarment } from '../drape.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnKind } from '../drawn/draw-garment.ts'
import { mannequin } from '../garment.ts'
import type { Slot } from '../garment.ts'
import type { Garment } from '../texture/face.ts'
import { compareOutlines, shadowOf, silhouetteOn } from './compare-outline.ts'
import { layOn } from './lay-on.ts'

const body = bodyOf(mannequin('female'))
const garment = (slot: Slot, kind: DrawnKind): Garment =>
  prepareGarment({
    slot,
    front: {
      picture: drawGarment({ kind, side: 'front', colour: '#3a5672', width: 360, height: 450, shadow: 0 })
        .picture,
    },
  })

describe('the simple fit', () => {
  const tee = garment('upper', 'tee')
  const laid = layOn(tee, body, body.whole)

  it('lies over the body, before and behind it, and says what it is', () => {
    assert.deepEqual(laid.doubts, ['simple_fit'])
    const { positions } = laid.front
    let inside = 0
    for (let k = 0; k < positions.length; k += 3)
      if (distanceAt(body.whole, positions[k], positions[k + 1], positions[k + 2]) < 0) inside++
    assert.ok(inside < 0.01 * (positions.length / 3), `${inside} vertices in the body`)
    const mean = (triangles: Uint32Array): number =>
      triangles.reduce((sum, v) => sum + positions[3 * v + 2], 0) / triangles.length
    assert.ok(mean(laid.front.triangles) > mean(laid.back.triangles) + 10)
  })

  it('keeps the whole silhouette', () => {
    const like = compareOutlines(shadowOf([laid.back]), silhouetteOn(tee, body))
    assert.ok(like.overlap > 0.94 && like.ragged < 1.1, JSON.stringify(like))
  })

  it('reaches from the shoulders to the hips, from the waist to the ankles', () => {
    const span = (g: Garment): [number, number] => {
      const { positions } = layOn(g, body, body.whole).back
      const ys = Array.from({ length: positions.length / 3 }, (_, v) => positions[3 * v + 1])
      return [Math.min(...ys), Math.max(...ys)]
    }
    const m = body.figure.marks
    const [hem, top] = span(tee)
    assert.ok(hem < m.waistY && hem > m.crotchY - 15 && top > m.shoulderY && top < m.neckY + 12)
    const [ankle, waist] = span(garment('bottom', 'jeans'))
    assert.ok(ankle > 2 && ankle < 25 && waist > m.hipY && waist < m.waistY + 6)
  })

  it('is decent with every landmark wrong', () => {
    const { marks } = tee.front
    const points = Object.fromEntries(
      Object.entries(marks.points).map(([name, p]) => [name, { ...p, x: p.y / 2 + 20, y: p.x }]),
    )
    const lost = { ...tee, front: { ...tee.front, neckline: null, marks: { ...marks, points } } }
    const { positions } = layOn(lost, body, body.whole).front
    for (let k = 0; k < positions.length; k += 3) {
      assert.ok(positions.subarray(k, k + 3).every(Number.isFinite))
      assert.ok(Math.abs(positions[k]) < 60, `x ${positions[k]}`)
      assert.ok(positions[k + 1] > 2 && positions[k + 1] < 190, `y ${positions[k + 1]}`)
    }
  })

  it('is the same every time', () => {
    assert.deepEqual(layOn(tee, body, body.whole).front.positions, laid.front.positions)
  })
})
