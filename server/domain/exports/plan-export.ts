// What files an export is made of: which look, cut where, for which market, under which name.
import { cropOf, ratioOf, type Crop } from '#sdk/contract/crop.ts'
import { MOST_FILES, type ExportWish } from '#sdk/contract/exports.ts'
import { whyFilmUnfit } from '#sdk/contract/film-fits.ts'
import type { Language } from '#sdk/contract/users.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Preset } from '../../presets.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import type { LetterRow } from '../letters/letters.ts'
import type { PhotoRow, ProductRow } from '../products/products.ts'
import { checkPattern, nameBy, Paths, safeName } from './file-names.ts'
import { findFocus, type Focus } from './find-focus.ts'
import { marksByItself } from './label-picture.ts'
import { readThings, type LookToExport, type Things, type VideoToExport } from './read-things.ts'
import { wordsOf, type ExportWords, type FileCode } from './words.ts'

/** A file to be made. */
export interface FilePlan {
  readonly path: string
  readonly preset: Preset | null
  readonly imageId: string | null
  readonly what:
    | {
        readonly kind: 'look'
        readonly look: LookToExport
        readonly crop: Crop
        readonly mark: boolean
      }
    /** The garment alone: of a look without a mannequin, or of a photo. */
    | { readonly kind: 'ghost'; readonly look: LookToExport; readonly mark: boolean }
    | { readonly kind: 'photo'; readonly photo: PhotoRow }
    | { readonly kind: 'video'; readonly video: VideoToExport }
    | { readonly kind: 'letter'; readonly letter: LetterRow; readonly as: 'txt' | 'html' }
    | { readonly kind: 'problem'; readonly code: FileCode }
  /** Guessed. */
  readonly bytes: number | null
}

export interface PlannedExport {
  readonly files: readonly FilePlan[]
  readonly foci: ReadonlyMap<string, Focus>
  readonly things: Things
  readonly words: ExportWords
  readonly language: Language
}

/** Bytes a pixel of a garment alone on white: most of it is white. */
const ALONE_DENSITY = 0.07
/** Cutting a garment out fills this share of the frame with its longer side; markets ask for 85 % at least. */
export const FILLED = 0.92

/**
 * Plans an export. Throws NotFound for the project and, unless it is `late` (the wish was good once), for a look or video;
 * preset_unknown, pattern_unknown, export_empty, export_big.
 */
export async function planExport(
  studio: Studio,
  user: Person,
  wish: ExportWish,
  { late = false }: { readonly late?: boolean } = {},
): Promise<PlannedExport> {
  checkPattern(wish.pattern)
  const presets = [...new Set(wish.presetIds)].map((id) => presetOf(studio, id)).filter((one) => one !== null)
  if (!late && presets.length < new Set(wish.presetIds).size)
    throw new StudioError('preset_unknown', { presets: wish.presetIds.filter((id) => !presetOf(studio, id)) })
  const things = await readThings(studio, user, wish)
  if (!late) checkThere(wish, things)
  const most = (things.looks.length + things.videos.length) * presets.length
  if (most > MOST_FILES) throw new StudioError('export_big', { files: most, most: MOST_FILES })
  const { words, language } = await wordsOf(studio, user.id)
  const foci = new Map<string, Focus>()
  for (const look of things.looks) {
    const slots = things.products.get(look.product_id ?? '')?.photos.map(({ slot }) => slot) ?? []
    const focus = await findFocus(studio, look, [...new Set(slots)]).catch(() => null)
    if (focus) foci.set(look.id, focus)
  }
  const namer = openNamer(things, words, wish.pattern)
  const files = presets.flatMap((preset) => {
    const folder = safeName(preset.name[language])
    const marked = wish.marked ? wish.marked.includes(preset.id) : marksByItself(studio, preset)
    const named = namer(folder, preset)
    if (preset.format === 'mp4') return videosFor(preset, things, named)
    if (preset.shows === 'product') return productsFor(preset, things, named, marked)
    return looksFor(preset, things, { foci, wish, marked, named })
  })
  files.push(...lettersFor(things, words, new Paths()))
  if (!files.some(({ what }) => what.kind !== 'problem')) throw new StudioError('export_empty')
  return { files, foci, things, words, language }
}

function presetOf(studio: Studio, id: string): Preset | null {
  return studio.presets.find((preset) => preset.id === id) ?? null
}

function checkThere({ imageIds, videoIds }: ExportWish, { looks, videos }: Things): void {
  const missing = (ids: readonly string[], there: readonly { readonly id: string }[]) =>
    ids.find((id) => !there.some((one) => one.id === id))
  const image = missing(imageIds, looks)
  if (image !== undefined) throw new NotFound('image', image)
  const video = missing(videoIds, videos)
  if (video !== undefined) throw new NotFound('video', video)
}

