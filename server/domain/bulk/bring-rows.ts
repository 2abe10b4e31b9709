// Bringing products in: rows by article number, a product each, and which of their files are still to come.
import { sql } from 'kysely'
import { MOST_ROWS, type RowWish } from '#sdk/contract/bulk-shapes.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { binProduct, createProduct } from '../products/products.ts'
import { getBulk, sayBulk, type BulkRecord } from './bulk.ts'
import { holdBulk } from './hold-bulk.ts'
import { hasSku, readRows, type RowFile, type RowPhoto, type RowView } from './rows.ts'

export interface Brought {
  readonly made: number
  readonly known: number
  /** Paths of files that are to be sent. */
  readonly missing: readonly string[]
}

/**
 * Says which products there are. A row of a known article number is the same product, as is one of an earlier bulk of the project; a
 * photo that is there already, by its SHA-256 or by its name and size, is not asked for again. Throws NotFound, NotAllowed, and
 * bulk_full (details.most).
 */
export async function bringRows(
  studio: Studio,
  user: Person,
  id: string,
  wishes: readonly RowWish[],
): Promise<Brought> {
  const bulk = await getBulk(studio.db, user, id)
  return holdBulk(studio, bulk.id, 'bring', async () => {
    let made = 0
    const wished = oneEach(wishes)
    const skus = wished.map(({ sku }) => sku)
    await letGoOfBinned(studio, bulk, skus)
    const before = new Set((await readRows(studio, bulk, { skus })).map(({ sku }) => sku.toLowerCase()))
    const fresh = wished.filter(({ sku }) => !before.has(sku.toLowerCase()))
    if (fresh.length > 0 && (await countRows(studio, bulk)) + fresh.length > MOST_ROWS)
      throw new StudioError('bulk_full', { most: MOST_ROWS })
    const earlier = await productsBySku(studio, bulk, fresh)
    for (const wish of fresh) {
      const known = earlier.get(wish.sku.toLowerCase())
      const name = wish.name ?? wish.sku
      const productId = known ?? (await createProduct(studio, user, { projectId: bulk.project_id, name })).id
      if (!known) made += 1
      await insertRow(studio, bulk, wish.sku, productId)
    }
    const rows = new Map((await readRows(studio, bulk, { skus })).map((row) => [row.sku.toLowerCase(), row]))
    const missing: string[] = []
    for (const wish of wished) {
      const row = rows.get(wish.sku.toLowerCase())
      if (!row) continue
      const files = wish.files.map((file) => settle(file, row)).map(refuseTaken)
      missing.push(
        ...files.filter((file) => !file.arrived && file.refused === undefined).map(({ path }) => path),
      )
      await writeFiles(studio, bulk, row.n, files)
    }
    sayBulk(studio, bulk)
    return { made, known: wished.length - made, missing }
  })
}

/** The same number twice is one product with the photos of both, each path once. */
function oneEach(wishes: readonly RowWish[]): RowWish[] {
  return [...Map.groupBy(wishes, ({ sku }) => sku.toLowerCase()).values()].map((same) => ({
    ...same[0],
    name: same.find(({ name }) => name)?.name,
    files: [...new Map(same.flatMap(({ files }) => files).map((file) => [file.path, file])).values()],
  }))
}

/** Of two files for the same place the later one is told, and does not push the other out. */
function refuseTaken(file: RowFile, at: number, files: readonly RowFile[]): RowFile {
  const isTaken = files.slice(0, at).some(({ slot, side }) => slot === file.slot && side === file.side)
  return isTaken && !file.arrived ? { ...file, refused: 'slot_taken' } : file
}

/** A product that was binned since is not there: its article number is free for another one. */
async function letGoOfBinned(studio: Studio, { id }: BulkRecord, skus: readonly string[]): Promise<void> {
  await sql`
    update bulk_row row set removed_at = now() from products product
    where row.bulk_id = ${id} and row.removed_at is null and ${hasSku(skus)}
      and product.id = row.product_id and product.deleted_at is not null`.execute(studio.db)
}

