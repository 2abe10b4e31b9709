// Prints and woven patterns: what colour the cloth has at a place, in centimetres along its grain.

import type { Print } from './cloth.ts'
import { type Light, lightOf, mix } from './colour.ts'
import { clamp } from './coverage.ts'
import { letteringAt } from './lettering.ts'
import { noiseFrom, randomFrom } from './noise.ts'

export const PRINTS = ['stripes', 'checks', 'flowers', 'arches', 'dots', 'lettering', 'squares'] as const
export type PrintKind = (typeof PRINTS)[number]

/** A pattern and its colours; what each colour is used for depends on the pattern, missing ones repeat the first. */
export interface PrintSpec {
  readonly kind: PrintKind
  readonly colours: readonly [string, ...string[]]
}

/** `ground` is the colour of the cloth, `chest` where a placed print (lettering) has its middle, in centimetres. */
export function printOf(spec: PrintSpec, ground: Light, chest: { x: number; y: number }): Print {
  const inks = spec.colours.map(lightOf)
  const ink = (n: number) => inks[n] ?? inks[0]
  const prints: Record<PrintKind, () => Print> = {
    stripes: () => stripes(ground, ink(0)),
    checks: () => checks(ground, ink(0), ink(1)),
    flowers: () => flowers(ground, ink(0), ink(1), ink(2)),
    arches: () => arches(ground, inks),
    dots: () => dots(ground, ink(0)),
    squares: () => squares(ground, ink(0)),
    lettering: () => (u, v) => {
      const covered = letteringAt(u - chest.x, v - chest.y)
      return covered > 0 ? mix(ground, ink(0), covered * 0.96) : null
    },
  }
  return prints[spec.kind]()
}

/** A soft step over about 0.06 cm, so that edges of ink are neither jagged nor blurred. */
function inkEdge(inside: number): number {
  return clamp(inside / 0.06 + 0.5, 0, 1)
}

/** Breton: narrow lines on a wider ground. */
function stripes(ground: Light, ink: Light): Print {
  return (_u, v) => {
    const at = ((v % 2.6) + 2.6) % 2.6
    return mix(ground, ink, inkEdge(0.48 - Math.abs(at - 1.3)))
  }
}

/** A board of squares, 3 cm wide. */
function squares(ground: Light, ink: Light): Print {
  return (u, v) => {
    const [x, y] = [u, v].map((t) => inkEdge(0.75 - Math.abs((((t % 6) + 6) % 6) / 2 - 1.5)))
    return mix(ground, ink, x * y + (1 - x) * (1 - y))
  }
}

/** A band of ink, `half` its half width, every `period`. */
function band(t: number, period: number, half: number, at: number): number {
  const w = (((t - at) % period) + period) % period
  return inkEdge(half - Math.abs(w - period / 2))
}

/** A soft tartan: two bands each way, darker where they cross, and a fine line between them. */
function checks(ground: Light, ink: Light, line: Light): Print {
  return (u, v) => {
    const broad = band(u, 6, 1.15, 0) * 0.5 + band(v, 6, 1.15, 0) * 0.5
    const narrow = Math.max(band(u, 6, 0.16, 3), band(v, 6, 0.16, 3)) * 0.75
    // Yarn-dyed: in each crossing half of the threads are of either colour, in a twill.
    const thread = 0.9 + 0.1 * Math.sin((u + v) * 2 * Math.PI * 5)
    return mix(mix(ground, ink, broad * thread * 0.92), line, narrow * thread)
  }
}

interface Flower {
  readonly u: number
  readonly v: number
  readonly size: number
  readonly turn: number
  readonly petals: number
  readonly second: boolean
}

