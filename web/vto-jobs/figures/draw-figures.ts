// Draws the small pictures of the mannequins the studio shows; run it again when a body changes: `node web/vto-jobs/figures/draw-figures.ts`.
import sharp from 'sharp'
import { bodyOf } from '#drape/body/body.ts'
import { BODIES, mannequin, VIEWS } from '#drape/garment.ts'
import { render } from '#drape/raster/render.ts'

const WIDTH = 540
const HEIGHT = 720
/** From the crown to the hips, as a bust is photographed. */
const BUST = { left: 146, top: 18, width: 248, height: 330 }
const SHOWN = { width: 264, height: 352 }
const PORCELAIN = [0.66, 0.645, 0.63] as const

const folder = new URL('.', import.meta.url).pathname

for (const kind of BODIES) {
  const body = bodyOf(mannequin(kind))
  const surface = {
    mesh: body.mesh,
    material: { lit: 1, rim: 0.5, shine: 0.12, nearer: 0 },
    colour: PORCELAIN,
  }
  for (const view of VIEWS) {
    const { data } = render([surface], body.figure.height, {
      view,
      width: WIDTH,
      height: HEIGHT,
      backdrop: 'transparent',
    })
    const whole = sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } })
    await whole
      .clone()
      .resize(SHOWN)
      .webp({ quality: 80, alphaQuality: 40 })
      .toFile(`${folder}${kind}-${view}.webp`)
    if (view === 'left')
      await whole
        .clone()
        .extract(BUST)
        .resize(SHOWN)
        .webp({ quality: 80, alphaQuality: 40 })
        .toFile(`${folder}${kind}.webp`)
  }
}
