// The rows of a bulk as they stand: how fit each product is, what is wrong with it, and how far its job has come.
import { sql } from 'kysely'
import { LEVELS, type BulkRow, type Level, type RowState } from '#sdk/contract/bulk-shapes.ts'
import type { PlacedFile } from '#sdk/contract/bulk-match.ts'
import type { JobStatus } from '#sdk/contract/vto-jobs.ts'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import type { Studio } from '../../studio.ts'
import { PLACE_COLUMNS, PLACES, excludedBy } from '../products/places.ts'
import type { PhotoRow } from '../products/products.ts'
import type { BulkRecord } from './bulk.ts'

/** A file as its row keeps it; `refused` is why it could not be used. */
export interface RowFile extends PlacedFile {
  readonly refused?: string
  /** It was put into its place once: taken out later by hand, it is not missing. */
  readonly arrived?: boolean
}

export interface RowPhoto extends PhotoRow {
  readonly sha256: string
}

export interface RowView {
  readonly n: number
  readonly sku: string
  readonly name: string | null
  readonly product_id: string
  readonly files: readonly RowFile[]
  readonly photos: readonly RowPhoto[]
  readonly level: Level
  readonly problems: BulkRow['problems']
  readonly missing: readonly string[]
  readonly direction: Direction | null
  readonly state: RowState
  readonly picked_at: Date | null
  readonly try: number
  readonly price: number | null
  readonly job_id: string | null
  readonly adopted: boolean
  readonly spent: number
  readonly cancelled_at: Date | null
  readonly job_status: JobStatus | null
  readonly progress: number
  readonly wanted: number
  readonly made: number
  readonly fail_code: string | null
}

/** Every row of a bulk that was not taken out, by its number, or only those named. Reads all of them: a bulk holds 5,000 at most. */
export async function readRows(
  studio: Studio,
  bulk: Pick<BulkRecord, 'id' | 'direction' | 'started_at'>,
  only: { readonly n?: number; readonly skus?: readonly string[] } = {},
): Promise<RowView[]> {
  const { n, skus } = only
  const found = await studio.db
    .selectFrom('bulk_row as row')
    .innerJoin('products as product', 'product.id', 'row.product_id')
    .leftJoin('vto_job as job', 'job.id', 'row.job_id')
    .where('row.bulk_id', '=', bulk.id)
    .where('row.removed_at', 'is', null)
    .where('product.deleted_at', 'is', null)
    .select([
      'row.n',
      'row.sku',
      'row.product_id',
      'row.files',
      'row.direction',
      'row.price',
      'row.picked_at',
    ])
    .select(['row.try', 'row.job_id', 'row.adopted', 'row.spent', 'row.fail_code', 'row.cancelled_at'])
    .select(['product.name', 'job.status', 'job.progress', 'job.fail_reason', 'job.used_amount'])
    .select(PLACE_COLUMNS.map((column) => `product.${column}` as const))
    .select([
      sql<number>`coalesce(jsonb_array_length(job.input -> 'looks'), 0)`.as('looks'),
      sql<number>`(select count(*) from jsonb_each(job.result) look where look.value ->> 'status' = 'delivered')::integer`.as(
        'made',
      ),
      sql<number>`coalesce((select amount from point_usage where job_id = job.id and reason = 'refund'), 0)`.as(
        'returned',
      ),
    ])
    .$if(n !== undefined, (query) => query.where('row.n', '=', n!))
    .$if(skus !== undefined, (query) => query.where(hasSku(skus!)))
    .orderBy('row.n')
    .execute()
  const keys = found.flatMap((row) =>
    PLACE_COLUMNS.map((column) => row[column]).filter((key) => key !== null),
  )
  const kept =
    keys.length === 0
      ? []
      : await studio.db
          .selectFrom('photo')
          .select(['key', 'file_name', 'working_key', 'thumbnail_key', 'width', 'height', 'bytes', 'sha256'])
          .select(['verdict', 'landmarks', 'handles', 'centimetres'])
          .where(sql<boolean>`key = any(${keys}::text[])`)
          .execute()
  const byKey = new Map(kept.map((photo) => [photo.key, photo]))
  return found.map((row) => {
    const photos = PLACES.flatMap(({ slot, side, column }) => {
      const photo = byKey.get(row[column] ?? '')
      return photo ? [{ ...photo, slot, side } as RowPhoto] : []
    })
    const files = row.files as unknown as RowFile[]
    const status = row.status as JobStatus | null
    const direction = row.direction as Direction | null
    const fail = row.fail_code ?? (status === 'FAILED' ? (row.fail_reason ?? 'look_failed') : null)
    return {
      n: row.n,
      sku: row.sku,
      name: row.name,
      product_id: row.product_id,
      files,
      photos,
      ...fitness(files, photos),
      direction,
      state: stateOf(row, status, bulk.started_at !== null),
      picked_at: row.picked_at,
      try: row.try,
      price: row.price,
      job_id: row.job_id,
      adopted: row.adopted,
      spent: row.spent + (row.adopted ? 0 : (row.used_amount ?? 0) - row.returned),
      cancelled_at: row.cancelled_at,
      job_status: status,
      progress: row.progress ?? 0,
      wanted: row.looks || (direction ?? bulk.direction)?.views.length || 0,
      made: row.made,
      fail_code: fail,
    }
  })
}

