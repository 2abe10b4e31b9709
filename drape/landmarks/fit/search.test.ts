// A template drawn as a silhouette is found again; the finisher goes down any bowl.

import assert from 'node:assert/strict'
import test from 'node:test'
import { outlineOf } from '../outline.ts'
import { CUTS, FAMILIES } from './families.ts'
import { evolve } from './evolve.ts'
import { makeTarget } from './make-target.ts'
import { placeTemplate } from './place-template.ts'
import { search } from './search.ts'
import { seededRandom } from './random.ts'
import { nearestOutline } from './nearest-outline.ts'
import { STRIDE, visibleOutline } from './visible-outline.ts'
import { SEEN, type PlacedPart } from './drawing.ts'

const WIDTH = 400
const HEIGHT = 480

function fill(parts: readonly PlacedPart[]): Uint8Array {
  const mask = new Uint8Array(WIDTH * HEIGHT)
  for (const { xy } of parts) {
    for (let i = 0; i < mask.length; i++) {
      const x = (i % WIDTH) + 0.5
      const y = Math.floor(i / WIDTH) + 0.5
      let inside = false
      for (let a = 0, b = xy.length - 2; a < xy.length; b = a, a += 2) {
        if (xy[a + 1] > y === xy[b + 1] > y) continue
        if (x < ((xy[b] - xy[a]) * (y - xy[a + 1])) / (xy[b + 1] - xy[a + 1]) + xy[a]) inside = !inside
      }
      if (inside) mask[i] = 1
    }
  }
  return mask
}

for (const [name, unit] of [
  ['tee', 85],
  ['sleeveless dress', 62],
  ['trousers', 52],
  ['skirt', 90],
] as const) {
  test(`${name}: found from its own silhouette`, () => {
    const family = FAMILIES.find((one) => one.name === name)!
    const values = [200, 60, Math.log(unit), 0.02, ...family.priors.map(([usual]) => usual)]
    const drawing = placeTemplate(family, values)
    const outline = outlineOf({ mask: fill(drawing.parts), width: WIDTH, height: HEIGHT })!
    const lab = new Float32Array(WIDTH * HEIGHT * 3)
    const fit = search(makeTarget(outline, lab, 150), makeTarget(outline, lab, 75), {
      seed: 3,
      cuts: CUTS,
      starts: 36,
      most: [12, 6, 3],
      finish: [300, 900],
      handicap: name === 'skirt' ? { armhole: 0.015, sleeved: 0.015, strap: 0.015 } : { skirt: 0.02 },
    })
    assert.equal(fit.family.cut, family.cut)
    assert.ok(fit.misfit < 0.03, String(fit.misfit))
    for (const [mark, [x, y]] of Object.entries(drawing.marks)) {
      const found = fit.marks[mark as keyof typeof fit.marks]!
      assert.ok(
        Math.hypot(found.x - x, found.y - y) < 0.06 * HEIGHT,
        `${mark} ${x},${y} is ${found.x},${found.y}`,
      )
    }
  })
}

test('a template that a step has blown up beyond all measure lies as far from the photo as can be', () => {
  const square = (side: number): PlacedPart => ({
    xy: Float64Array.of(0, 0, side, 0, side, side, 0, side),
    edges: [SEEN, SEEN, SEEN, SEEN],
  })
  assert.equal(visibleOutline([square(30)], 3).length, 4 * 10 * STRIDE)
  for (const side of [1e9, 1e308, Infinity, NaN]) {
    const outline = visibleOutline([square(side)], 3)
    assert.equal(outline.length, 0, String(side))
    const [miss] = nearestOutline(outline, Float64Array.of(5, 0, 0, -1), 1, 16)
    assert.equal(miss, 1e9)
  }
})

test('a narrow, turned bowl in ten dimensions', () => {
  const cost = (v: readonly number[]): number =>
    v.reduce((sum, x, i) => sum + (x - i + 0.7 * (v[i - 1] ?? 0)) ** 2 * 4 ** (i % 3), 0)
  const start = Array.from({ length: 10 }, () => 2)
  const found = evolve(
    cost,
    start,
    start.map(() => 1),
    0.5,
    4000,
    seededRandom(5),
  )
  assert.ok(found.cost < 1e-3, String(found.cost))
  assert.equal(found.cost, cost(found.values))
  assert.ok(found.cost <= cost(start))
})

test('random numbers are even, normal where asked, and the same for one seed', () => {
  const [a, b] = [seededRandom(9), seededRandom(9)]
  const draws = Array.from({ length: 4000 }, () => a.uniform())
  assert.ok(draws.every((x) => x === b.uniform() && x >= 0 && x < 1))
  const normals = Array.from({ length: 4000 }, () => a.normal())
  const mean = normals.reduce((s, x) => s + x, 0) / normals.length
  const spread = Math.sqrt(normals.reduce((s, x) => s + (x - mean) ** 2, 0) / normals.length)
  assert.ok(Math.abs(mean) < 0.06 && Math.abs(spread - 1) < 0.05, `${mean} ${spread}`)
})