/** Whatever is named: a look, or a product and what of it is shown. */
interface Named {
  readonly productId: string | null
  readonly look?: LookToExport | undefined
}
type Namer = (of: Named, extension: string) => string

function openNamer(things: Things, words: ExportWords, pattern: string) {
  const paths = new Paths()
  const order = [...things.products.keys()]
  const skuOf = (product: ProductRow | undefined, id: string | null) =>
    product?.name?.trim() || `${words.product}${id === null ? '' : ` ${order.indexOf(id) + 1}`}`
  return (folder: string, _preset: Preset): Namer => {
    const counts = new Map<string, number>()
    return ({ productId, look }, extension) => {
      const n = (counts.get(productId ?? '') ?? 0) + 1
      counts.set(productId ?? '', n)
      const name = nameBy(pattern, {
        sku: skuOf(things.products.get(productId ?? ''), productId),
        look: look ? String(look.number).padStart(2, '0') : words.product,
        market: folder,
        n: String(n).padStart(2, '0'),
        view: look?.details.view ?? words.product,
        project: things.projectName,
      })
      return paths.take(folder, name, extension)
    }
  }
}

function looksFor(
  preset: Preset,
  { looks }: Things,
  {
    foci,
    wish,
    marked,
    named,
  }: { foci: ReadonlyMap<string, Focus>; wish: ExportWish; marked: boolean; named: Namer },
): FilePlan[] {
  return looks.map((look): FilePlan => {
    const { width, height } = look.details
    const path = named({ productId: look.product_id, look }, extensionOf(preset))
    const focus = foci.get(look.id)
    if (!focus)
      return { path, preset, imageId: look.id, what: { kind: 'problem', code: 'file_missing' }, bytes: null }
    const centre = wish.centres.find((one) => one.imageId === look.id && one.ratio === preset.ratio) ?? null
    const crop = cropOf({ width, height }, focus.box, ratioOf(preset.ratio), centre)
    const bytes = guess(preset, focus.density) + LABEL_BYTES
    return { path, preset, imageId: look.id, what: { kind: 'look', look, crop, mark: marked }, bytes }
  })
}

/** The garment alone: looks without a mannequin where some were chosen, else what the front photos of the product show. */
function productsFor(preset: Preset, things: Things, named: Namer, mark: boolean): FilePlan[] {
  const ids = [...new Set(things.looks.map(({ product_id }) => product_id))]
  return ids.flatMap((productId): FilePlan[] => {
    const looks = things.looks.filter((look) => look.product_id === productId)
    const file = (look: LookToExport | undefined, what: FilePlan['what']): FilePlan => {
      const path = named({ productId, look }, extensionOf(preset))
      return { path, preset, imageId: look?.id ?? null, what, bytes: guess(preset, ALONE_DENSITY) }
    }
    const ghosts = looks.filter(({ details }) => details.ghost)
    if (ghosts.length > 0) return ghosts.map((look) => file(look, { kind: 'ghost', look, mark }))
    const photos = things.products.get(productId ?? '')?.photos.filter(({ side }) => side === 'front') ?? []
    if (photos.length === 0) return [file(undefined, { kind: 'problem', code: 'photo_missing' })]
    return photos.map((photo) => file(undefined, { kind: 'photo', photo }))
  })
}

function videosFor(preset: Preset, { videos }: Things, named: Namer): FilePlan[] {
  if (videos.length === 0) {
    const path = named({ productId: null }, 'mp4')
    return [{ path, preset, imageId: null, what: { kind: 'problem', code: 'video_missing' }, bytes: null }]
  }
  return videos.map((video): FilePlan => {
    const path = named({ productId: video.product_id }, 'mp4')
    const code = whyFilmUnfit(preset, video.details)
    const what: FilePlan['what'] = code ? { kind: 'problem', code } : { kind: 'video', video }
    return { path, preset, imageId: null, what, bytes: video.details.bytes }
  })
}

function lettersFor(
  { letters, products, projectName }: Things,
  words: ExportWords,
  paths: Paths,
): FilePlan[] {
  return letters.flatMap((letter) =>
    (['txt', 'html'] as const).map((as): FilePlan => {
      const name = safeName(products.get(letter.product_id ?? '')?.name || projectName || words.letter)
      return {
        path: paths.take(safeName(words.letter), name, as),
        preset: null,
        imageId: null,
        what: { kind: 'letter', letter, as },
        bytes: null,
      }
    }),
  )
}

export function extensionOf({ format }: Preset): string {
  return format === 'jpeg' ? 'jpg' : format
}

/** Bytes a label usually adds, beside those of the picture. */
const LABEL_BYTES = 18_000

function guess({ width, height, maxBytes }: Preset, density: number): number {
  return Math.min(maxBytes, Math.round(width * height * density))
}
