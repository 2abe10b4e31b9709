// Makes one file of an export as its plan says.
import type { Readable } from 'node:stream'
import { letterHtml, letterText, type LetterWords } from '#sdk/contract/letter-text.ts'
import type { Language } from '#sdk/contract/users.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { contentOf, type LetterRow } from '../letters/letters.ts'
import { labelPicture, xmpOfLook, markPicture } from './label-picture.ts'
import { FILLED, type FilePlan } from './plan-export.ts'
import { cutLook, encodeWithin, layOnWhite, type Pixels } from './render-picture.ts'
import type { FileCode } from './words.ts'

/** Bytes that a label usually takes. */
const LABEL_ROOM = 25_000
/** Below this a cut-out has lost cloth or kept backdrop more often than not (drape/cutout/confidence.ts). */
const LEAST_CONFIDENCE = 0.5

/** A file that cannot be made, for a reason its owner can mend; the others are made all the same. */
export class NotMade extends Error {
  override readonly name = 'NotMade'
  readonly code: FileCode

  constructor(code: FileCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

export type MadeFile = Buffer | { readonly stream: Readable; readonly bytes: number }

/** What was cut out already, by the key of its picture: several markets show the same garment alone. */
export type Cuts = Map<string, ReturnType<typeof cutOut>>

/** Throws NotMade; anything else is the studio's trouble. `language` is that of the visible mark. */
export async function makeFile(
  studio: Studio,
  { what, preset }: FilePlan,
  { cuts, language }: { readonly cuts: Cuts; readonly language: Language },
): Promise<MadeFile> {
  switch (what.kind) {
    case 'problem':
      throw new NotMade(what.code)
    case 'letter':
      return Buffer.from(what.as === 'txt' ? `${letterText(wordsOf(what.letter))}\n` : pageOf(what.letter))
    case 'video':
      return openVideo(studio, what.video.url)
    case 'look':
    case 'ghost':
    case 'photo': {
      if (!preset) throw new TypeError('a picture is made for a preset')
      if (what.kind === 'photo')
        return fitted(await cutAlone(studio, what.photo.working_key, preset, cuts), preset, preset.maxBytes)
      const { look, mark } = what
      const source = await read(studio, look.url)
      const plain =
        what.kind === 'ghost'
          ? await cutAlone(studio, look.url, preset, cuts)
          : await cutLook(
              preset.background === 'any'
                ? source
                : (await cutOnce(studio, look.url, 'background_not_white', cuts)).bytes,
              what.crop,
              look.details.width,
              preset,
            )
      const picture = mark ? await markPicture(plain, look, language) : plain
      return labelled(studio, picture, preset, { look, parent: source, marked: mark })
    }
    default:
      return what satisfies never
  }
}

type PresetOf = NonNullable<FilePlan['preset']>

async function fitted(picture: Pixels, preset: PresetOf, most: number, xmp?: string): Promise<Buffer> {
  return encodeWithin(picture, preset, most, xmp).catch((cause: unknown) => {
    throw new NotMade('file_big', { cause })
  })
}

/** Encoded and labelled within the bytes of the preset. How much a label takes is known only once it is there. */
async function labelled(
  studio: Studio,
  picture: Pixels,
  preset: PresetOf,
  of: Parameters<typeof labelPicture>[2],
): Promise<Buffer> {
  let room = LABEL_ROOM
  for (;;) {
    const bytes = await fitted(picture, preset, preset.maxBytes - room, xmpOfLook(of.look))
    const file = await labelPicture(studio, bytes, of)
    if (file.byteLength <= preset.maxBytes) return file
    // A vendor's own marks are carried on, and may be large.
    room = file.byteLength - bytes.byteLength + LABEL_ROOM
  }
}

async function cutAlone(studio: Studio, key: string, preset: PresetOf, cuts: Cuts): Promise<Pixels> {
  const cut = await cutOnce(studio, key, 'cutout_unsure', cuts)
  return layOnWhite(cut.bytes, cut.box, preset, FILLED)
}

function cutOnce(studio: Studio, key: string, code: FileCode, cuts: Cuts): ReturnType<typeof cutOut> {
  const known = cuts.get(key) ?? cutOut(studio, key, code)
  cuts.set(key, known)
  return known
}

async function cutOut(studio: Studio, key: string, code: FileCode) {
  const bytes = await read(studio, key)
  const cut = await studio.engines.cutOutPhoto({ bytes }).catch((cause: unknown) => {
    throw new NotMade(code, { cause })
  })
  if (!cut.box || cut.confidence < LEAST_CONFIDENCE) throw new NotMade(code)
  return { ...cut, box: cut.box }
}

async function read(studio: Studio, key: string): Promise<Buffer> {
  return studio.storage.get(key).catch(missing)
}

async function openVideo(studio: Studio, key: string): Promise<MadeFile> {
  const found = await studio.storage.stat(key)
  if (!found) throw new NotMade('file_missing')
  return { stream: await studio.storage.open(key).catch(missing), bytes: found.bytes }
}

function missing(cause: unknown): never {
  throw cause instanceof NotFound ? new NotMade('file_missing', { cause }) : cause
}

function wordsOf(letter: LetterRow): LetterWords {
  const { title, summary, lines } = contentOf(letter)
  const { language, market, labelled, pictures } = letter
  return { title, summary, lines, language, market, labelled, pictures }
}

/** A page that any browser shows right, whatever it takes for the usual character set. */
function pageOf(letter: LetterRow): string {
  return `<!doctype html>\n<html lang="${letter.language}">\n<meta charset="utf-8">\n${letterHtml(wordsOf(letter))}\n</html>\n`
}
