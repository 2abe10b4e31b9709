// Which engines of others are switched on: a key in the environment is enough for one, a file says the rest.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ENGINE_VENDORS } from '#sdk/contract/engines.ts'

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)

/** An engine as its operator describes it. What is left out is the vendor's usual. */
export const EngineSetting = z.strictObject({
  /** What it is called in the studio; by default the vendor's name. */
  name: Name.optional(),
  vendor: z.enum(ENGINE_VENDORS),
  model: z.string().max(200).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  key: z.string().max(4_000).optional(),
  /** Headers to send along: a reverse proxy before a server of your own may want some. */
  headers: z.record(z.string(), z.string()).optional(),
  /** Credits for a call, standard and large. */
  price: z.number().int().min(0).max(1_000_000).optional(),
  priceLarge: z.number().int().min(0).max(1_000_000).optional(),
  /** Tickets and included looks pay it as well, one a look. */
  tickets: z.boolean().optional(),
  /** Dollars the vendor takes for a call: shown to the administrator, and added up. */
  cost: z.number().min(0).max(1_000).optional(),
  atOnce: z.number().int().min(1).max(100).optional(),
  perMinute: z.number().int().min(1).max(10_000).optional(),
  /** For ComfyUI: a workflow in API format, and which of its inputs gets what. */
  workflow: z.string().optional(),
  binding: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** For Vertex: project and place, where they are not the account's own. */
  project: z.string().optional(),
  location: z.string().optional(),
})
export type EngineSetting = z.infer<typeof EngineSetting> & { readonly name: string }

/** The variables of the environment that concern engines. */
export const EngineEnvironment = {
  MAEPSI_FASHN_KEY: z.string().optional(),
  MAEPSI_FAL_KEY: z.string().optional(),
  MAEPSI_REPLICATE_KEY: z.string().optional(),
  MAEPSI_GEMINI_KEY: z.string().optional(),
  MAEPSI_VERTEX_ACCOUNT: z.string().optional(),
  MAEPSI_OPENAI_IMAGE_KEY: z.string().optional(),
  MAEPSI_KLING_KEY: z.string().optional(),
  MAEPSI_GPU_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAEPSI_GPU_KEY: z.string().optional(),
  MAEPSI_ENGINES: z.string().optional(),
  MAEPSI_ENGINE_ORDER: z.string().default(''),
  MAEPSI_ENGINE_SECONDS: z.coerce.number().min(1).max(3_600).default(300),
  MAEPSI_ENGINE_POLL_MS: z.coerce.number().int().min(1).max(60_000).default(1_500),
  MAEPSI_PRICE_CALL: z.coerce.number().int().min(0).max(1_000_000).default(10),
  MAEPSI_PRICE_CALL_LARGE: z.coerce.number().int().min(0).max(1_000_000).default(20),
  MAEPSI_MODEL_PHOTOS: z.string().optional(),
}

const Environment = z.object(EngineEnvironment)

export interface EnginesConfig {
  readonly hosted: readonly EngineSetting[]
  /** Names of engines that step in for each other, in this order. */
  readonly order: readonly string[]
  /** How long a vendor may take for one call. */
  readonly seconds: number
  readonly pollMs: number
  /** Credits for a call where the engine has no price of its own. */
  readonly prices: { readonly call: number; readonly callLarge: number }
  /** A folder with `<body>-<view>.jpg`: who wears the clothes when nobody else is chosen. */
  readonly modelPhotos: string | null
}

/** Reads the engines. Throws an Error whose message says in one line what is wrong, without a key in it. */
export function readEngines(e: z.infer<typeof Environment>): EnginesConfig {
  const keys = {
    fashn: e.MAEPSI_FASHN_KEY,
    fal: e.MAEPSI_FAL_KEY,
    replicate: e.MAEPSI_REPLICATE_KEY,
    gemini: e.MAEPSI_GEMINI_KEY,
    openai: e.MAEPSI_OPENAI_IMAGE_KEY,
    kling: e.MAEPSI_KLING_KEY,
    vertex: e.MAEPSI_VERTEX_ACCOUNT && readText('MAEPSI_VERTEX_ACCOUNT', e.MAEPSI_VERTEX_ACCOUNT),
  } as const
  const hosted = new Map<string, EngineSetting>()
  for (const vendor of ENGINE_VENDORS)
    if (vendor in keys && keys[vendor as keyof typeof keys])
      hosted.set(vendor, { name: vendor, vendor, key: keys[vendor as keyof typeof keys] })
  if (e.MAEPSI_GPU_URL)
    hosted.set('gpu', { name: 'gpu', vendor: 'gpu', url: e.MAEPSI_GPU_URL, key: e.MAEPSI_GPU_KEY })
  if (e.MAEPSI_ENGINES)
    for (const said of readFile(e.MAEPSI_ENGINES)) {
      const name = said.name ?? said.vendor
      const key = said.vendor in keys ? keys[said.vendor as keyof typeof keys] : undefined
      hosted.set(name, { ...hosted.get(name), ...(key && { key }), ...said, name })
    }
  const order = e.MAEPSI_ENGINE_ORDER.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const unknown = order.filter((name) => name !== 'drape' && !hosted.has(name))
  if (unknown.length > 0)
    throw new Error(`MAEPSI_ENGINE_ORDER names engines that are not there: ${unknown.join(', ')}`)
  return {
    hosted: [...hosted.values()],
    order,
    seconds: e.MAEPSI_ENGINE_SECONDS,
    pollMs: e.MAEPSI_ENGINE_POLL_MS,
    prices: { call: e.MAEPSI_PRICE_CALL, callLarge: e.MAEPSI_PRICE_CALL_LARGE },
    modelPhotos: e.MAEPSI_MODEL_PHOTOS ?? null,
  }
}

function readFile(file: string): z.infer<typeof EngineSetting>[] {
  let json: unknown
  try {
    json = JSON.parse(readText('MAEPSI_ENGINES', file))
  } catch (error) {
    // A parser's own message quotes what it read, and that may be a key.
    if (error instanceof SyntaxError) throw new Error(`${file} is not JSON`, { cause: error })
    throw error
  }
  const parsed = z.array(EngineSetting).safeParse(json)
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

function readText(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${variable}: ${file} cannot be read`, { cause: error })
  }
}
