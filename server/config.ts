// The environment, parsed once: the only reader of process.env. Every key has a default, so a bare machine needs none.
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { EngineEnvironment, readEngines } from './config-engines.ts'

const amount = z.coerce.number().int().min(0).max(1_000_000)
const flag = z.stringbool()

/** Every variable that is read, by name. */
export const Environment = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('localhost'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MAEPSI_DATA: z.string().default('./data'),
  MAEPSI_URL: z.url().optional(),
  MAEPSI_SECRET: z.string().min(32).optional(),
  MAEPSI_NAME: z.string().default('Maepsi'),
  MAEPSI_SIGN_UP: flag.default(true),
  MAEPSI_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  MAEPSI_OPENING_CREDIT: amount.default(100),
  MAEPSI_OPENING_LOOK_BOOK_TICKET: amount.default(20),
  MAEPSI_OPENING_VIDEO_TICKET: amount.default(2),
  MAEPSI_PRICE_LOOK: amount.default(2),
  MAEPSI_PRICE_LOOK_LARGE: amount.default(4),
  MAEPSI_PRICE_TURNTABLE: amount.default(10),
  MAEPSI_PRICE_LETTER: amount.default(2),
  MAEPSI_LETTER_PROVIDER: z.enum(['google', 'openai', 'anthropic', 'compatible']).optional(),
  MAEPSI_LETTER_MODEL: z.string().optional(),
  MAEPSI_LETTER_KEY: z.string().optional(),
  MAEPSI_LETTER_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAEPSI_LETTER_PICTURES: flag.default(true),
  MAEPSI_LETTER_SECONDS: z.coerce.number().min(1).max(600).default(60),
  MAEPSI_GOODWILL_MONTHLY: z.coerce.number().int().min(0).max(10_000).default(10),
  MAEPSI_GOODWILL_SHARE: z.coerce.number().int().min(0).max(100).default(100),
  MAEPSI_GOODWILL_DAYS: z.coerce.number().int().min(0).max(3_650).default(14),
  MAEPSI_DRAPE_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  MAEPSI_TRUST_PROXY: flag.default(false),
  MAEPSI_METRICS_TOKEN: z.string().min(16).optional(),
  MAEPSI_PLANS: z.string().optional(),
  MAEPSI_BULK_ZIP_MB: z.coerce.number().int().min(1).max(100_000).default(1024),
  MAEPSI_PRESETS: z.string().optional(),
  MAEPSI_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'is no time zone: write one like Asia/Seoul' })
    .default('Asia/Seoul'),
  MAEPSI_TRANSFER_ACCOUNT: z.string().max(200).optional(),
  MAEPSI_TEST_CARD: flag.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_/)
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/)
    .optional(),
  STRIPE_API_URL: z.url().optional(),
  PORTONE_API_SECRET: z.string().optional(),
  PORTONE_STORE_ID: z
    .string()
    .regex(/^store-/)
    .optional(),
  PORTONE_CHANNEL_CARD: z.string().optional(),
  PORTONE_CHANNEL_KAKAOPAY: z.string().optional(),
  PORTONE_CHANNEL_TOSSPAY: z.string().optional(),
  PORTONE_CHANNEL_NAVERPAY: z.string().optional(),
  PORTONE_WEBHOOK_SECRET: z.string().optional(),
  PORTONE_API_URL: z.url().optional(),
  MAEPSI_SUPPLIER_NAME: z.string().max(120).optional(),
  MAEPSI_SUPPLIER_NUMBER: z.string().max(40).optional(),
  MAEPSI_SUPPLIER_PERSON: z.string().max(80).optional(),
  MAEPSI_SUPPLIER_ADDRESS: z.string().max(200).optional(),
  MAEPSI_SUPPLIER_CONTACT: z.string().max(120).optional(),
  MAEPSI_WEBHOOK_TRUSTED: z.string().default(''),
  MAEPSI_MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAEPSI_MAIL_FROM: z.string().default('Maepsi <maepsi@localhost>'),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: z.url().default('https://accounts.google.com'),
  KAKAO_REST_API_KEY: z.string().optional(),
  KAKAO_CLIENT_SECRET: z.string().optional(),
  KAKAO_ADMIN_KEY: z.string().optional(),
  KAKAO_AUTH_URL: z.url().default('https://kauth.kakao.com'),
  KAKAO_API_URL: z.url().default('https://kapi.kakao.com'),
  MAEPSI_C2PA_CERT: z.string().optional(),
  MAEPSI_C2PA_KEY: z.string().optional(),
  MAEPSI_VISIBLE_MARK: z.enum(['law', 'always', 'never']).default('law'),
  MAEPSI_STORAGE: z.enum(['disk', 's3']).default('disk'),
  MAEPSI_S3_BUCKET: z.string().optional(),
  MAEPSI_S3_ENDPOINT: z.url().optional(),
  MAEPSI_S3_REGION: z.string().default('auto'),
  MAEPSI_S3_ACCESS_KEY: z.string().optional(),
  MAEPSI_S3_SECRET_KEY: z.string().optional(),
  ...EngineEnvironment,
})

