// Paints a scene of cloth on a backdrop, as a photographer's flat lay from straight above.

import type { Picture, Point } from '../../garment.ts'
import { type Canvas, openCanvas } from './canvas.ts'
import { type Light, lightOf, mix, srgbByte } from './colour.ts'
import { blurred, clamp, emptyField } from './coverage.ts'
import { layered, noiseFrom } from './noise.ts'
import { paintButton, paintSeam, paintStitching } from './paint-marks.ts'
import { paintPanel } from './paint-panel.ts'
import type { Layer, Scene } from './scene.ts'

/** What lies under the garment; `transparent` leaves the garment alone on nothing. Any `#rrggbb` is a colour of paper. */
export type DrawnBackdrop = 'white' | 'grey' | 'beige' | 'transparent' | `#${string}` | TwoTones

/** Paper that goes from one colour to another across the picture. */
export interface TwoTones {
  readonly colours: readonly [string, string]
  /** Which way it goes: 0 from left to right, 90 from top to bottom, in degrees. */
  readonly turn: number
  /** Where the middle of the change is, 0..1 of the way, and how broad it is: 0 an edge, 1 all the way. */
  readonly at: number
  readonly blend: number
}

export interface Painting {
  readonly picture: Picture
  /** 1 where at least half the pixel is garment. */
  readonly mask: Uint8Array
  /** How much of each pixel is garment, 0..1. */
  readonly cover: Float32Array
  /** Centimetres of the scene to pixels of the picture. */
  readonly place: (point: Point) => Point
}

const PAPERS: Record<'white' | 'grey' | 'beige', string> = {
  white: '#f6f5f3',
  grey: '#cfd0d1',
  beige: '#e3d8c8',
}

const grain = noiseFrom(90)

export function paintScene(
  scene: Scene,
  width: number,
  height: number,
  backdrop: DrawnBackdrop,
  shadow: number,
): Painting {
  const canvas = canvasFor(scene, width, height)
  for (const layer of scene.layers) paintLayer(canvas, layer)
  const data = new Uint8ClampedArray(width * height * 4)
  const mask = Uint8Array.from(canvas.cover, (covered) => (covered >= 0.5 ? 1 : 0))
  if (backdrop === 'transparent') develop(canvas, data)
  else layOnPaper(canvas, data, paperOf(backdrop), shadow)
  return { picture: { width, height, data }, mask, cover: canvas.cover, place: canvas.place }
}

function paintLayer(canvas: Canvas, layer: Layer): void {
  if (layer.type === 'panel') paintPanel(canvas, layer)
  else if (layer.type === 'seam') paintSeam(canvas, layer)
  else if (layer.type === 'stitching') paintStitching(canvas, layer)
  else paintButton(canvas, layer)
}

/** The paper's colour at a place, each way 0..1 of the picture. */
function paperOf(backdrop: Exclude<DrawnBackdrop, 'transparent'>): (u: number, v: number) => Light {
  if (typeof backdrop === 'string') {
    const colour = lightOf(backdrop in PAPERS ? PAPERS[backdrop as keyof typeof PAPERS] : backdrop)
    return () => colour
  }
  const { turn, at, blend } = backdrop
  const [from, to] = backdrop.colours.map(lightOf)
  const [x, y] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const way = Math.abs(x) + Math.abs(y)
  return (u, v) => {
    const along = 0.5 + ((u - 0.5) * x + (v - 0.5) * y) / way
    return mix(from, to, clamp((along - at) / Math.max(blend, 0.002) + 0.5, 0, 1))
  }
}

/** Fits the scene into the frame with the room a shop's picture leaves. */
function canvasFor(scene: Scene, width: number, height: number): Canvas {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const layer of scene.layers) {
    if (layer.type !== 'panel') continue
    for (const { x, y } of layer.outline) {
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  }
  const perCm = Math.min((width * 0.89) / (right - left), (height * 0.88) / (bottom - top))
  return openCanvas(
    width,
    height,
    perCm,
    (left + right) / 2 - width / perCm / 2,
    (top + bottom) / 2 - height / perCm / 2,
  )
}

function develop(canvas: Canvas, data: Uint8ClampedArray): void {
  for (let i = 0; i < canvas.cover.length; i += 1) {
    const covered = canvas.cover[i]
    if (covered === 0) continue
    for (let c = 0; c < 3; c += 1) data[i * 4 + c] = srgbByte(canvas.light[i * 3 + c] / covered)
    data[i * 4 + 3] = Math.round(covered * 255)
  }
}

/** Paper with a fall of light from the upper left, and the garment's shadow: a dark line of contact and a wide soft one. */
function layOnPaper(
  canvas: Canvas,
  data: Uint8ClampedArray,
  paperAt: ReturnType<typeof paperOf>,
  shadow: number,
): void {
  const { width, height, cover, light, perCm } = canvas
  const ground = emptyField(0, 0, width, height)
  ground.data.set(cover)
  const contact = blurred(ground, perCm * 0.22).data
  const wide = blurred(ground, perCm * 1.1).data
  const contactShift = Math.round(perCm * 0.2)
  const wideShift = Math.round(perCm * 0.75)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x
      const near =
        contact[clamp(y - contactShift, 0, height - 1) * width + clamp(x - contactShift, 0, width - 1)]
      const far = wide[clamp(y - wideShift, 0, height - 1) * width + clamp(x - wideShift, 0, width - 1)]
      const fall = 1.015 - 0.05 * (x / width) * 0.6 - 0.05 * (y / height)
      const fibre = 1 + 0.004 * layered(grain, x * 0.35, y * 0.35, 2)
      const shade = (1 - shadow * 0.5 * near) * (1 - shadow * 0.42 * far) * fall * fibre
      const noise = grain(x * 0.83 + 11.5, y * 0.83 + 3.5) * 1.1
      const paper = paperAt(x / width, y / height)
      for (let c = 0; c < 3; c += 1) {
        data[i * 4 + c] = srgbByte(light[i * 3 + c] + paper[c] * shade * (1 - cover[i])) + noise
      }
      data[i * 4 + 3] = 255
    }
  }
}
