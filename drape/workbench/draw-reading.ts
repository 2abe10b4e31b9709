// Shows what was read from a photo: its outline with the landmarks on it, and the cut-out on a checked ground.
import type { Cutout, Picture, Point } from '../garment.ts'
import type { Face } from '../texture/face.ts'

/** By the beginning of the landmark's name. */
const COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
  neck: [230, 0, 200],
  shoulder: [240, 190, 0],
  pit: [230, 20, 20],
  cuff: [0, 150, 230],
  waist: [240, 120, 0],
  hem: [0, 160, 60],
  fork: [120, 0, 230],
}

function dot(picture: Picture, at: Point, radius: number, colour: readonly [number, number, number]): void {
  const { width, height, data } = picture
  for (let y = Math.max(0, Math.ceil(at.y - radius)); y <= Math.min(height - 1, at.y + radius); y++)
    for (let x = Math.max(0, Math.ceil(at.x - radius)); x <= Math.min(width - 1, at.x + radius); x++)
      if ((x - at.x) ** 2 + (y - at.y) ** 2 <= radius * radius) data.set(colour, 4 * (y * width + x))
}

/** The two pictures, as large as the cut-out. */
export function drawReading(cutout: Cutout, { marks, neckline }: Face): Picture[] {
  const { width, height, rgb, alpha } = cutout
  const size = Math.max(width, height)
  const read: Picture = { width, height, data: new Uint8ClampedArray(width * height * 4) }
  const cut: Picture = { width, height, data: new Uint8ClampedArray(width * height * 4) }
  for (let i = 0; i < width * height; i++) {
    const ground = ((Math.floor(i / width) >> 4) + ((i % width) >> 4)) & 1 ? 120 : 170
    for (let c = 0; c < 3; c++) {
      read.data[4 * i + c] = rgb[3 * i + c]
      cut.data[4 * i + c] = rgb[3 * i + c] * alpha[i] + ground * (1 - alpha[i])
    }
    read.data[4 * i + 3] = cut.data[4 * i + 3] = 255
  }
  for (const p of marks.contour) dot(read, p, size / 600, [0, 200, 220])
  for (const p of neckline?.front ?? []) dot(read, p, size / 500, [230, 0, 200])
  for (const p of neckline?.back ?? []) dot(read, p, size / 700, [120, 120, 255])
  for (const p of marks.opening ?? []) dot(read, p, size / 400, [255, 60, 60])
  for (const [name, p] of Object.entries(marks.points)) {
    const colour = Object.entries(COLOURS).find(([begins]) => name.startsWith(begins))?.[1]
    dot(read, p, size / 75, [255, 255, 255])
    dot(read, p, size / 100, colour ?? [0, 0, 0])
  }
  return [read, cut]
}
