// Where a look or a video comes from: what it was made of, by whom, when, and what that cost.
import * as z from 'zod/mini'
import { USAGE_TYPES } from './points.ts'
import { Time } from './shapes.ts'

/** How a result came about, in IPTC's words (https://cv.iptc.org/newscodes/digitalsourcetype/). */
export const SourceType = z.enum(['compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'])
export type SourceType = z.infer<typeof SourceType>

/** What a look is. One made before its lineage was kept goes by its engine: only Drape is known to be trained on nothing. */
export function sourceTypeOfLook({
  engine,
  lineage,
}: {
  readonly engine: string
  readonly lineage?: { readonly sourceType: SourceType } | null
}): SourceType {
  return (
    lineage?.sourceType ??
    (engine === 'drape' ? 'compositeSynthetic' : 'compositeWithTrainedAlgorithmicMedia')
  )
}

/** What several pictures are, taken together: a trained model's as soon as one of them is, or as nobody knows. */
export function sourceTypeOfAll(types: readonly SourceType[]): SourceType {
  return types.length > 0 && types.every((type) => type === 'compositeSynthetic')
    ? 'compositeSynthetic'
    : 'compositeWithTrainedAlgorithmicMedia'
}

export const Lineage = z.object({
  /** As its labels say it. */
  sourceType: SourceType,
  /** The vendor's name of its model; null where the engine is its own. */
  model: z.nullable(z.string()),
  seed: z.nullable(z.number()),
  /** The garment photos by the SHA-256 of the file that was uploaded; null where it is not known. */
  inputs: z.array(z.object({ slot: z.string(), side: z.string(), sha256: z.nullable(z.string()) })),
  /** The photos of who is dressed; empty where nobody was photographed. */
  person: z.array(z.object({ side: z.string(), sha256: z.nullable(z.string()) })),
  madeAt: Time,
  /** Points spent for it. */
  paid: z.object({ usageType: z.enum(USAGE_TYPES), amount: z.number() }),
  /** Dollars the vendor wants for its calls: for administrators; null for everybody else, and where there is none. */
  vendorCost: z.nullable(z.number()),
})
export type Lineage = z.infer<typeof Lineage>
