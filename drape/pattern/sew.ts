// Cuts the panels twice, front and back, fills them with triangles and sews them together at their seams.
import type { Point } from '../garment.ts'
import { PARTS, ROLES } from './outline.ts'
import type { Edge, Outline, Role } from './outline.ts'
import { resample } from './polyline.ts'
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
}

export const roleBit = (role: Role): number => 1 << ROLES.indexOf(role)

/** Cuts and sews an outline with triangles of about `spacing` pixels. */
export function sew(outline: Outline, spacing: number): Sewn {
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

  const triangles: [number[], number[]] = [[], []]
  for (const panel of outline.panels)
    for (const side of [FRONT, BACK]) {
      const ring = panel.ring.flatMap(({ edge, reversed }) => {
        const ids = chains.get(edge)![side]
        return (reversed ? ids.toReversed() : ids).slice(0, -1)
      })
      const filling = fill(
        ring.map((v) => ({ x: places[2 * v], y: places[2 * v + 1] })),
        spacing,
      )
      const ids = filling.points.map((p, i) => ring[i] ?? vertex(p, side, PARTS.indexOf(panel.part)))
      for (let t = 0; t < filling.triangles.length; t += 3) {
        const [a, b, c] = filling.triangles.slice(t, t + 3).map((i) => ids[i])
        if (side === FRONT) triangles[FRONT].push(a, c, b)
        else triangles[BACK].push(a, b, c)
      }
    }
  return {
    count: sheet.length,
    places: Float32Array.from(places),
    sheet: Uint8Array.from(sheet),
    part: Uint8Array.from(part),
    roles: Uint16Array.from(roles),
    triangles: [Uint32Array.from(triangles[FRONT]), Uint32Array.from(triangles[BACK])],
    chains,
    edges: outline.edges,
  }
}
