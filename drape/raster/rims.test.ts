// Free edges are rolled, seams and the mannequin are not.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rimsOf } from './rims.ts'
import type { Surface } from './scene.ts'

const texture = { width: 4, height: 4, data: new Uint8ClampedArray(48) }
const normals = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1)

/** A square of two sheets, each a triangle, sewn along the diagonal. */
function sheet(positions: Float32Array, triangles: number[], alpha?: Uint8ClampedArray): Surface {
  const painted = { ...texture, ...(alpha && { alpha }) }
  return {
    mesh: { positions, normals, triangles: Uint32Array.from(triangles) },
    colour: [1, 1, 1],
    material: { lit: 1, rim: 0, shine: 0, nearer: 0 },
    paint: { uv: new Float32Array(8), outer: painted, inner: painted },
  }
}
const square = Float32Array.of(0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10, 0)

it('rolls the four sides of a square sewn of two sheets, outwards by a hair', () => {
  const rims = rimsOf([sheet(square, [0, 1, 2]), sheet(square, [0, 2, 3])])
  assert.deepEqual([...rims.keys()], [0, 1])
  for (const rim of rims.values()) {
    // Two edges of three strips of two triangles each.
    assert.equal(rim.triangles.length / 3, 12)
    const xs = rim.positions.filter((_, i) => i % 3 === 0)
    const zs = rim.positions.filter((_, i) => i % 3 === 2)
    assert.ok(Math.min(...xs) > -0.2 && Math.max(...xs) < 10.2)
    assert.ok(Math.min(...zs) < -0.15 && Math.max(...zs) === 0)
  }
  const [first] = rims.values()
  // The roll begins on the edge, facing forwards, and ends behind it, facing back.
  assert.ok(first.normals[2] > 0.9 && first.normals[11] < -0.9)
})

it('leaves plain surfaces and see-through cloth alone', () => {
  const { paint, ...plain } = sheet(square, [0, 1, 2])
  assert.ok(paint)
  assert.equal(rimsOf([plain, sheet(square, [0, 1, 2], new Uint8ClampedArray(16))]).size, 0)
})
