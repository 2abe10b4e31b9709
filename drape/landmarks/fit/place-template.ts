// Puts a template where its parameters say, in the pixels of a fit target.

import { buildSkirt, buildTrousers } from './build-waist.ts'
import { buildUpper } from './build-upper.ts'
import type { LandmarkName } from '../../garment.ts'
import type { Drawing, Placed } from './drawing.ts'
import type { Family } from './families.ts'

/** Parameters before those of the family: centre x and y in pixels, log of the unit in pixels, rotation in radians. */
export const POSE = 4

/** The template of a family in the unit of its parameters; these start at `offset` of the values. */
export function buildTemplate(family: Family, values: readonly number[], offset: number): Drawing {
  const read = (name: string): number => values[offset + family.index[name]]
  if (family.cut === 'trousers') return buildTrousers(read)
  if (family.cut === 'skirt') return buildSkirt(read)
  return buildUpper(family, read)
}

/** The template moved, turned and scaled by the pose in front of the values. */
export function placeTemplate(family: Family, values: readonly number[]): Placed {
  const drawing = buildTemplate(family, values, POSE)
  const marks: Drawing['marks'] = {}
  for (const name in drawing.marks) {
    const [x, y] = place(drawing.marks[name as keyof Drawing['marks']]!, values)
    marks[name as keyof Drawing['marks']] = [x, y]
  }
  return {
    parts: drawing.parts.map(({ xy, edges }) => ({ xy: place(xy, values), edges })),
    marks,
    seams: drawing.seams.map((line) => place(line, values)),
  }
}

/** The parts alone with the landmarks of the given names, for what asks only for the silhouette. */
export function placeParts(
  family: Family,
  values: readonly number[],
  names: readonly LandmarkName[],
): Pick<Placed, 'parts' | 'marks'> {
  const drawing = buildTemplate(family, values, POSE)
  const marks: Drawing['marks'] = {}
  for (const name of names) {
    const mark = drawing.marks[name]
    if (!mark) continue
    const [x, y] = place(mark, values)
    marks[name] = [x, y]
  }
  return { parts: drawing.parts.map(({ xy, edges }) => ({ xy: place(xy, values), edges })), marks }
}

function place(line: readonly number[], values: readonly number[]): Float64Array {
  const [x, y, logUnit, turn] = values
  const cos = Math.cos(turn) * Math.exp(logUnit)
  const sin = Math.sin(turn) * Math.exp(logUnit)
  const out = new Float64Array(line.length)
  for (let i = 0; i < line.length; i += 2) {
    out[i] = x + cos * line[i] - sin * line[i + 1]
    out[i + 1] = y + sin * line[i] + cos * line[i + 1]
  }
  return out
}
