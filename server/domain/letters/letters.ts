// Letters: listed, edited, binned and restored; what a person wrote stays until that person changes it.
import { sql, type NotNull } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Market, Tone } from '#sdk/contract/letter-markets.ts'
import type { From, LetterLine } from '#sdk/contract/letters.ts'
import type { SourceType } from '#sdk/contract/lineage.ts'
import type { Language } from '#sdk/contract/users.ts'
import type { Db } from '../../database/database.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { cursorAt, isBehind, readCursor } from '../cursor.ts'
import { sourceTypeOfLooks } from '../lineage/source-type-of-looks.ts'
import { pageOf, type PageOf, type PageWish } from '../page.ts'
import { checkOutOfBin } from '../projects/out-of-bin.ts'
import { getProject } from '../projects/projects.ts'
import type { Head, LetterContent } from './letter-lines.ts'

/** Who wrote a letter, and what there is to know of it. */
export interface Writer {
  readonly name: From
  readonly model: string | null
  readonly note: string | null
  readonly removed: readonly string[]
  /** Which wording it was: the next one is another. */
  readonly turn: number
}

export interface LetterRow {
  readonly id: string
  readonly project_id: string
  readonly product_id: string | null
  readonly job_id: string | null
  readonly language: Language
  readonly market: Market
  readonly tone: Tone
  readonly title: string | null
  readonly summary: string | null
  readonly head: Partial<Head>
  readonly bullet_points: readonly LetterLine[] | null
  readonly writer: Partial<Writer>
  readonly labelled: boolean
  readonly pictures: SourceType
  readonly version: number
  readonly is_main: boolean
  readonly created_at: Date
  readonly updated_at: Date
  readonly edited_at: Date | null
  readonly deleted_at: Date | null
}

/** The words of a letter. Rows of old may have none. */
export function contentOf({
  title,
  summary,
  head,
  bullet_points: lines,
}: Pick<LetterRow, 'title' | 'summary' | 'head' | 'bullet_points'>): LetterContent {
  const untouched = { locked: false, from: 'edited' } as const
  return {
    title: title ?? '',
    summary: summary ?? '',
    head: { title: head.title ?? untouched, summary: head.summary ?? untouched },
    lines: lines ?? [],
  }
}

export interface LetterListWish extends PageWish {
  readonly projectId: string
  readonly productId?: string | undefined
  readonly filter: 'all' | 'bin'
}

/** Letters of a project, newest first; those in the bin, last binned first. Throws NotFound for the project, or bad_cursor. */
export async function listLetters(
  db: Db,
  user: Person,
  { projectId, productId, filter, after, limit }: LetterListWish,
): Promise<PageOf<LetterRow>> {
  const need = filter === 'bin' ? 'edit' : 'see'
  await getProject(db, user, projectId, need)
  const at = filter === 'bin' ? 'letter.deleted_at' : 'letter.created_at'
  let query = openTo(db, user, need)
    .where('letter.project_id', '=', projectId)
    .where('letter.deleted_at', filter === 'bin' ? 'is not' : 'is', null)
    .select(cursorAt(at).as('at'))
    .orderBy(at, 'desc')
    .orderBy('letter.id', 'desc')
    .limit(limit + 1)
  if (productId !== undefined) query = query.where('letter.product_id', '=', productId)
  if (after !== undefined) query = query.where(isBehind(readCursor(after), at, 'letter.id'))
  const { items, next } = pageOf(await query.execute(), limit)
  return { items: items as unknown as LetterRow[], next }
}

/** A letter that is not in the bin, nor anything it is in, for what the user needs. Throws NotFound, or NotAllowed. */
export async function getLetter(db: Db, user: Person, id: string, need: Need = 'see'): Promise<LetterRow> {
  const find = (need: Need) =>
    openTo(db, user, need)
      .where('letter.id', '=', id)
      .where('letter.deleted_at', 'is', null)
      .where('project.deleted_at', 'is', null)
      .where('collection.deleted_at', 'is', null)
      .executeTakeFirst()
  return (await findFor(find, need, 'letter', id)) as unknown as LetterRow
}

/** What an edit changes; what is left out stays. */
export interface LetterEdit {
  readonly version: number
  readonly title?: { readonly text?: string | undefined; readonly locked?: boolean | undefined } | undefined
  readonly summary?: { readonly text?: string | undefined; readonly locked?: boolean | undefined } | undefined
  readonly lines?:
    | readonly {
        readonly id?: string | undefined
        readonly text: string
        readonly locked?: boolean | undefined
      }[]
    | undefined
  readonly labelled?: boolean | undefined
  readonly market?: Market | undefined
}

