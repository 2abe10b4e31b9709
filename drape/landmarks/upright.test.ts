// A silhouette stands upright however it lies, what dangles from it is dropped, and landmarks move with the photo.

import assert from 'node:assert/strict'
import test from 'node:test'
import { cutOut } from '../cutout/cut-out.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { LandmarkName, Picture, Point } from '../garment.ts'
import { findLandmarks } from './find-landmarks.ts'
import { standUpright } from './upright.ts'

const WIDTH = 300
const HEIGHT = 400

function shape(inside: (x: number, y: number) => boolean) {
  const mask = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    inside((i % WIDTH) + 0.5, Math.floor(i / WIDTH) + 0.5) ? 1 : 0,
  )
  return { mask, width: WIDTH, height: HEIGHT, lab: new Float32Array(WIDTH * HEIGHT * 3) }
}

/** A tunic, 240 px high: shoulders of 100 px, a hem of 160 px. */
function isTunic(x: number, y: number): boolean {
  return y > 60 && y < 300 && Math.abs(x - 150) < 50 + ((y - 60) / 240) * 30
}

/** The picture's points turned about its middle, clockwise on screen. */
function turner(width: number, height: number, degrees: number): (point: Point) => Point {
  const cos = Math.cos((degrees * Math.PI) / 180)
  const sin = Math.sin((degrees * Math.PI) / 180)
  return ({ x, y }) => ({
    x: width / 2 + cos * (x - width / 2) - sin * (y - height / 2),
    y: height / 2 + sin * (x - width / 2) + cos * (y - height / 2),
  })
}

for (const degrees of [-5, 0, 4]) {
  test(`a tunic turned by ${degrees} degrees stands upright`, () => {
    const back = turner(WIDTH, HEIGHT, -degrees)
    const upright = standUpright(
      shape((x, y) => {
        const p = back({ x, y })
        return isTunic(p.x, p.y)
      }),
    )!
    const top = upright.toCutout({ x: 0, y: 0 })
    const below = upright.toCutout({ x: 0, y: 100 })
    const found = (Math.atan2(top.x - below.x, below.y - top.y) * 180) / Math.PI
    assert.ok(Math.abs(found - degrees) < 0.6, `${found}`)
    const { x, y } = upright.fromCutout(upright.toCutout({ x: 33, y: 77 }))
    assert.ok(Math.abs(x - 33) < 1e-6 && Math.abs(y - 77) < 1e-6)
  })
}

test('a tie that hangs below the hem is dropped, straps that stand up stay', () => {
  const isTie = (x: number, y: number): boolean => Math.abs(x - 205) < 5 && y >= 290 && y < 350
  const isStrap = (x: number, y: number): boolean => Math.abs(Math.abs(x - 150) - 40) < 5 && y > 20 && y < 65
  const upright = standUpright(shape((x, y) => isTunic(x, y) || isTie(x, y) || isStrap(x, y)))!
  const top = upright.toCutout({ x: 0, y: upright.outline.box.top })
  const bottom = upright.toCutout({ x: 0, y: upright.outline.box.bottom })
  assert.ok(Math.abs(top.y - 20) < 6, `${top.y}`)
  assert.ok(Math.abs(bottom.y - 300) < 8, `${bottom.y}`)
})

/** The photo turned by some degrees, on its own backdrop. */
function turned({ width, height, data }: Picture, degrees: number): Picture {
  const back = turner(width, height, -degrees)
  const out = new Uint8ClampedArray(data.length)
  for (let i = 0; i < width * height; i++) {
    const { x, y } = back({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 })
    const column = Math.max(0, Math.min(width - 1, Math.floor(x)))
    const row = Math.max(0, Math.min(height - 1, Math.floor(y)))
    out.set(data.subarray(4 * (row * width + column), 4 * (row * width + column) + 4), 4 * i)
  }
  return { width, height, data: out }
}

for (const kind of ['tee', 'dress'] as const) {
  test(`${kind}: landmarks follow the photo when it is turned by 3 degrees or made smaller or larger`, () => {
    const draw = (size: number) =>
      drawGarment({
        kind,
        side: 'front',
        colour: '#2f5d62',
        backdrop: 'grey',
        width: Math.round(560 * size),
        height: Math.round(700 * size),
      })
    const { picture, slot } = draw(1)
    const usual = findLandmarks(cutOut(picture), slot)
    const high = usual.box.bottom - usual.box.top
    const variants: [string, Picture, (point: Point) => Point][] = [
      ['turned by 3', turned(picture, 3), turner(560, 700, 3)],
      ['turned by -3', turned(picture, -3), turner(560, 700, -3)],
      ['at 0.7', draw(0.7).picture, ({ x, y }) => ({ x: 0.7 * x, y: 0.7 * y })],
      ['at 1.3', draw(1.3).picture, ({ x, y }) => ({ x: 1.3 * x, y: 1.3 * y })],
    ]
    for (const [words, photo, place] of variants) {
      const found = findLandmarks(cutOut(photo), slot)
      assert.equal(found.kind, usual.kind, words)
      const scale = photo.width / 560
      const moves = Object.entries(usual.points).map(([name, point]) => {
        const wanted = place(point)
        const is = found.points[name as LandmarkName]!
        return Math.hypot(is.x - wanted.x, is.y - wanted.y) / high / scale
      })
      const mean = moves.reduce((a, b) => a + b, 0) / moves.length
      assert.ok(mean < 0.015, `${words}: ${(100 * mean).toFixed(1)} % in the mean`)
      assert.ok(Math.max(...moves) < 0.06, `${words}: ${(100 * Math.max(...moves)).toFixed(1)} % at most`)
    }
  })
}
