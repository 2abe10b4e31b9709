// A mannequin is one closed skin, stands on the floor, and its distance grids agree with it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BODIES, mannequin } from '../garment.ts'
import { bodyOf } from './body.ts'
import { distanceAt } from './distance-grid.ts'

for (const kind of BODIES)
  describe(`the ${kind} mannequin`, () => {
    const body = bodyOf(mannequin(kind))
    const { positions, normals, triangles } = body.mesh

    it('is watertight: every side of a triangle is met by one running the other way', () => {
      const open = new Map<number, number>()
      const count = positions.length / 3
      for (let t = 0; t < triangles.length; t += 3)
        for (let k = 0; k < 3; k++) {
          const [a, b] = [triangles[t + k], triangles[t + ((k + 1) % 3)]]
          const key = Math.min(a, b) * count + Math.max(a, b)
          open.set(key, (open.get(key) ?? 0) + (a < b ? 1 : -1))
        }
      assert.ok(open.size > 100_000)
      for (const left of open.values()) assert.equal(left, 0)
    })

    it('stands on the floor and is as tall as its figure says', () => {
      let [low, high] = [Infinity, -Infinity]
      for (let i = 1; i < positions.length; i += 3) {
        low = Math.min(low, positions[i])
        high = Math.max(high, positions[i])
      }
      assert.ok(low > -0.3 && low < 0.8, `soles at ${low}`)
      assert.ok(Math.abs(high - body.figure.height) < 2, `crown at ${high}`)
    })

    it('turns its skin outwards: the volume inside is that of a person', () => {
      let volume = 0
      for (let t = 0; t < triangles.length; t += 3) {
        const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]]
        const p = positions
        volume +=
          (p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) -
            p[a + 1] * (p[b] * p[c + 2] - p[b + 2] * p[c]) +
            p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])) /
          6
      }
      assert.ok(volume > 40_000 && volume < 90_000, `${volume} cubic cm`)
      for (let i = 0; i < normals.length; i += 3)
        assert.ok(Math.abs(Math.hypot(normals[i], normals[i + 1], normals[i + 2]) - 1) < 1e-3)
    })

    it('has a grid that is nought on the skin, negative inside and positive outside', () => {
      let worst = 0
      for (let i = 0; i < positions.length; i += 300)
        worst = Math.max(
          worst,
          Math.abs(distanceAt(body.whole, positions[i], positions[i + 1], positions[i + 2])),
        )
      assert.ok(worst < 0.9, `the grid is ${worst} cm off the skin`)
      const { bustY } = body.figure.marks
      assert.ok(distanceAt(body.armless, 0, bustY, 0) < -4)
      assert.ok(distanceAt(body.armless, 0, bustY, 25) > 4)
      const arm = body.measures.armAt(1, 30)
      assert.ok(distanceAt(body.whole, arm.x, arm.y, arm.z) < -1)
      assert.ok(distanceAt(body.armless, arm.x, arm.y, arm.z) > 1)
    })

    it('is measured plausibly', () => {
      const { marks } = body.figure
      const girth = (y: number): number => 2 * body.measures.halfGirth(y)
      assert.ok(girth(marks.waistY) < girth(marks.bustY) && girth(marks.waistY) < girth(marks.hipY))
      assert.ok(body.measures.ridgeY(6) > body.measures.ridgeY(marks.shoulderX))
    })

    it('is built once', () => assert.equal(bodyOf(mannequin(kind)), body))
  })
