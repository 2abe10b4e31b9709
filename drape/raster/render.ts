// Takes the picture: band by band, four samples a pixel, so that a large picture needs little memory.
import type { Picture, View } from '../garment.ts'
import { encode } from '../texture/texture.ts'
import { paperLight, paperOf } from './backdrop.ts'
import type { Backdrop } from './backdrop.ts'
import { cameraFor, coarser, project } from './camera.ts'
import { floorShadow, shadowAt } from './floor-shadow.ts'
import { fillGBuffer, gBuffer } from './g-buffer.ts'
import { occlusion, readOcclusion } from './occlusion.ts'
import type { Surface } from './scene.ts'
import { light, readTexture } from './shade.ts'

/** What picture is wanted, in pixels. */
export interface Shot {
  /** A named view, or degrees by which the figure turns. */
  readonly view: View | number
  readonly width: number
  readonly height: number
  readonly backdrop: Backdrop
}

/** Samples along each side of a pixel, and how much coarser the occlusion is than the samples. */
const SAMPLES = 2
const COARSE = 4
const BAND_ROWS = 96
/** The inner face of cloth sees less light. */
const INSIDE = 0.6

/** 4 x 4 ordered dither, -0.5..0.5: keeps the soft backdrop free of bands. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((v) => (v + 0.5) / 16 - 0.5)

/** Rolls highlights off softly above 0.8. */
const soft = (v: number): number => (v > 0.8 ? 0.8 + 0.2 * (1 - Math.exp(-(v - 0.8) / 0.2)) : v)

/** Renders surfaces standing on the floor, framed for a figure of `figureHeight` cm. */
export function render(surfaces: readonly Surface[], figureHeight: number, shot: Shot): Picture {
  const { width, height } = shot
  const camera = cameraFor(shot.view, figureHeight, width * SAMPLES, height * SAMPLES)
  const paper = paperOf(shot.backdrop)
  const far = coarser(camera, COARSE)
  const coarse = fillGBuffer(
    gBuffer(far.width, far.rows),
    0,
    far,
    surfaces,
    surfaces.map((s) => project(far, s.mesh.positions)),
  )
  const shut = occlusion(coarse, far, surfaces)
  const shadow = floorShadow(camera, surfaces)
  const screens = surfaces.map((s) => project(camera, s.mesh.positions))
  const empty = gBuffer(camera.width, BAND_ROWS * SAMPLES)
  const data = new Uint8ClampedArray(width * height * 4)
  const rgb = new Float64Array(3)
  const reach = new Float64Array(2)
  for (let top = 0; top < height; top += BAND_ROWS) {
    const band = fillGBuffer(empty, top * SAMPLES, camera, surfaces, screens)
    for (let y = top; y < Math.min(height, top + BAND_ROWS); y++)
      for (let x = 0; x < width; x++) {
        const sum = [0, 0, 0]
        let covered = 0
        for (let s = 0; s < SAMPLES * SAMPLES; s++) {
          const sx = x * SAMPLES + (s % SAMPLES)
          const sy = y * SAMPLES + Math.floor(s / SAMPLES)
          const o = (sy - band.top) * band.width + sx
          const id = band.surface[o]
          if (id === 0) continue
          covered++
          const surface = surfaces[Math.abs(id) - 1]
          const { paint, colour, material } = surface
          if (paint) {
            readTexture(id > 0 ? paint.outer : paint.inner, band.place[2 * o], band.place[2 * o + 1], rgb)
            if (id < 0) for (let c = 0; c < 3; c++) rgb[c] = rgb[c] * INSIDE
          } else rgb.set(colour)
          readOcclusion(shut, (sx + 0.5) / COARSE, (sy + 0.5) / COARSE, band.depth[o], reach)
          const n = 3 * o
          light(rgb, material, band.normal[n], band.normal[n + 1], band.normal[n + 2], reach[0], reach[1])
          for (let c = 0; c < 3; c++) sum[c] = sum[c] + soft(rgb[c])
        }
        const at = 4 * (y * width + x)
        const solid = covered / (SAMPLES * SAMPLES)
        let dark = 0
        if (covered < 4) dark = shadowAt(shadow, camera, (x + 0.5) * SAMPLES, (y + 0.5) * SAMPLES)
        if (paper.clear) {
          const alpha = solid + (1 - solid) * dark
          for (let c = 0; c < 3; c++) data[at + c] = covered ? encode(sum[c] / 4 / (alpha || 1)) : 0
          data[at + 3] = Math.round(255 * alpha)
          continue
        }
        const behind =
          paperLight(paper, (x + 0.5) / width - 0.5, (y + 0.5) / height) * (1 - dark) * (1 - solid)
        const dither = covered === 0 && paper.shaded ? DITHER[(y & 3) * 4 + (x & 3)] : 0
        for (let c = 0; c < 3; c++) data[at + c] = encode(sum[c] / 4 + paper.colour[c] * behind) + dither
        data[at + 3] = 255
      }
  }
  return { width, height, data }
}
