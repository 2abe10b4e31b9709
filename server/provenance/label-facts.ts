// What a label says of a picture or a video: by what it was made, and in IPTC's words out of what.

import type { Capabilities } from '#sdk/contract/engines.ts'
import type { SourceType } from '#sdk/contract/lineage.ts'

/** IPTC's vocabulary: https://cv.iptc.org/newscodes/digitalsourcetype/ (read in November 2026). */
export const SOURCE_TYPE_BASE = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

/** What was made, as its label tells everybody: nothing of the seller, the inputs or the price. */
export interface LabelFacts {
  /** What people call it, as in `Look 12`. */
  readonly title: string
  readonly engine: string
  readonly engineVersion: string
  /** The vendor's name of its model; null where the engine is its own model. */
  readonly model: string | null
  readonly sourceType: SourceType
  readonly madeAt: Date
}

/** What was done to a labelled file since: words of the C2PA specification, §19.2. */
export type Change = 'resized' | 'cropped' | 'transcoded' | 'addedText' | 'edited'

/**
 * What an engine's pictures are. Drape lays the photos of garments on a mannequin that is drawn; nothing in it was trained, so what it
 * makes is a composite with something synthetic in it, and so it is behind a server that says so. Every other engine counts as a
 * trained model that puts a person into the garment photos.
 */
export function sourceTypeOf({ can }: { readonly can: Pick<Capabilities, 'sourceType'> }): SourceType {
  return can.sourceType ?? 'compositeWithTrainedAlgorithmicMedia'
}
