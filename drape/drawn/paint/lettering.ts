// The word MAEPSI as it is printed on the sample tee: letters of one even stroke.

import { clamp } from './coverage.ts'

/** Height and stroke of the letters in centimetres. */
const CAP = 5
const STROKE = 0.92
const GAP = 1.15

type Stroke = readonly (readonly [x: number, y: number])[]

/** In units of the cap height, y up from the base line. */
const LETTERS: Record<string, { width: number; strokes: readonly Stroke[] }> = {
  M: {
    width: 0.9,
    strokes: [
      [
        [0, 0],
        [0, 1],
        [0.45, 0.28],
        [0.9, 1],
        [0.9, 0],
      ],
    ],
  },
  A: {
    width: 0.84,
    strokes: [
      [
        [0, 0],
        [0.42, 1],
        [0.84, 0],
      ],
      [
        [0.16, 0.34],
        [0.68, 0.34],
      ],
    ],
  },
  E: {
    width: 0.56,
    strokes: [
      [
        [0.56, 1],
        [0, 1],
        [0, 0],
        [0.56, 0],
      ],
      [
        [0, 0.51],
        [0.5, 0.51],
      ],
    ],
  },
  P: { width: 0.58, strokes: [[[0, 0], [0, 1], [0.3, 1], ...bow(0.3, 0.73, 0.27, 90, -90), [0, 0.46]]] },
  S: { width: 0.58, strokes: [[...bow(0.29, 0.745, 0.255, 35, 270), ...bow(0.29, 0.245, 0.245, 90, -145)]] },
  I: {
    width: 0,
    strokes: [
      [
        [0, 0],
        [0, 1],
      ],
    ],
  },
}

const WORD = layOut('MAEPSI')

/** 0..1: how much ink lies at a place, in centimetres from the middle of the word, y down. */
export function letteringAt(x: number, y: number): number {
  if (Math.abs(x) > WORD.width / 2 + 1 || Math.abs(y) > CAP / 2 + 1) return 0
  let away = Infinity
  for (const [ax, ay, bx, by] of WORD.segments) {
    const dx = bx - ax
    const dy = by - ay
    const t = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1)
    away = Math.min(away, Math.hypot(x - ax - dx * t, y - ay - dy * t))
  }
  return clamp((STROKE / 2 - away) / 0.06 + 0.5, 0, 1)
}

function layOut(word: string): {
  width: number
  segments: readonly (readonly [number, number, number, number])[]
} {
  const segments: [number, number, number, number][] = []
  let at = 0
  for (const character of word) {
    const letter = LETTERS[character]
    for (const stroke of letter.strokes) {
      for (let i = 0; i + 1 < stroke.length; i += 1) {
        const [ax, ay] = stroke[i]
        const [bx, by] = stroke[i + 1]
        if (Math.hypot(bx - ax, by - ay) < 1e-6) continue
        segments.push([at + ax * CAP, CAP / 2 - ay * CAP, at + bx * CAP, CAP / 2 - by * CAP])
      }
    }
    at += letter.width * CAP + STROKE + GAP
  }
  const width = at - STROKE - GAP
  return { width, segments: segments.map(([ax, ay, bx, by]) => [ax - width / 2, ay, bx - width / 2, by]) }
}

/** A piece of a circle, degrees counter-clockwise from the right, in steps of at most 12. */
function bow(cx: number, cy: number, radius: number, from: number, to: number): [number, number][] {
  const steps = Math.ceil(Math.abs(to - from) / 12)
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180
    return [cx + Math.cos(angle) * radius, cy + Math.sin(angle) * radius]
  })
}
