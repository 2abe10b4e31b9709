// Labels what the studio makes, and reads the labels of any file: XMP for the trade's programs, a signed C2PA manifest for proof.
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Marks } from '#sdk/contract/verify.ts'
import type { Db } from '../database/database.ts'
import { StudioError } from '../errors.ts'
import type { Signer } from './cose.ts'
import { C2pa } from './c2pa.ts'
import { MARKED_TYPES, mp4Xmp, putXmp, type MarkedType } from './file-boxes.ts'
import { knownSigners, openIdentity, type SignConfig } from './identity.ts'
import { SOURCE_TYPE_BASE, type Change, type LabelFacts } from './label-facts.ts'
import { marksOf } from './marks.ts'
import { sourceTypeIn, xmpBeside } from './xmp.ts'

/** Where a labelled file comes from: the file it was made from, with its marks, and what was done to it. */
export interface Derived {
  readonly parent: Uint8Array
  readonly changes: readonly Change[]
}

export class Provenance {
  readonly #config: SignConfig
  readonly #db: Db
  readonly #version: string
  readonly #c2pa = new C2pa()
  #signer: Promise<Signer> | null = null

  constructor(config: SignConfig, db: Db, version: string) {
    this.#config = config
    this.#db = db
    this.#version = version
  }

  /**
   * The file with its marks: XMP with IPTC's digital source type, and last of all a manifest signed by this installation. Whatever
   * changes the file afterwards breaks the signature, so this comes after every resize and change of format; `derived` then carries
   * on the marks of the file it was made from. Marks a vendor's file came with stay: its manifest as the one before ours.
   * Throws marks_type for a file that is no JPEG, PNG, WebP, AVIF or MP4, and an Error when it cannot hold marks. An AVIF is
   * encoded with `xmpOf(facts)` beforehand.
   */
  async label(bytes: Uint8Array, facts: LabelFacts, derived: Derived | null = null): Promise<Buffer> {
    const type = await markedType(bytes)
    const file = await withXmp(Buffer.from(bytes), type, facts)
    const parent = derived?.parent ?? bytes
    const carried = holdsManifest(parent)
    // Adding the XMP is a change too, where the file is a vendor's.
    const changes = derived?.changes ?? (carried ? (['edited'] as const) : [])
    const sign = async (carried: boolean) =>
      this.#c2pa.sign({
        bytes: file,
        format: type,
        definition: this.#definition(facts, type, carried, changes),
        parent: carried ? { bytes: parent, format: await markedType(parent), title: facts.title } : null,
        signer: await this.#identity(),
      })
    if (!carried) return sign(false)
    // Nonsense where a vendor's manifest should be must not cost the picture its own.
    return sign(true).catch(() => sign(false))
  }

  /** What the marks of a file say; nothing of it is kept. Throws marks_type, and photo_broken when its header is no such file's. */
  async read(bytes: Buffer): Promise<Marks> {
    const type = await markedType(bytes)
    const xmp = await readXmp(bytes, type).catch((cause: unknown) => {
      throw new StudioError('photo_broken', { reason: 'damaged' }, { cause })
    })
    const known = await knownSigners(this.#db)
    const store = await this.#c2pa
      .read({ bytes, format: type, anchors: known.anchors })
      .catch(() => (holdsManifest(bytes) ? (false as const) : null))
    return marksOf(type, store, xmp, known)
  }

  /** Reads the operator's certificate, where one is configured. Throws BadConfig when it cannot be used. */
  async check(): Promise<void> {
    if (this.#config.provenance) await this.#identity()
  }

  async close(): Promise<void> {
    await this.#c2pa.close()
  }

  /** The certificate in use; asked for anew after a failure. */
  #identity(): Promise<Signer> {
    this.#signer ??= openIdentity(this.#config, this.#db).catch((error: unknown) => {
      this.#signer = null
      throw error
    })
    return this.#signer
  }

  #definition(facts: LabelFacts, format: string, carried: boolean, changes: readonly Change[]): object {
    const { title, engine, engineVersion, model, sourceType, madeAt } = facts
    const maepsi = { name: 'Maepsi', version: this.#version }
    const maker = { name: model === null ? engine : `${engine} (${model})`, version: engineVersion }
    const begun = carried
      ? { action: 'c2pa.opened', parameters: { ingredientIds: ['parent'] } }
      : {
          action: 'c2pa.created',
          digitalSourceType: SOURCE_TYPE_BASE + sourceType,
          softwareAgent: maker,
          when: madeAt.toISOString(),
        }
    // A change of format names what it was made from, like the opening of it: without that it is none.
    const made = changes
      .filter((change) => carried || change !== 'transcoded')
      .map((change) => ({
        action: `c2pa.${change}`,
        softwareAgent: maepsi,
        ...(change === 'transcoded' && { parameters: { ingredientIds: ['parent'] } }),
      }))
    const actions = [begun, ...made]
    return {
      claim_generator_info: [maepsi],
      title,
      format,
      assertions: [{ label: 'c2pa.actions.v2', data: { actions } }],
    }
  }
}

/** What kind of file it is, by its content. Throws marks_type for one that cannot hold both marks, as a HEIC. */
async function markedType(bytes: Uint8Array): Promise<MarkedType> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  const type = MARKED_TYPES.find((one) => one === mime)
  if (type === undefined) throw new StudioError('marks_type', { type: mime ?? null })
  return type
}

async function withXmp(bytes: Buffer, type: MarkedType, facts: LabelFacts): Promise<Buffer> {
  const existing = await readXmp(bytes, type)
  if (type === 'image/avif' && (existing === null || sourceTypeIn(existing) === null))
    throw new Error('an AVIF is encoded with xmpOf(facts) before it is labelled')
  const packet = xmpBeside(existing, facts)
  return packet === null ? bytes : putXmp(bytes, type, packet)
}

async function readXmp(bytes: Buffer, type: MarkedType): Promise<string | null> {
  if (type === 'video/mp4') return mp4Xmp(bytes)
  const { xmp } = await sharp(bytes, { limitInputPixels: false }).metadata()
  return xmp?.toString('utf8') ?? null
}

/** Whether there is a C2PA manifest store in it: the type of its outermost box (specification 2.2, §11.1.4.2). */
function holdsManifest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('jumdc2pa')
}
