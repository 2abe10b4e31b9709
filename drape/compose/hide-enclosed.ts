// Takes away the arms in sleeves and the legs in trousers, so that no skin ever shows through a gap or a fold of them.
import type { Body } from '../body/body.ts'
import { distanceAt } from '../body/distance-grid.ts'
import type { Mesh } from '../body/mesh.ts'
import type { Worn } from '../texture/worn.ts'

/** cm of limb left in sight inside a cuff or a hem, and of arm left at the shoulder. */
const CUFF = 2.5
const SHOULDER = 6
/** cm from an arm's axis, more than its radius, within which skin is the arm's; and off the trunk. */
const ROUND = 2.5
const OFF_TRUNK = 0.4
const STEP = 1

/** How far along each arm (left, right) the nearest part of a sleeve's cuff is; 0 without a sleeve. */
function cuffs({ front, rim, sleeve }: Worn, body: Body): [number, number] {
  const { positions } = front
  return ([-1, 1] as const).map((side) => {
    let nearest = Infinity
    for (let v = 0; v < rim.length; v++)
      if (rim[v] && sleeve[v] && positions[3 * v] * side > 0) {
        const t = alongArm(body, side, positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]).t
        nearest = Math.min(nearest, t)
      }
    return nearest === Infinity ? 0 : nearest
  }) as [number, number]
}

/** The place of an arm's axis nearest to a point, and how far off its surface the point is. */
function alongArm(body: Body, side: -1 | 1, x: number, y: number, z: number): { t: number; off: number } {
  const { measures } = body
  let [best, t, off] = [Infinity, 0, 0]
  for (let at = 0; at <= measures.wristAt; at += STEP) {
    const arm = measures.armAt(side, at)
    const far = Math.hypot(x - arm.x, y - arm.y, z - arm.z)
    if (far < best) [best, t, off] = [far, at, far - arm.radius]
  }
  return { t, off }
}

/** Lowest and highest free edge of trousers or shorts: their hems and waist. */
function legSpan({ front, rim }: Worn): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let v = 0; v < rim.length; v++)
    if (rim[v]) {
      low = Math.min(low, front.positions[3 * v + 1])
      high = Math.max(high, front.positions[3 * v + 1])
    }
  let hem = low
  const middle = (low + high) / 2
  for (let v = 0; v < rim.length; v++)
    if (rim[v] && front.positions[3 * v + 1] < middle) hem = Math.max(hem, front.positions[3 * v + 1])
  return [hem, high]
}

/** `skin` without what sleeves enclose; and without what `legs` (trousers or shorts, where worn) do, below the fork. */
export function hideEnclosed(skin: Mesh, body: Body, worn: readonly Worn[], legs: Worn | null): Mesh {
  const ends = [0, 0]
  for (const one of worn)
    cuffs(one, body).forEach((end, i) => {
      ends[i] = Math.max(ends[i], end)
    })
  const [hem, waist] = legs ? legSpan(legs) : [0, 0]
  const top = Math.min(waist - 8, body.figure.marks.crotchY + 6)
  const { positions, triangles } = skin
  const hidden = new Uint8Array(positions.length / 3)
  for (const v of triangles) {
    if (hidden[v]) continue
    const [x, y, z] = [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]]
    const side = x < 0 ? -1 : 1
    const end = ends[side < 0 ? 0 : 1]
    const onTrunk = distanceAt(body.armless, x, y, z) < OFF_TRUNK
    if (legs && onTrunk && y > hem + CUFF && y < top) hidden[v] = 1
    else if (end > 0 && !onTrunk) {
      const { t, off } = alongArm(body, side, x, y, z)
      if (off < ROUND && t > SHOULDER && t < end - CUFF) hidden[v] = 1
    }
  }
  const kept: number[] = []
  for (let t = 0; t < triangles.length; t += 3)
    if (!(hidden[triangles[t]] && hidden[triangles[t + 1]] && hidden[triangles[t + 2]]))
      kept.push(triangles[t], triangles[t + 1], triangles[t + 2])
  return { ...skin, triangles: Uint32Array.from(kept) }
}
