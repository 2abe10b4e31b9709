// A mannequin is one closed skin, stands on the floor, has the girths of its chart, and its grids agree with it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BODIES, BODY_SIZES, mannequin, POSES } from '../garment.ts'
import type { BodySize, Pose } from '../garment.ts'
import { bodyOf } from './body.ts'
import { distanceAt } from './distance-grid.ts'
import { CHART } from './figure-sizes.ts'
import type { Mesh } from './mesh.ts'

const SIDES = [-1, 1] as const

function assertClosed({ positions, triangles }: Mesh): void {
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
}

function volumeOf({ positions: p, triangles }: Mesh): number {
  let volume = 0
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]]
    volume +=
      (p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) -
        p[a + 1] * (p[b] * p[c + 2] - p[b + 2] * p[c]) +
        p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])) /
      6
  }
  return volume
}

/** Lowest and highest vertex, and the lowest on each side of the middle. */
function reachOf({ positions }: Mesh) {
  let [low, high, left, right] = [Infinity, -Infinity, Infinity, Infinity]
  for (let i = 0; i < positions.length; i += 3) {
    const y = positions[i + 1]
    low = Math.min(low, y)
    high = Math.max(high, y)
    if (positions[i] < -2) left = Math.min(left, y)
    if (positions[i] > 2) right = Math.min(right, y)
  }
  return { low, high, left, right }
}

const VARIANTS: readonly [BodySize, Pose][] = [
  ...POSES.map((pose): [BodySize, Pose] => ['M', pose]),
  ['XS', 'walking'],
  ['3XL', 'hand_on_hip'],
]

const first = bodyOf(mannequin('female'))

