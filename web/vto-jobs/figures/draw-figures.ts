// Draws the small pictures of the mannequins the studio shows; run it again when a body changes: `node web/vto-jobs/figures/draw-figures.ts`.
import sharp, { type Sharp } from 'sharp'
import { bodyOf } from '#drape/body/body.ts'
import { BODIES, mannequin, VIEWS } from '#drape/garment.ts'
import type { Mannequin, View } from '#drape/garment.ts'
import { render } from '#drape/raster/render.ts'

const WIDTH = 540
const HEIGHT = 720
/** From the crown to the hips, as a bust is photographed. */
const BUST = { left: 146, top: 18, width: 248, height: 330 }
const SHOWN = { width: 264, height: 352 }
const PORCELAIN = [0.66, 0.645, 0.63] as const

const folder = new URL('.', import.meta.url).pathname

const SURFACE = { material: { lit: 1, rim: 0.5, shine: 0.12, nearer: 0 }, colour: PORCELAIN }

/** One see-through picture of a mannequin. */
function draw(who: Mannequin, view: View): Sharp {
  const body = bodyOf(who)
  const shot = { view, width: WIDTH, height: HEIGHT, backdrop: 'transparent' } as const
  const { data } = render([{ ...SURFACE, mesh: body.mesh }], body.figure.height, shot)
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } })
}

async function keep(picture: Sharp, name: string): Promise<void> {
  const file = `${folder}${name}.webp`
  await picture.resize(SHOWN).webp({ quality: 80, alphaQuality: 40 }).toFile(file)
}

for (const kind of BODIES) {
  for (const view of VIEWS) {
    const whole = draw(mannequin(kind), view)
    if (view === 'left') await keep(whole.clone().extract(BUST), kind)
    await keep(whole, `${kind}-${view}`)
  }
}
