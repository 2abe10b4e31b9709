// Files to products: which photo belongs to which product and into which slot, by rules over their names and by a sheet.
import { PLACE_SOURCE, readWords, withoutEnding } from './photo-names.ts'
import type { Side, Slot } from './products.ts'

/** A file by its path in the folder or ZIP it came in, parts split by `/`. */
export interface NamedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256?: string
}

/** A file and the place it was given. */
export interface PlacedFile extends NamedFile {
  readonly slot: Slot
  readonly side: Side
  /** Nothing said which garment it is: the look at the photo may put it elsewhere. */
  readonly guessed: boolean
}

export interface MatchedRow {
  readonly sku: string
  readonly name: string | null
  readonly files: readonly PlacedFile[]
}

/** Why a file goes nowhere. `no_place`: it belongs to a product, but not to a slot (a detail, say). */
export type LeftReason =
  | 'no_rule'
  | 'no_place'
  | 'taken'
  | 'excluded'
  | 'photo_type'
  | 'photo_big'
  | 'photo_empty'

export interface Match {
  readonly rows: readonly MatchedRow[]
  readonly left: readonly { readonly path: string; readonly reason: LeftReason }[]
  /** Article numbers that name several products: in several folders, or on several lines of the sheet. */
  readonly twice: readonly string[]
  /** Photos that the sheet names and that are not there. */
  readonly absent: readonly { readonly line: number; readonly column: string; readonly file: string }[]
}

/** A line of a sheet. */
export interface SheetRow {
  readonly line: number
  readonly sku: string
  readonly name: string | null
  readonly files: readonly {
    readonly column: string
    readonly file: string
    readonly slot: Slot | null
    readonly side: Side
  }[]
}

/** What makes one product of the same number found twice: their photos together, or a product each, `-2` after the second. */
export type Twice = 'merge' | 'suffix'

/**
 * The rules of the beginning, tried in order. `{sku}` is the article number, `{place}` words for a slot and a side, `{n}` 1 for the
 * front and 2 for the back, `{any}` whatever else; `/` parts folders. A file's ending is left out.
 */
export const FIRST_RULES = [
  '{sku}_{place}',
  '{sku}-{place}',
  '{sku} {place}',
  '{sku}/{place}',
  '{sku}/{any}',
  '{sku}',
] as const
/** Rules that are offered and not on from the start: where numbers end article numbers, they would put strangers together. */
export const MORE_RULES = ['{sku}_{n}', '{sku}-{n}', '{sku} ({n})', '{sku}/{n}'] as const

/** The largest photo the studio takes. */
export const MAX_PHOTO_BYTES = 25 * 1024 * 1024
const PHOTO = /\.(jpe?g|png|webp|avif|hei[cf])$/i
const TOKENS: Readonly<Record<string, string>> = {
  sku: '(?<sku>[^/]+?)',
  place: `(?<place>${PLACE_SOURCE})`,
  n: '(?<n>[12])',
  any: '[^/]+',
}

/** A rule as it can be run; null when it has no `{sku}` or a token nobody knows. */
export function compileRule(rule: string): RegExp | null {
  const parts = rule
    .normalize('NFC')
    .trim()
    .split(/(\{[^{}]*\})/)
  let source = ''
  for (const part of parts) {
    const token = /^\{(.*)\}$/.exec(part)?.[1]
    if (token === undefined) source += part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    else if (token in TOKENS && !source.includes(`(?<${token}>`)) source += TOKENS[token]
    else return null
  }
  return source.includes('(?<sku>') ? new RegExp(`(?:^|/)${source}$`, 'i') : null
}

/** What system folders and programs leave beside photos. */
export function isLitter(path: string): boolean {
  return /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(path)
}

interface Candidate {
  readonly file: NamedFile
  readonly sku: string
  readonly slot: Slot | null
  readonly side: Side | null
  /** The folder its product lies in: the same number in another one is another product. */
  readonly source: string
  readonly name: string | null
  /** The rule says nothing of a place. */
  readonly bare: boolean
}

