// Stores a finished look with its sizes, then delivers it: from that commit on it is the user's.
import { v7 as uuidv7 } from 'uuid'
import type { Engine, MadeLook } from '../../engines/engine.ts'
import { deriveLook, encodeAnew, type LookFile } from '../../imaging.ts'
import type { LabelFacts } from '../../provenance/label-facts.ts'
import { putTogether, type FileToStore } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'
import type { ImageDetails } from '../images/images.ts'
import { labelFactsOf, lineageOf } from '../lineage/lineage.ts'
import { deliverLook, type ClaimedLooks, type Delivered } from './queue.ts'

/** The size that visitors see, and may keep: it is signed like the whole picture. Smaller ones carry XMP alone. */
const SHOWN = '1024.webp'

/**
 * Stores and delivers a look; `mesh` is the key of the model it is seen from. null when the job is no longer this worker's: then, and when the look had been delivered before, the
 * files are removed again. Throws photo_broken when what the engine made is no picture.
 */
export async function storeLook(
  studio: Studio,
  job: ClaimedLooks,
  engine: Pick<Engine, 'name' | 'version' | 'vendor' | 'can'>,
  look: MadeLook,
  mesh: string | null,
): Promise<Delivered | null> {
  const image = uuidv7()
  // A folder no other attempt can have: an attempt that was handed back has the number of the one after it.
  const folder = `looks/${job.id}/${look.n}-${image}`
  const lineage = await lineageOf(studio, job, engine, look.n, look.seed ?? null)
  const labelled = await labelLook(studio, look.bytes, labelFactsOf(engine, lineage, 'Look'))
  const files: FileToStore[] = labelled.map((file) => ({ ...file, key: `${folder}/${file.name}` }))
  const [full] = files
  const map = look.places && { key: `${folder}/places.bin`, bytes: look.places.bytes }
  if (map) files.push({ ...map, contentType: 'application/octet-stream' })
  const remove = () => studio.storage.remove(files.map(({ key }) => key))
  await putTogether(studio.storage, files)
  const { price: _, ...wish } = job.input.looks[look.n]
  const side = wish.view === 'back' ? 'back' : 'front'
  const person = job.input.person?.find((one) => one.side === side)
  const details: ImageDetails = {
    ...wish,
    ratio: job.input.ratio,
    size: job.input.size,
    width: look.width,
    height: look.height,
    ...(mesh !== null && { mesh }),
    ...(look.seed !== undefined && { seed: look.seed }),
    ...(person && { person: person.key }),
    ...(look.places && map && { places: { map: map.key, sheets: sheetsOf(job, look.places.sheets) } }),
    engine: engine.name,
    engineVersion: engine.version,
    confidence: look.confidence,
    doubts: look.doubts,
    lineage,
  }
  // If this throws, the commit may have happened all the same: the files stay, and the nightly sweep finds out.
  const delivered = await deliverLook(studio.database.pool, job, {
    n: look.n,
    image,
    key: full.key,
    details,
  })
  if (delivered?.image !== image) await remove()
  return delivered
}

/** The sheets of a look's map, each with the key of its photo; null for one that was guessed. */
function sheetsOf(
  { input }: ClaimedLooks,
  sheets: NonNullable<MadeLook['places']>['sheets'],
): NonNullable<ImageDetails['places']>['sheets'] {
  return sheets.map(({ slot, side, photographed }) => {
    const photo = input.photos.find((one) => one.slot === slot && one.side === side)
    // A photo's key is the folder of its working copy.
    return { slot, side, photo: photographed && photo ? photo.key.replace(/\/[^/]+$/, '') : null }
  })
}

/** A look's files, labelled: the picture as it was made, and the sizes made from it. */
async function labelLook(studio: Studio, bytes: Uint8Array, facts: LabelFacts): Promise<LookFile[]> {
  const { provenance, log } = studio
  // A vendor's file that decodes, but whose parts no label fits between, is written anew without loss.
  const full = await provenance.label(bytes, facts).catch(async (error: unknown) => {
    log.warn({ error }, 'a picture is encoded anew to take its label')
    return provenance.label(await encodeAnew(bytes), facts)
  })
  return Promise.all(
    (await deriveLook(full)).map(async (file) => {
      if (file.name !== SHOWN) return file
      const derived = { parent: full, changes: ['resized', 'transcoded'] } as const
      return { ...file, bytes: await provenance.label(file.bytes, facts, derived) }
    }),
  )
}
