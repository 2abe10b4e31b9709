// What is known of a product for its letters: confirmed by its seller, and read from its photos.
import { sql } from 'kysely'
import type { Facts, FactName, SeenGarment, Struck } from '#sdk/contract/letters.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { describePhotos } from '../products/describe-photos.ts'
import { getProduct, type ProductRow } from '../products/products.ts'
import { gapsOf } from './basis.ts'
import { fillGaps } from './fill-gaps.ts'

export interface ProductFactsRow {
  readonly productId: string
  readonly facts: Facts
  /** Without what was struck out. */
  readonly seen: readonly SeenGarment[]
  readonly struck: readonly Struck[]
  readonly gaps: readonly FactName[]
}

/** The facts of a product. Reads its photos where they have not been read yet. Throws NotFound. */
export async function getFacts(studio: Studio, user: Person, productId: string): Promise<ProductFactsRow> {
  return present(studio, await getProduct(studio, user, productId))
}

/**
 * Confirms facts in place of those there; `struck` stays as it is when left out. Letters of the product that have a gap for a fact now
 * given get its line. Throws NotFound, or NotAllowed.
 */
export async function setFacts(
  studio: Studio,
  user: Person,
  productId: string,
  { facts, struck }: { readonly facts: Facts; readonly struck?: readonly Struck[] | undefined },
): Promise<ProductFactsRow> {
  const product = await getProduct(studio, user, productId, 'edit')
  const given = JSON.stringify(trimmed(facts))
  const out = struck && JSON.stringify([...new Set(struck)])
  await studio.db
    .insertInto('product_facts')
    .values({
      product_id: productId,
      user_id: user.id,
      facts: given,
      ...(out !== undefined && { struck: out }),
    })
    .onConflict((conflict) =>
      conflict.column('product_id').doUpdateSet({
        user_id: user.id,
        facts: given,
        ...(out !== undefined && { struck: out }),
        updated_at: sql`now()`,
      }),
    )
    .execute()
  const known = await present(studio, product)
  await fillGaps(studio, user, product, known)
  const projectId = product.project_id
  studio.live.say({ userId: user.id, projectId, event: { type: 'product', productId, projectId } })
  return known
}

/** What the seller has confirmed and struck out, as it is kept. */
export async function keptFacts(db: Db, productId: string): Promise<{ facts: Facts; struck: Struck[] }> {
  const row = await db
    .selectFrom('product_facts')
    .select(['facts', 'struck'])
    .where('product_id', '=', productId)
    .executeTakeFirst()
  return { facts: (row?.facts ?? {}) as Facts, struck: (row?.struck ?? []) as Struck[] }
}

/** What was seen, without what was struck out. */
export function withoutStruck(seen: readonly SeenGarment[], struck: readonly string[]): SeenGarment[] {
  const isOut = ({ slot }: SeenGarment, trait: string) => struck.includes(`${slot}.${trait}`)
  return seen.map((garment) => ({
    slot: garment.slot,
    kind: isOut(garment, 'kind') ? null : garment.kind,
    colours: isOut(garment, 'colours') ? [] : garment.colours,
    pattern: isOut(garment, 'pattern') ? null : garment.pattern,
    sleeve: isOut(garment, 'sleeve') ? null : garment.sleeve,
    length: isOut(garment, 'length') ? null : garment.length,
    neckline: isOut(garment, 'neckline') ? null : garment.neckline,
  }))
}

async function present(studio: Studio, product: ProductRow): Promise<ProductFactsRow> {
  const [{ facts, struck }, seen] = await Promise.all([
    keptFacts(studio.db, product.id),
    describePhotos(
      studio,
      product.photos.filter(({ side }) => side === 'front'),
    ),
  ])
  return { productId: product.id, facts, seen: withoutStruck(seen, struck), struck, gaps: gapsOf(facts) }
}

function trimmed(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => (fact?.trim() ? [[name, fact.trim()]] : [])),
  )
}