/** Everything the studio can be told from outside. */
export type Config = ReturnType<typeof readConfig>

/** Thrown when the environment cannot be used; the message is a readable list of what is wrong. */
export class BadConfig extends Error {
  override name = 'BadConfig'
}

/**
 * Reads the configuration from an environment. Creates the data folder, and in it the studio's secret on the first run.
 * Throws BadConfig with one line per bad value.
 */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw new BadConfig(z.prettifyError(parsed.error))
  const e = parsed.data
  const s3Missing = (['MAEPSI_S3_BUCKET', 'MAEPSI_S3_ACCESS_KEY', 'MAEPSI_S3_SECRET_KEY'] as const).filter(
    (key) => !e[key],
  )
  if (e.MAEPSI_STORAGE === 's3' && s3Missing.length > 0) {
    throw new BadConfig(`MAEPSI_STORAGE=s3 needs ${s3Missing.join(', ')}`)
  }
  const letterModel = letterModelOf(e)
  const data = resolve(e.MAEPSI_DATA)
  mkdirSync(data, { recursive: true })
  return {
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL ?? null,
    data,
    url: (e.MAEPSI_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    secret: e.MAEPSI_SECRET ?? keptSecret(data),
    name: e.MAEPSI_NAME,
    signUpOpen: e.MAEPSI_SIGN_UP,
    logLevel: e.MAEPSI_LOG_LEVEL,
    openingGrant: {
      credit: e.MAEPSI_OPENING_CREDIT,
      look_book_ticket: e.MAEPSI_OPENING_LOOK_BOOK_TICKET,
      video_ticket: e.MAEPSI_OPENING_VIDEO_TICKET,
    },
    prices: {
      look: e.MAEPSI_PRICE_LOOK,
      lookLarge: e.MAEPSI_PRICE_LOOK_LARGE,
      turntable: e.MAEPSI_PRICE_TURNTABLE,
      letter: e.MAEPSI_PRICE_LETTER,
    },
    // What comes back for a bad result; a 0 leaves every report to the administrators.
    goodwill: {
      monthly: e.MAEPSI_GOODWILL_MONTHLY,
      share: e.MAEPSI_GOODWILL_SHARE,
      days: e.MAEPSI_GOODWILL_DAYS,
    },
    letterModel,
    drapeThreads: e.MAEPSI_DRAPE_THREADS ?? defaultDrapeThreads(),
    engines: enginesOf(e),
    trustProxy: e.MAEPSI_TRUST_PROXY,
    metricsToken: e.MAEPSI_METRICS_TOKEN ?? null,
    /** The largest ZIP of photos, in MB of a million bytes. */
    bulkZipMegabytes: e.MAEPSI_BULK_ZIP_MB,
    /** The file that says what is sold; null for the one that comes along. */
    plansFile: e.MAEPSI_PLANS ? resolve(e.MAEPSI_PLANS) : null,
    /** The file of what markets ask of pictures; null for the one that comes along. */
    presetsFile: e.MAEPSI_PRESETS ? resolve(e.MAEPSI_PRESETS) : null,
    /** Where months begin and end. */
    timeZone: e.MAEPSI_TIME_ZONE,
    payments: readPayments(e),
    /** The operator's certificate to sign with, and its key; null for the installation's own. */
    provenance: provenanceOf(e),
    /** Whether exports wear a mark that people see: where the law asks for one, unless the operator says otherwise. */
    visibleMark: e.MAEPSI_VISIBLE_MARK,
    /** Origins webhooks may be sent to though they are private, or plain http. */
    webhookTrusted: originsOf(e.MAEPSI_WEBHOOK_TRUSTED),
    mail: { url: e.MAEPSI_MAIL_URL ?? null, from: e.MAEPSI_MAIL_FROM },
    google:
      e.GOOGLE_CLIENT_ID && e.GOOGLE_CLIENT_SECRET
        ? {
            clientId: e.GOOGLE_CLIENT_ID,
            clientSecret: e.GOOGLE_CLIENT_SECRET,
            issuer: e.GOOGLE_ISSUER.replace(/\/$/, ''),
          }
        : null,
    kakao: e.KAKAO_REST_API_KEY
      ? {
          clientId: e.KAKAO_REST_API_KEY,
          clientSecret: e.KAKAO_CLIENT_SECRET ?? null,
          adminKey: e.KAKAO_ADMIN_KEY ?? null,
          authUrl: e.KAKAO_AUTH_URL.replace(/\/$/, ''),
          apiUrl: e.KAKAO_API_URL.replace(/\/$/, ''),
        }
      : null,
    storage:
      e.MAEPSI_STORAGE === 's3'
        ? {
            kind: 's3' as const,
            bucket: e.MAEPSI_S3_BUCKET!,
            endpoint: e.MAEPSI_S3_ENDPOINT ?? null,
            region: e.MAEPSI_S3_REGION,
            accessKey: e.MAEPSI_S3_ACCESS_KEY!,
            secretKey: e.MAEPSI_S3_SECRET_KEY!,
          }
        : { kind: 'disk' as const, folder: join(data, 'files') },
  }
}

