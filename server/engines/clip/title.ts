// Draws a clip's title once, as a sheet that is laid over its frames.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { Sheet } from './draw-frame.ts'

const FONT = join(
  dirname(createRequire(import.meta.url).resolve('pretendard/package.json')),
  'dist/public/static/alternative/Pretendard-SemiBold.ttf',
)
/** Shares of the frame's width. */
const SIDE = 0.075
const LETTER = 0.062
/** Shares of the frame's height. Apps that show tall clips lay their own words over the lowest part. */
const FOOT = { tall: 0.2, other: 0.08 }
/** How dark the foot of the frame becomes under the title, so that white letters are read on any look. */
const SHADE = 0.62

/** The title in white at the foot of a frame, over a shade that ends below the middle. Wraps by words, and breaks what is too long. */
export async function drawTitle(
  title: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Sheet> {
  const words = await sharp({
    text: {
      // Names may hold what Pango reads as markup.
      text: `<span foreground="white">${escape(title)}</span>`,
      font: `Pretendard SemiBold ${Math.round(width * LETTER)}px`,
      fontfile: FONT,
      width: Math.round(width * (1 - 2 * SIDE)),
      wrap: 'word-char',
      rgba: true,
      dpi: 72,
      spacing: Math.round(width * LETTER * 0.2),
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true })
  const foot = Math.round(height * (height / width > 1.5 ? FOOT.tall : FOOT.other))
  const top = Math.max(0, height - foot - words.info.height)
  const begins = Math.max(0, 1 - (height - top) / height - 0.16)
  const shade = Buffer.alloc(width * height * 4)
  for (let y = Math.round(begins * height); y < height; y++) {
    const dark = Math.round(255 * SHADE * ((y / height - begins) / (1 - begins)))
    for (let x = 0; x < width; x++) shade[4 * (y * width + x) + 3] = dark
  }
  const { data, info } = await sharp(shade, { raw: { width, height, channels: 4 } })
    .composite([{ input: words.data, left: Math.round(width * SIDE), top }])
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
  }
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
