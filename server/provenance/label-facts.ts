// What a label says of a picture or a video: by what it was made, and in IPTC's words out of what.

/** IPTC's vocabulary: https://cv.iptc.org/newscodes/digitalsourcetype/ (read in November 2026). */
export const SOURCE_TYPE_BASE = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

/** The two kinds of thing a studio makes. */
export type SourceType = 'compositeWithTrainedAlgorithmicMedia' | 'compositeSynthetic'

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
 * Drape lays the photos of garments on a mannequin that is drawn; nothing in it was trained, so what it makes is a composite with
 * something synthetic in it. Every other engine is a trained model that puts a person into the garment photos.
 */
export function sourceTypeOf(engine: string): SourceType {
  return engine === 'drape' ? 'compositeSynthetic' : 'compositeWithTrainedAlgorithmicMedia'
}
