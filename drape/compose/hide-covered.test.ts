// What lies under cloth is taken away; what shows at a free edge stays.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Mesh } from '../body/mesh.ts'
import { surface } from '../body/surface.ts'
import { hideCovered } from './hide-covered.ts'

const ball = (radius: number): Mesh =>
  surface(
    (x, y, z) => Math.hypot(x, y, z) - radius,
    { right: 14, bottom: -14, top: 14, back: -14, front: 14 },
    1,
  )

const rimBelow = (mesh: Mesh, height: number): Uint8Array =>
  Uint8Array.from({ length: mesh.positions.length / 3 }, (_, v) =>
    mesh.positions[3 * v + 1] < height ? 1 : 0,
  )

it('hides a ball inside a ball, and also where it stands out a little', () => {
  const shell = ball(10)
  const cover = { mesh: shell, rim: new Uint8Array(shell.positions.length / 3) }
  assert.equal(hideCovered(ball(9), cover, 1).triangles.length, 0)
  assert.equal(hideCovered(ball(10.6), cover, 1).triangles.length, 0)
  const outside = ball(12)
  assert.equal(hideCovered(outside, cover, 1).triangles.length, outside.triangles.length)
})

it('keeps what lies near a free edge', () => {
  const shell = ball(10)
  const inner = ball(9)
  const kept = hideCovered(inner, { mesh: shell, rim: rimBelow(shell, 0) }, 1)
  assert.ok(kept.triangles.length > 0 && kept.triangles.length < inner.triangles.length)
  for (const v of kept.triangles) assert.ok(inner.positions[3 * v + 1] < 3)
})

it('keeps what stands beside cloth that goes round something else, but not what lies under it', () => {
  const shell = ball(10)
  const cover = { mesh: shell, rim: new Uint8Array(shell.positions.length / 3), wraps: () => false }
  const beside = ball(10.6)
  assert.equal(hideCovered(beside, cover, 1).triangles.length, beside.triangles.length)
  assert.equal(hideCovered(ball(9), cover, 1).triangles.length, 0)
})

it('keeps what lies deeper than one may see in from the side', () => {
  const shell = ball(10)
  const cover = { mesh: shell, rim: new Uint8Array(shell.positions.length / 3), depth: 1.5 }
  const deep = ball(7.5)
  assert.equal(hideCovered(deep, cover, 1).triangles.length, deep.triangles.length)
  assert.equal(hideCovered(ball(9), cover, 1).triangles.length, 0)
})
