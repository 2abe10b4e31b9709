// The signature of a C2PA manifest: COSE_Sign1 (RFC 9052, §4.2) over the claim, with the certificates inside and padded to a fixed size.
import { constants, createPrivateKey, sign, type KeyObject } from 'node:crypto'

/** Who signs: PEM certificates, the one that signs first, and its key. */
export interface Signer {
  readonly chain: readonly Uint8Array[]
  /** PKCS #8 in PEM. */
  readonly key: string
}

/** What C2PA lets sign (specification 2.2, §13.2), with the numbers of COSE (RFC 9053). */
const ALGORITHMS = {
  Es256: { cose: -7, hash: 'sha256' },
  Es384: { cose: -35, hash: 'sha384' },
  Es512: { cose: -36, hash: 'sha512' },
  Ps256: { cose: -37, hash: 'sha256' },
  Ed25519: { cose: -8, hash: null },
} as const
export type Algorithm = keyof typeof ALGORITHMS

/** The algorithm a key signs with; null for a key that C2PA does not know. */
export function algorithmOf(key: KeyObject): Algorithm | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type === 'ed25519') return 'Ed25519'
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048 ? 'Ps256' : null
  if (type !== 'ec') return null
  const curves: Readonly<Record<string, Algorithm>> = {
    prime256v1: 'Es256',
    secp384r1: 'Es384',
    secp521r1: 'Es512',
  }
  return curves[details?.namedCurve ?? ''] ?? null
}

/** Bytes that any signature of this signer fits into, so many that the padding is a string of one length of header. */
export function reserveFor({ chain }: Signer): number {
  return chain.reduce((sum, one) => sum + one.byteLength, 0) + 2_048
}

/** Signs a claim. Throws when the key is none of C2PA's. */
export function coseSign1(claim: Uint8Array, signer: Signer): Uint8Array<ArrayBuffer> {
  const key = createPrivateKey(signer.key)
  const name = algorithmOf(key)
  if (name === null) throw new Error('this key is none that C2PA knows')
  const { cose, hash } = ALGORITHMS[name]
  const certificates = [head(4, signer.chain.length), ...signer.chain.map((one) => byteString(one))]
  // Header 1 is the algorithm, 33 the certificates (RFC 9360).
  const covered = Buffer.concat([head(5, 2), head(0, 1), head(1, -1 - cose), head(0, 33), ...certificates])
  const signed = Buffer.concat([
    head(4, 4),
    textString('Signature1'),
    byteString(covered),
    byteString(Buffer.alloc(0)),
    byteString(claim),
  ])
  const signature = sign(hash, signed, {
    key,
    dsaEncoding: 'ieee-p1363',
    ...(name === 'Ps256' && {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
  })
  const whole = (padding: number) =>
    Buffer.concat([
      Buffer.from([0xd2]),
      head(4, 4),
      byteString(covered),
      head(5, 1),
      textString('pad'),
      byteString(Buffer.alloc(padding)),
      // The claim stands elsewhere in the file.
      Buffer.from([0xf6]),
      byteString(signature),
    ])
  const least = 256
  return Uint8Array.from(whole(least + reserveFor(signer) - whole(least).length))
}

/** The head of a CBOR value (RFC 8949, §3): its major type and its number. */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 0x100) return Buffer.from([(major << 5) | 24, value])
  if (value < 0x10000) return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
  const long = Buffer.alloc(5)
  long[0] = (major << 5) | 26
  long.writeUInt32BE(value, 1)
  return long
}

function byteString(bytes: Uint8Array): Buffer {
  return Buffer.concat([head(2, bytes.byteLength), bytes])
}

function textString(text: string): Buffer {
  return Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)])
}
