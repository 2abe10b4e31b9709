// Presets: what each market asks of a picture or a film, read once from a file the operator can edit.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { BadConfig } from './config.ts'

const Words = z.strictObject({ ko: z.string().min(1), en: z.string().min(1), ja: z.string().min(1) })
/** No market takes more on a side, and no look is worth enlarging to it. */
const MOST_SIDE = 10_000
const LEAST_SIDE = 64
const Side = z
  .int({ error: 'is no size: give whole pixels' })
  .min(LEAST_SIDE, { error: `is no size for a picture: give ${LEAST_SIDE} to ${MOST_SIDE} pixels` })
  .max(MOST_SIDE, { error: `is no size for a picture: give ${LEAST_SIDE} to ${MOST_SIDE} pixels` })

const PresetEntry = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
      error: 'is no id: use small letters, digits and hyphens',
    }),
    /** As it is shown, and as it stands in file names. */
    name: Words,
    width: Side,
    /** Either the height, or the ratio of width to height, as in "4:5". */
    height: Side.optional(),
    ratio: z
      .string()
      .regex(/^[1-9]\d{0,3}:[1-9]\d{0,3}$/, { error: 'is no ratio: write it as "4:5"' })
      .optional(),
    /** `mp4` is for films, which are never cut: one of another shape does not go to this market. */
    format: z.enum(['jpeg', 'png', 'webp', 'avif', 'mp4']),
    /** The largest file the market takes. */
    maxBytes: z.int().min(50_000, { error: 'leaves no room for a picture: give at least 50000 bytes' }),
    /** The smallest picture the market takes. */
    minimum: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }),
    /** How long a film may be. */
    seconds: z.strictObject({ least: z.number().min(0), most: z.number().positive() }).optional(),
    background: z.enum(['white', 'any']),
    /** `product`: the garment alone, cut out on white, in place of a look. */
    shows: z.enum(['look', 'product']),
    /** Whether pictures wear a mark that people see, unless the seller says otherwise. */
    aiMark: z.boolean(),
    /** One line of what else the market asks. */
    note: Words,
    /** Where the rule is written, and the day somebody looked. */
    source: z.url().nullable(),
    checked: z.iso.date(),
    /** false where nobody found a source: the page says so in words. */
    verified: z.boolean(),
  })
  .check(({ value: it, issues }) => {
    const wrong = (message: string, at: string) =>
      issues.push({ code: 'custom', message, path: [at], input: it })
    if ((it.height === undefined) === (it.ratio === undefined))
      wrong('give either a height or a ratio', 'height')
    const { width, height } = sizeOf(it)
    if (height < LEAST_SIDE || height > MOST_SIDE)
      wrong(`makes a picture ${height} pixels high: ${LEAST_SIDE} to ${MOST_SIDE} are possible`, 'ratio')
    if (it.minimum.width > width || it.minimum.height > height)
      wrong(`is more than the ${width} × ${height} that are made`, 'minimum')
    if (it.verified && it.source === null) wrong('needs a source: without one it is unverified', 'verified')
    if (it.format === 'mp4' && (it.shows !== 'look' || it.background !== 'any'))
      wrong('a film shows a look on any background', 'format')
    if (it.format !== 'mp4' && it.seconds) wrong('is for films alone', 'seconds')
    if (it.seconds && it.seconds.least > it.seconds.most) wrong('the least is more than the most', 'seconds')
    if (it.shows === 'product' && it.background !== 'white')
      wrong('the product alone stands on white', 'background')
  })

const PresetsFile = z
  .strictObject({ $comment: z.string().optional(), presets: z.array(PresetEntry).min(1) })
  .check(({ value: { presets }, issues }) => {
    presets.forEach(({ id }, at) => {
      if (presets.findIndex((other) => other.id === id) !== at)
        issues.push({
          code: 'custom',
          message: `"${id}" is there twice`,
          path: ['presets', at, 'id'],
          input: id,
        })
    })
  })

type Entry = z.output<typeof PresetEntry>

/** What a market asks, with its size whole: `ratio` is width to height in lowest terms. */
export interface Preset extends Omit<Entry, 'height' | 'ratio'> {
  readonly height: number
  readonly ratio: string
}

/** The set that comes along. */
export const DEFAULT_PRESETS_FILE = fileURLToPath(new URL('presets.json', import.meta.url))

/** Reads the presets. Throws BadConfig that names the file and, a line each, what is wrong in it and where. */
export function readPresets(file: string): readonly Preset[] {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'cannot be read'
    throw new BadConfig(`The presets in ${file}: the file ${why}`)
  }
  const parsed = PresetsFile.safeParse(json)
  if (!parsed.success) throw new BadConfig(`The presets in ${file}:\n${z.prettifyError(parsed.error)}`)
  return parsed.data.presets.map((entry) => {
    const { width, height } = sizeOf(entry)
    const by = divisor(width, height)
    return { ...entry, width, height, ratio: entry.ratio ?? `${width / by}:${height / by}` }
  })
}

function sizeOf({ width, height, ratio }: Pick<Entry, 'width' | 'height' | 'ratio'>): {
  width: number
  height: number
} {
  const [across = 1, down = 1] = (ratio ?? '1:1').split(':').map(Number)
  return { width, height: height ?? Math.round((width * down) / across) }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