/** Matches files by a sheet where there is one, and by the rules else. The same files give the same rows, in their order. */
export function matchFiles(
  files: readonly NamedFile[],
  {
    rules,
    twice,
    sheet = [],
  }: { readonly rules: readonly string[]; readonly twice: Twice; readonly sheet?: readonly SheetRow[] },
): Match {
  const left: { path: string; reason: LeftReason }[] = []
  const root = rootOf(files)
  const usable = files.filter((file) => {
    if (isLitter(file.path) || /\.csv$/i.test(file.path)) return false
    const reason = !PHOTO.test(file.path)
      ? 'photo_type'
      : file.bytes === 0
        ? 'photo_empty'
        : file.bytes > MAX_PHOTO_BYTES
          ? 'photo_big'
          : null
    if (reason) left.push({ path: file.path, reason })
    return reason === null
  })
  const named = bySheet(usable, sheet)
  const compiled = rules.map(compileRule).filter((rule) => rule !== null)
  const candidates = [...named.candidates]
  for (const file of usable) {
    if (named.used.has(file.path)) continue
    const found = byRules(file, compiled, root)
    if (found) candidates.push(found)
    else left.push({ path: file.path, reason: 'no_rule' })
  }
  const skus = new Set(candidates.filter(({ bare }) => !bare).map(({ sku }) => keyOf(sku)))
  const kept = candidates.filter((one) => {
    const detail = one.bare && !skus.has(keyOf(one.sku)) && isDetailOf(one.sku, skus)
    if (detail) left.push({ path: one.file.path, reason: 'no_place' })
    return !detail
  })
  const groups = groupBySku(kept, twice)
  const names = new Map(sheet.map((row) => [keyOf(row.sku), row.name]))
  const rows = groups.rows.map(({ sku, name, members }) => ({
    sku,
    name: name ?? names.get(keyOf(sku)) ?? null,
    files: place(members, left),
  }))
  return {
    rows: [...rows, ...named.empty].filter(({ files: its, sku }) => its.length > 0 || named.skus.has(sku)),
    left,
    twice: groups.twice,
    absent: named.absent,
  }
}

const keyOf = (sku: string) => sku.normalize('NFC').toLowerCase()

/** The folder that everything lies in; it is how the whole is called, and no product. */
function rootOf(files: readonly NamedFile[]): string {
  const [first = ''] = files.map(({ path }) => path)
  const folder = first.slice(0, first.indexOf('/') + 1)
  return folder !== '' && files.every(({ path }) => path.startsWith(folder)) ? folder : ''
}

