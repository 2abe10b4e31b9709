// A garment's outline taken apart into named edges, and the panels they bound: trunk, sleeves, legs.
import type { Landmarks, Point } from '../garment.ts'
import type { Neckline } from './neckline.ts'
import { combSeam } from './comb-seam.ts'
import { cuffCorners } from './cuff-corners.ts'
import { lengthOf, nearest, smoothLine } from './polyline.ts'

export const PARTS = ['trunk', 'leftSleeve', 'rightSleeve', 'leftLeg', 'rightLeg'] as const
export type Part = (typeof PARTS)[number]

export const ROLES = [
  'neck',
  'shoulder',
  'armhole',
  'sleeveTop',
  'cuff',
  'sleeveUnder',
  'side',
  'hem',
  'waist',
  'outseam',
  'inseam',
  'centre',
  'opening',
] as const
export type Role = (typeof ROLES)[number]

/**
 * A stretch of outline in pixels of the cut-out. A `seam` joins front and back, an `open` edge is free (neck, cuff, hem),
 * a `fold` lies inside one sheet, between two panels.
 */
export interface Edge {
  readonly name: string
  readonly role: Role
  readonly kind: 'seam' | 'open' | 'fold'
  readonly from: string
  readonly to: string
  readonly line: readonly Point[]
  /** Where the back sheet's edge differs. */
  readonly back?: readonly Point[]
}

export interface Panel {
  readonly part: Part
  readonly ring: readonly { readonly edge: string; readonly reversed: boolean }[]
}

export interface Outline {
  readonly edges: ReadonlyMap<string, Edge>
  readonly panels: readonly Panel[]
  readonly corners: ReadonlyMap<string, Point>
}

type Gaps = Readonly<Partial<Record<'Left' | 'Right', Point>>>
type Sided = 'Left' | 'Right'
const SIDED: readonly Sided[] = ['Left', 'Right']

/** Walks the contour from near `a` to near `b`; a straight line where a corner is hidden or the way round is too long. */
function walk(marks: Landmarks, a: Point, b: Point, clockwise: boolean, most = 1.9): Point[] {
  const { contour, box } = marks
  const slack = 0.03 * (box.bottom - box.top)
  const [i, j] = [nearest(contour, a), nearest(contour, b)]
  const off = (k: number, p: Point): number => Math.hypot(contour[k].x - p.x, contour[k].y - p.y)
  if (off(i, a) > slack || off(j, b) > slack) return [a, b]
  const n = contour.length
  const steps = clockwise ? (j - i + n) % n : (i - j + n) % n
  const line = [a]
  for (let k = 2; k < steps - 1; k++) line.push(contour[(clockwise ? i + k : i - k + n) % n])
  line.push(b)
  const straight = Math.hypot(a.x - b.x, a.y - b.y)
  return lengthOf(line) > most * straight + 2 * slack ? [a, b] : line
}

/** How far, as a share of the garment's height, a corner is moved onto the outline; corners that may be hidden move less. */
const SNAP = 0.06
const HIDDEN = /^(pit|fork|cuffInner)/

/** Where a corner usually is: shares of the garment's width out from its axis, and of its height down from the top. */
const USUAL: Readonly<Record<string, readonly [number, number]>> = {
  neck: [0.17, 0],
  shoulder: [0.36, 0.06],
  pit: [0.44, 0.3],
  waist: [0.46, 0],
  hem: [0.46, 1],
}

/** Corners of a garment by name; a missing one is mirrored from the other side, or put where it usually is. */
function cornersOf(marks: Landmarks): Map<string, Point> {
  const { box, axis } = marks
  const corners = new Map<string, Point>(Object.entries(marks.points))
  for (const name of Object.keys(marks.points)) {
    const twin = name.endsWith('Left') ? name.replace('Left', 'Right') : name.replace('Right', 'Left')
    const own = corners.get(name)
    if (own && !corners.has(twin)) corners.set(twin, { x: 2 * marks.axis - own.x, y: own.y })
  }
  for (const [name, [out, down]] of Object.entries(USUAL))
    for (const side of SIDED) {
      if (corners.has(name + side) || (name === 'pit' && marks.topology === 'strapless')) continue
      const x = axis + (side === 'Left' ? -out : out) * (box.right - box.left)
      corners.set(name + side, { x, y: box.top + down * (box.bottom - box.top) })
    }
  const slack = SNAP * (box.bottom - box.top)
  for (const [name, p] of corners) {
    const q = marks.contour[nearest(marks.contour, p)]
    const far = Math.hypot(p.x - q.x, p.y - q.y)
    if (far < slack * (HIDDEN.test(name) ? 0.3 : 1)) corners.set(name, q)
  }
  return corners
}

