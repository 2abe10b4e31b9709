// What Drape's steps cost beside decoding the same photo: the floor of anything that looks at it.
import sharp from 'sharp'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { dressBody, prepareGarment, renderLook } from '#drape/drape.ts'
import { mannequin } from '#drape/garment.ts'
import { examine } from '#drape/examine/examine.ts'
import { readPicture } from '#drape/node.ts'
import { compare } from './ratio.ts'

const { picture } = drawGarment({ kind: 'tee', side: 'front', colour: '#2f5d8a' })
const { width, height } = picture
const jpeg = await sharp(picture.data, { raw: { width, height, channels: 4 } })
  .removeAlpha()
  .jpeg()
  .toBuffer()
const decoding = { name: 'decoding', run: async () => readPicture(jpeg, 1600) }

const garment = prepareGarment({ slot: 'upper', front: { picture: picture } })
const dressed = dressBody(mannequin('female'), [garment])
const steps = {
  'a verdict': () => examine(picture, 'upper', 'front'),
  'reading a garment': () => prepareGarment({ slot: 'upper', front: { picture: picture } }),
  'dressing a body': () => dressBody(mannequin('female'), [garment]),
  'a look of standard size': () =>
    renderLook(dressed, { view: 'front', width: 1152, height: 1536, backdrop: 'paper' }),
}
for (const [name, step] of Object.entries(steps)) {
  await compare(`${name} beside decoding its photo`, 1, { name, run: async () => step() }, decoding)
}