/** Edits a letter. Throws NotFound, NotAllowed, or conflict when it is not the version the edit was made on. */
export async function updateLetter(
  studio: Studio,
  user: Person,
  id: string,
  edit: LetterEdit,
): Promise<LetterRow> {
  const before = await getLetter(studio.db, user, id, 'edit')
  const now = contentOf(before)
  const [title, summary] = [editedHead(now, edit, 'title'), editedHead(now, edit, 'summary')]
  const lines = edit.lines ? edit.lines.map((line) => editedLine(now.lines, line)) : now.lines
  const { numUpdatedRows } = await studio.db
    .updateTable('marketing_letter')
    .set({
      title: title.text,
      summary: summary.text,
      head: JSON.stringify({ title: title.head, summary: summary.head }),
      bullet_points: JSON.stringify(lines),
      ...(edit.labelled !== undefined && { labelled: edit.labelled }),
      ...(edit.market !== undefined && { market: edit.market }),
      cause: 'edited',
      version: sql`version + 1`,
      edited_at: sql`now()`,
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('version', '=', edit.version)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new StudioError('conflict', { version: before.version })
  return sayLetter(studio, user, await getLetter(studio.db, user, id))
}

function editedHead(now: LetterContent, edit: LetterEdit, name: 'title' | 'summary') {
  const change = edit[name]
  const text = change?.text ?? now[name]
  const { from, locked } = now.head[name]
  return {
    text,
    head: { from: text === now[name] ? from : ('edited' as const), locked: change?.locked ?? locked },
  }
}

function editedLine(
  lines: readonly LetterLine[],
  {
    id,
    text,
    locked,
  }: { readonly id?: string | undefined; readonly text: string; readonly locked?: boolean | undefined },
): LetterLine {
  const old = lines.find((line) => line.id === id)
  if (!old) return { id: uuidv7(), text, topic: 'free', locked: locked ?? false, from: 'edited' }
  if (old.text === text) return { ...old, locked: locked ?? old.locked }
  // A gap that a person has filled with words of their own is none any more.
  const { gap: _, ...line } = old
  return { ...line, text, locked: locked ?? old.locked, from: 'edited' }
}

/** Puts a letter in the bin. Again changes nothing. Throws NotFound, or NotAllowed. */
export async function binLetter(studio: Studio, user: Person, id: string): Promise<LetterRow> {
  const before = await getAnyLetter(studio.db, user, id)
  if (before.deleted_at) return before
  await getLetter(studio.db, user, id, 'edit')
  await studio.db
    .updateTable('marketing_letter')
    .set({ deleted_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  return sayLetter(studio, user, await getAnyLetter(studio.db, user, id))
}

/** Takes a letter out of the bin. Throws NotFound, NotAllowed, or in_bin when what it is in must be restored first. */
export async function restoreLetter(studio: Studio, user: Person, id: string): Promise<LetterRow> {
  await studio.db.transaction().execute(async (trx) => {
    const { project_id } = await getAnyLetter(trx, user, id)
    await checkOutOfBin(trx, project_id)
    await trx
      .updateTable('marketing_letter')
      .set({ deleted_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('deleted_at', 'is not', null)
      .execute()
  })
  return sayLetter(studio, user, await getLetter(studio.db, user, id))
}

/** Says that a letter has changed. Call it after the commit. */
export function sayLetter(studio: Studio, user: Person, letter: LetterRow): LetterRow {
  const { id: letterId, job_id: jobId, project_id: projectId } = letter
  studio.live.say({ userId: user.id, projectId, event: { type: 'letter', letterId, jobId, projectId } })
  return letter
}

/** In the bin or not, whatever it is in; for whoever may bin and restore it. */
async function getAnyLetter(db: Db, user: Person, id: string): Promise<LetterRow> {
  const find = (need: Need) => openTo(db, user, need).where('letter.id', '=', id).executeTakeFirst()
  return (await findFor(find, 'edit', 'letter', id)) as unknown as LetterRow
}

function openTo(db: Db, user: Person, need: Need) {
  return db
    .selectFrom('marketing_letter as letter')
    .innerJoin('projects as project', 'project.id', 'letter.project_id')
    .innerJoin('collections as collection', 'collection.id', 'project.collection_id')
    .leftJoin('products as product', 'product.id', 'letter.product_id')
    .where(may(user, need))
    .select(['letter.id', 'letter.project_id', 'letter.product_id', 'letter.job_id', 'letter.language'])
    .select([
      'letter.market',
      'letter.tone',
      'letter.title',
      'letter.summary',
      'letter.head',
      'letter.bullet_points',
    ])
    .select(['letter.writer', 'letter.labelled', 'letter.version', 'letter.edited_at', 'letter.deleted_at'])
    .select(['letter.created_at', 'letter.updated_at'])
    .select(sql<boolean>`coalesce(product.marketing_letter_key = letter.id, false)`.as('is_main'))
    .select(
      sql<SourceType>`(select ${sourceTypeOfLooks('image')} from generate_img image
        where image.project_id = letter.project_id and image.deleted_at is null
          and (letter.product_id is null or image.product_id = letter.product_id))`.as('pictures'),
    )
    .$narrowType<{ project_id: NotNull; created_at: NotNull; updated_at: NotNull }>()
}