class Draft {
  readonly edges = new Map<string, Edge>()
  readonly panels: Panel[] = []
  readonly marks: Landmarks
  readonly corners: Map<string, Point>
  readonly gaps: Gaps

  constructor(marks: Landmarks, corners: Map<string, Point>, gaps: Gaps) {
    this.marks = marks
    this.corners = corners
    this.gaps = gaps
  }

  at(name: string): Point {
    const corner = this.corners.get(name)
    if (!corner) throw new RangeError(`The garment's corner ${name} was not found`)
    return corner
  }

  /** Adds an edge; its line is walked on the contour unless given. On the picture's left that is counter-clockwise. */
  edge(
    role: Role,
    kind: Edge['kind'],
    from: string,
    to: string,
    name: string,
    line?: readonly Point[],
    back?: readonly Point[],
  ): void {
    const [a, b] = [this.at(from), this.at(to)]
    const own = line ?? walk(this.marks, a, b, name.endsWith('Right') || name === 'neck')
    this.edges.set(name, { name, role, kind, from, to, line: own, ...(back ? { back } : {}) })
  }

  panel(part: Part, ...ring: string[]): void {
    this.panels.push({
      part,
      ring: ring.map((edge) => ({ edge: edge.replace('-', ''), reversed: edge.startsWith('-') })),
    })
  }

  done(): Outline {
    return { edges: this.edges, panels: this.panels, corners: this.corners }
  }
}

/** The side seam; below a hidden armpit it runs straight to where the outline of the trunk shows again. */
function sideLine(draft: Draft, side: Sided): Point[] {
  const [pit, hem] = [draft.at(`pit${side}`), draft.at(`hem${side}`)]
  const gap = draft.gaps[side]
  if (gap) return [pit, ...walk(draft.marks, gap, hem, side === 'Right')]
  const open = walk(draft.marks, pit, hem, side === 'Right')
  const cuff = draft.corners.get(`cuffInner${side}`)
  if (open.length > 2 || !cuff || cuff.y > pit.y + 0.5 * (hem.y - pit.y)) return open
  const below = walk(draft.marks, cuff, hem, side === 'Right')
  return below.length > 2 ? [pit, ...below.slice(Math.ceil(below.length * 0.1))] : open
}

/** The lower edge of a sleeve, from the cuff; up from where it parts from the trunk it runs straight to a raised armpit. */
function underLine(draft: Draft, side: Sided): Point[] | undefined {
  const gap = draft.gaps[side]
  if (!gap) return undefined
  return [...walk(draft.marks, draft.at(`cuffInner${side}`), gap, side === 'Right'), draft.at(`pit${side}`)]
}

/** Sets a sleeve's cuff corners from the outline; a sleeve whose way cannot be walked keeps the corners it was given. */
function findCuff(draft: Draft, side: Sided): void {
  const { corners, marks } = draft
  const [outer, inner] = [corners.get(`cuffOuter${side}`), corners.get(`cuffInner${side}`)]
  const [shoulder, pit] = [draft.at(`shoulder${side}`), draft.gaps[side] ?? draft.at(`pit${side}`)]
  const way = walk(marks, shoulder, pit, side === 'Right', 12)
  const given = outer && inner ? ([outer, inner] as const) : null
  if (way.length < 20 && given) return
  const [a, b] = cuffCorners(way, given)
  corners.set(`cuffOuter${side}`, a)
  corners.set(`cuffInner${side}`, b)
}

