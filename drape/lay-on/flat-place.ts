// Where each place of a garment's photo comes to lie before the body: upright, as wide as a body fills it, sleeves along the arms.
import type { Body } from '../body/body.ts'
import type { GarmentKind, Point } from '../garment.ts'
import { coverBody } from './cover-body.ts'
import { ramp } from '../pattern/polyline.ts'
import { scaleLegs } from '../pattern/scale-legs.ts'
import { scaleOf } from '../pattern/scale.ts'
import type { Scale } from '../pattern/sized.ts'
import type { Garment } from '../texture/face.ts'

/** Share of the body's width that a garment's trunk has, least and most. */
const SNUG = 1.07
const LOOSE = 1.42
/** Width of cloth seen from before over its width lying flat: it goes round the body. */
const SEEN = 0.8

/** Rows of the trunk in which its width is read: shares of the garment's height, by how it is held. */
const TRUNK = { hung: [0.4, 0.75], waist: [0.15, 0.28] } as const

/** cm a garment of a kind is long on a body, least and most. */
const LENGTHS = {
  top: [36, 92],
  outer: [40, 125],
  dress: [75, 140],
  trousers: [55, 108],
  shorts: [24, 62],
  skirt: [28, 100],
} as const satisfies Record<GarmentKind, readonly [number, number]>

/** How far the axis may be off the middle, and the upper end below the top, as shares of the silhouette's size. */
const ASKEW = 0.12
const LOW = 0.18

/** cm from the armhole over which a sleeve turns, radians below which it need not, and the most that it turns. */
const TURN_OVER = 7
const STILL = 0.09
const MOST = 1.3
/** cm beside and above an armpit over which the trunk goes over into the sleeve. */
const TRUNK_END = 3
/** cm from which a sleeve is long enough to turn. */
const LONG_SLEEVE = 24
/** The most a sleeve grows. */
const LONGER = 1.35

/** Maps a place of the cut-out to x and y on the body, in cm. */
export type FlatPlace = (x: number, y: number) => [number, number]

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Half-turns of a sleeve about its shoulder so that it lies along the arm; null where it does already, or is not known. */
function sleeveTurn(garment: Garment, body: Body, side: 'Left' | 'Right', put: FlatPlace, cm: number) {
  const { points, topology } = garment.front.marks
  const [shoulder, pit] = [points[`shoulder${side}`], points[`pit${side}`]]
  const [outer, inner] = [points[`cuffOuter${side}`], points[`cuffInner${side}`]]
  if (topology !== 'sleeved' || !shoulder || !pit || !outer || !inner) return null
  const sign = side === 'Left' ? -1 : 1
  const s = put(shoulder.x, shoulder.y)
  const p = put(pit.x, pit.y)
  const cuff = put((outer.x + inner.x) / 2, (outer.y + inner.y) / 2)
  const [ax, ay] = [cuff[0] - (s[0] + p[0]) / 2, cuff[1] - (s[1] + p[1]) / 2]
  const reach = Math.hypot(ax, ay)
  if (reach < LONG_SLEEVE || ax * sign < 0 || (s[0] - p[0]) * sign < -10) return null
  const arm = body.measures.armAt(sign, Math.min(30, reach))
  const top = body.measures.armAt(sign, 0)
  const angle = (x: number, y: number): number => Math.atan2(x * sign, -y)
  const turn = angle(arm.x - top.x, arm.y - top.y) - angle(ax, ay)
  if (Math.abs(turn) < STILL || Math.abs(turn) > MOST) return null
  const wide = Math.hypot(s[0] - p[0], s[1] - p[1])
  // The trunk is drawn narrower than it lies; a sleeve keeps its length.
  const middleX = (shoulder.x + pit.x - outer.x - inner.x) / 2
  const middleY = (shoulder.y + pit.y - outer.y - inner.y) / 2
  const longer = Math.max(1, Math.min(LONGER, (Math.hypot(middleX, middleY) * cm) / reach))
  const [ux, uy] = [ax / reach, ay / reach]
  const [mx, my] = [(s[0] + p[0]) / 2, (s[1] + p[1]) / 2]
  return (x: number, y: number): [number, number] => {
    const along = (x - mx) * ux + (y - my) * uy
    const off = Math.abs((x - mx) * uy - (y - my) * ux)
    // Below the armpit what lies inside of it is the trunk, beyond the cuff a wide hem.
    const outside = ramp(0, TRUNK_END, (x - p[0]) * sign + Math.max(0, y - p[1]))
    const beyond = ramp(1.15 * reach, 1.4 * reach, along)
    const beside = ramp(0.65 * wide, 1.1 * wide, off)
    const share = ramp(-1, TURN_OVER, along) * (1 - beside) * (1 - beyond) * outside
    if (share === 0) return [x, y]
    const by = turn * share * sign
    const grown = 1 + (longer - 1) * share
    const [dx, dy] = [(x - s[0]) * grown, (y - s[1]) * grown]
    return [s[0] + dx * Math.cos(by) - dy * Math.sin(by), s[1] + dx * Math.sin(by) + dy * Math.cos(by)]
  }
}

