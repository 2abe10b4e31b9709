// The front's neck edge is found on drawn garments, whose necks are known: off prints, labels and ribbing.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { cutOut } from '../cutout/cut-out.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import type { DrawnSpec } from '../drawn/draw-garment.ts'
import type { Landmarks } from '../garment.ts'
import { outlineOf } from '../landmarks/outline.ts'
import { necklineOf } from './neckline.ts'

/** Depth of the front's neck as a share of its width, and its roundness, as the garments are cut. */
const NECKS = {
  tee: { depth: 8.2 / 17.2, round: 2.1 },
  sweater: { depth: 7 / 17.6, round: 2.1 },
  dress: { depth: 15 / 16.8, round: 1.12 },
} as const

/** Mean distance between the found and the true edge, as a share of the neck's width; and what else was said. */
function miss(spec: DrawnSpec & { kind: keyof typeof NECKS }): { mean: number; seen: boolean } {
  const drawn = drawGarment({ width: 640, height: 800, ...spec })
  const cutout = cutOut(drawn.picture)
  const outline = outlineOf(cutout)
  const [l, r] = [drawn.landmarks.neckLeft, drawn.landmarks.neckRight]
  assert.ok(outline && l && r)
  const at = (p: { x: number; y: number }) => ({
    x: p.x * cutout.scale,
    y: p.y * cutout.scale,
    confidence: 1,
  })
  const [left, right] = [at(l), at(r)]
  const marks: Landmarks = {
    kind: 'top',
    likelySlot: 'upper',
    topology: 'sleeved',
    contour: outline.contour,
    box: outline.box,
    axis: outline.axis,
    points: { neckLeft: left, neckRight: right },
    opening: null,
    confidence: 1,
    doubts: [],
  }
  const neckline = necklineOf(cutout, marks)
  assert.ok(neckline)
  const { depth, round } = NECKS[spec.kind]
  const span = right.x - left.x
  const inner = neckline.front.slice(1, -1)
  let sum = 0
  for (const p of inner) {
    const t = Math.min(1, Math.abs((2 * (p.x - left.x)) / span - 1))
    const truth = left.y + span * depth * (1 - t ** round) ** (1 / Math.max(1, 0.72 * round))
    sum += Math.abs(p.y - truth)
  }
  return { mean: sum / inner.length / span, seen: neckline.seen }
}

const SPECS: readonly (DrawnSpec & { kind: keyof typeof NECKS })[] = [
  { kind: 'tee', side: 'front', colour: '#f4f3f0' },
  { kind: 'tee', side: 'front', colour: '#17181c' },
  { kind: 'sweater', side: 'front', colour: '#5a2733' },
  { kind: 'dress', side: 'front', colour: '#3f6d5c' },
  { kind: 'tee', side: 'front', colour: '#b8433f', print: { kind: 'lettering', colours: ['#ffffff'] } },
  { kind: 'tee', side: 'front', colour: '#e9e4d8', print: { kind: 'stripes', colours: ['#26365e'] } },
]

it('finds the edge of the front neck on every colour, not the print below nor the label above', () => {
  for (const spec of SPECS) {
    const { mean, seen } = miss(spec)
    assert.ok(seen && mean < 0.03, `${JSON.stringify(spec)}: seen ${seen}, ${mean}`)
  }
})
