// What is no photo of one garment, upright and alone, gets a verdict that says why, whatever it is.

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { Picture, Slot } from '../garment.ts'
import { seededRandom } from '../landmarks/fit/random.ts'
import { examine } from './examine.ts'
import type { Verdict } from './examine.ts'

type Colour = readonly [number, number, number]

function paint(width: number, height: number, colour: (x: number, y: number) => Colour): Picture {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) data.set([...colour(i % width, Math.floor(i / width)), 255], i * 4)
  return { width, height, data }
}

/** Turned clockwise by a quarter. */
function quarter({ width, height, data }: Picture): Picture {
  const out = new Uint8ClampedArray(data.length)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < height; x++) {
      const from = ((height - 1 - x) * width + y) * 4
      out.set(data.subarray(from, from + 4), (y * height + x) * 4)
    }
  return { width: height, height: width, data: out }
}

const codes = (verdict: Verdict): string[] => verdict.findings.map((finding) => finding.code)

const random = seededRandom(23)
const grain = (): Colour => [255 * random.uniform(), 255 * random.uniform(), 255 * random.uniform()]
const ODD: Readonly<Record<string, (width: number, height: number) => Picture>> = {
  noise: (w, h) => paint(w, h, grain),
  black: (w, h) => paint(w, h, () => [0, 0, 0]),
  white: (w, h) => paint(w, h, () => [255, 255, 255]),
  'a black frame': (w, h) =>
    paint(w, h, (x, y) =>
      x < 0.06 * w || y < 0.06 * h || x > 0.94 * w || y > 0.94 * h ? [0, 0, 0] : [240, 240, 238],
    ),
  'a sheet of paper': (w, h) =>
    paint(w, h, (x, y) =>
      Math.abs(x / w - 0.5) < 0.2 && Math.abs(y / h - 0.5) < 0.3 ? [20, 20, 200] : [240, 240, 238],
    ),
  halves: (w, h) => paint(w, h, (x) => (x < w / 2 ? [20, 20, 200] : [240, 240, 238])),
}
for (const [name, picture] of Object.entries(ODD)) {
  test(`${name}, of any size, is no garment`, () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [300, 1],
      [16, 16],
      [40, 60],
      [500, 640],
    ] as const) {
      const verdict = examine(picture(width, height), 'upper', 'front')
      const size = `${width} x ${height}`
      assert.ok(codes(verdict).includes('photo_none'), `${size}: ${codes(verdict).join()}`)
      assert.equal(verdict.level, 'stop', size)
    }
  })
}

test('tiny photos of a garment are told to be small, and never throw', () => {
  for (const width of [64, 96, 200]) {
    const { picture, slot } = drawGarment({
      kind: 'tee',
      side: 'front',
      colour: '#3c6a4f',
      width,
      height: width * 1.25,
    })
    const verdict = examine(picture, slot, 'front')
    assert.equal(verdict.level, 'stop')
    assert.ok(codes(verdict).includes('photo_small'))
  }
})

for (const [kind, slot] of [
  ['tee', 'upper'],
  ['jeans', 'bottom'],
  ['dress', 'onepiece'],
] as const satisfies readonly (readonly [string, Slot])[]) {
  test(`${kind} on its side is to be turned, upright it is not`, () => {
    const { picture } = drawGarment({ kind, side: 'front', colour: '#2f5d62', width: 480, height: 600 })
    assert.ok(!codes(examine(picture, slot, 'front')).includes('photo_turned'))
    const once = quarter(picture)
    const verdict = examine(once, slot, 'front')
    const finding = verdict.findings.find(({ code }) => code === 'photo_turned')
    assert.equal(finding?.values?.degrees, 270, codes(verdict).join())
    assert.equal(verdict.betterSlot, null)
  })
}

/** A dress with bare arms and legs on a person, from the neck down; the picture ends at the neck and at the knees. */
function headless(skin: Colour, cloth: Colour): Picture {
  return paint(600, 800, (x, y) => {
    const across = Math.abs(x - 300)
    if (across < 34 && y < 70) return skin
    if (y >= 60 && y < 640 && across < 100 + Math.abs(y - 380) / 8) return cloth
    if (y >= 70 && y < 560 && Math.abs(across - 165 - y / 16) < 26) return skin
    if (y >= 640 && Math.abs(across - 52) < 34) return skin
    return y > 60 && y < 110 && across < 190 ? cloth : [238, 238, 240]
  })
}

test('a person without a head is still a person, in several skins; cloth of that colour is none', () => {
  for (const skin of [
    [222, 178, 152],
    [176, 124, 92],
    [92, 60, 44],
  ] as const)
    assert.ok(codes(examine(headless(skin, [52, 84, 140]), 'onepiece', 'front')).includes('photo_worn'))
  const beige = [214, 176, 150] as const
  assert.ok(!codes(examine(headless(beige, beige), 'onepiece', 'front')).includes('photo_worn'))
})

test('a hem out of the picture, and two garments, are noticed', () => {
  const { picture } = drawGarment({
    kind: 'dress',
    side: 'front',
    colour: '#7c2436',
    width: 480,
    height: 600,
  })
  const height = 420
  const cut = { width: 480, height, data: picture.data.slice(0, 480 * height * 4) }
  assert.ok(codes(examine(cut, 'onepiece', 'front')).includes('photo_cropped'))
  const two = paint(960, 600, (x, y) => {
    const i = (y * 480 + (x % 480)) * 4
    return [picture.data[i], picture.data[i + 1], picture.data[i + 2]]
  })
  const verdict = examine(two, 'onepiece', 'front')
  assert.ok(codes(verdict).includes('photo_several'))
  assert.equal(verdict.level, 'stop')
})
