// Submitting a letter: checked, then paid and queued in one statement, whole or not at all.
import type * as z from 'zod/mini'
import { priceOfLetter } from '#sdk/contract/price.ts'
import type { submitLetter } from '#sdk/contract/vto-jobs.ts'
import { NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { gatherWish, photoWishes, type LetterInput } from '../letters/letter-input.ts'
import { mayWriteAgain } from '../letters/letter-lines.ts'
import { contentOf, getLetter, type LetterRow } from '../letters/letters.ts'
import { getProduct } from '../products/products.ts'
import { productForRun } from './photos-for-run.ts'
import { hashOf, payAndQueue, sameCall, type Payer } from './queue-job.ts'
import type { VtoJobRow } from './vto-jobs.ts'

/** What a letter asks for. `id` is the caller's idempotency key and becomes the job's id. */
export type SubmitLetter = z.output<typeof submitLetter.schema.body>

/** Expected seconds: reading the photos, and a model's answer. */
const SECONDS = 10

/**
 * Submits a letter about a product, or other words for one it has. The same call again answers the same job and changes nothing. It is
 * free where no language model is configured.
 *
 * Throws not_found, not_allowed and in_bin for the product and the letter, line_kept when nothing of what it names may be written
 * again, too_many_waiting, price_changed (details.price is the new one), points_short (details usageType, needed, left, short), and
 * key_reused when the id stands for another request.
 */
export async function submitLetterJob(studio: Studio, user: Payer, body: SubmitLetter): Promise<VtoJobRow> {
  const { id, productId, language, market, tone, letterId = null, pay, price } = body
  const lines = letterId === null ? null : (body.lines ?? null)
  const hash = hashOf(['letter', productId, language, market, tone, letterId, lines, pay, price])
  const there = await sameCall(studio, user, { id, hash })
  if (there) return there

  const { projectId } = await productForRun(studio.db, user, productId)
  const letter = letterId === null ? null : await letterOf(studio, user, productId, letterId)
  if (letter && !mayWriteAgain(contentOf(letter), lines)) throw new StudioError('line_kept')
  const model = studio.writer !== null
  const current = priceOfLetter({ lines: lines?.length ?? null, model }, studio.config.prices)
  if (current !== price) throw new StudioError('price_changed', { price: current })

  const known = await gatherWish(studio, await getProduct(studio, user, productId))
  const turn = letter ? (letter.writer.turn ?? 0) + 1 : 0
  const input: LetterInput = {
    engine: 'letter',
    ratio: '3:4',
    size: 'standard',
    photos: photoWishes(known.photos),
    looks: [{ view: 'letter', price: current }],
    letter: { ...known, language, market, tone, letterId, lines, turn, model },
  }
  return payAndQueue(studio, user, {
    id,
    kind: 'letter',
    projectId,
    productId,
    lane: 'wait',
    pay,
    input,
    hash,
    slotSeconds: SECONDS,
  })
}

async function letterOf(studio: Studio, user: Payer, productId: string, id: string): Promise<LetterRow> {
  const letter = await getLetter(studio.db, user, id, 'edit')
  if (letter.product_id !== productId) throw new NotFound('letter', id)
  return letter
}
