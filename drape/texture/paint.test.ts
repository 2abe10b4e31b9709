// Textures show the photo's own colours up to the seams, and let light through where the cloth does.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { cutOut } from '../cutout/cut-out.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { Picture } from '../garment.ts'
import { paintOf } from './paint.ts'

/** A square of cloth on nothing, with round holes where `lace`. */
function square(lace: boolean): Picture {
  const size = 300
  const data = new Uint8ClampedArray(4 * size * size)
  for (let y = 40; y < 260; y++)
    for (let x = 40; x < 260; x++) {
      const hole = lace && Math.hypot((x % 20) - 10, (y % 20) - 10) < 5
      data.set([150, 40, 60, hole ? 0 : 255], 4 * (y * size + x))
    }
  return { width: size, height: size, data }
}

it('gives lace its holes, and cloth without holes no coverage at all', () => {
  const lace = paintOf(cutOut(square(true)))
  assert.ok(lace.alpha)
  assert.equal(lace.alpha[130 * 300 + 130], 0)
  assert.equal(lace.alpha[120 * 300 + 120], 255)
  assert.ok(Math.abs(lace.data[3 * (130 * 300 + 130)] - 150) < 4, 'colours go on over the holes')
  assert.equal(paintOf(cutOut(square(false))).alpha, undefined)
})

it('shows no backdrop at the edges of dark cloth on white nor of pale cloth on grey', () => {
  for (const [colour, backdrop, dark] of [
    ['#17181c', 'white', true],
    ['#f2efe8', 'grey', false],
  ] as const) {
    const drawn = drawGarment({ kind: 'tee', side: 'front', colour, backdrop, width: 480, height: 600 })
    const { data, width, height } = paintOf(cutOut(drawn.picture))
    let [off, rim] = [0, 0]
    for (let y = 1; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x
        if (
          !drawn.mask[i] ||
          (drawn.mask[i - 1] && drawn.mask[i + 1] && drawn.mask[i - width] && drawn.mask[i + width])
        )
          continue
        rim++
        const light = (data[3 * i] + data[3 * i + 1] + data[3 * i + 2]) / 3
        if (dark ? light > 110 : light < 150) off++
      }
    assert.ok(off < 0.01 * rim, `${colour}: ${off} of ${rim}`)
  }
})
