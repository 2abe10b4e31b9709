// What an export is made of: the looks, products, videos and letters it names, as far as they are still there.
import { sql, type NotNull } from 'kysely'
import type { ExportWish } from '#sdk/contract/exports.ts'
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import type { ImageDetails } from '../images/images.ts'
import { getLetter, type LetterRow } from '../letters/letters.ts'
import { getProduct, type ProductRow } from '../products/products.ts'
import { getProject } from '../projects/projects.ts'
import type { VideoDetails } from '../videos/videos.ts'

export interface LookToExport {
  readonly id: string
  readonly number: number
  readonly url: string
  readonly product_id: string | null
  readonly details: ImageDetails
  readonly created_at: Date
}

export interface VideoToExport {
  readonly id: string
  readonly url: string
  readonly product_id: string | null
  readonly details: VideoDetails
}

export interface Things {
  readonly projectName: string
  /** In the order of their numbers. */
  readonly looks: readonly LookToExport[]
  readonly videos: readonly VideoToExport[]
  /** By id. */
  readonly products: ReadonlyMap<string, ProductRow>
  readonly letters: readonly LetterRow[]
}

/** Reads them for somebody who may see the project. Throws NotFound for the project; what else is gone is left out. */
export async function readThings(studio: Studio, user: Person, wish: ExportWish): Promise<Things> {
  const project = await getProject(studio.db, user, wish.projectId)
  const looks = await readLooks(studio, wish)
  const videos = await readVideos(studio, wish)
  const products = await readProducts(studio, user, [...looks, ...videos])
  const letterIds = wish.letter
    ? [project.main_letter_id, ...[...products.values()].map((product) => product.main_letter_id)]
    : []
  const letters: LetterRow[] = []
  for (const id of new Set(letterIds.filter((id) => id !== null))) {
    const letter = await ifThere(getLetter(studio.db, user, id))
    if (letter) letters.push(letter)
  }
  return { projectName: project.name ?? '', looks, videos, products, letters }
}

async function readLooks(studio: Studio, { projectId, imageIds }: ExportWish): Promise<LookToExport[]> {
  if (imageIds.length === 0) return []
  const rows = await studio.db
    .selectFrom('generate_img')
    .select(['id', 'number', 'url', 'product_id', 'details', 'created_at'])
    .where('id', 'in', imageIds)
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .orderBy('number')
    .$narrowType<{ created_at: NotNull; url: NotNull }>()
    .execute()
  return rows as unknown as LookToExport[]
}

async function readVideos(studio: Studio, { projectId, videoIds }: ExportWish): Promise<VideoToExport[]> {
  if (videoIds.length === 0) return []
  const rows = await studio.db
    .selectFrom('generate_video')
    .select(['id', 'url', 'product_id', 'details'])
    .where('id', 'in', videoIds)
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .orderBy(sql`created_at`)
    .execute()
  return rows as unknown as VideoToExport[]
}

async function readProducts(
  studio: Studio,
  user: Person,
  of: readonly { readonly product_id: string | null }[],
): Promise<Map<string, ProductRow>> {
  const products = new Map<string, ProductRow>()
  for (const id of new Set(of.map(({ product_id }) => product_id).filter((id) => id !== null))) {
    const product = await ifThere(getProduct(studio, user, id))
    if (product) products.set(id, product)
  }
  return products
}

async function ifThere<T>(finding: Promise<T>): Promise<T | null> {
  return finding.catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
}
