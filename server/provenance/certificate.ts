// Certificates to sign with: made for this installation, or read from the operator's files.
import 'reflect-metadata'
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { algorithmOf } from './cose.ts'

/** A certificate with its key, in PEM; `chain` begins with the one that signs and ends with who vouches for it. */
export interface Certificate {
  /** Of the one that signs, decimal, as readers of C2PA give it. */
  readonly serial: string
  readonly chain: string
  readonly key: string
  readonly endsAt: Date
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
/**
 * A signature without a time stamp of a third party is good only as long as its certificate, and pictures are kept for long.
 * Nobody's trust hangs on it but this installation's own.
 */
const YEARS = 25
/** Clocks of several machines differ. */
const BEFORE_MS = 3_600_000
/** What the signing certificate may be used for: C2PA's specification, §14.5.1, lets e-mail protection be. */
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'

/** Makes an authority of this installation and a certificate under it. The authority's key is thrown away. */
export async function makeCertificate(studioName: string, now = new Date()): Promise<Certificate> {
  const organisation =
    studioName
      .replace(/[,+"\\<>;=\p{Cc}]/gu, ' ')
      .trim()
      .slice(0, 60) || 'Maepsi'
  const { subtle } = cryptoProvider.get()
  const [above, own] = await Promise.all([
    subtle.generateKey(ALGORITHM, false, ['sign', 'verify']),
    subtle.generateKey(ALGORITHM, true, ['sign', 'verify']),
  ])
  const valid = {
    notBefore: new Date(now.getTime() - BEFORE_MS),
    notAfter: new Date(now.getTime() + YEARS * 365.25 * 24 * 3_600_000),
    signingAlgorithm: ALGORITHM,
  }
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: newSerial(),
    name: [{ O: [organisation] }, { CN: ['Maepsi installation'] }],
    keys: above,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(above.publicKey),
    ],
  })
  const leaf = await X509CertificateGenerator.create({
    ...valid,
    serialNumber: newSerial(),
    subject: [{ O: [organisation] }, { CN: ['Maepsi'] }],
    issuer: authority.subject,
    publicKey: own.publicKey,
    signingKey: above.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([EMAIL_PROTECTION]),
      await AuthorityKeyIdentifierExtension.create(above.publicKey),
      await SubjectKeyIdentifierExtension.create(own.publicKey),
    ],
  })
  const chain = `${leaf.toString('pem')}\n${authority.toString('pem')}\n`
  const key = Buffer.from(await subtle.exportKey('pkcs8', own.privateKey)).toString('base64')
  const lines = key.replace(/.{64}/g, '$&\n').trim()
  return {
    ...factsOf(chain),
    chain,
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  }
}

/** The operator's own. Throws with a readable reason when the two files do not belong together or cannot sign. */
export function readCertificate(certificateFile: string, keyFile: string): Certificate {
  const [chain, key] = [certificateFile, keyFile].map((file) => readFileSync(file, 'utf8'))
  if (chain === undefined || key === undefined) throw new Error('not read')
  const [leaf] = certificatesIn(chain)
  if (!leaf) throw new Error(`${certificateFile} holds no certificate in PEM`)
  const secret = createPrivateKey(key)
  if (!leaf.checkPrivateKey(secret)) throw new Error(`${keyFile} is not the key of ${certificateFile}`)
  if (algorithmOf(secret) === null)
    throw new Error(
      `${keyFile} is of a kind that C2PA does not know: use ECDSA, Ed25519, or RSA of 2048 bits`,
    )
  return { ...factsOf(chain), chain, key: secret.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** The certificates of a PEM text, in its order. */
export function certificatesIn(chain: string): X509Certificate[] {
  const blocks = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}

function factsOf(chain: string): Pick<Certificate, 'serial' | 'endsAt'> {
  const [leaf] = certificatesIn(chain)
  if (!leaf) throw new Error('there is no certificate in it')
  return { serial: BigInt(`0x${leaf.serialNumber}`).toString(), endsAt: leaf.validToDate }
}

/** 127 random bits: positive, and never the same twice. */
function newSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.toString('hex')
}
