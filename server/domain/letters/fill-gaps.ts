// A fact that is given at last: letters with a gap for it get its line.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { may } from '../access.ts'
import type { ProductRow } from '../products/products.ts'
import type { LetterBasis } from './basis.ts'
import { lineFrom } from './letter-lines.ts'
import { contentOf, sayLetter, type LetterRow } from './letters.ts'
import { lineAbout } from './write-built-in.ts'

/** Fills gaps by the built-in writer, free of charge. A letter that changes meanwhile keeps its gap, which can be filled again. */
export async function fillGaps(
  studio: Studio,
  user: Person,
  product: Pick<ProductRow, 'id' | 'name'>,
  { facts, seen }: Pick<LetterBasis, 'facts' | 'seen'>,
): Promise<void> {
  const letters = (await studio.db
    .selectFrom('marketing_letter as letter')
    .innerJoin('projects as project', 'project.id', 'letter.project_id')
    .where(may(user, 'edit'))
    .selectAll('letter')
    .where('letter.product_id', '=', product.id)
    .where('letter.deleted_at', 'is', null)
    .where(sql<boolean>`letter.bullet_points @> '[{"text": ""}]'`)
    .execute()) as unknown as LetterRow[]
  for (const letter of letters) {
    const { language, market, tone, version } = letter
    const basis: LetterBasis = { language, market, tone, productName: product.name, facts, seen, views: [] }
    let filled = false
    const lines = contentOf(letter).lines.map((line) => {
      if (!line.gap) return line
      const now = lineAbout(line.topic, basis)
      if (!now || now.gap) return line
      filled = true
      return { ...lineFrom(now, 'built-in', line.id), locked: line.locked }
    })
    if (!filled) continue
    const { numUpdatedRows } = await studio.db
      .updateTable('marketing_letter')
      .set({
        bullet_points: JSON.stringify(lines),
        cause: 'filled',
        version: sql`version + 1`,
        updated_at: sql`now()`,
      })
      .where('id', '=', letter.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) sayLetter(studio, user, letter)
  }
}
