// The mark people see: a few words on a plate in the corner of a picture where the least is shown, legible on anything.
import { readFile } from 'node:fs/promises'
import sharp, { type OverlayOptions } from 'sharp'
import type { Language } from '#sdk/contract/users.ts'
import type { SourceType } from '#sdk/contract/lineage.ts'

/**
 * The words of the mark. What a trained model made is AI-generated; Drape draws without one, and its mark says what it is. The white
 * letters of marks/*.png were set in Noto Sans CJK Bold (SIL Open Font Licence): so no font of the machine is asked for.
 */
export const MARK_WORDS: Readonly<Record<SourceType, Readonly<Record<Language, string>>>> = {
  compositeWithTrainedAlgorithmicMedia: { ko: 'AI 생성', en: 'AI-generated', ja: 'AI生成' },
  compositeSynthetic: { ko: '가상 착용', en: 'Virtual fitting', ja: '仮想試着' },
}

/** Whether an export wears it: `law` is the default of a studio, by the country of the market. */
export type MarkSetting = 'law' | 'always' | 'never'

/**
 * Korea's AI Basic Act (art. 31, in force since January 2026) asks for a mark people see, or a notice with one machines read; so there
 * it is on, but for a place whose rules allow no words in the picture: there the notice and the marks inside the file do it.
 */
export function wearsMark(
  setting: MarkSetting,
  { country, allowsWords }: { readonly country: string | null; readonly allowsWords: boolean },
): boolean {
  if (setting !== 'law') return setting === 'always'
  return country === 'KR' && allowsWords
}

/** Raw pixels, 8 bits a channel, as sharp gives them. */
export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

/** Of the short side of the picture: as large as it must be to be read on a phone's product page, and no larger. */
const SHARE = 0.034
const LEAST_HEIGHT = 12
const PLATE = { r: 20, g: 20, b: 20, alpha: 0.72 }

/**
 * The mark for a picture, as sharp's `composite` takes it. It stands in the corner with the least in it, so that it is on no garment
 * if any corner is free of one. `picture` is what is exported, resized and cut already: sharp composes last. Put it in before the last encoding, then label the file: what comes later breaks the signature.
 */
export async function visibleMark(
  picture: Pixels,
  sourceType: SourceType,
  language: Language,
): Promise<OverlayOptions> {
  const kind = sourceType === 'compositeSynthetic' ? 'drawn' : 'ai'
  const letters = await readFile(new URL(`./marks/${kind}-${language}.png`, import.meta.url))
  const short = Math.min(picture.width, picture.height)
  const lettersHeight = Math.max(LEAST_HEIGHT, Math.round(short * SHARE))
  const { data: alpha, info } = await sharp(letters)
    .resize({ height: lettersHeight, width: Math.round(picture.width * 0.8), fit: 'inside' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [padX, padY] = [Math.round(lettersHeight * 0.55), Math.round(lettersHeight * 0.35)]
  const white = await sharp({
    create: { width: info.width, height: info.height, channels: 3, background: '#ffffff' },
  })
    .joinChannel(alpha, { raw: { width: info.width, height: info.height, channels: 1 } })
    .png()
    .toBuffer()
  const [width, height] = [info.width + 2 * padX, info.height + 2 * padY]
  const input = await sharp({ create: { width, height, channels: 4, background: PLATE } })
    .composite([{ input: white, left: padX, top: padY }])
    .png()
    .toBuffer()
  return { input, ...quietestCorner(picture, { width, height, margin: Math.round(short * 0.02) }) }
}

/** The corner whose pixels differ least from each other; of equal ones the one at the bottom right. */
function quietestCorner(
  { data, width, height, channels }: Pixels,
  mark: { readonly width: number; readonly height: number; readonly margin: number },
): { left: number; top: number } {
  const right = Math.max(0, width - mark.width - mark.margin)
  const bottom = Math.max(0, height - mark.height - mark.margin)
  const [left, top] = [Math.min(mark.margin, right), Math.min(mark.margin, bottom)]
  const corners = [
    { left: right, top: bottom },
    { left, top: bottom },
    { left: right, top },
    { left, top },
  ]
  const unrest = (corner: { left: number; top: number }) => {
    let [sum, squares, count] = [0, 0, 0]
    for (let y = corner.top; y < Math.min(height, corner.top + mark.height); y++)
      for (let x = corner.left; x < Math.min(width, corner.left + mark.width); x++) {
        // Of colours green carries most of the light.
        const value = data[(y * width + x) * channels + (channels > 2 ? 1 : 0)] ?? 0
        sum += value
        squares += value * value
        count++
      }
    return squares / count - (sum / count) ** 2
  }
  const ranked = corners.map((corner) => ({ corner, unrest: unrest(corner) }))
  return ranked.reduce((best, one) => (one.unrest < best.unrest - 1 ? one : best)).corner
}
