// Drawn garments on the mannequin: their size and silhouette are their own, and no body shows through.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import type { Body } from '../body/body.ts'
import { distanceAt } from '../body/distance-grid.ts'
import { clothOf, developed } from '../drawn/draw-garment.ts'
import { drawDress } from '../drawn/dress.ts'
import { exactMarks } from '../drawn/exact-marks.ts'
import { lightOf } from '../drawn/paint/colour.ts'
import type { Scene } from '../drawn/paint/scene.ts'
import { drawTee } from '../drawn/tee.ts'
import type { Cut } from '../drawn/torso.ts'
import { mannequin } from '../garment.ts'
import type { Centimetres, GarmentKind, Pose, Slot, Wear } from '../garment.ts'
import { outlineOf } from '../landmarks/outline.ts'
import type { Garment } from '../texture/face.ts'
import { putOn } from './put-on.ts'
import type { Worn } from '../texture/worn.ts'

const [WIDTH, HEIGHT] = [360, 450]
const CLOTH = clothOf(lightOf('#3a5a8c'), 'jersey', undefined)
const CLOSED: Wear = { tucked: false, open: false }

const TEE: Cut = {
  neck: 8.6,
  neckDepth: 8.2,
  neckRound: 2.1,
  shoulder: 19.5,
  slope: 4.4,
  chest: 22.5,
  pit: 21,
  waist: 22,
  waistAt: 41,
  hem: 22.5,
  length: 62,
  hemDip: 0.7,
  sleeve: { length: 18, angle: 27, elbowAngle: 30, cuff: 16, fullness: 0.2 },
}
const BOXY: Cut = { ...TEE, shoulder: 24, chest: 29, pit: 24, waist: 29, hem: 29, length: 66 }
const SLIM: Cut = { ...TEE, shoulder: 18, chest: 20.5, waist: 18, hem: 20.5 }
const LONG: Cut = { ...TEE, sleeve: { length: 59, angle: 55, elbowAngle: 62, cuff: 10, fullness: 0.2 } }
const GOWN: Cut = { ...TEE, chest: 21.5, waist: 18, hip: 24, hipAt: 60, hem: 42, length: 152 }

/** A drawn garment as it would be read if nothing were mistaken. */
function garment(scene: Scene, kind: GarmentKind, slot: Slot, centimetres?: Centimetres): Garment {
  const drawn = developed(scene, WIDTH, HEIGHT, 'white', 0)
  const shape = outlineOf({ mask: drawn.mask, width: WIDTH, height: HEIGHT })!
  const widths = new Uint16Array(HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    const row = drawn.mask.subarray(y * WIDTH, (y + 1) * WIDTH)
    if (row.includes(1)) widths[y] = row.lastIndexOf(1) - row.indexOf(1)
  }
  const marks = exactMarks(kind, shape, drawn.landmarks)
  const paint = { width: 1, height: 1, data: Uint8ClampedArray.of(58, 90, 140) }
  return {
    slot,
    centimetres,
    back: null,
    guess: { paint, ribbed: true },
    front: { marks, neckline: null, widths, paint, scale: 1, sure: 1 },
  }
}
const tee = (cut: Cut, centimetres?: Centimetres, slot: Slot = 'upper'): Garment =>
  garment(drawTee('front', CLOTH, cut), 'top', slot, centimetres)

const wear = (what: Garment, body: Body, how = CLOSED): Worn =>
  putOn(what, body, body.armless, body.whole, how)

const standing = bodyOf(mannequin('female'))

/** Vertices of the trunk or of the sleeves that `wanted`, as x, y, z. */
function vertices({ front, sleeve }: Worn, sleeves: boolean, wanted: (v: number) => boolean): number[][] {
  const out: number[][] = []
  for (let v = 0; v < sleeve.length; v++)
    if ((sleeve[v] === 1) === sleeves && wanted(v)) out.push([...front.positions.subarray(3 * v, 3 * v + 3)])
  return out
}

