// Reads C2PA manifests with a second implementation (c2pa-ts: TypeScript, no line of it from c2pa-rs, which signs).
import { BMFF, JPEG, PNG, type Asset } from '@trustnxt/c2pa-ts/asset'
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf'
import { ActionAssertion, ManifestStore } from '@trustnxt/c2pa-ts/manifest'

/** What the second reader says of a file: whether its signature and every hash hold, what was signed, and how far back. */
export interface SecondReading {
  readonly valid: boolean
  readonly codes: readonly string[]
  /** The actions of every manifest, the first one made first. */
  readonly actions: readonly string[]
  /** Where the picture came from, as its first manifest says. */
  readonly sourceType: string | undefined
}

// An MP4's boxes are read as a HEIC's are, but only of brands it was told of.
;(BMFF as unknown as { canReadBrands: Set<string> }).canReadBrands.add('isom')

/**
 * Throws for a file without a manifest. JPEG, PNG and AVIF it opens by itself. Of an MP4 it must be shown which of two boxes of a
 * maker's own is the manifest, for the other is XMP; and WebP is none of its files, so it is handed the bytes and the manifest of one.
 * Signatures and hashes it computes itself, of all five.
 */
export async function readByAnother(bytes: Uint8Array): Promise<SecondReading> {
  const asset = open(bytes)
  const manifest = asset.getManifestJUMBF()
  if (!manifest) throw new Error('no manifest is in it')
  const store = ManifestStore.read(SuperBox.fromBuffer(Uint8Array.from(manifest)))
  const { isValid, statusEntries } = await store.validate(asset)
  const actions = store.manifests
    .flatMap(({ assertions }) => assertions?.assertions ?? [])
    .flatMap((one) => (one instanceof ActionAssertion ? one.actions : []))
  return {
    valid: isValid,
    codes: statusEntries.map(({ code }) => code),
    actions: actions.map(({ action }) => action),
    sourceType: actions[0]?.digitalSourceType,
  }
}

function open(bytes: Uint8Array): Asset {
  const file = Uint8Array.from(bytes)
  const kind = [JPEG, PNG, Boxes].find((one) => one.canRead(file))
  return kind ? new kind(file) : new WebP(file)
}

class Boxes extends BMFF {
  override getBoxByPath(path: string) {
    if (path !== '/uuid') return super.getBoxByPath(path)
    const theirs = Buffer.from(BMFF.c2paBoxUserType)
    return this.getTopLevelBoxes().find(({ userType }) => userType && theirs.equals(userType))
  }
}

/** A RIFF file: four letters, a length and so many bytes, again and again; the manifest is in `C2PA` (specification 2.2, §A.3.7). */
class WebP implements Asset {
  readonly mimeType = 'image/webp'
  readonly #bytes: Buffer

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes)
  }

  getManifestJUMBF(): Uint8Array | undefined {
    for (let at = 12; at + 8 <= this.#bytes.length;) {
      const length = this.#bytes.readUInt32LE(at + 4)
      if (this.#bytes.toString('latin1', at, at + 4) === 'C2PA')
        return Uint8Array.from(this.#bytes.subarray(at + 8, at + 8 + length))
      at += 8 + length + (length & 1)
    }
    return undefined
  }

  getDataLength(): number {
    return this.#bytes.length
  }

  async getDataRange(start = 0, length = this.#bytes.length - start): Promise<Uint8Array> {
    return this.#bytes.subarray(start, start + length)
  }

  dumpInfo(): string {
    return 'RIFF'
  }

  getHashExclusionRange(): never {
    throw new Error('it is read, not written')
  }

  ensureManifestSpace = async (): Promise<never> => this.getHashExclusionRange()
  writeManifestJUMBF = async (): Promise<never> => this.getHashExclusionRange()
}
