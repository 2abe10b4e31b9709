// Landmarks lie where the drawn garments say they are, and a silhouette names its kind whatever slot it is put in.

import assert from 'node:assert/strict'
import test from 'node:test'
import { cutOut } from '../cutout/cut-out.ts'
import { DRAWN_KINDS, drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnKind } from '../drawn/draw-garment.ts'
import type {
  Cutout,
  GarmentKind,
  Handles,
  LandmarkName,
  Landmarks,
  Point,
  Slot,
  Topology,
} from '../garment.ts'
import { findLandmarks } from './find-landmarks.ts'
import { handleNames } from './handle-names.ts'

const SIZE = { width: 560, height: 700 }
const TRUTH: Record<DrawnKind, readonly [GarmentKind, Topology]> = {
  tee: ['top', 'sleeved'],
  shirt: ['top', 'sleeved'],
  sweater: ['top', 'sleeved'],
  cardigan: ['outer', 'sleeved'],
  jacket: ['outer', 'sleeved'],
  jeans: ['trousers', 'waist'],
  shorts: ['shorts', 'waist'],
  skirt: ['skirt', 'waist'],
  dress: ['dress', 'sleeved'],
}

interface Read {
  readonly cutout: Cutout
  readonly slot: Slot
  readonly found: Landmarks
}

// Drawing and reading a garment is most of the work here: what one test has read, the others look at.
const readings = new Map<DrawnKind, Read>()

for (const kind of DRAWN_KINDS) {
  test(`${kind}: kind, topology and points`, () => {
    const drawn = drawGarment({ kind, side: 'front', colour: '#2f5d62', backdrop: 'grey', ...SIZE })
    const cutout = cutOut(drawn.picture)
    const found = findLandmarks(cutout, drawn.slot)
    readings.set(kind, { cutout, slot: drawn.slot, found })
    assert.deepEqual([found.kind, found.topology], TRUTH[kind])
    const long = Math.max(found.box.right - found.box.left, found.box.bottom - found.box.top)
    const misses = Object.entries(drawn.landmarks).map(([name, truth]) => {
      const point = found.points[name as LandmarkName]
      assert.ok(point, `${name} is missing`)
      assert.ok(point.confidence >= 0 && point.confidence <= 1)
      const miss = Math.hypot(point.x - truth.x, point.y - truth.y) / long
      assert.ok(miss < 0.08, `${name} is off by ${(100 * miss).toFixed(1)} %`)
      return miss
    })
    assert.ok(misses.reduce((a, b) => a + b, 0) / misses.length < 0.03, misses.join())
  })
}

test('what opens down the front has its opening, from neck to hem near the middle; what does not has none', () => {
  for (const kind of ['shirt', 'cardigan', 'jacket'] as const) {
    const { opening, points, box } = readings.get(kind)!.found
    assert.ok(opening, kind)
    const [first, last] = [opening[0], opening[opening.length - 1]]
    const half = (points.pitRight!.x - points.pitLeft!.x) / 2
    const middle = (points.pitRight!.x + points.pitLeft!.x) / 2
    for (const { x } of opening) assert.ok(Math.abs(x - middle) < 0.35 * half, `${kind}: ${x}`)
    assert.ok(first.y < points.pitLeft!.y - 0.2 * half, `${kind} opens from ${first.y}`)
    assert.ok(last.y > box.bottom - 0.25 * half, `${kind} opens to ${last.y}`)
  }
  for (const kind of ['tee', 'sweater', 'dress', 'jeans', 'skirt'] as const)
    assert.equal(readings.get(kind)!.found.opening, null, kind)
})

test('handles stay where they are put, pull the rest, and end the doubt about them', () => {
  const { cutout, slot, found } = readings.get('sweater')!
  const share = ({ x, y }: Point): Point => ({ x: x / cutout.width, y: y / cutout.height })
  const down = 0.06 * (found.box.bottom - found.box.top)
  const handles: Handles = Object.fromEntries(
    (['shoulderLeft', 'shoulderRight', 'neckLeft', 'pitLeft', 'pitRight'] as const).map((name) => {
      const { x, y } = found.points[name]!
      return [name, share({ x, y: name.startsWith('pit') ? y + down : y })]
    }),
  )
  const again = findLandmarks(cutout, slot, { handles })
  for (const [name, { x, y }] of Object.entries(handles)) {
    const point = again.points[name as LandmarkName]!
    assert.equal(point.confidence, 1)
    assert.ok(Math.abs(point.x - x * cutout.width) + Math.abs(point.y - y * cutout.height) < 1e-6, name)
  }
  assert.ok(!again.doubts.includes('no_armpit'))
  assert.equal(again.kind, 'top')
  assert.ok(handleNames(again.points).length <= 12)
})

test('every kind has handles that it owns', () => {
  for (const [kind, { found }] of readings) {
    const names = handleNames(found.points)
    const least = kind === 'skirt' ? 4 : kind === 'jeans' || kind === 'shorts' ? 7 : 10
    assert.ok(names.length >= least && names.length <= 12, `${kind}: ${names.join()}`)
    for (const name of names) assert.ok(found.points[name], `${kind}: ${name}`)
  }
})

test('trousers are trousers in the slot of a top, a tee is a top in that of trousers', () => {
  assert.equal(findLandmarks(readings.get('jeans')!.cutout, 'upper').kind, 'trousers')
  assert.equal(findLandmarks(readings.get('tee')!.cutout, 'bottom').kind, 'top')
})

test('the same cut-out gives the same landmarks', () => {
  const { cutout, slot, found } = readings.get('jeans')!
  assert.deepEqual(findLandmarks(cutout, slot), found)
})

test('a garment that runs out of the picture is cropped', () => {
  const { source: picture } = readings.get('jeans')!.cutout
  const height = 500
  const data = picture.data.slice(0, picture.width * height * 4)
  const found = findLandmarks(cutOut({ width: picture.width, height, data }), 'bottom')
  assert.ok(found.doubts.includes('cropped'), found.doubts.join())
})

test('an empty mask is refused', () => {
  const blank = { width: 300, height: 300, data: new Uint8ClampedArray(300 * 300 * 4).fill(240) }
  assert.throws(() => findLandmarks(cutOut(blank), 'upper'), RangeError)
})