/** The height on the body of a row of the photo, its fork on the body's. */
function heightOf(scale: Scale, sy: number): (y: number) => number {
  const { fork } = scale
  if (!fork) return (y) => scale.bodyY - (y - scale.photoY) * sy
  return (y) =>
    y > fork.photoY
      ? fork.bodyY - (y - fork.photoY) * sy
      : scale.bodyY - ((y - scale.photoY) * (scale.bodyY - fork.bodyY)) / (fork.photoY - scale.photoY)
}

/** Lays a garment's photo before a body: its neck or waist where they belong, its trunk a little wider than the body's. */
export function flatPlace(garment: Garment, body: Body): FlatPlace {
  const { marks, widths } = garment.front
  const { measures, figure } = body
  const m = figure.marks
  const held = marks.topology === 'waist' ? 'waist' : 'hung'
  const scale =
    marks.kind === 'trousers' || marks.kind === 'shorts'
      ? scaleLegs(widths, marks, body, garment.centimetres)
      : scaleOf(widths, marks, body, garment.centimetres)
  const tall = marks.box.bottom - marks.box.top
  const [from, to] = TRUNK[held].map((share) => Math.round(marks.box.top + share * tall))
  const { pitLeft, pitRight } = marks.points
  const rows = middle([...widths.subarray(from, Math.max(from + 1, to))])
  const pits = pitLeft && pitRight ? 1.15 * (pitRight.x - pitLeft.x) : rows
  const trunk = Math.max(8, pits > 0.5 * rows ? Math.min(rows, pits) : rows)
  const at = held === 'waist' ? m.hipY : m.bustY
  const wide = 2 * measures.halfWidth(at)
  const [least, most] = LENGTHS[marks.kind]
  const cm = Math.max(least / tall, Math.min(most / tall, scale.cm))
  const seen = trunk * cm * (scale.round > 1 ? 1 : SEEN)
  const across = Math.max(SNUG * wide, Math.min(LOOSE * wide, seen)) / trunk
  // Both ways shrink or grow together, as far as the body allows.
  const down = Math.max(0.82 * cm, Math.min(1.1 * cm, Math.sqrt(across * cm)))
  // What is told of the garment's middle and upper end is believed where it is likely.
  const { left: from0, right: to0, top } = marks.box
  const centre = (from0 + to0) / 2
  const axis = Math.abs(marks.axis - centre) < ASKEW * (to0 - from0) ? marks.axis : centre
  const photoY = Math.max(top, Math.min(top + LOW * tall, scale.photoY))
  const height = heightOf({ ...scale, photoY }, Math.min(down, (scale.bodyY - 5) / tall))
  const put: FlatPlace = (x, y) => [(x - axis) * across, height(y)]
  const [left, right] = (['Left', 'Right'] as const).map((side) => sleeveTurn(garment, body, side, put, cm))
  const laid: FlatPlace = (x, y) => {
    const [px, py] = put(x, y)
    const turned = x < axis ? left : right
    return turned ? turned(px, py) : [px, py]
  }
  if (marks.topology !== 'sleeved' && marks.topology !== 'sleeveless') return laid
  const cuffs = (['Left', 'Right'] as const).flatMap((side) => {
    const cuff = marks.points[`cuffOuter${side}`]
    return cuff ? [laid(cuff.x, cuff.y)[1]] : []
  })
  const cuffY = marks.topology === 'sleeved' ? Math.min(m.waistY, ...cuffs) : Infinity
  const cover = coverBody(
    marks.contour.map((p) => laid(p.x, p.y)),
    body,
    cuffY,
  )
  return (x, y) => cover(laid(x, y))
}

/** The part of the silhouette that is the front: what the photo shows of the inner back, over the neck's edge, is left out. */
export function aboveNeck(garment: Garment): (p: Point) => boolean {
  const front = garment.front.neckline?.front
  if (!front || front.length < 3) return () => false
  const [first, last] = [front[0], front[front.length - 1]]
  return (p) => {
    if (p.x <= first.x || p.x >= last.x) return false
    let i = 1
    while (i < front.length - 1 && front[i].x < p.x) i++
    const [a, b] = [front[i - 1], front[i]]
    return p.y < a.y + ((b.y - a.y) * (p.x - a.x)) / (b.x - a.x || 1)
  }
}
