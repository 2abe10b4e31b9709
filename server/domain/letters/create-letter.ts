// A letter begun by hand: no writer, and the seller's facts filled in.
import { v7 as uuidv7 } from 'uuid'
import type { Market, Tone } from '#sdk/contract/letter-markets.ts'
import type { Language } from '#sdk/contract/users.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getProduct } from '../products/products.ts'
import { GAP_FACTS, type LetterBasis } from './basis.ts'
import { keptFacts } from './facts.ts'
import { lineFrom } from './letter-lines.ts'
import { getLetter, sayLetter, type LetterRow } from './letters.ts'
import { lineAbout } from './write-built-in.ts'

/** Makes an empty letter with the confirmed facts as its lines, and gaps for the others. Throws NotFound, or NotAllowed. */
export async function createLetter(
  studio: Studio,
  user: Person,
  {
    productId,
    language,
    market,
    tone,
  }: {
    readonly productId: string
    readonly language: Language
    readonly market: Market
    readonly tone: Tone
  },
): Promise<LetterRow> {
  const product = await getProduct(studio, user, productId, 'edit')
  const { facts } = await keptFacts(studio.db, productId)
  const basis: LetterBasis = { language, market, tone, productName: product.name, facts, seen: [], views: [] }
  const lines = (['colour', ...GAP_FACTS, 'notes'] as const).flatMap((topic) => {
    const line = lineAbout(topic, basis)
    return line ? [lineFrom(line, 'built-in')] : []
  })
  const untouched = { locked: false, from: 'built-in' }
  const id = uuidv7()
  await studio.db
    .insertInto('marketing_letter')
    .values({
      id,
      user_id: user.id,
      project_id: product.project_id,
      product_id: productId,
      title: product.name ?? '',
      summary: '',
      head: JSON.stringify({ title: untouched, summary: untouched }),
      bullet_points: JSON.stringify(lines),
      language,
      market,
      tone,
      facts: JSON.stringify({ facts, seen: [] }),
      writer: JSON.stringify({ name: 'built-in', model: null, note: null, removed: [], turn: 0 }),
    })
    .execute()
  return sayLetter(studio, user, await getLetter(studio.db, user, id))
}
