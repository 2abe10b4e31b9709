// Trousers: lying flat or filled by a body, their waist, fork and hem come to lie where they are worn.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { mannequin } from '../garment.ts'
import type { Landmarks, Point } from '../garment.ts'
import { combSeam } from './comb-seam.ts'
import { raiseFork, scaleLegs } from './scale-legs.ts'

const body = bodyOf(mannequin('female'))
const m = body.figure.marks
const sure = (x: number, y: number) => ({ x, y, confidence: 1 })

/** Trousers 400 px long, with the waist, hips and fork given in pixels. */
function trousers(waist: number, hips: number, fork: number): { marks: Landmarks; widths: Uint16Array } {
  const widths = new Uint16Array(420)
  for (let y = 10; y <= 410; y++) {
    const t = Math.min(1, (y - 10) / 88)
    widths[y] = waist + (hips - waist) * t
  }
  const half = waist / 2
  const marks: Landmarks = {
    kind: 'trousers',
    likelySlot: 'bottom',
    topology: 'waist',
    contour: [],
    box: { left: 200 - hips / 2, top: 10, right: 200 + hips / 2, bottom: 410 },
    axis: 200,
    points: { waistLeft: sure(200 - half, 10), waistRight: sure(200 + half, 10), fork: sure(200, 10 + fork) },
    opening: null,
    confidence: 1,
    doubts: [],
  }
  return { marks, widths }
}

describe('trousers', () => {
  it('tells cloth lying flat from cloth filled by a body', () => {
    const flat = trousers(140, 182, 108)
    const filled = trousers(96, 128, 112)
    assert.equal(scaleLegs(flat.widths, flat.marks, body, undefined).round, 1)
    assert.ok(scaleLegs(filled.widths, filled.marks, body, undefined).round > 1.2)
  })

  it('hangs waist, fork and hem where they are worn', () => {
    for (const { marks, widths } of [trousers(140, 182, 108), trousers(96, 128, 112)]) {
      const scale = scaleLegs(widths, marks, body, undefined)
      assert.ok(scale.bodyY > m.hipY + 6 && scale.bodyY < m.waistY)
      assert.ok(Math.abs(scale.fork!.bodyY - m.crotchY) < 2)
      const hem = scale.fork!.bodyY - (410 - scale.fork!.photoY) * scale.cm
      assert.ok(hem > 3 && hem < 20, `the hem is at ${hem} cm`)
      assert.equal(scale.unsure, false)
    }
  })

  it('raises a fork that touching legs hide', () => {
    const { marks, widths } = trousers(100, 133, 225)
    const scale = scaleLegs(widths, marks, body, undefined)
    const fork = raiseFork(marks, scale).points.fork!
    assert.ok(fork.y < 160, `${fork.y}`)
    assert.equal(fork.x, 200)
    const seen = trousers(140, 182, 108)
    const known = scaleLegs(seen.widths, seen.marks, body, undefined)
    assert.equal(raiseFork(seen.marks, known), seen.marks)
  })

  it("takes the seller's centimetres", () => {
    const { marks, widths } = trousers(140, 182, 108)
    assert.ok(Math.abs(scaleLegs(widths, marks, body, { length: 80 }).cm - 0.2) < 1e-9)
  })
})

describe('a seam', () => {
  const straight = (x: (y: number) => number): Point[] =>
    Array.from({ length: 201 }, (_, i) => ({ x: x(2 * i), y: 2 * i }))

  it('loses its threads', () => {
    const torn = straight((y) => (Math.abs(y - 200) < 5 ? 115 : 100))
    assert.ok(Math.max(...combSeam(torn, 1).map((p) => p.x)) < 101)
  })

  it('keeps its shape where it has none', () => {
    const flared = straight((y) => 100 + (y > 250 ? (y - 250) * 0.3 : 0))
    assert.equal(combSeam(flared, 1), flared)
  })
})