/** Scattered five- and six-petalled flowers with leaves, repeating every 24 cm, none touching another. */
function flowers(ground: Light, petal: Light, heart: Light, leaf: Light): Print {
  const repeat = 24
  const random = randomFrom(7)
  const wobble = noiseFrom(8)
  const all: Flower[] = []
  for (let tries = 0; tries < 900 && all.length < 70; tries += 1) {
    const size = 0.62 + random() * 0.75
    const flower = {
      u: random() * repeat,
      v: random() * repeat,
      size,
      turn: random() * 6.3,
      petals: random() < 0.6 ? 5 : 6,
      second: random() < 0.35,
    }
    if (all.every((other) => awayIn(repeat, other, flower) > other.size + size + 0.75)) all.push(flower)
  }
  const cells = cellsOf(all, repeat)
  const pale = mix(petal, ground, 0.45)
  return (u0, v0) => {
    const u = u0 + wobble(u0 * 1.4, v0 * 1.4) * 0.07
    const v = v0 + wobble(u0 * 1.4 + 40, v0 * 1.4) * 0.07
    let colour: Light | null = null
    for (const flower of cells(u, v)) {
      const x = wrap(u - flower.u, repeat)
      const y = wrap(v - flower.v, repeat)
      const away = Math.hypot(x, y) / flower.size
      if (away > 1.75) continue
      const angle = Math.atan2(y, x) + flower.turn
      const leafed = leafAt(away, angle)
      if (leafed > 0) colour = mix(colour ?? ground, leaf, inkEdge(leafed * flower.size))
      const beat = Math.abs(Math.cos((angle * flower.petals) / 2))
      const rim = 0.52 + 0.44 * beat ** 0.55
      const inside = inkEdge((rim - away) * flower.size)
      if (inside > 0) {
        const veined = mix(
          flower.second ? pale : petal,
          ground,
          clamp(0.3 - away * 0.42, 0, 1) + 0.1 * (1 - beat),
        )
        colour = mix(colour ?? ground, veined, inside)
      }
      colour = heartAt(colour, heart, away, flower.size)
    }
    return colour
  }
}

function heartAt(colour: Light | null, heart: Light, away: number, size: number): Light | null {
  const inside = inkEdge((0.24 - away) * size)
  return colour && inside > 0 ? mix(colour, heart, inside) : colour
}

/** Two leaves opposite each other. */
function leafAt(away: number, angle: number): number {
  const a = Math.abs(wrap(angle - 0.6, 2.7)) * away
  return 0.19 * Math.sin(clamp((away - 0.75) / 0.95, 0, 1) * Math.PI) - a
}

/** Rows of rainbow arches, every other row moved by half: a calm mid-century pattern. */
function arches(ground: Light, inks: readonly Light[]): Print {
  const width = 5.2
  const height = 3.3
  return (u, v) => {
    const row = Math.floor(v / height)
    const shift = row % 2 === 0 ? 0 : width / 2
    const x = wrap(u - shift, width)
    const y = (row + 1) * height - v
    const away = Math.hypot(x, y)
    const ring = Math.floor(away / 0.62)
    if (ring > 3 || ring === 0) return ground
    const within = inkEdge(0.23 - Math.abs(away - (ring + 0.5) * 0.62)) * inkEdge(y - 0.25)
    return mix(ground, inks[(ring - 1) % inks.length], within)
  }
}

function dots(ground: Light, ink: Light): Print {
  return (u, v) => {
    const row = Math.round(v / 1.5)
    const x = wrap(u - (row % 2 === 0 ? 0 : 0.85), 1.7)
    return mix(ground, ink, inkEdge(0.3 - Math.hypot(x, v - row * 1.5)))
  }
}

/** The nearest repeat of an offset, from -period/2 to period/2. */
function wrap(offset: number, period: number): number {
  return offset - Math.round(offset / period) * period
}

function awayIn(repeat: number, a: { u: number; v: number }, b: { u: number; v: number }): number {
  return Math.hypot(wrap(a.u - b.u, repeat), wrap(a.v - b.v, repeat))
}

/** Finds the flowers near a place without asking every flower: lists by cells of 2 cm. */
function cellsOf(all: readonly Flower[], repeat: number): (u: number, v: number) => readonly Flower[] {
  const count = repeat / 2
  const lists: Flower[][] = Array.from({ length: count * count }, (_, i) => {
    const middle = { u: (i % count) * 2 + 1, v: Math.floor(i / count) * 2 + 1 }
    return all.filter((flower) => awayIn(repeat, flower, middle) < flower.size * 1.75 + 1.6)
  })
  const cell = (t: number) => Math.floor((((t % repeat) + repeat) % repeat) / 2) % count
  return (u, v) => lists[cell(v) * count + cell(u)]
}
