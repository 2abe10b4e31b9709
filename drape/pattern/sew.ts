// Cuts the panels twice, front and back, fills them with triangles and sews them together at their seams.
import type { Point } from '../garment.ts'
import { PARTS, ROLES } from './outline.ts'
import type { Edge, Outline, Panel, Role } from './outline.ts'
import { contains, distanceToLine, nearest, resample, smoothLine, xAt } from './polyline.ts'
import { fill } from './triangulate.ts'

export const FRONT = 0
export const BACK = 1
/** On a seam: part of both sheets. */
export const BOTH = 2

/** The garment as one mesh. Places are pixels of the front photo's cut-out, two numbers a vertex. */
export interface Sewn {
  readonly count: number
  readonly places: Float32Array
  readonly sheet: Uint8Array
  /** Index into PARTS. */
  readonly part: Uint8Array
  /** Bit `1 << index into ROLES` for every edge the vertex lies on. */
  readonly roles: Uint16Array
  /** Three indices a triangle, outside counter-clockwise, of the front and of the back sheet. */
  readonly triangles: readonly [Uint32Array, Uint32Array]
  /** Vertices along each edge, on the front and on the back. */
  readonly chains: ReadonlyMap<string, readonly [readonly number[], readonly number[]]>
  readonly edges: ReadonlyMap<string, Edge>
  /** Where the front was cut open from neck to hem: the vertices of its left and of its right edge; empty where it was not. */
  readonly slit: readonly [readonly number[], readonly number[]]
}

export const roleBit = (role: Role): number => 1 << ROLES.indexOf(role)

const NO_SLIT = [[], []] as const

/** Parts the triangles to the right of a line of vertices from those to its left, by giving them vertices of their own. */
function cutAlong(
  line: readonly number[],
  triangles: number[],
  place: (v: number) => Point,
  vertex: (p: Point, side: number, of: number) => number,
  roles: number[],
): [number[], number[]] {
  const at = line.map(place)
  const twins = new Map<number, number>()
  for (const v of line) {
    const twin = vertex(place(v), FRONT, 0)
    roles[v] |= roleBit('opening')
    roles[twin] = roles[v]
    twins.set(v, twin)
  }
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = triangles.slice(t, t + 3)
    if (!corners.some((v) => twins.has(v))) continue
    const [x, y] = [0, 1].map((k) => corners.reduce((sum, v) => sum + (k ? place(v).y : place(v).x), 0) / 3)
    if (x < xAt(at, y)) continue
    for (let k = 0; k < 3; k++) triangles[t + k] = twins.get(corners[k]) ?? corners[k]
  }
  return [[...line], [...twins.values()]]
}

/**
 * Cuts and sews an outline with triangles of about `spacing` pixels. The front trunk is cut in two along `opening`, a line from
 * its neck down to its hem.
 */
export function sew(outline: Outline, spacing: number, opening: readonly Point[] = []): Sewn {
  const places: number[] = []
  const sheet: number[] = []
  const part: number[] = []
  const roles: number[] = []
  const vertex = (p: Point, side: number, of: number): number => {
    places.push(p.x, p.y)
    sheet.push(side)
    part.push(of)
    roles.push(0)
    return sheet.length - 1
  }
  const partOfEdge = (name: string): number =>
    Math.max(
      0,
      PARTS.indexOf(outline.panels.find((p) => p.ring.some((e) => e.edge === name))?.part ?? 'trunk'),
    )

  const edges = [...outline.edges.values()]
  const sewn = new Set(edges.filter((e) => e.kind === 'seam').flatMap((e) => [e.from, e.to]))
  const corners = new Map<string, number>()
  const corner = (name: string, side: number, of: number): number => {
    const key = sewn.has(name) ? name : `${name}/${side}`
    const known = corners.get(key)
    if (known !== undefined) return known
    const made = vertex(outline.corners.get(name)!, sewn.has(name) ? BOTH : side, of)
    corners.set(key, made)
    return made
  }
  const chains = new Map<string, [number[], number[]]>()
  for (const edge of edges) {
    const of = partOfEdge(edge.name)
    const chain: [number[], number[]] = [[], []]
    for (const side of [FRONT, BACK]) {
      const line = side === BACK && edge.back ? edge.back : edge.line
      const inner =
        side === BACK && edge.kind === 'seam'
          ? chain[FRONT].slice(1, -1)
          : resample(line, 0.85 * spacing, edge.role === 'shoulder' ? 1 : 2)
              .slice(1, -1)
              .map((p) => vertex(p, edge.kind === 'seam' ? BOTH : side, of))
      chain[side] = [corner(edge.from, side, of), ...inner, corner(edge.to, side, of)]
      for (const v of chain[side]) roles[v] |= roleBit(edge.role)
    }
    chains.set(edge.name, chain)
  }

  const place = (v: number): Point => ({ x: places[2 * v], y: places[2 * v + 1] })
  const nearestOf = (name: string, to: Point): number => {
    const chain = chains.get(name)![FRONT].slice(1, -1)
    return chain[nearest(chain.map(place), to)]
  }
  const ringOf = (panel: Panel, side: number): number[] =>
    panel.ring.flatMap(({ edge, reversed }) => {
      const ids = chains.get(edge)![side]
      return (reversed ? ids.toReversed() : ids).slice(0, -1)
    })
  const cutLine: number[] = []
  const trunk = outline.panels.find(({ part: of }) => of === 'trunk')
  if (opening.length > 1 && trunk) {
    const ring = ringOf(trunk, FRONT).map(place)
    const inside = resample(opening, 0.85 * spacing, 2).filter((p) => contains(ring, p.x, p.y))
    // A front's edge is seen to run along the neck before it leaves it: the cut begins where it leaves.
    const neck = chains.get('neck')![FRONT].map(place)
    const line = inside.slice(1 + inside.findLastIndex((p) => distanceToLine(neck, p.x, p.y) < 2 * spacing))
    if (line.length > 1) {
      const [top, bottom] = [nearestOf('neck', line[0]), nearestOf('hemRight', line.at(-1)!)]
      const whole = smoothLine([place(top), ...line, place(bottom)], 3)
      const inner = resample(whole, 0.85 * spacing, 2).slice(1, -1)
      cutLine.push(top, ...inner.map((p) => vertex(p, FRONT, 0)), bottom)
    }
  }

  const triangles: [number[], number[]] = [[], []]
  for (const panel of outline.panels)
    for (const side of [FRONT, BACK]) {
      const ring = ringOf(panel, side)
      const within = panel.part === 'trunk' && side === FRONT ? cutLine.slice(1, -1) : []
      const filling = fill(ring.map(place), spacing, within.map(place))
      const given = [...ring, ...within]
      const ids = filling.points.map((p, i) => given[i] ?? vertex(p, side, PARTS.indexOf(panel.part)))
      for (let t = 0; t < filling.triangles.length; t += 3) {
        const [a, b, c] = filling.triangles.slice(t, t + 3).map((i) => ids[i])
        if (side === FRONT) triangles[FRONT].push(a, c, b)
        else triangles[BACK].push(a, b, c)
      }
    }
  const slit = cutLine.length > 0 ? cutAlong(cutLine, triangles[FRONT], place, vertex, roles) : NO_SLIT
  return {
    count: sheet.length,
    places: Float32Array.from(places),
    sheet: Uint8Array.from(sheet),
    part: Uint8Array.from(part),
    roles: Uint16Array.from(roles),
    triangles: [Uint32Array.from(triangles[FRONT]), Uint32Array.from(triangles[BACK])],
    chains,
    edges: outline.edges,
    slit,
  }
}