/** Half the girth of the trunk's cloth at a height: half the way round all of it (Andrew's monotone chain). */
function halfGirthAt(worn: Worn, y: number): number {
  const around = vertices(worn, false, (v) => Math.abs(worn.front.positions[3 * v + 1] - y) < 1.5)
    .map(([x, , z]) => [x, z] as const)
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const hull: (readonly [number, number])[] = []
  for (const points of [around, around.toReversed()]) {
    const from = hull.length
    for (const p of points) {
      while (hull.length > from + 1) {
        const [a, b] = [hull.at(-2)!, hull.at(-1)!]
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
        hull.pop()
      }
      hull.push(p)
    }
  }
  const steps = hull.map(([x, z], i) => Math.hypot(x - hull.at(i - 1)![0], z - hull.at(i - 1)![1]))
  return steps.reduce((sum, d) => sum + d, 0) / 2
}

const lowest = (worn: Worn): number => Math.min(...vertices(worn, false, () => true).map((p) => p[1]))

describe('a garment on the body', () => {
  const boxy = wear(tee(BOXY), standing)
  const slim = wear(tee(SLIM), standing)
  const { waistY, hipY, neckY } = standing.figure.marks

  it('keeps its own silhouette: boxy hangs straight, slim is slim', () => {
    const [wide, narrow] = [halfGirthAt(boxy, waistY), halfGirthAt(slim, waistY)]
    assert.ok(wide > 1.15 * narrow, `boxy ${wide} against slim ${narrow}`)
    assert.ok(wide > 0.85 * halfGirthAt(boxy, hipY + 8), 'the boxy waist is not taken in')
    const body = standing.measures.halfGirth(waistY)
    assert.ok(narrow < 1.3 * body, `slim ${narrow} on a waist of ${body}`)
  })

  it('hangs a tee at the hip, not as a tunic', () => {
    for (const worn of [boxy, slim]) {
      const hem = lowest(worn)
      assert.ok(hem > hipY - 12 && hem < hipY + 12, `hem at ${hem}, hips at ${hipY}`)
    }
  })

  it('takes told centimetres at their word', () => {
    const short = lowest(wear(tee(TEE, { length: 50 }), standing))
    const long = lowest(wear(tee(TEE, { length: 72 }), standing))
    assert.ok(Math.abs(short - long - 22) < 4, `${short} and ${long}`)
    assert.ok(Math.abs(neckY - 50 - short) < 6, `50 cm from the neck at ${neckY} end at ${short}`)
    const wide = halfGirthAt(wear(tee(TEE, { length: 62, chest: 58 }), standing), waistY)
    assert.ok(Math.abs(wide - 57) < 5, `58 cm lying flat are ${wide} round the waist`)
  })

  it('says where cloth of told size is too small for the body', () => {
    const large = bodyOf({ ...mannequin('female'), size: '3XL' })
    const told = { length: 62, chest: 42 }
    assert.ok(wear(tee(SLIM, told), large).doubts.includes('cloth_stretched'))
    assert.deepEqual(wear(tee(TEE, { length: 62, chest: 47 }), standing).doubts, [])
  })

  it('brings the armpits of wide tops to rest inside of the arms', () => {
    for (const cut of [BOXY, { ...BOXY, shoulder: 20, pit: 21, sleeve: LONG.sleeve }])
      assert.deepEqual(wear(tee(cut), standing).doubts, [])
  })

  it('says where sleeves begin so far out that the cloth gapes under them', () => {
    const cropped: Cut = { ...BOXY, pit: 17, length: 50 }
    assert.deepEqual(wear(tee(cropped, { length: 50 }), standing).doubts, ['armpits_wide'])
    assert.deepEqual(wear(tee({ ...TEE, length: 50 }, { length: 50 }), standing).doubts, [])
  })

  it('squares its cuffs to the arm', () => {
    for (const cut of [TEE, LONG]) {
      const worn = wear(tee(cut), standing)
      for (const side of [-1, 1] as const) {
        const cuff = vertices(worn, true, (v) => worn.rim[v] === 1 && worn.front.positions[3 * v] * side > 0)
        assert.ok(cuff.length > 12)
        const middle = [0, 1, 2].map((k) => cuff.reduce((sum, p) => sum + p[k], 0) / cuff.length)
        let t = 0
        const far = (at: number): number => {
          const arm = standing.measures.armAt(side, at)
          return Math.hypot(arm.x - middle[0], arm.y - middle[1], arm.z - middle[2])
        }
        for (let at = 0; at < 70; at += 0.5) if (far(at) < far(t)) t = at
        const arm = standing.measures.armAt(side, t)
        const heights = cuff.map(
          (p) => (p[0] - middle[0]) * arm.dx + (p[1] - middle[1]) * arm.dy + (p[2] - middle[2]) * arm.dz,
        )
        const slant = Math.max(...heights) - Math.min(...heights)
        assert.ok(slant < 2.6, `a cuff slants by ${slant} cm`)
      }
    }
  })

  it('ends a gown above the floor', () => {
    const gown = wear(garment(drawDress('front', CLOTH, GOWN), 'dress', 'onepiece'), standing)
    assert.ok(lowest(gown) > 2, `hem at ${lowest(gown)}`)
    assert.ok(halfGirthAt(gown, lowest(gown) + 6) > 1.35 * halfGirthAt(gown, hipY), 'the skirt flares')
  })

  it('comes to rest the same way every time', () => {
    assert.deepEqual(wear(tee(BOXY), standing).front.positions, boxy.front.positions)
  })
})