function draftTop(draft: Draft, neckline: Neckline | null): void {
  const { topology } = draft.marks
  const sleeved = topology === 'sleeved'
  if (topology === 'strapless') {
    const tops = draft.corners.has('pitLeft') ? 'pit' : 'neck'
    const line = walk(draft.marks, draft.at(`${tops}Left`), draft.at(`${tops}Right`), true)
    draft.edge('waist', 'open', `${tops}Left`, `${tops}Right`, 'neck', smoothLine(line, 2))
    for (const side of SIDED) draft.edge('side', 'seam', `${tops}${side}`, `hem${side}`, `side${side}`)
  } else {
    draft.edge('neck', 'open', 'neckLeft', 'neckRight', 'neck', neckline?.front, neckline?.back)
    for (const side of SIDED) {
      draft.edge('shoulder', 'seam', `neck${side}`, `shoulder${side}`, `shoulder${side}`)
      const [shoulder, pit] = [`shoulder${side}`, `pit${side}`]
      if (sleeved)
        draft.edge('armhole', 'fold', shoulder, pit, `armhole${side}`, [draft.at(shoulder), draft.at(pit)])
      else draft.edge('armhole', 'open', shoulder, pit, `armhole${side}`)
      draft.edge('side', 'seam', pit, `hem${side}`, `side${side}`, sideLine(draft, side))
    }
  }
  draft.edge('hem', 'open', 'hemRight', 'hemLeft', 'hemRight')
  if (topology === 'strapless') draft.panel('trunk', 'neck', 'sideRight', 'hemRight', '-sideLeft')
  else
    draft.panel(
      'trunk',
      'neck',
      'shoulderRight',
      'armholeRight',
      'sideRight',
      'hemRight',
      '-sideLeft',
      '-armholeLeft',
      '-shoulderLeft',
    )
  if (!sleeved) return
  for (const side of SIDED) {
    const [outer, inner] = [`cuffOuter${side}`, `cuffInner${side}`]
    findCuff(draft, side)
    draft.edge('sleeveTop', 'seam', `shoulder${side}`, outer, `sleeveTop${side}`)
    draft.edge('cuff', 'open', outer, inner, `cuff${side}`)
    draft.edge('sleeveUnder', 'seam', inner, `pit${side}`, `sleeveUnder${side}`, underLine(draft, side))
    const part = side === 'Left' ? 'leftSleeve' : 'rightSleeve'
    draft.panel(part, `sleeveTop${side}`, `cuff${side}`, `sleeveUnder${side}`, `-armhole${side}`)
  }
}

/** The inner corner of a leg's opening: where a person put it, else furthest down and in between its outer corner and the fork. */
function innerHem(draft: Draft, side: Sided): Point {
  const told = draft.marks.points[`cuffInner${side}`]
  if (told?.confidence === 1) return told
  const { contour, box, axis } = draft.marks
  const [hem, fork] = [draft.at(`hem${side}`), draft.at('fork')]
  const inwards = side === 'Left' ? 1 : -1
  let best: Point = { x: axis - inwards * 0.02 * (box.right - box.left), y: hem.y }
  let score = -Infinity
  for (const p of contour) {
    if ((p.x - axis) * inwards > 0 || p.y < (fork.y + hem.y) / 2) continue
    const s = (p.x - hem.x) * inwards * 0.6 + p.y
    if (s > score) [score, best] = [s, p]
  }
  return best
}

/** A waistband's outer corner: furthest out and up near the top. Above it only the inside of the back shows. */
function waistCorner(draft: Draft, side: Sided): Point {
  const { contour, box } = draft.marks
  const outwards = side === 'Left' ? -1 : 1
  const reach = 0.07 * (box.bottom - box.top)
  const near = contour.filter((p) => p.y < box.top + reach)
  return near.reduce((best, p) => (p.x * outwards - 0.7 * p.y > best.x * outwards - 0.7 * best.y ? p : best))
}

