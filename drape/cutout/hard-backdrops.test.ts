// What shops photograph on is no studio: tables below walls, stripes of the paper's own white, white on white.

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnSpec } from '../drawn/draw-garment.ts'
import { cutOut } from './cut-out.ts'
import { findLedge } from './find-ledge.ts'
import { healBites } from './heal-bites.ts'

const SIZE = { width: 480, height: 600 }

function overlap(spec: DrawnSpec): number {
  const { mask, picture } = drawGarment({ ...spec, ...SIZE })
  const found = cutOut(picture).mask
  const count = (both: (i: number) => boolean): number =>
    mask.reduce((sum, _, i) => sum + (both(i) ? 1 : 0), 0)
  return count((i) => mask[i] + found[i] === 2) / count((i) => mask[i] + found[i] > 0)
}

for (const [wall, table] of [
  ['#ecd9d4', '#e1cfca'],
  ['#ffffff', '#d0d0d0'],
  ['#d6dde2', '#c8cfd3'],
] as const) {
  test(`a wall of ${wall} above a table of ${table}`, () => {
    const backdrop = { colours: [wall, table], turn: 90, at: 0.93, blend: 0.004 } as const
    const share = overlap({ kind: 'cardigan', side: 'front', colour: '#2c4d68', backdrop })
    assert.ok(share > 0.98, String(share))
  })
}

test('light that falls off is no ledge', () => {
  const lab = new Float32Array(300 * 400 * 3)
  for (let i = 0; i < 300 * 400; i++) lab[3 * i] = 95 - 25 * (Math.floor(i / 300) / 400) ** 2
  assert.equal(findLedge(lab, 300, 400), null)
  for (let i = 300 * 360; i < 300 * 400; i++) lab[3 * i] = lab[3 * i] - 5
  const ledge = findLedge(lab, 300, 400)
  assert.ok(ledge && Math.abs(ledge.left - 360) < 3 && Math.abs(ledge.right - 360) < 3)
})

test('stripes of the backdrop’s own colour stay at the outline', () => {
  const print = { kind: 'stripes', colours: ['#f6f5f3'] } as const
  const share = overlap({
    kind: 'tee',
    side: 'front',
    colour: '#28406a',
    print,
    backdrop: 'white',
    shadow: 0.3,
  })
  assert.ok(share > 0.98, String(share))
})

test('white on white, under soft light, keeps its outline', () => {
  const share = overlap({ kind: 'tee', side: 'front', colour: '#f4f2ee', backdrop: 'white', shadow: 0.15 })
  assert.ok(share > 0.965, String(share))
})

test('the gap between sleeve and body stays open where cream stands clear of grey', () => {
  const spec = { kind: 'tee', side: 'front', colour: '#efe9dd', backdrop: 'grey', shadow: 0.55 } as const
  const { picture, landmarks } = drawGarment(spec)
  const { mask, width, scale } = cutOut(picture)
  for (const side of ['Left', 'Right'] as const) {
    const [pit, cuff] = [landmarks[`pit${side}`]!, landmarks[`cuffInner${side}`]!]
    const [x, y] = [(0.7 * pit.x + 0.3 * cuff.x) * scale, (0.2 * pit.y + 0.8 * cuff.y) * scale]
    assert.equal(mask[Math.round(y) * width + Math.round(x)], 0, side)
  }
})

test('black on dark grey keeps its outline', () => {
  const share = overlap({ kind: 'dress', side: 'front', colour: '#1b1b1e', backdrop: '#4a4b4e', shadow: 0.5 })
  assert.ok(share > 0.97, String(share))
})

test('a bite in one strap is healed from the other; a garment with one strap stays so', () => {
  const [width, height] = [300, 300]
  const shape = (bitten: boolean): Uint8Array =>
    Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)]
      const isBody = y > 120 && y < 280 && Math.abs(x - 150) < 90
      const isStrap = y > 20 && y <= 120 && Math.abs(Math.abs(x - 150) - 70) < 14
      const isBite = bitten && x < 85 && y > 60 && y < 84
      return (isBody || isStrap) && !isBite ? 1 : 0
    })
  const near = new Float32Array(width * height)
  const bitten = shape(true)
  assert.ok(healBites(bitten, near, width, height) > 0.005)
  const whole = shape(false)
  let missing = 0
  for (let i = 0; i < whole.length; i++) missing += whole[i] - bitten[i]
  // Of its 437 pixels; the corners of a closed bite stay round.
  assert.ok(Math.abs(missing) < 100, String(missing))
  const one = shape(false).map((inside, i) => (i % width < 150 && i < 110 * width ? 0 : inside))
  const before = one.slice()
  healBites(one, near, width, height)
  assert.deepEqual(one, before)
})