describe('cloth and body', () => {
  for (const pose of ['standing', 'hand_on_hip', 'walking'] as readonly Pose[])
    it(`do not meet, ${pose}`, () => {
      const body = bodyOf({ ...mannequin('female'), pose })
      const worn = wear(tee(LONG), body)
      const depth = (sleeves: boolean): number[] =>
        vertices(worn, sleeves, () => true).map(([x, y, z]) =>
          distanceAt(sleeves ? body.whole : body.armless, x, y, z),
        )
      for (const inside of [depth(true), depth(false)]) {
        const through = inside.filter((d) => d < 0).length
        assert.ok(through <= 0.002 * inside.length, `${through} of ${inside.length} vertices are in the body`)
      }
      // Where sleeves and trunk hang apart, the trunk's cloth is not in the arms.
      const below = vertices(worn, false, (v) => worn.front.positions[3 * v + 1] < body.figure.marks.pitY - 8)
      const caught = below.filter(([x, y, z]) => distanceAt(body.whole, x, y, z) < -0.3).length
      assert.ok(caught <= 0.01 * below.length, `${caught} of ${below.length} vertices are in an arm`)
    })
})

describe('an outer', () => {
  const outer = tee({ ...LONG, chest: 25, waist: 24.5, hem: 25 }, undefined, 'outer')
  const chestY = standing.figure.marks.bustY - 4
  const neckHigh = standing.figure.marks.shoulderY - 2
  const frontAt = (worn: Worn): number =>
    vertices(
      worn,
      false,
      (v) => Math.abs(worn.front.positions[3 * v + 1] - chestY) < 3 && worn.front.positions[3 * v + 2] > 2,
    ).filter(([x]) => Math.abs(x) < 3.5).length

  it('hangs apart in front when worn open', () => {
    const open = wear(outer, standing, { tucked: false, open: true })
    assert.equal(frontAt(open), 0, 'nothing covers the chest')
    assert.ok(open.rim.reduce((sum, r) => sum + r, 0) > 60)
  })

  it('is cut from where the seen edge of its front leaves the neck', () => {
    const { front } = outer
    const { box, axis, points } = front.marks
    const [left, right] = [points.neckLeft!, points.neckRight!]
    const low = { x: axis, y: left.y + 0.3 * (box.bottom - box.top) }
    const neckline = { front: [left, low, right], back: [left, right], seen: true, shallow: false }
    const edge = [right, { x: low.x + 3, y: low.y - 2 }, { x: axis + 6, y: box.bottom }]
    const cut = { ...outer, front: { ...front, neckline, marks: { ...front.marks, opening: edge } } }
    const open = wear(cut, standing, { tucked: false, open: true })
    assert.equal(frontAt(open), 0, 'no cloth is left between the fronts')
    const pinned = vertices(open, false, (v) => open.front.positions[3 * v + 1] > chestY + 6)
    const inFront = pinned.filter(([x, y, z]) => Math.abs(x) < 3 && z > 2 && y < neckHigh)
    assert.equal(inFront.length, 0, 'no strip hangs from the neck')
  })

  it('covers the chest when worn closed', () => {
    assert.ok(frontAt(wear(outer, standing)) > 10)
  })

  it('is cut open by no other slot', () => {
    assert.ok(frontAt(wear({ ...outer, slot: 'upper' }, standing, { tucked: false, open: true })) > 10)
  })
})
