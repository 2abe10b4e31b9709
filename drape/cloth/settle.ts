// Lets a cloth come to rest on a body: position-based, gravity small, pushed out of what it lies on.
import { readGrid } from '../body/distance-grid.ts'
import type { DistanceGrid } from '../body/distance-grid.ts'
import { keepBeside } from '../body/beside-arms.ts'
import type { BesideArms } from '../body/beside-arms.ts'
import type { Springs } from './springs.ts'

/** What is settled. Lengths in cm; three floats a vertex. */
export interface Hanging {
  readonly seed: Float32Array
  /** 0 free, 1 pinned, 2 held at its height. */
  readonly hold: Uint8Array
  /** 1 where the vertex keeps out of `limbs`, else out of `trunk`. */
  readonly limb: Uint8Array
  /** The unit direction, three numbers a vertex, along which it is drawn softly back to its start; 0, 0, 0 for none. */
  readonly pull: Float32Array
  readonly trunk: DistanceGrid
  readonly limbs: DistanceGrid
  readonly springs: Springs
  /** Sign of the side a leg's vertex stays on below `apartBelow`; 0 anywhere. */
  readonly side: Int8Array
  readonly apartBelow: number
  /** Above this height the trunk's cloth lies on the arms too: a shoulder seam that drops goes round them. */
  readonly aroundAbove: number
  /** Keeps the trunk's cloth inside of the arms and the sleeves' outside of the trunk; null for what has no sleeves to keep. */
  readonly beside: BesideArms | null
  /** Above this height trunk and sleeves are one, and nothing is kept apart. */
  readonly besideBelow: number
}

/** More rounds move no garment tried by more than a millimetre on average. */
const ROUNDS = 160
const GRAVITY = 0.007
const FASTEST = 0.8
/** cm between cloth and body; sleeves and legs keep a little more. */
export const GAP = 0.45
export const LIMB_GAP = 0.65
const FRICTION = 0.55
/** Share of the way that a vertex is drawn back a round. */
const PULL = 0.05

/** Threads with the squares of their longest and shortest rest lengths, so that a slack one costs no root. */
interface Threads extends Springs {
  readonly longest: Float32Array
  readonly shortest: Float32Array
}

function stretchAll(positions: Float32Array, threads: Threads, hold: Uint8Array, backwards: boolean): void {
  const { from, to, rest, least, stretch, press, longest, shortest } = threads
  const n = from.length
  for (let i = 0; i < n; i++) {
    const s = backwards ? n - 1 - i : i
    const a = 3 * from[s]
    const b = 3 * to[s]
    const dx = positions[b] - positions[a]
    const dy = positions[b + 1] - positions[a + 1]
    const dz = positions[b + 2] - positions[a + 2]
    const square = dx * dx + dy * dy + dz * dz
    const long = square > longest[s]
    if (!long && square >= shortest[s]) continue
    const firm = long ? stretch[s] : press[s]
    if (firm === 0) continue
    const wa = hold[from[s]] === 1 ? 0 : 1
    const wb = hold[to[s]] === 1 ? 0 : 1
    if (wa + wb === 0) continue
    const d = Math.sqrt(square) + 1e-6
    const move = (firm * (d - (long ? rest[s] : least[s]))) / d / (wa + wb)
    positions[a] += dx * move * wa
    positions[a + 1] += dy * move * wa
    positions[a + 2] += dz * move * wa
    positions[b] -= dx * move * wb
    positions[b + 1] -= dy * move * wb
    positions[b + 2] -= dz * move * wb
  }
}

const felt = new Float64Array(4)

/** Pushes a vertex out to `gap` cm; true when it touched. The outward direction is left in `felt`. */
export function pushOut(
  positions: Float32Array,
  k: number,
  grid: DistanceGrid,
  gap: number,
  most: number,
): boolean {
  readGrid(grid, positions[k], positions[k + 1], positions[k + 2], felt)
  const depth = felt[0] - gap
  if (depth >= 0) return false
  const length = Math.sqrt(felt[1] * felt[1] + felt[2] * felt[2] + felt[3] * felt[3]) || 1
  const move = Math.min(-depth, most)
  for (let c = 0; c < 3; c++) {
    felt[c + 1] /= length
    positions[k + c] += felt[c + 1] * move
  }
  return true
}

/** Settles a cloth and gives its resting positions. `onRound` hears the share done now and then. */
export function settle(hanging: Hanging, onRound?: (share: number) => void): Float32Array {
  const { seed, hold, limb, pull, side, beside } = hanging
  const positions = seed.slice()
  const before = seed.slice()
  const count = hold.length
  const { springs } = hanging
  const threads = {
    ...springs,
    longest: springs.rest.map((d) => d * d),
    shortest: springs.least.map((d) => d * d),
  }
  for (let round = 0; round < ROUNDS; round++) {
    const damping = round < ROUNDS * 0.6 ? 0.86 : 0.6
    const ease = Math.min(1, 0.35 + (round / ROUNDS) * 1.4)
    for (let v = 0; v < count; v++) {
      if (hold[v] === 1) continue
      for (let c = 0; c < 3; c++) {
        const k = 3 * v + c
        const p = positions[k]
        let speed = p - before[k]
        speed = speed > FASTEST ? FASTEST : speed < -FASTEST ? -FASTEST : speed
        positions[k] = p + speed * damping - (c === 1 ? GRAVITY : 0)
        before[k] = p
      }
    }
    stretchAll(positions, threads, hold, (round & 1) === 1)
    for (let v = 0; v < count; v++) {
      const k = 3 * v
      if (hold[v] === 2) positions[k + 1] = seed[k + 1]
      else if (hold[v] !== 1) {
        const [x, y, z] = [pull[k], pull[k + 1], pull[k + 2]]
        const off =
          x * (seed[k] - positions[k]) +
          y * (seed[k + 1] - positions[k + 1]) +
          z * (seed[k + 2] - positions[k + 2])
        positions[k] += off * PULL * x
        positions[k + 1] += off * PULL * y
        positions[k + 2] += off * PULL * z
      }
      if (side[v] && positions[k + 1] < hanging.apartBelow && positions[k] * side[v] < 0.3)
        positions[k] = 0.3 * side[v]
      if (hold[v] === 1) continue
      if (beside && positions[k + 1] < hanging.besideBelow) keepBeside(positions, k, limb[v] === 1, beside)
      const around = limb[v] === 1 || positions[k + 1] > hanging.aroundAbove
      const grid = around ? hanging.limbs : hanging.trunk
      if (!pushOut(positions, k, grid, (limb[v] ? LIMB_GAP : GAP) * ease, 1.6)) continue
      const vx = positions[k] - before[k]
      const vy = positions[k + 1] - before[k + 1]
      const vz = positions[k + 2] - before[k + 2]
      const out = vx * felt[1] + vy * felt[2] + vz * felt[3]
      positions[k] -= (vx - out * felt[1]) * FRICTION
      positions[k + 1] -= (vy - out * felt[2]) * FRICTION
      positions[k + 2] -= (vz - out * felt[3]) * FRICTION
    }
    if (round % 24 === 0) onRound?.(round / ROUNDS)
  }
  return positions
}
