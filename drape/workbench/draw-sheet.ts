// `npm run drape:sheet -- DIR OUT.jpg`: what Drape makes of every photo in a folder, on one sheet.
//
// A row a photo: the photo with its outline and landmarks, the cut-out, then the looks. DIR may hold a manifest.json
// ([{ file, slot }]); other photos go to the slot they look like. Options: --only a,b (parts of file names),
// --views front,left,back, --size M, --height 480, --pictures DIR (keeps every look at --look WxH, 1152x1536).
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp, { type OverlayOptions } from 'sharp'
import { bodyOf } from '../body/body.ts'
import { cutOut } from '../cutout/cut-out.ts'
import { dressBody, prepareGarment, renderLook } from '../drape.ts'
import { examine } from '../examine/examine.ts'
import { BODIES, BODY_SIZES, mannequin, SLOTS, VIEWS } from '../garment.ts'
import type { Picture, Slot } from '../garment.ts'
import { readPicture } from '../node-pictures.ts'
import { drawReading } from './draw-reading.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    views: { type: 'string', default: 'front,left,back' },
    body: { type: 'string', default: 'female' },
    size: { type: 'string', default: 'M' },
    height: { type: 'string', default: '480' },
    pictures: { type: 'string' },
    look: { type: 'string', default: '1152x1536' },
  },
})
const [folder, out] = positionals
if (!folder || !out) {
  process.stderr.write('Usage: npm run drape:sheet -- DIR OUT.jpg [--only a,b] [--views front,left,back]\n')
  process.exit(2)
}
const views = VIEWS.filter((view) => values.views.split(',').includes(view))
const body = BODIES.find((kind) => kind === values.body) ?? 'female'
const size = BODY_SIZES.find((name) => name === values.size) ?? 'M'
const tall = Number(values.height)
const wide = Math.round((tall * 3) / 4)
const [lookWidth, lookHeight] = values.look.split('x').map(Number)
const LABEL = 44

/** The photos of the folder with their slots; null where it is to be found out. */
async function list(dir: string): Promise<{ file: string; slot: Slot | null }[]> {
  const names = await readdir(dir)
  const told = new Map<string, Slot>()
  if (names.includes('manifest.json')) {
    const entries = JSON.parse(await readFile(path.join(dir, 'manifest.json'), 'utf8')) as {
      file: string
      slot: string
    }[]
    for (const { file, slot } of entries) {
      const known = SLOTS.find((name) => name === slot)
      if (known) told.set(file, known)
    }
  }
  const wanted = values.only?.split(',')
  return names
    .filter((name) => /[.](jpe?g|png|webp|avif|heic)$/i.test(name))
    .filter((name) => !wanted || wanted.some((part) => name.includes(part)))
    .toSorted()
    .map((file) => ({ file, slot: told.get(file) ?? null }))
}

const flat = (picture: Picture) =>
  sharp(new Uint8Array(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength), {
    raw: { width: picture.width, height: picture.height, channels: 4 },
  })

const tile = async (picture: Picture): Promise<Buffer> =>
  flat(picture)
    .flatten({ background: '#ffffff' })
    .resize({ width: wide, height: tall, fit: 'contain', background: '#ffffff' })
    .png()
    .toBuffer()

const label = (text: string, width: number): Buffer =>
  Buffer.from(
    `<svg width="${width}" height="${LABEL}"><rect width="100%" height="100%" fill="#fff"/>${text
      .split('\n')
      .map(
        (line, i) =>
          `<text x="6" y="${17 + 18 * i}" font-family="sans-serif" font-size="13">${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`,
      )
      .join('')}</svg>`,
  )

/** One row of the sheet: tiles from the left, and its words. */
async function row(file: string, told: Slot | null): Promise<{ tiles: Buffer[]; words: string }> {
  const picture = await readPicture(path.join(folder, file), 1600)
  const at = [performance.now()]
  const verdict = examine(picture, told ?? 'upper', 'front')
  const slot = told ?? verdict.betterSlot ?? 'upper'
  at.push(performance.now())
  const findings = verdict.findings.map(({ code }) => code).join(', ')
  const head = `${file}  ${slot}, seen as ${verdict.kind ?? 'nothing'}  ${verdict.level} ${findings}`
  try {
    const garment = prepareGarment({ slot, front: { picture } })
    at.push(performance.now())
    const dressed = dressBody({ ...mannequin(body), size }, [garment])
    at.push(performance.now())
    const tiles = drawReading(cutOut(picture), garment.front)
    const doubts = new Set<string>()
    let ms = 0
    for (const view of views) {
      const began = performance.now()
      const look = renderLook(dressed, { view, width: lookWidth, height: lookHeight, backdrop: 'paper' })
      ms += (performance.now() - began) / views.length
      tiles.push(look.picture)
      for (const doubt of look.doubts) doubts.add(doubt)
      if (!values.pictures) continue
      const kept = path.join(values.pictures, `${path.parse(file).name}-${view}.png`)
      await flat(look.picture).png({ compressionLevel: 3 }).toFile(kept)
    }
    const sure = Math.round(100 * dressed.confidence)
    const times = `verdict ${Math.round(at[1] - at[0])} ms, reading ${Math.round(at[2] - at[1])}, dressing ${Math.round(at[3] - at[2])}, a look ${Math.round(ms)}`
    const words = `${head}\n${sure} % ${[...doubts].join(', ')}  ${times}`
    return { tiles: await Promise.all(tiles.map(tile)), words }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { tiles: [await tile(picture)], words: `${head}\n${error.message}` }
  }
}

bodyOf({ ...mannequin(body), size })
if (values.pictures) await mkdir(values.pictures, { recursive: true })
const photos = await list(folder)
const across = wide * (2 + views.length)
const layers: OverlayOptions[] = []
for (const [n, { file, slot }] of photos.entries()) {
  const { tiles, words } = await row(file, slot)
  process.stdout.write(`${words}\n`)
  const top = n * (tall + LABEL)
  layers.push({ input: label(words, across), left: 0, top })
  layers.push(...tiles.map((input, i) => ({ input, left: i * wide, top: top + LABEL })))
}
if (photos.length === 0) {
  process.stderr.write(
    `There is no photo in ${folder}: name a folder with JPEG, PNG, WebP, AVIF or HEIC files.\n`,
  )
  process.exit(2)
}
const sheet = sharp({
  create: { width: across, height: photos.length * (tall + LABEL), channels: 3, background: '#ffffff' },
}).composite(layers)
await writeFile(out, await sheet.jpeg({ quality: 88 }).toBuffer())
