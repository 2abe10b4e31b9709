// Whatever its outline, a panel is filled wholly and without a fold.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { assert as check, double, integer, property } from 'fast-check'
import { delaunay, fill } from './triangulate.ts'

const area = (
  a: { x: number; y: number },
  b: { x: number; y: number },
  c: { x: number; y: number },
): number => ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2

it('covers any starry outline exactly, every triangle turned the same way', () => {
  check(
    property(integer({ min: 3, max: 9 }), double({ min: 0, max: 0.35, noNaN: true }), (rays, depth) => {
      const ring = Array.from({ length: 120 }, (_, i) => {
        const angle = (i / 120) * 2 * Math.PI
        const radius = 20 * (1 + depth * Math.sin(rays * angle))
        return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
      })
      const { points, triangles } = fill(ring, 1.2)
      let covered = 0
      for (let t = 0; t < triangles.length; t += 3) {
        const piece = area(points[triangles[t]], points[triangles[t + 1]], points[triangles[t + 2]])
        assert.ok(piece > 0)
        covered += piece
      }
      let whole = 0
      ring.forEach((p, i) => (whole += area({ x: 0, y: 0 }, p, ring[(i + 1) % ring.length])))
      assert.ok(Math.abs(covered - whole) < 0.01 * whole, `${covered} of ${whole}`)
    }),
    { numRuns: 12, seed: 7 },
  )
})

it('copes with points on one line and on one circle', () => {
  const grid = Array.from({ length: 144 }, (_, i) => ({ x: i % 12, y: Math.floor(i / 12) }))
  const triangles = delaunay(grid)
  let covered = 0
  for (let t = 0; t < triangles.length; t += 3)
    covered += area(grid[triangles[t]], grid[triangles[t + 1]], grid[triangles[t + 2]])
  assert.ok(Math.abs(covered - 121) < 0.5)
})
