// The contact sheet of a project, or of some of its looks: found for whoever may see them, read, and drawn.
import sharp from 'sharp'
import type { NotNull } from 'kysely'
import { sourceTypeOfLook } from '#sdk/contract/lineage.ts'
import { MOST_ON_SHEETS } from '#sdk/contract/sheets.ts'
import type { Language } from '#sdk/contract/users.ts'
import { StudioError } from '../../errors.ts'
import en from '../../locales/en/sheet.json' with { type: 'json' }
import ja from '../../locales/ja/sheet.json' with { type: 'json' }
import ko from '../../locales/ko/sheet.json' with { type: 'json' }
import { MARK_WORDS, wearsMark } from '../../provenance/visible-mark.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import type { ImageDetails } from '../images/images.ts'
import { getProject } from '../projects/projects.ts'
import { drawSheet, type SheetPages } from './draw-sheet.ts'

const WORDS = { ko, en, ja } as const
/** Pixels across: 280 to an inch as large as it is printed. */
const PIXELS = 480

export interface SheetWish {
  readonly filter: 'all' | 'selected'
  /** In the place of the filter. */
  readonly imageIds?: readonly string[]
  readonly language: Language
}

interface Row {
  readonly number: number
  readonly url: string
  readonly details: ImageDetails
  readonly name: string | null
}

/** The PDF and what it is called. Throws NotFound for the project, export_empty, and export_big (details: files, most). */
export async function sheetOfProject(
  studio: Studio,
  user: Person,
  projectId: string,
  wish: SheetWish,
): Promise<{ readonly title: string; readonly bytes: Buffer }> {
  const project = await getProject(studio.db, user, projectId)
  const words = WORDS[wish.language]
  const rows = await readRows(studio, projectId, wish)
  if (rows.length === 0) throw new StudioError('export_empty')
  if (rows.length > MOST_ON_SHEETS)
    throw new StudioError('export_big', { files: rows.length, most: MOST_ON_SHEETS })
  const marked = wearsMark(studio.config.visibleMark, { country: 'KR', allowsWords: true })
  const looks: SheetPages['looks'][number][] = []
  for (const row of rows) looks.push(await lookOf(studio, row, wish.language, marked))
  const name = project.name?.trim() || words.untitled
  const title = words.title.replace('{project}', name)
  const day = new Intl.DateTimeFormat(wish.language, {
    dateStyle: 'long',
    timeZone: studio.config.timeZone,
  }).format(studio.now())
  const bytes = await drawSheet({
    language: wish.language,
    title: name,
    facts: [studio.config.name, day, words.count.replace('{count}', String(rows.length))].join(' · '),
    note: words.note,
    pageOf: (page, pages) => words.page.replace('{page}', String(page)).replace('{pages}', String(pages)),
    looks,
    missing: words.missing,
    madeAt: studio.now(),
  })
  return { title, bytes }
}

async function readRows(studio: Studio, projectId: string, { filter, imageIds }: SheetWish): Promise<Row[]> {
  if (imageIds?.length === 0) return []
  let query = studio.db
    .selectFrom('generate_img as image')
    .leftJoin('products as product', 'product.id', 'image.product_id')
    .select(['image.number', 'image.url', 'image.details', 'product.name'])
    .where('image.project_id', '=', projectId)
    .where('image.deleted_at', 'is', null)
    .orderBy('image.number')
    .limit(MOST_ON_SHEETS + 1)
    .$narrowType<{ url: NotNull }>()
  if (imageIds) query = query.where('image.id', 'in', [...imageIds])
  else if (filter === 'selected') query = query.where('image.is_selected', 'is', true)
  return (await query.execute()) as unknown as Row[]
}

async function lookOf(
  studio: Studio,
  { number, url, details, name }: Row,
  language: Language,
  marked: boolean,
): Promise<SheetPages['looks'][number]> {
  const words = WORDS[language]
  const views: Readonly<Record<string, string>> = words.view
  const sourceType = sourceTypeOfLook(details)
  const called = words.look.replace('{number}', String(number))
  return {
    ...(await pictureOf(studio, url)),
    name: name?.trim() || called,
    about: [...(name?.trim() ? [called] : []), views[details.view] ?? details.view].join(' · '),
    mark: marked ? MARK_WORDS[sourceType][language] : null,
  }
}

async function pictureOf(studio: Studio, url: string) {
  try {
    const small = await studio.storage.get(url.replace(/[^/]+$/, `${PIXELS}.webp`))
    const { data, info } = await sharp(small)
      .flatten({ background: '#fff' })
      .jpeg({ quality: 84 })
      .toBuffer({ resolveWithObject: true })
    return { picture: data, width: info.width, height: info.height }
  } catch (error) {
    studio.log.warn({ error, url }, 'a picture of a contact sheet could not be read')
    return { picture: null, width: 3, height: 4 }
  }
}
