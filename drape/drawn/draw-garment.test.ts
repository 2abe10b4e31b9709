// Drawn garments are what they say they are: in the frame, with a true mask and true landmarks, the same every time.

import assert from 'node:assert/strict'
import test from 'node:test'
import type { Point, Slot } from '../garment.ts'
import { DRAWN_KINDS, type DrawnGarment, type DrawnKind, drawGarment } from './draw-garment.ts'
import { PRINTS } from './paint/print.ts'
import { SAMPLE_OUTFITS } from './sample-outfits.ts'

const SIZE = { width: 240, height: 300 }
const KIND_SLOTS: Record<DrawnKind, Slot> = {
  tee: 'upper',
  shirt: 'upper',
  sweater: 'upper',
  cardigan: 'outer',
  jacket: 'outer',
  jeans: 'bottom',
  shorts: 'bottom',
  skirt: 'bottom',
  dress: 'onepiece',
}

/** Whether the garment lies at a place, or within `reach` pixels of it. */
function covered({ mask, picture }: DrawnGarment, { x, y }: Point, reach = 0): boolean {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      if (mask[(Math.floor(y) + dy) * picture.width + Math.floor(x) + dx] === 1) return true
    }
  }
  return false
}

/** Whether the backdrop shows within `reach` pixels of a place. */
function bare(drawn: DrawnGarment, { x, y }: Point, reach: number): boolean {
  const side = Array.from({ length: 2 * reach + 1 }, (_, n) => n - reach)
  return side.some((dy) => side.some((dx) => !covered(drawn, { x: x + dx, y: y + dy })))
}

for (const kind of DRAWN_KINDS) {
  for (const side of ['front', 'back'] as const) {
    test(`${kind}, ${side}: inside the frame, landmarks on its edge`, () => {
      const drawn = drawGarment({ kind, side, colour: '#7a5a8c', ...SIZE })
      assert.equal(drawn.slot, KIND_SLOTS[kind])
      const { mask, picture } = drawn
      const area = mask.reduce((sum, bit) => sum + bit, 0) / mask.length
      assert.ok(area > 0.12 && area < 0.75, `covers ${area.toFixed(2)} of the picture`)
      for (let x = 0; x < picture.width; x += 1) assert.equal(mask[x] + mask[mask.length - 1 - x], 0)
      for (let y = 0; y < picture.height; y += 1) {
        assert.equal(mask[y * picture.width] + mask[(y + 1) * picture.width - 1], 0)
      }
      const names = Object.keys(drawn.landmarks)
      assert.ok(names.length >= 4, names.join())
      for (const [name, point] of Object.entries(drawn.landmarks)) {
        assert.ok(covered(drawn, point, 4), `${name} lies by the garment`)
        assert.ok(name.startsWith('shoulder') || bare(drawn, point, 9), `${name} lies at the edge`)
      }
    })
  }
}

test('the same spec gives the same pixels; another colour does not', () => {
  const spec = { kind: 'tee', side: 'front', colour: '#335577', ...SIZE } as const
  assert.deepEqual(drawGarment(spec), drawGarment(spec))
  assert.notDeepEqual(
    drawGarment(spec).picture.data,
    drawGarment({ ...spec, colour: '#775533' }).picture.data,
  )
})

test('a tee has a gap between sleeve and side, and an armpit at its top', () => {
  const drawn = drawGarment({ kind: 'tee', side: 'front', colour: '#335577', ...SIZE })
  const { pitRight, cuffInnerRight } = drawn.landmarks
  assert.ok(pitRight && cuffInnerRight)
  const between = { x: (pitRight.x + cuffInnerRight.x) / 2 - 1, y: cuffInnerRight.y }
  assert.ok(!covered(drawn, between), 'the backdrop shows below the armpit')
  assert.ok(covered(drawn, { x: pitRight.x, y: pitRight.y - 6 }), 'cloth lies above it')
})