/** Throws BadConfig for what is no address. */
function originsOf(list: string): string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      if (!URL.canParse(one) || new URL(one).origin === 'null')
        throw new BadConfig(`MAEPSI_WEBHOOK_TRUSTED: "${one}" is no address like http://10.0.0.5:8080`)
      return new URL(one).origin
    })
}

/** Which providers of payments are switched on. Throws BadConfig for one that is configured by half. */
function readPayments(e: z.infer<typeof Environment>) {
  const stripe = whole(e, ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'])
  const portone = whole(e, ['PORTONE_API_SECRET', 'PORTONE_STORE_ID', 'PORTONE_WEBHOOK_SECRET'])
  const channels = {
    card: e.PORTONE_CHANNEL_CARD,
    kakaopay: e.PORTONE_CHANNEL_KAKAOPAY,
    tosspay: e.PORTONE_CHANNEL_TOSSPAY,
    naverpay: e.PORTONE_CHANNEL_NAVERPAY,
  }
  if (portone && !Object.values(channels).some(Boolean))
    throw new BadConfig('PORTONE_API_SECRET needs a channel: PORTONE_CHANNEL_CARD, for one')
  const account = e.MAEPSI_TRANSFER_ACCOUNT ?? null
  return {
    manual: account || !(stripe || portone) ? { account } : null,
    testCard: mayTestCard(e),
    stripe: stripe && {
      secretKey: stripe.STRIPE_SECRET_KEY,
      webhookSecret: stripe.STRIPE_WEBHOOK_SECRET,
      apiUrl: e.STRIPE_API_URL ?? null,
    },
    portone: portone && {
      apiSecret: portone.PORTONE_API_SECRET,
      storeId: portone.PORTONE_STORE_ID,
      webhookSecret: portone.PORTONE_WEBHOOK_SECRET,
      channels,
      apiUrl: e.PORTONE_API_URL ?? null,
    },
    /** Who sells, as invoices say it. */
    supplier: {
      name: e.MAEPSI_SUPPLIER_NAME ?? e.MAEPSI_NAME,
      businessNumber: e.MAEPSI_SUPPLIER_NUMBER ?? null,
      person: e.MAEPSI_SUPPLIER_PERSON ?? null,
      address: e.MAEPSI_SUPPLIER_ADDRESS ?? null,
      contact: e.MAEPSI_SUPPLIER_CONTACT ?? null,
    },
  }
}

/** Keys that go together: all of them, or none (null). */
function whole<K extends keyof z.infer<typeof Environment>>(
  e: { readonly [key in K]?: string | undefined },
  keys: readonly K[],
): Record<K, string> | null {
  const missing = keys.filter((key) => !e[key])
  if (missing.length === keys.length) return null
  if (missing.length > 0)
    throw new BadConfig(`${keys.join(', ')} go together: ${missing.join(', ')} is missing`)
  return e as Record<K, string>
}

function provenanceOf(e: z.infer<typeof Environment>) {
  const files = whole(e, ['MAEPSI_C2PA_CERT', 'MAEPSI_C2PA_KEY'])
  return files && { certificate: resolve(files.MAEPSI_C2PA_CERT), key: resolve(files.MAEPSI_C2PA_KEY) }
}

/** A card that moves no money may be used where nobody else can come: by default there, elsewhere not even when it is asked for. */
function mayTestCard(e: z.infer<typeof Environment>): boolean {
  const own = ['localhost', '127.0.0.1', '[::1]']
  const alone = e.NODE_ENV !== 'production' && (!e.MAEPSI_URL || own.includes(new URL(e.MAEPSI_URL).hostname))
  if (e.MAEPSI_TEST_CARD && !alone)
    throw new BadConfig(
      'MAEPSI_TEST_CARD is refused in production and where MAEPSI_URL can be reached by others: it sells for nothing',
    )
  const unseen = alone && ['localhost', '127.0.0.1', '::1'].includes(e.HOST) && !e.MAEPSI_TRUST_PROXY
  return e.MAEPSI_TEST_CARD ?? unseen
}

function enginesOf(e: z.infer<typeof Environment>) {
  try {
    return readEngines(e)
  } catch (error) {
    throw new BadConfig((error as Error).message, { cause: error })
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** The language model that writes letters, or null where the built-in writer does. */
function letterModelOf(e: z.infer<typeof Environment>) {
  const provider = e.MAEPSI_LETTER_PROVIDER
  if (!provider) return null
  const needed = [
    'MAEPSI_LETTER_MODEL',
    provider === 'compatible' ? 'MAEPSI_LETTER_URL' : 'MAEPSI_LETTER_KEY',
  ] as const
  const missing = needed.filter((name) => !e[name])
  if (missing.length > 0)
    throw new BadConfig(`MAEPSI_LETTER_PROVIDER=${provider} needs ${missing.join(', ')}`)
  return {
    provider,
    model: e.MAEPSI_LETTER_MODEL!,
    key: e.MAEPSI_LETTER_KEY ?? null,
    url: e.MAEPSI_LETTER_URL ?? null,
    pictures: e.MAEPSI_LETTER_PICTURES,
    seconds: e.MAEPSI_LETTER_SECONDS,
  }
}

/** One Drape job takes a core and up to 600 MB; one core is left to everything else. */
function defaultDrapeThreads(): number {
  return Math.max(1, Math.min(availableParallelism() - 1, Math.floor(totalmem() / 600e6)))
}

/** The secret that signs sessions and file URLs: made once, readable by its owner only. */
function keptSecret(data: string): string {
  const file = join(data, 'secret')
  if (!existsSync(file)) {
    // Written aside and linked: of several processes that start together one gives its own, and none reads half of it.
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, randomBytes(32).toString('hex'), { mode: 0o600 })
    try {
      linkSync(aside, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(aside, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}