for (const kind of BODIES) {
  for (const [size, pose] of VARIANTS)
    describe(`the ${kind} mannequin ${size}, ${pose}`, () => {
      const body = bodyOf({ ...mannequin(kind), size, pose })
      const { mesh, measures, figure, whole, armless } = body
      const { positions, normals } = mesh
      const { marks } = figure

      it('is watertight: every side of a triangle is met by one running the other way', () =>
        assertClosed(mesh))

      it('stands on the floor with both feet and is as tall as its figure says', () => {
        const { low, high, left, right } = reachOf(mesh)
        assert.ok(low > -0.3, `soles at ${low}`)
        assert.ok(left < 0.7 && right < 0.7, `soles at ${left} and ${right}`)
        assert.ok(Math.abs(high - figure.height) < 1.2, `crown at ${high}`)
      })

      it('turns its skin outwards: the volume inside is that of a person', () => {
        const volume = volumeOf(mesh)
        assert.ok(volume > 40_000 && volume < 150_000, `${volume} cubic cm`)
        for (let i = 0; i < normals.length; i += 3)
          assert.ok(Math.abs(Math.hypot(normals[i], normals[i + 1], normals[i + 2]) - 1) < 1e-3)
      })

      it('has a grid that is nought on the skin, negative inside and positive outside', () => {
        let [worst, sum, n] = [0, 0, 0]
        for (let i = 0; i < positions.length; i += 300) {
          const d = Math.abs(distanceAt(whole, positions[i], positions[i + 1], positions[i + 2]))
          worst = Math.max(worst, d)
          sum += d
          n++
        }
        assert.ok(
          worst < 0.9 && sum / n < 0.12,
          `the grid is up to ${worst}, usually ${sum / n} cm off the skin`,
        )
        const { bustY } = marks
        assert.ok(distanceAt(armless, 0, bustY, 0) < -4)
        assert.ok(distanceAt(armless, 0, bustY, 34) > 4)
        for (const side of SIDES) {
          const arm = measures.armAt(side, measures.elbowAt)
          assert.ok(distanceAt(whole, arm.x, arm.y, arm.z) < -1)
          assert.ok(distanceAt(armless, arm.x, arm.y, arm.z) > 1)
          const [x, z] = [measures.legX(side, marks.kneeY), measures.legZ(side, marks.kneeY)]
          assert.ok(distanceAt(armless, x, marks.kneeY, z) < -2, 'the axis of a leg is inside it')
        }
      })

      it('keeps its hands off its trunk, with room for cloth', () => {
        for (const side of SIDES)
          for (let t = measures.wristAt - 8; t <= measures.wristAt + 6; t += 2) {
            const { x, y, z, radius } = measures.armAt(side, t)
            const room = distanceAt(armless, x, y, z) - radius
            assert.ok(room > 0.8, `${room} cm beside the trunk at ${t} cm of the arm`)
          }
      })

      it('gives arms whose frames are square and point outwards and to the front', () => {
        for (const side of SIDES)
          for (const t of [0, 15, measures.elbowAt, measures.wristAt]) {
            const a = measures.armAt(side, t)
            assert.ok(Math.abs(a.dx * a.ox + a.dy * a.oy + a.dz * a.oz) < 1e-6)
            assert.ok(Math.abs(a.dx * a.fx + a.dy * a.fy + a.dz * a.fz) < 1e-6)
            assert.ok(Math.abs(a.ox * a.fx + a.oy * a.fy + a.oz * a.fz) < 1e-6)
            assert.ok(a.fz > 0.5, `the front of the arm looks to the front (${a.fz})`)
          }
      })
    })

  describe(`the sizes of the ${kind} mannequin`, () => {
    it('have the girths of their chart', () => {
      for (const size of BODY_SIZES) {
        const { measures, figure } = bodyOf({ ...mannequin(kind), size })
        const { bustY, waistY, hipY } = figure.marks
        const wanted = CHART[kind][size]
        for (const [name, y] of [
          ['bust', bustY],
          ['waist', waistY],
          ['hip', hipY],
        ] as const) {
          const girth = 2 * measures.halfGirth(y)
          assert.ok(Math.abs(girth - wanted[name]) < 2, `${name} of ${size} is ${girth}, not ${wanted[name]}`)
        }
      }
    })

    it('keep waist, hips and arms as they are in every pose, so that clothes fit alike', () => {
      for (const size of ['M', '3XL'] as const) {
        const [first, ...others] = POSES.map((pose) => bodyOf({ ...mannequin(kind), size, pose }))
        for (const other of others) {
          assert.equal(other.measures.wristAt, first.measures.wristAt)
          assert.equal(other.figure.marks.armLength, first.figure.marks.armLength)
          for (const mark of ['bustY', 'waistY', 'hipY'] as const) {
            const off =
              other.measures.halfGirth(other.figure.marks[mark]) -
              first.measures.halfGirth(first.figure.marks[mark])
            assert.ok(Math.abs(off) < 1.2, `${mark} of ${size} changes by ${off}`)
          }
          const [knee, still] = [other, first].map((b) => b.measures.legHalfGirth(b.figure.marks.kneeY + 12))
          assert.ok(
            Math.abs(knee / still - 1) < 0.12,
            `the thigh of ${size} changes from ${still} to ${knee}`,
          )
        }
      }
    })

    it('are symmetric when standing, and not when walking', () => {
      const { measures: still } = bodyOf(mannequin(kind))
      for (const [left, right] of [
        [still.armAt(-1, 40), still.armAt(1, 40)],
        [
          { x: still.legX(-1, 30), z: still.legZ(-1, 30) },
          { x: still.legX(1, 30), z: still.legZ(1, 30) },
        ],
      ]) {
        assert.ok(Math.abs(left.x + right.x) < 1e-6)
        assert.equal(left.z, right.z)
      }
      const { measures: going, figure } = bodyOf({ ...mannequin(kind), pose: 'walking' })
      const { kneeY } = figure.marks
      assert.ok(going.legZ(1, kneeY / 2) > going.legZ(-1, kneeY / 2) + 10)
    })

    it('are built once, whatever their finish, and each for itself', () => {
      const body = bodyOf(mannequin(kind))
      assert.equal(bodyOf(mannequin(kind)), body)
      const black = bodyOf({ ...mannequin(kind), finish: 'black' })
      assert.equal(black.finish, 'black')
      assert.equal(black.mesh, body.mesh)
      assert.notEqual(bodyOf({ ...mannequin(kind), size: 'L' }), body)
      assert.notEqual(bodyOf({ ...mannequin(kind), pose: 'walking' }), body)
    })
  })
}

describe('a mannequin', () => {
  it('is made again the same when it was put away for others', () => {
    const again = bodyOf(mannequin('female'))
    assert.notEqual(again, first)
    for (const part of ['positions', 'normals', 'triangles'] as const)
      assert.deepEqual(again.mesh[part], first.mesh[part])
    assert.deepEqual(again.whole.values, first.whole.values)
    assert.deepEqual(again.armless.values, first.armless.values)
  })
})
