// Takes the picture: band by band, coverage from eight samples a pixel, everything seen shaded once.
import type { Picture, View } from '../garment.ts'
import { encode } from '../texture/texture.ts'
import { PAPER_LEVELS, paperOf, paperPixels, paperShade } from './backdrop.ts'
import type { Backdrop } from './backdrop.ts'
import { cameraFor, project } from './camera.ts'
import { floorShadow, shadowRow } from './floor-shadow.ts'
import { occlusion } from './occlusion.ts'
import { pyramidOf } from './pyramid.ts'
import { MIXED, PLACE, resolvePixel } from './resolve-pixel.ts'
import { sceneOf } from './scene-of.ts'
import type { Surface } from './scene.ts'
import { bandFor, binTriangles, fillBand } from './visibility.ts'

/** What picture is wanted, in pixels. */
export interface Shot {
  /** A named view, or degrees by which the figure turns. */
  readonly view: View | number
  readonly width: number
  readonly height: number
  readonly backdrop: Backdrop
  /** Framed on what there is, hovering: no floor, no shadow on it. */
  readonly ghost?: boolean | undefined
}

/** What each pixel shows most of, row-major. */
export interface Places {
  /** The surface, from 1, negative where its inner face is seen; 0 for the backdrop. */
  readonly surface: Int8Array
  /** Its texture place in texels, two a pixel. */
  readonly uv: Float32Array
}

const BAND_ROWS = 32

/** Coverage by which black darkens any colour below it, as a page mixes pixels, as the shadow darkens light. */
const shadowCover = (dark: number): number => 1 - Math.pow(1 - dark, 1 / 2.2)

/** Further wishes for a picture. */
export interface Extra {
  /** Hears what each pixel shows; as long as the picture has pixels. */
  readonly places?: Places | undefined
  /** Memory for the pixels, four bytes each, of a picture that is no longer needed. */
  readonly data?: Uint8ClampedArray<ArrayBuffer> | undefined
}

/** Renders surfaces standing on the floor, framed for a figure of `figureHeight` cm. */
export function render(
  surfaces: readonly Surface[],
  figureHeight: number,
  shot: Shot,
  { places, data = new Uint8ClampedArray(shot.width * shot.height * 4) }: Extra = {},
): Picture {
  const { width, height, ghost = false } = shot
  const paper = paperOf(shot.backdrop)
  const scene = sceneOf(surfaces, ghost)
  const camera = cameraFor(shot.view, scene, figureHeight, width, height, ghost)
  const screen = project(camera, scene.positions)
  const stage = {
    scene,
    camera,
    screen,
    shut: occlusion(scene, camera),
    outer: surfaces.map(({ paint }) => (paint ? pyramidOf(paint.outer) : null)),
    inner: surfaces.map(({ paint }) => (paint ? pyramidOf(paint.inner) : null)),
  }
  const shade = paperShade(paper, width, height)
  const shadow = ghost ? null : floorShadow(camera, scene)
  const dark = new Float32Array(width)
  const bins = binTriangles(scene, screen, height, BAND_ROWS)
  const band = bandFor(scene, width, BAND_ROWS)
  const [red, green, blue] = paper.colour
  const papers = paperPixels(paper)
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const plain = paper.shaded === 0 && !paper.clear
  for (let y = 0; y < height; y++) {
    const row = y % BAND_ROWS
    if (row === 0) fillBand(band, y / BAND_ROWS, scene, screen, bins)
    const shaded = shadow !== null && shadowRow(shadow, camera, y, dark)
    const from = band.from[row]
    const to = band.to[row]
    if (plain && !shaded) data.fill(255, 4 * y * width, 4 * (y + 1) * width)
    for (let x = 0; x < width; x++) {
      let cover = 0
      const at = 4 * (y * width + x)
      if (x >= from && x < to) {
        resolvePixel(stage, band, x, y, row)
        cover = MIXED[3]
        if (places && PLACE[0] !== 0) {
          const pixel = y * width + x
          places.surface[pixel] = PLACE[0]
          places.uv[2 * pixel] = PLACE[1]
          places.uv[2 * pixel + 1] = PLACE[2]
        }
      } else if (!shaded && plain) continue
      else if (!shaded && paper.clear) {
        pixels[y * width + x] = 0
        continue
      }
      const dim = shaded ? dark[x] : 0
      if (paper.clear) {
        const solid = cover
        const alpha = solid + (1 - solid) * shadowCover(dim)
        for (let c = 0; c < 3; c++) data[at + c] = solid > 0 ? encode(MIXED[c] / alpha) : 0
        data[at + 3] = Math.round(255 * alpha)
        continue
      }
      const behind = (1 - shade.across[x] - shade.down[y]) * (1 - dim)
      if (cover === 0) {
        pixels[y * width + x] = papers[(y & 3) * 4 + (x & 3)][(behind * PAPER_LEVELS) | 0]
        continue
      }
      const through = behind * (1 - cover)
      data[at] = encode(MIXED[0] + red * through)
      data[at + 1] = encode(MIXED[1] + green * through)
      data[at + 2] = encode(MIXED[2] + blue * through)
      data[at + 3] = 255
    }
  }
  return { width, height, data }
}
