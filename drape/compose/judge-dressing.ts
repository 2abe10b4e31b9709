// Judges a garment once it hangs on the body: does it still look like its photo, or has the cloth gone astray?
import type { Body } from '../body/body.ts'
import { compareOutlines, shadowOf, silhouetteOn } from '../lay-on/compare-outline.ts'
import { ramp } from '../pattern/polyline.ts'
import type { Garment } from '../texture/face.ts'
import type { Worn } from '../texture/worn.ts'

/**
 * From where to where an outline is more ragged than its photo's than it may be, and cloth of the front looks backwards,
 * as a share of it. Of 45 dressed photos that were looked at, the worst had 1.38 and 0.09 and were no monsters: both begin
 * about there, and what lies beyond has not been seen yet.
 */
const RAGGED = [1.3, 2] as const
const TURNED = [0.03, 0.2] as const

/** Landmarks less sure than this are as good as unknown. */
const LOST = 0.12

/**
 * Sureness below which a garment is laid on the body instead, alone or over others: a sheet laid on other clothes covers
 * them less well.
 */
export const ASTRAY = 0.42
export const ASTRAY_OVER = 0.15

/** Share of a sheet's area whose outer face looks away from where it should: it has folded over. */
function turnedShare({ front, frontUv }: Worn): number {
  const { positions: p, triangles } = front
  let [turned, all] = [0, 0]
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t], triangles[t + 1], triangles[t + 2]]
    const area = Math.abs(
      (frontUv[2 * b] - frontUv[2 * a]) * (frontUv[2 * c + 1] - frontUv[2 * a + 1]) -
        (frontUv[2 * c] - frontUv[2 * a]) * (frontUv[2 * b + 1] - frontUv[2 * a + 1]),
    )
    const [ux, uy, uz] = [0, 1, 2].map((k) => p[3 * b + k] - p[3 * a + k])
    const [vx, vy, vz] = [0, 1, 2].map((k) => p[3 * c + k] - p[3 * a + k])
    const away = ux * vy - uy * vx
    all += area
    if (away < -0.25 * Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, away)) turned += area
  }
  return all ? turned / all : 0
}

/** 0..1: how sure it is that `worn` looks as `garment`'s photo promises. A garment that hangs open is judged by its cloth. */
export function judgeDressing(worn: Worn, garment: Garment, body: Body, open: boolean): number {
  let sure = 1 - ramp(TURNED[0], TURNED[1], turnedShare(worn))
  if (!open) {
    const { ragged } = compareOutlines(shadowOf([worn.front, worn.back]), silhouetteOn(garment, body))
    sure *= 1 - ramp(RAGGED[0], RAGGED[1], ragged)
  }
  return garment.front.marks.confidence < LOST ? Math.min(sure, garment.front.marks.confidence) : sure
}