test('every print shows, and only on the cloth', () => {
  const spec = { kind: 'tee', side: 'front', colour: '#eeeeee', ...SIZE } as const
  const plain = drawGarment(spec)
  for (const kind of PRINTS) {
    const printed = drawGarment({ ...spec, print: { kind, colours: ['#aa2222', '#2255aa', '#226633'] } })
    assert.deepEqual(printed.mask, plain.mask)
    let changed = 0
    for (let i = 0; i < plain.mask.length; i += 1) {
      const difference = Math.abs(printed.picture.data[i * 4 + 1] - plain.picture.data[i * 4 + 1])
      if (difference > 20) changed += 1
      const place = { x: i % SIZE.width, y: Math.floor(i / SIZE.width) }
      if (difference > 8 && !covered(plain, place, 2)) assert.fail(`${kind} has left the cloth`)
    }
    assert.ok(changed > 150, `${kind} changes ${changed} pixels`)
  }
})

test('lettering reads from left to right on the front, and is not on the back', () => {
  const spec = {
    kind: 'tee',
    colour: '#ffffff',
    print: { kind: 'lettering', colours: ['#000000'] },
    ...SIZE,
  } as const
  const dark = (drawn: DrawnGarment) => {
    const xs: number[] = []
    drawn.mask.forEach((bit, i) => {
      if (bit === 1 && drawn.picture.data[i * 4] < 70) xs.push(i % SIZE.width)
    })
    return xs.toSorted((a, b) => a - b)
  }
  const front = dark(drawGarment({ ...spec, side: 'front' }))
  assert.ok(front.length > 200)
  // Between the I and the S before it there is a gap; the M at the other end, wider than both, has none.
  const [left, right] = [front[0], front[front.length - 1]]
  const inked = new Set(front)
  const seventh = Math.round((right - left) / 7)
  const gaps = (from: number) =>
    Array.from({ length: seventh }, (_, n) => from + n).filter((x) => !inked.has(x)).length
  assert.equal(gaps(left), 0)
  assert.ok(gaps(right - seventh + 1) > 0)
  assert.equal(dark(drawGarment({ ...spec, side: 'back' })).length, 0)
})

function corner({ picture }: DrawnGarment): number[] {
  return [...picture.data.subarray(0, 4)]
}

test('backdrops are as asked, with a shadow only where wanted', () => {
  const spec = { kind: 'skirt', side: 'front', colour: '#884444', ...SIZE } as const
  assert.ok(corner(drawGarment(spec)).every((v) => v > 235))
  const [r, g, b] = corner(drawGarment({ ...spec, backdrop: '#204060' }))
  assert.ok(Math.abs(r - 0x20) < 8 && Math.abs(g - 0x40) < 8 && Math.abs(b - 0x60) < 8)
  assert.deepEqual(corner(drawGarment({ ...spec, backdrop: 'transparent' })), [0, 0, 0, 0])
  const below = (drawn: DrawnGarment) => {
    const x = SIZE.width / 2
    let y = SIZE.height - 1
    while (drawn.mask[y * SIZE.width + x] === 0) y -= 1
    return drawn.picture.data[((y + 4) * SIZE.width + x) * 4]
  }
  assert.ok(below(drawGarment({ ...spec, shadow: 1 })) < below(drawGarment({ ...spec, shadow: 0 })) - 12)
})

test('a wrong colour or size is refused', () => {
  const spec = { kind: 'tee', side: 'front', colour: '#335577' } as const
  assert.throws(() => drawGarment({ ...spec, colour: 'red' }), /write it as #rrggbb/)
  assert.throws(() => drawGarment({ ...spec, width: 10 }), /at least 64/)
})

test('every sample outfit can be drawn for the slot it is worn in', () => {
  assert.equal(new Set(SAMPLE_OUTFITS.map((outfit) => outfit.key)).size, SAMPLE_OUTFITS.length)
  for (const { garments } of SAMPLE_OUTFITS) {
    assert.ok(!(garments.onepiece && (garments.upper || garments.bottom)))
    for (const [slot, garment] of Object.entries(garments)) {
      assert.equal(drawGarment({ ...garment, side: 'front', width: 80, height: 100 }).slot, slot)
    }
  }
})
