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

/** Looks whose foot is at least this bright (0 to 255) everywhere carry dark letters, and need no shade. */
const BRIGHT = 120
const INK = '#1b1b1b'

/** Whether dark letters are read at the foot of all of these looks: hardly anything there is dark. */
export function isBright(plates: readonly Sheet[]): boolean {
  return plates.every(({ width, height, data }) => {
    const share = height / width > 1.5 ? FOOT.tall : FOOT.other
    let [dark, all] = [0, 0]
    for (let y = Math.round(height * (0.9 - share)); y < height * (1 - share); y += 4)
      for (let x = Math.round(width * SIDE); x < width * (1 - SIDE); x += 4) {
        const o = 4 * (y * width + x)
        all++
        if (0.2126 * data[o] + 0.7152 * data[o + 1] + 0.0722 * data[o + 2] < BRIGHT) dark++
      }
    return dark < all * 0.02
  })
}

/**
 * The title at the foot of a frame: dark on bright looks, else white over a shade that ends below the middle. Wraps by words, and
 * breaks what is too long.
 */
export async function drawTitle(
  title: string,
  { width, height, bright }: { readonly width: number; readonly height: number; readonly bright: boolean },
): Promise<Sheet> {
  const words = await sharp({
    text: {
      // Names may hold what Pango reads as markup.
      text: `<span foreground="${bright ? INK : '#ffffff'}">${escape(title)}</span>`,
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
  for (let y = bright ? height : Math.round(begins * height); y < height; y++) {
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
