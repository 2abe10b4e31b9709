// A garment's size, and whether a body fills it, from its measures; armpits where sleeves are sewn in.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { mannequin } from '../garment.ts'
import type { Landmarks, Point } from '../garment.ts'
import { raisePits } from './raise-pits.ts'
import { scaleOf } from './scale.ts'

const body = bodyOf(mannequin('female'))
const MIDDLE = 300
const PIXELS = 6

/** A tee of these centimetres at 6 px a cm, its half outline from the neck round to the hem mirrored. */
function tee(cm: { chest: number; length: number; shoulders: number; pit: number; gap?: number }): Landmarks {
  const at = (x: number, y: number): Point => ({ x: MIDDLE + x * PIXELS, y: 20 + y * PIXELS })
  const half = cm.chest / 2
  const gap = cm.gap ?? cm.pit
  const corners: Record<string, Point> = {
    neck: at(8.5, 0),
    shoulder: at(cm.shoulders / 2, 4),
    cuffOuter: at(half + 16, 18),
    cuffInner: at(half + 8, gap + 6),
    pit: at(half, gap),
    hem: at(half, cm.length),
  }
  const right = Object.values(corners)
  const ring = [...right, ...right.toReversed().map((p) => ({ x: 2 * MIDDLE - p.x, y: p.y }))]
  const contour = ring.flatMap((p, i) => {
    const q = ring[(i + 1) % ring.length]
    const steps = Math.max(1, Math.round(Math.hypot(q.x - p.x, q.y - p.y) / 2))
    return Array.from({ length: steps }, (_, k) => ({
      x: p.x + ((q.x - p.x) * k) / steps,
      y: p.y + ((q.y - p.y) * k) / steps,
    }))
  })
  const points = Object.fromEntries(
    Object.entries(corners).flatMap(([name, p]) => [
      [`${name}Right`, { ...p, confidence: 1 }],
      [`${name}Left`, { x: 2 * MIDDLE - p.x, y: p.y, confidence: 1 }],
    ]),
  )
  const box = { left: MIDDLE - (half + 16) * PIXELS, right: MIDDLE + (half + 16) * PIXELS, top: 20 }
  return {
    kind: 'top',
    likelySlot: 'upper',
    topology: 'sleeved',
    contour,
    box: { ...box, bottom: 20 + cm.length * PIXELS },
    axis: MIDDLE,
    points,
    opening: null,
    confidence: 1,
    doubts: [],
  }
}

const widths = new Uint16Array(600)
const USUAL = { chest: 46, length: 62, shoulders: 38, pit: 22 }

describe('the size of a top', () => {
  it('is found without centimetres where its measures are usual', () => {
    const scale = scaleOf(widths, tee(USUAL), body)
    assert.ok(Math.abs(scale.cm * PIXELS - 1) < 0.06, `${scale.cm * PIXELS} of its true size`)
    assert.equal(scale.round, 1)
    assert.equal(scale.unsure, false)
  })

  it('counts for round where a body fills it', () => {
    const scale = scaleOf(widths, tee({ ...USUAL, chest: 32 }), body)
    assert.ok(scale.round > 1.3, 'half its girth is more than its width')
    assert.ok(Math.abs(scale.cm * PIXELS - 1) < 0.1)
  })

  it('is what the seller measured', () => {
    const marks = tee(USUAL)
    assert.ok(Math.abs(scaleOf(widths, marks, body, { length: 70 }).cm * 62 * PIXELS - 70) < 0.2)
    const both = scaleOf(widths, marks, body, { length: 62, chest: 50 })
    assert.ok(Math.abs(both.cm * both.round * 46 * PIXELS - 50) < 0.2)
    assert.equal(both.told, true)
  })

  it('is doubted where its measures fit no garment', () => {
    assert.equal(scaleOf(widths, tee({ chest: 46, length: 62, shoulders: 12, pit: 22 }), body).unsure, true)
  })
})

describe('armpits', () => {
  it('stay where a photo shows them at a usual depth', () => {
    const marks = tee(USUAL)
    const { marks: kept, gaps } = raisePits(marks, scaleOf(widths, marks, body), 'female')
    assert.deepEqual(kept.points.pitLeft, marks.points.pitLeft)
    assert.deepEqual(gaps, {})
  })

  it('are raised where a sleeve lies on the trunk, the cloth parted down to the gap', () => {
    const marks = tee({ ...USUAL, gap: 38 })
    const scale = scaleOf(widths, marks, body)
    const raised = raisePits(marks, scale, 'female')
    for (const side of ['Left', 'Right'] as const) {
      const depth = (raised.marks.points[`pit${side}`]!.y - marks.points[`shoulder${side}`]!.y) * scale.cm
      assert.ok(depth > 18 && depth < 25, `an armhole ${depth} cm deep`)
      assert.ok(Math.abs(raised.gaps[side]!.y - marks.points[`pit${side}`]!.y) < 6)
    }
  })
})
