// Outfits in layers, drawn: tucked in and hanging over, no body and no lower cloth showing through, hems off the floor.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { dressBody, prepareGarment, renderLook } from '../drape.ts'
import type { Dressed } from '../drape.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnKind } from '../drawn/draw-garment.ts'
import { mannequin } from '../garment.ts'
import type { Slot } from '../garment.ts'
import type { Garment } from '../texture/face.ts'

const WOMAN = mannequin('female')
const OPEN = { tucked: false, open: true }

const garment = (slot: Slot, kind: DrawnKind, colour: string): Garment =>
  prepareGarment({
    slot,
    front: {
      picture: drawGarment({ kind, side: 'front', colour, width: 480, height: 600, shadow: 0 }).picture,
    },
  })

const [W, H] = [300, 400]

/** Pixels of a surface in patches that cloth surrounds wholly and that are smaller than a hand, over all cloth pixels. */
function shareThrough(dressed: Dressed, view: number): number {
  const wish = { view, width: W, height: H, backdrop: 'transparent' } as const
  const { surface } = renderLook(dressed, wish, { places: true }).places!
  const seen = new Uint8Array(W * H)
  let [cloth, through] = [0, 0]
  for (let o = 0; o < surface.length; o++) {
    if (Math.abs(surface[o]) > 1) cloth++
    if (seen[o] || Math.abs(surface[o]) !== 1) continue
    const patch = [o]
    seen[o] = 1
    let enclosed = true
    for (let i = 0; i < patch.length; i++)
      for (const next of [patch[i] - 1, patch[i] + 1, patch[i] - W, patch[i] + W]) {
        if (next < 0 || next >= surface.length || surface[next] === 0) enclosed = false
        else if (Math.abs(surface[next]) === 1 && !seen[next]) {
          seen[next] = 1
          patch.push(next)
        }
      }
    if (enclosed && patch.length < 40) through += patch.length
  }
  return through / cloth
}

/** Lowest and highest y of what is left of a surface. */
function reach({ surfaces }: Dressed, index: number): { low: number; high: number } {
  const { positions, triangles } = surfaces[index].mesh
  let [low, high] = [Infinity, -Infinity]
  for (const v of triangles) {
    low = Math.min(low, positions[3 * v + 1])
    high = Math.max(high, positions[3 * v + 1])
  }
  return { low, high }
}

describe('layers', () => {
  const tee = garment('upper', 'tee', '#c03030')
  const jeans = garment('bottom', 'jeans', '#35507a')
  const skirt = garment('bottom', 'skirt', '#8d5547')
  const jacket = garment('outer', 'jacket', '#7a5a3c')
  const over = dressBody(WOMAN, [tee, jeans])
  const tucked = dressBody(WOMAN, [tee, jeans], { tucked: true, open: false })

  it('lets an upper hang over its bottom, or end under its band', () => {
    const { waistY, hipY } = bodyOf(WOMAN).figure.marks
    assert.ok(reach(over, 3).low < waistY - 8, 'the tee hangs over the jeans')
    // Tucked in, the tee is the inner layer: surfaces 1 and 2.
    const band = Math.max(reach(tucked, 3).high, reach(tucked, 4).high)
    assert.ok(
      reach(tucked, 1).low > band - 12 && reach(tucked, 1).low > hipY,
      'nothing hangs inside the jeans',
    )
    assert.ok(reach(tucked, 1).high > waistY + 20, 'the rest of the tee is there')
  })

  it('draws a tucked upper in at the band', () => {
    const wide = ({ surfaces }: Dressed, index: number, y: number): number => {
      const { positions } = surfaces[index].mesh
      let most = 0
      for (let k = 0; k < positions.length; k += 3)
        if (Math.abs(positions[k + 1] - y) < 0.8 && Math.abs(positions[k]) < 30)
          most = Math.max(most, Math.abs(positions[k]))
      return most
    }
    const band = Math.max(reach(tucked, 3).high, reach(tucked, 4).high)
    assert.ok(wide(tucked, 1, band) < wide(over, 3, band) - 1)
  })

  for (const [name, dressed] of [
    ['tee over jeans', over],
    ['tee in jeans', tucked],
    ['tee in a skirt', dressBody(WOMAN, [tee, skirt], { tucked: true, open: false })],
    ['an open jacket over tee and jeans', dressBody(WOMAN, [tee, jeans, jacket], OPEN)],
  ] as const)
    it(`shows no body through cloth: ${name}`, () => {
      for (const view of [-35, 0, 35]) {
        const share = shareThrough(dressed, view)
        assert.ok(share <= 0.0005, `${(100 * share).toFixed(3)} % at ${view} degrees`)
      }
    })

  it('keeps hems off the floor', () => {
    for (const index of [1, 2]) assert.ok(reach(over, index).low > 2)
  })
})
