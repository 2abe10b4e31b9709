// The labels of an exported picture: the mark that people see, and those that machines read. The one place that labels.
import sharp from 'sharp'
import { sourceTypeOfLook } from '#sdk/contract/lineage.ts'
import type { Language } from '#sdk/contract/users.ts'
import type { Preset } from '../../presets.ts'
import type { LabelFacts } from '../../provenance/label-facts.ts'
import { visibleMark, wearsMark } from '../../provenance/visible-mark.ts'
import { xmpOf } from '../../provenance/xmp.ts'
import type { Studio } from '../../studio.ts'
import type { LookToExport } from './read-things.ts'
import type { Pixels } from './render-picture.ts'

/** Whether the pictures of a preset wear the visible mark by themselves: as the preset says, unless the operator says otherwise. */
export function marksByItself(studio: Studio, { aiMark }: Preset): boolean {
  return wearsMark(studio.config.visibleMark, { country: 'KR', allowsWords: aiMark })
}

/** The picture with the mark that people see, in the corner with the least in it. */
export async function markPicture(picture: Pixels, look: LookToExport, language: Language): Promise<Pixels> {
  const { data, width, height, channels } = picture
  const mark = await visibleMark(picture, factsOf(look).sourceType, language)
  const marked = await sharp(data, { raw: { width, height, channels } })
    .composite([mark])
    .removeAlpha()
    .raw()
    .toBuffer()
  return { ...picture, data: marked }
}

/** The file with its labels for machines, carrying on those of the look it was made of. Nothing may change the file afterwards. */
export async function labelPicture(
  studio: Studio,
  bytes: Buffer,
  { look, parent, marked }: { look: LookToExport; parent: Uint8Array; marked: boolean },
): Promise<Buffer> {
  const changes = ['cropped', 'resized', 'transcoded', ...(marked ? (['addedText'] as const) : [])] as const
  return studio.provenance.label(bytes, factsOf(look), { parent, changes })
}

/** What the label of a picture of a look says, for formats whose encoder must write it. */
export function xmpOfLook(look: LookToExport): string {
  return xmpOf(factsOf(look))
}

function factsOf({ number, details, created_at }: LookToExport): LabelFacts {
  const { engine, engineVersion, lineage } = details
  return {
    title: `Look ${number}`,
    engine,
    engineVersion,
    model: lineage?.model ?? null,
    sourceType: sourceTypeOfLook(details),
    madeAt: lineage ? new Date(lineage.madeAt) : created_at,
  }
}
