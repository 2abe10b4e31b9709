// Cloth comes to rest on what it is laid over, never inside it, and the same way every time.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { distanceAt, distanceGrid } from '../body/distance-grid.ts'
import { GAP, settle } from './settle.ts'
import { springsOf, stretchedShare } from './springs.ts'

const SIDE = 31

/** A square sheet of 1 cm cells lying over a ball. */
function sheetOverBall() {
  const room = { right: 22, bottom: -12, top: 30, back: -22, front: 22 }
  const ball = distanceGrid((x, y, z) => Math.hypot(x, y, z) - 9, room)
  const count = SIDE * SIDE
  const pattern = new Float32Array(2 * count)
  const seed = new Float32Array(3 * count)
  for (let v = 0; v < count; v++) {
    const [i, j] = [(v % SIDE) - 15, Math.floor(v / SIDE) - 15]
    pattern.set([i, j], 2 * v)
    seed.set([i, 9.2, j], 3 * v)
  }
  const triangles: number[] = []
  for (let j = 0; j < SIDE - 1; j++)
    for (let i = 0; i < SIDE - 1; i++) {
      const a = j * SIDE + i
      triangles.push(a, a + SIDE, a + 1, a + 1, a + SIDE, a + SIDE + 1)
    }
  return {
    seed,
    hold: new Uint8Array(count),
    limb: new Uint8Array(count),
    pull: new Float32Array(3 * count),
    trunk: ball,
    limbs: ball,
    springs: springsOf(pattern, seed, [Uint32Array.from(triangles)]),
    side: new Int8Array(count),
    apartBelow: -1e9,
    aroundAbove: Infinity,
    beside: null,
    besideBelow: Infinity,
  }
}

it('lies on the ball without going in, and falls at its edges', () => {
  const sheet = sheetOverBall()
  const rest = settle(sheet)
  for (let k = 0; k < rest.length; k += 3)
    assert.ok(distanceAt(sheet.trunk, rest[k], rest[k + 1], rest[k + 2]) > 0.5 * GAP)
  assert.ok(rest[1] < 7, 'the corner hangs')
  assert.ok(stretchedShare(sheet.springs, rest, 1.25) < 0.05, 'the cloth keeps its lengths')
})

it('comes to rest the same way every time', () => {
  assert.deepEqual(settle(sheetOverBall()), settle(sheetOverBall()))
})