/** A row of one of these article numbers, whatever letters are large in them. */
export function hasSku(skus: readonly string[]) {
  return sql<boolean>`lower(row.sku) in (select lower(sku) from unnest(${skus}::text[]) as sku)`
}

/** Of rows in this order: those with problems first, then as they came. */
export function problemsFirst(rows: readonly RowView[]): RowView[] {
  const rank = ({ level }: RowView) => LEVELS.indexOf(level)
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.n - b.n)
}

function stateOf(
  row: { picked_at: Date | null; fail_code: string | null; cancelled_at: Date | null; job_id: string | null },
  status: JobStatus | null,
  started: boolean,
): RowState {
  if (row.picked_at === null) return started ? 'left' : 'draft'
  if (row.fail_code !== null) return 'failed'
  if (status === 'DONE') return 'made'
  if (status === 'FAILED') return 'failed'
  if (status === 'CANCELLED') return 'cancelled'
  if (status !== null) return 'making'
  return row.cancelled_at === null ? 'waiting' : 'cancelled'
}

/** A file that has neither come nor been refused. */
function isMissing(file: RowFile, photos: readonly RowPhoto[]): boolean {
  if (file.refused !== undefined || file.arrived) return false
  return !photos.some(({ slot, side }) => slot === file.slot && side === file.side)
}

/** Nothing but a guess has put this photo where it is. */
export function isGuessed(
  { files }: { readonly files: readonly RowFile[] },
  { slot, side }: PhotoRow,
): boolean {
  return files.some((file) => file.guessed && file.slot === slot && file.side === side)
}

/** The garment was seen, and does not say by itself that it is worn here. */
function isSlotUnproven({ slot, verdict }: PhotoRow): boolean {
  if (!verdict?.kind || verdict.likelySlot === undefined || verdict.level === 'wrong_slot') return false
  return verdict.likelySlot !== slot
}

/** What a product's photos are worth for a run, as vto-jobs will judge them; a garment in another's slot is worth a word. */
export function fitness(
  files: readonly RowFile[],
  photos: readonly RowPhoto[],
): Pick<RowView, 'level' | 'problems' | 'missing'> {
  const problems: { level: Level; problem: BulkRow['problems'][number] }[] = []
  const say = (
    level: Level,
    code: string,
    of?: { slot: PhotoRow['slot']; side: PhotoRow['side'] },
    values = {},
  ) => problems.push({ level, problem: { code, slot: of?.slot ?? null, side: of?.side ?? null, values } })
  for (const file of files)
    if (file.refused !== undefined) say('stop', file.refused, file, { path: file.path })
  const missing = files.filter((file) => isMissing(file, photos)).map(({ path }) => path)
  const fronts = new Set(photos.flatMap(({ slot, side }) => (side === 'front' ? [slot] : [])))
  const backs = photos.filter(({ slot, side }) => side === 'back' && !fronts.has(slot))
  if (missing.length > 0) say('checking', 'sending', undefined, { count: missing.length })
  else if (photos.length === 0) say('stop', 'photo_missing')
  else for (const back of backs) say('stop', 'photo_missing', { slot: back.slot, side: 'front' })
  if (excludedBy('onepiece', [...fronts]).length > 0 && fronts.has('onepiece')) say('stop', 'slot_excluded')
  for (const photo of photos) {
    if (photo.verdict === null) say('checking', 'photo_checking', photo)
    for (const { code, level, values } of photo.verdict?.findings ?? [])
      say(level === 'stop' ? 'stop' : 'warning', code, photo, {
        ...values,
        ...(photo.verdict?.betterSlot && { betterSlot: photo.verdict.betterSlot }),
      })
    if (photo.side === 'front' && isGuessed({ files }, photo) && isSlotUnproven(photo))
      say('warning', 'slot_guessed', photo)
  }
  const worst = LEVELS.find((level) => problems.some((one) => one.level === level)) ?? 'ready'
  return {
    level: worst,
    problems: problems
      .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
      .map(({ problem }) => problem),
    missing,
  }
}