function byRules(file: NamedFile, rules: readonly RegExp[], root: string): Candidate | null {
  const path = withoutEnding(file.path.slice(root.length))
  const parts = path.split('/')
  const whole = readWords(parts.at(-1) ?? '')
  const folders = readWords(parts.slice(0, -1).join('/'))
  for (const rule of rules) {
    const found = rule.exec(path)
    const sku = found?.groups?.['sku']?.trim()
    if (!found || !sku) continue
    // A folder called "tops" holds tops, and is no top.
    if (rule.source.includes('/') && new RegExp(`^(?:${PLACE_SOURCE})$`, 'i').test(sku)) continue
    const said = readWords(found.groups?.['place'] ?? '')
    const n = found.groups?.['n']
    const silent = found.groups?.['place'] === undefined && n === undefined
    const inFolder = found[0].replace(/^\//, '').includes('/')
    // A letter of an article number is no word: B-100 shows no back.
    const own = silent && inFolder ? whole.side : null
    return {
      file,
      sku,
      slot: said.slot ?? whole.slot ?? folders.slot,
      side: said.side ?? (n === '1' ? 'front' : n === '2' ? 'back' : (folders.side ?? own)),
      source: path.slice(0, found.index),
      name: null,
      bare: silent && !inFolder,
    }
  }
  return null
}

/** `TEE01_detail` beside a product TEE01. */
function isDetailOf(name: string, skus: ReadonlySet<string>): boolean {
  const key = keyOf(name)
  return [...key.matchAll(/[ _.(-]/g)].some(({ index }) => skus.has(key.slice(0, index)))
}

function bySheet(files: readonly NamedFile[], sheet: readonly SheetRow[]) {
  const byName = new Map<string, NamedFile>()
  for (const file of files) {
    const path = file.path.normalize('NFC').toLowerCase()
    for (const name of [path, path.slice(path.lastIndexOf('/') + 1)])
      if (!byName.has(name)) byName.set(name, file)
  }
  const used = new Set<string>()
  const absent: { line: number; column: string; file: string }[] = []
  const candidates: Candidate[] = []
  const empty: MatchedRow[] = []
  const skus = new Set<string>()
  for (const { line, sku, name, files: wanted } of sheet) {
    skus.add(sku)
    let some = false
    for (const { column, file: wish, slot, side } of wanted) {
      const key = wish
        .normalize('NFC')
        .toLowerCase()
        .replaceAll('\\', '/')
        .replace(/^\.?\//, '')
      const file = byName.get(key) ?? byName.get(key.slice(key.lastIndexOf('/') + 1))
      if (!file) {
        absent.push({ line, column, file: wish })
        continue
      }
      used.add(file.path)
      some = true
      candidates.push({ file, sku, slot, side, source: `line ${line}`, name, bare: false })
    }
    if (!some && wanted.length > 0) empty.push({ sku, name, files: [] })
  }
  return { candidates, used, absent, empty, skus }
}

interface Group {
  readonly sku: string
  readonly name: string | null
  readonly members: readonly Candidate[]
}

function groupBySku(candidates: readonly Candidate[], twice: Twice): { rows: Group[]; twice: string[] } {
  const bySku = Map.groupBy(candidates, ({ sku }) => keyOf(sku))
  const rows: Group[] = []
  const double: string[] = []
  for (const members of bySku.values()) {
    const { sku } = members[0]
    const sources = [...Map.groupBy(members, ({ source }) => source).values()]
    const places = members.map(({ slot, side }) => `${slot ?? ''} ${side ?? 'front'}`)
    // Fronts in one folder and backs in another are one product still.
    const collides = sources.length > 1 && new Set(places).size < places.length
    if (collides) double.push(sku)
    if (collides && twice === 'suffix')
      for (const [n, own] of sources.entries())
        rows.push({ sku: n === 0 ? sku : `${sku}-${n + 1}`, name: nameOf(own), members: own })
    else rows.push({ sku, name: nameOf(members), members })
  }
  return { rows, twice: double }
}

const nameOf = (members: readonly Candidate[]) => members.find(({ name }) => name !== null)?.name ?? null

const RIVALS: Readonly<Record<Slot, readonly Slot[]>> = {
  onepiece: ['upper', 'bottom'],
  upper: ['onepiece'],
  bottom: ['onepiece'],
  outer: [],
}

/** Gives each file of a product a place of its own; those that say most come first. */
function place(members: readonly Candidate[], left: { path: string; reason: LeftReason }[]): PlacedFile[] {
  const said = [...new Set(members.flatMap(({ slot }) => slot ?? []))]
  const usual = said.length === 1 ? said[0] : null
  const placed: PlacedFile[] = []
  const weight = ({ slot, side }: Candidate) => (slot ? 2 : 0) + (side ? 1 : 0)
  for (const { file, slot: own, side } of members.toSorted((a, b) => weight(b) - weight(a))) {
    const slot = own ?? usual ?? 'upper'
    const free = (side ? [side] : (['front', 'back'] as const)).find(
      (one) => !placed.some((other) => other.slot === slot && other.side === one),
    )
    const excluded = placed.some((other) => RIVALS[slot].includes(other.slot))
    if (!free || excluded) left.push({ path: file.path, reason: excluded ? 'excluded' : 'taken' })
    else placed.push({ ...file, slot, side: free, guessed: own === null && usual === null })
  }
  return placed
}