/** The front's waist: where the outline rises over its corners it is the back's, and the front runs below it. */
function frontWaist(top: readonly Point[]): Point[] {
  const [a, b] = [top[0], top[top.length - 1]]
  const chord = (x: number): number => a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x || 1)
  const wide = b.x - a.x
  const rise = Math.max(...top.map((p) => chord(p.x) - p.y))
  if (rise < 0.02 * wide) return [...top]
  return top.map((p) => {
    const t = (2 * (p.x - a.x)) / wide - 1
    return { x: p.x, y: chord(p.x) + 0.02 * wide * (1 - t * t) }
  })
}

function draftTrousers(draft: Draft): void {
  const { marks, corners } = draft
  if (!corners.has('fork'))
    corners.set('fork', { x: marks.axis, y: marks.box.top + 0.3 * (marks.box.bottom - marks.box.top) })
  for (const side of SIDED) corners.set(`waist${side}`, waistCorner(draft, side))
  const top = smoothLine(walk(marks, draft.at('waistLeft'), draft.at('waistRight'), true), 2)
  const waist = frontWaist(top)
  const middle = waist.reduce((best, p) =>
    Math.abs(p.x - marks.axis) < Math.abs(best.x - marks.axis) ? p : best,
  )
  const straight = waist.length < 5
  const centre = straight ? { x: marks.axis, y: (waist[0].y + waist[waist.length - 1].y) / 2 } : middle
  corners.set('waistCentre', centre)
  const cut = waist.indexOf(middle)
  const [left, right] = straight
    ? [
        [waist[0], centre],
        [centre, waist[1]],
      ]
    : [waist.slice(0, cut + 1), waist.slice(cut)]
  const half = Math.max(1, Math.floor(top.length / 2))
  draft.edge('waist', 'open', 'waistLeft', 'waistCentre', 'waistLeft', left, top.slice(0, half + 1))
  draft.edge('waist', 'open', 'waistCentre', 'waistRight', 'waistRight', right, top.slice(half))
  draft.edge('centre', 'fold', 'waistCentre', 'fork', 'centre', [centre, draft.at('fork')])
  for (const side of SIDED) {
    corners.set(`hemInner${side}`, innerHem(draft, side))
    const outwards = side === 'Left' ? -1 : 1
    const outer = walk(marks, draft.at(`waist${side}`), draft.at(`hem${side}`), side === 'Right')
    draft.edge('outseam', 'seam', `waist${side}`, `hem${side}`, `outseam${side}`, combSeam(outer, outwards))
    draft.edge('hem', 'open', `hem${side}`, `hemInner${side}`, `hem${side}`)
    const seam = walk(marks, draft.at(`hemInner${side}`), draft.at('fork'), side === 'Right')
    const inner = combSeam(seam, side === 'Left' ? 1 : -1)
    draft.edge('inseam', 'seam', `hemInner${side}`, 'fork', `inseam${side}`, inner)
  }
  draft.panel('leftLeg', 'waistLeft', 'centre', '-inseamLeft', '-hemLeft', '-outseamLeft')
  draft.panel('rightLeg', 'waistRight', 'outseamRight', 'hemRight', 'inseamRight', '-centre')
}

function draftSkirt(draft: Draft): void {
  draft.edge('waist', 'open', 'waistLeft', 'waistRight', 'waistRight')
  for (const side of SIDED) draft.edge('side', 'seam', `waist${side}`, `hem${side}`, `side${side}`)
  draft.edge('hem', 'open', 'hemRight', 'hemLeft', 'hemRight')
  draft.panel('trunk', 'waistRight', 'sideRight', 'hemRight', '-sideLeft')
}

/**
 * Names the stretches of a garment's outline; `gaps` are where sleeves part from the trunk below their armpits.
 * Throws a RangeError when a corner it needs is missing.
 */
export function outlineOf(marks: Landmarks, neckline: Neckline | null, gaps: Gaps = {}): Outline {
  const draft = new Draft(marks, cornersOf(marks), gaps)
  if (marks.kind === 'trousers' || marks.kind === 'shorts') draftTrousers(draft)
  else if (marks.kind === 'skirt') draftSkirt(draft)
  else draftTop(draft, neckline)
  return draft.done()
}
