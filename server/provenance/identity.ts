// Who this installation is when it signs: the operator's certificate, or its own, made once and shared by all its processes.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { BadConfig, type Config } from '../config.ts'
import type { Db } from '../database/database.ts'
import { certificatesIn, makeCertificate, readCertificate, type Certificate } from './certificate.ts'
import type { Signer } from './cose.ts'

/** All processes wait here for the first that makes the certificate. */
const LOCK = 83
/** One that ends sooner is replaced: what it signs now should be good for long. */
const LEAST_LEFT_MS = 365 * 24 * 3_600_000

/** Whoever signed for this installation, now and before. */
export interface KnownSigners {
  readonly serials: ReadonlySet<string>
  /** Who vouches for them, in PEM. */
  readonly anchors: string
}

/** The certificate to sign with now. Made when there is none. Throws BadConfig when the operator's files cannot be used. */
export async function openIdentity(config: SignConfig, db: Db): Promise<Signer> {
  const files = config.provenance
  const certificate = files ? await keepOwn(db, operatorsOwn(files)) : await sharedCertificate(config, db)
  return { chain: certificatesIn(certificate.chain).map(({ raw }) => raw), key: certificate.key }
}

/** Every certificate this installation has signed with. */
export async function knownSigners(db: Db): Promise<KnownSigners> {
  const rows = await db.selectFrom('signing_certificate').select(['serial', 'chain']).execute()
  const anchors = rows.map(({ chain }) => certificatesIn(chain).at(-1)?.toString() ?? '')
  return { serials: new Set(rows.map(({ serial }) => serial)), anchors: anchors.join('\n') }
}

export type SignConfig = Pick<Config, 'secret' | 'name' | 'provenance'>

async function sharedCertificate({ secret, name }: SignConfig, db: Db): Promise<Certificate> {
  const secretName = createHash('sha256').update(`maepsi signing\n${secret}`).digest('hex').slice(0, 16)
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
    const kept = await trx
      .selectFrom('signing_certificate')
      .select(['serial', 'chain', 'sealed_key', 'ends_at'])
      .where('secret_name', '=', secretName)
      .where('ends_at', '>', new Date(Date.now() + LEAST_LEFT_MS))
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (kept?.sealed_key) return { ...kept, key: unseal(kept.sealed_key, secret), endsAt: kept.ends_at }
    const made = await makeCertificate(name)
    await trx
      .insertInto('signing_certificate')
      .values({
        serial: made.serial,
        chain: made.chain,
        sealed_key: seal(made.key, secret),
        secret_name: secretName,
        ends_at: made.endsAt,
      })
      .execute()
    return made
  })
}

function operatorsOwn(files: NonNullable<SignConfig['provenance']>): Certificate {
  try {
    return readCertificate(files.certificate, files.key)
  } catch (error) {
    throw new BadConfig(`MAEPSI_C2PA_CERT: ${(error as Error).message}`, { cause: error })
  }
}

/** Notes the operator's certificate, without its key, so that what it signed is known when another has taken its place. */
async function keepOwn(db: Db, certificate: Certificate): Promise<Certificate> {
  const { serial, chain, endsAt } = certificate
  await db
    .insertInto('signing_certificate')
    .values({ serial, chain, ends_at: endsAt })
    .onConflict((conflict) => conflict.column('serial').doNothing())
    .execute()
  return certificate
}

function seal(text: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

function unseal(sealed: string, secret: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'maepsi signing certificate', 32))
}