async function countRows(studio: Studio, { id }: BulkRecord): Promise<number> {
  const { count } = await studio.db
    .selectFrom('bulk_row')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('bulk_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes a product out of a bulk, and puts it into the bin. Throws NotFound, and bulk_started once it has a job. */
export async function removeRow(studio: Studio, user: Person, id: string, n: number): Promise<BulkRecord> {
  const bulk = await getBulk(studio.db, user, id)
  const [row] = await readRows(studio, bulk, { n })
  if (!row) return bulk
  if (row.job_id !== null) throw new StudioError('bulk_started')
  await studio.db
    .updateTable('bulk_row')
    .set({ removed_at: sql`now()` })
    .where('bulk_id', '=', id)
    .where('n', '=', n)
    .execute()
  await binProduct(studio, user, row.product_id)
  sayBulk(studio, bulk)
  return bulk
}

/** Writes what a row's files are now. */
export async function writeFiles(
  studio: Studio,
  { id }: Pick<BulkRecord, 'id'>,
  n: number,
  files: readonly RowFile[],
): Promise<void> {
  await studio.db
    .updateTable('bulk_row')
    .set({ files: JSON.stringify(files) })
    .where('bulk_id', '=', id)
    .where('n', '=', n)
    .execute()
}

/** A wished file beside what is there: the photo may have come before, in this place or, after a move, in another. */
function settle(file: RowWish['files'][number], row: RowView): RowFile {
  const before = row.files.find(({ path }) => path === file.path)
  const there = row.photos.find((photo) => isSame(photo, file))
  const { sha256, ...rest } = file
  const kept = { ...rest, ...(sha256 !== undefined && { sha256 }) }
  if (there)
    return {
      ...kept,
      slot: there.slot,
      side: there.side,
      guessed: before?.guessed ?? file.guessed,
      arrived: true,
    }
  const same = before?.sha256 === sha256 && before?.bytes === file.bytes
  return { ...kept, ...(same && before?.refused !== undefined && { refused: before.refused }) }
}

function isSame(photo: RowPhoto, file: RowWish['files'][number]): boolean {
  if (file.sha256 !== undefined) return photo.sha256 === file.sha256
  return photo.bytes === file.bytes && photo.file_name === nameOf(file.path)
}

/** The last part of a path, as long as a file name may be. */
export const nameOf = (path: string): string => (path.split('/').at(-1) ?? path).slice(-255)

/** The products that article numbers stood for in earlier bulks of the same project. */
async function productsBySku(
  studio: Studio,
  bulk: BulkRecord,
  wishes: readonly RowWish[],
): Promise<Map<string, string>> {
  if (wishes.length === 0) return new Map()
  const skus = wishes.map(({ sku }) => sku.toLowerCase())
  const { rows } = await sql<{ sku: string; product_id: string }>`
    select distinct on (lower(row.sku)) lower(row.sku) as sku, row.product_id
    from bulk_row row
    join bulk on bulk.id = row.bulk_id
    join products product on product.id = row.product_id
    where bulk.user_id = ${bulk.user_id} and bulk.project_id = ${bulk.project_id} and bulk.id <> ${bulk.id}
      and product.project_id = bulk.project_id and product.deleted_at is null and row.removed_at is null
      and lower(row.sku) = any(${skus}::text[])
    order by lower(row.sku), bulk.created_at desc`.execute(studio.db)
  return new Map(rows.map(({ sku, product_id }) => [sku, product_id]))
}

async function insertRow(studio: Studio, { id }: BulkRecord, sku: string, productId: string): Promise<void> {
  await sql`
    insert into bulk_row (bulk_id, n, sku, product_id)
    select ${id}, coalesce(max(n), 0) + 1, ${sku}, ${productId} from bulk_row where bulk_id = ${id}`.execute(
    studio.db,
  )
}
