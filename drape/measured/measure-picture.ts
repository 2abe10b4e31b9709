// Measures a look against the photo it was made from: its print, its colour, the skin that shows through its cloth.

import { labOf } from '../cutout/lab.ts'
import { dressBody, prepareGarment, renderLook } from '../drape.ts'
import type { Dressed, Look } from '../drape.ts'
import type { DrawnGarment } from '../drawn/draw-garment.ts'
import { mannequin } from '../garment.ts'
import type { Picture, View } from '../garment.ts'
import { encode, LINEAR } from '../texture/texture.ts'
import { cameraFor, project } from '../raster/camera.ts'
import { drawDepth } from '../raster/depth-map.ts'
import { sceneOf } from '../raster/scene-of.ts'
import { colourDifference } from './colour-difference.ts'
import { similarity } from './similarity.ts'
import type { Grey } from './similarity.ts'

const WIDTH = 1152
const HEIGHT = 1536
/** The first garment's front among the surfaces a look tells of. */
const FRONT = 2
/** Pixels of the photo along each side of a cell, in which photo and look are compared. */
const CELL = 3
/** Standard deviation from which on a window holds print, in grey levels. */
const PRINTED = 12

export interface Pictured {
  readonly dressed: Dressed
  readonly look: Look
  /** Texels of the garment's front for each pixel of its photo. */
  readonly texels: number
}

/** A drawn garment put on the female mannequin and pictured from the front, with what every pixel shows. */
export function pictured(drawn: DrawnGarment): Pictured {
  const garment = prepareGarment({ slot: drawn.slot, front: { picture: drawn.picture } })
  const dressed = dressBody(mannequin('female'), [garment])
  const look = renderLook(
    dressed,
    { view: 'front', width: WIDTH, height: HEIGHT, backdrop: 'white' },
    { places: true },
  )
  return { dressed, look, texels: garment.front.paint.width / drawn.picture.width }
}

/** SSIM of the photo's print and of what the look shows of it, laid back on the photo; null without a print. */
export function measurePrint({ picture }: DrawnGarment, { look, texels }: Pictured): number | null {
  const { places } = look
  if (!places) return null
  const width = Math.floor(picture.width / CELL)
  const height = Math.floor(picture.height / CELL)
  const sums = new Float64Array(width * height)
  const counts = new Uint32Array(width * height)
  for (let i = 0; i < places.surface.length; i++) {
    if (places.surface[i] !== FRONT) continue
    const x = Math.floor(places.uv[2 * i] / texels / CELL)
    const y = Math.floor(places.uv[2 * i + 1] / texels / CELL)
    if (x < 0 || y < 0 || x >= width || y >= height) continue
    sums[y * width + x] = sums[y * width + x] + greyAt(look.picture, i)
    counts[y * width + x] = counts[y * width + x] + 1
  }
  const seen: Grey = { width, height, data: Float32Array.from(sums, (sum, i) => sum / counts[i]) }
  return similarity(cellsOf(picture, width, height), seen, PRINTED)
}

function cellsOf(picture: Picture, width: number, height: number): Grey {
  const data = new Float32Array(width * height)
  for (let y = 0; y < height * CELL; y++)
    for (let x = 0; x < width * CELL; x++) {
      const cell = Math.floor(y / CELL) * width + Math.floor(x / CELL)
      data[cell] = data[cell] + greyAt(picture, y * picture.width + x) / (CELL * CELL)
    }
  return { width, height, data }
}

/** Luma of a pixel (Rec. 709), 0..255. */
function greyAt({ data }: Picture, i: number): number {
  return 0.2126 * data[4 * i] + 0.7152 * data[4 * i + 1] + 0.0722 * data[4 * i + 2]
}

/**
 * ΔE00 between the mean colour of the look's cloth and that of the same cloth in the photo, in the middle of the
 * garment, where the light falls evenly; null where nothing of it is seen.
 */
export function measureColour(drawn: DrawnGarment, { look, texels }: Pictured): number | null {
  const { places } = look
  if (!places) return null
  const { picture, mask } = drawn
  const box = middleOf(drawn)
  const sums = [0, 0, 0, 0, 0, 0]
  let count = 0
  for (let i = 0; i < places.surface.length; i++) {
    if (places.surface[i] !== FRONT) continue
    const x = Math.floor(places.uv[2 * i] / texels)
    const y = Math.floor(places.uv[2 * i + 1] / texels)
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue
    const at = y * picture.width + x
    if (mask[at] !== 1) continue
    count++
    for (let c = 0; c < 3; c++) {
      sums[c] += LINEAR[look.picture.data[4 * i + c]]
      sums[3 + c] += LINEAR[picture.data[4 * at + c]]
    }
  }
  if (count === 0) return null
  const [shown, true_] = [0, 3].map((from) => {
    const bytes = [0, 1, 2].map((c) => encode(sums[from + c] / count))
    const [l, a, b] = labOf(Uint8ClampedArray.from(bytes))
    return [l, a, b] as const
  })
  return colourDifference(true_, shown)
}

/** The middle third of the true mask's box, or a thigh. */
function middleOf({ landmarks, mask, picture: { width } }: DrawnGarment) {
  const top = Math.floor(mask.indexOf(1) / width)
  const bottom = Math.floor(mask.lastIndexOf(1) / width)
  const columns = new Uint8Array(width)
  for (let i = 0; i < mask.length; i++) if (mask[i]) columns[i % width] = 1
  const left = columns.indexOf(1)
  const right = columns.lastIndexOf(1)
  const span = (from: number, to: number, [least, most]: readonly [number, number]): [number, number] => [
    from + (to - from) * least,
    from + (to - from) * most,
  ]
  // Between legs it is dark: of those one thigh is asked.
  const legs = landmarks.fork !== undefined
  const [x0, x1] = span(left, right, legs ? [0.2, 0.4] : [0.36, 0.64])
  const [y0, y1] = span(top, bottom, legs ? [0.2, 0.45] : [0.36, 0.64])
  return { left: x0, right: x1, top: y0, bottom: y1 }
}

/** A body this many cm or less before the outside of cloth comes through it; an arm before a trunk is farther. */
const THROUGH = 1.5

/** Share of the cloth's pixels that the body behind it shows through. */
export function measureThrough({ surfaces, height }: Dressed, view: View | number): number {
  const camera = cameraFor(view, sceneOf(surfaces), height, WIDTH / 2, HEIGHT / 2)
  const [body, cloth] = [surfaces.slice(0, 1), surfaces.slice(1)].map((some) => {
    const scene = sceneOf(some)
    const screen = project(camera, scene.positions)
    return { scene, screen, map: drawDepth(scene, screen, WIDTH / 2, HEIGHT / 2) }
  })
  const isOuter = (t: number): boolean => {
    const { triangles } = cloth.scene
    const at = (k: number): [number, number] => {
      const v = 3 * triangles[3 * t + k]
      return [cloth.screen[v], cloth.screen[v + 1]]
    }
    const [[ax, ay], [bx, by], [cx, cy]] = [at(0), at(1), at(2)]
    return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay) < 0
  }
  let [through, all] = [0, 0]
  for (let i = 0; i < cloth.map.triangle.length; i++) {
    const t = cloth.map.triangle[i] - 1
    if (t < 0 || !isOuter(t)) continue
    all++
    const before = body.map.depth[i] - cloth.map.depth[i]
    if (body.map.triangle[i] !== 0 && before > 0 && before < THROUGH) through++
  }
  return all ? through / all : 0
}
