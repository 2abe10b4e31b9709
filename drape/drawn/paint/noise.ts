// Seeded value noise: the irregularity of cloth and paper, the same on every machine.

const SIZE = 256

/** Smooth noise in about -1..1 over the plane; features are about one unit wide. */
export type Noise = (x: number, y: number) => number

/** A stream of numbers 0..1 from a whole-number seed (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Value noise with quintic interpolation, repeating every 256 units. */
export function noiseFrom(seed: number): Noise {
  const random = randomFrom(seed)
  const lattice = Float32Array.from({ length: SIZE * SIZE }, () => random() * 2 - 1)
  return (x, y) => {
    const xFloor = Math.floor(x)
    const yFloor = Math.floor(y)
    const u = fade(x - xFloor)
    const v = fade(y - yFloor)
    const x0 = xFloor & 255
    const x1 = (xFloor + 1) & 255
    const y0 = (yFloor & 255) << 8
    const y1 = ((yFloor + 1) & 255) << 8
    const top = lattice[y0 | x0] + (lattice[y0 | x1] - lattice[y0 | x0]) * u
    const bottom = lattice[y1 | x0] + (lattice[y1 | x1] - lattice[y1 | x0]) * u
    return top + (bottom - top) * v
  }
}

/** Octaves of noise, each half as wide and half as strong; about -1..1. */
export function layered(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0
  let weight = 0.5
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += noise(x + octave * 17.3, y + octave * 9.1) * weight
    x *= 2
    y *= 2
    weight *= 0.5
  }
  return sum * 1.4
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}
