// A relaxed hand hanging at the side: palm, four fingers close together, thumb to the front.
import type { Figure } from './figure.ts'
import { curve, ellipsoid, smoothMin, tube } from './shapes.ts'
import type { Distance, Row } from './shapes.ts'

/** Across the palm, length and radius of each finger, in cm of a hand 18 cm long. */
const FINGERS: readonly Row[] = [
  [2.1, 6.5, 0.78],
  [0.72, 7.4, 0.82],
  [-0.68, 7.0, 0.8],
  [-1.95, 5.5, 0.7],
]

const cross = (a: Row, b: Row): number[] => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
const unit = (a: Row): number[] => {
  const length = Math.hypot(...a)
  return a.map((v) => v / length)
}

/** Distance to the figure's right-hand-side hand. */
export function handDistance(figure: Figure): Distance {
  const { wrist, size } = figure.hand
  const along = unit(figure.hand.direction)
  const front = [0.3, 0, 0.95]
  const tilt = front[0] * along[0] + front[2] * along[2]
  const across = unit(front.map((v, k) => v - tilt * along[k]))
  const normal = cross(along, across)
  const inward = normal[0] > 0 ? -1 : 1
  const place = (u: number, v: number, n: number): number[] =>
    [0, 1, 2].map((k) => wrist[k] + size * (u * along[k] + v * across[k] + n * inward * normal[k]))

  const fingers = FINGERS.map(([v = 0, length = 7, r = 0.8]) =>
    tube(
      curve(
        [
          [...place(7.4, v * 0.98, 0), r * size],
          [...place(7.4 + length * 0.5, v * 0.96, 0.25), r * 0.95 * size],
          [...place(7.4 + length, v * 0.82, 1.15), r * 0.66 * size],
        ],
        4,
      ),
    ),
  )
  const thumb = tube(
    curve(
      [
        [...place(2.0, 1.7, 0.4), 1.25 * size],
        [...place(5.0, 3.0, 1.0), 0.95 * size],
        [...place(8.6, 3.1, 1.7), 0.66 * size],
      ],
      4,
    ),
  )
  const palm = ellipsoid([4.4, 0.05, 0], [5.4, 2.9, 1.4])
  return (x, y, z) => {
    const px = x - wrist[0]
    const py = y - wrist[1]
    const pz = z - wrist[2]
    const u = (px * along[0] + py * along[1] + pz * along[2]) / size
    const v = (px * across[0] + py * across[1] + pz * across[2]) / size
    const n = (px * normal[0] + py * normal[1] + pz * normal[2]) / size
    let digits = 1e9
    for (const finger of fingers) digits = smoothMin(digits, finger(x, y, z), 0.5)
    const hand = smoothMin(size * palm(u, v, n), digits, 1.3)
    return smoothMin(hand, thumb(x, y, z), 1.5)
  }
}
