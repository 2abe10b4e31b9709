// Reads a sheet of products: CSV in UTF-8, UTF-16 or EUC-KR, and where a line is broken, which and what was expected.
import { parse } from 'csv-parse/sync'
import type { Sheet, SheetProblem } from '#sdk/contract/bulk-shapes.ts'
import { readWords } from '#sdk/contract/photo-names.ts'
import type { Side, Slot } from '#sdk/contract/products.ts'
import { StudioError } from '../../errors.ts'

/** The largest sheet, in bytes: 5,000 products with all their photos take a tenth of it. */
export const MOST_SHEET_BYTES = 5_000_000
const MOST_PROBLEMS = 100

const SKU =
  /^(sku|code|item(\s?code)?|product\s?(code|no|id)|상품\s?(코드|번호)|품번|자체\s?상품\s?코드|모델명|商品(コード|番号)|品番|管理番号)$/i
const NAME = /^(name|title|product(\s?name)?|상품명|제품명|이름|商品名|名前)$/i

interface Column {
  readonly title: string
  readonly slot: Slot | null
  readonly side: Side
}

/**
 * Reads a sheet. A line that cannot be read is told and left out; the others are read. Throws sheet_unreadable (details line, column,
 * expected, found) when there is no line of titles with an article number.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  const { text, encoding } = decode(bytes)
  const problems: SheetProblem[] = []
  const records = recordsOf(text, problems)
  const [titles] = records
  if (!titles) throw new StudioError('sheet_unreadable', { line: 1, column: 1, expected: 'sku', found: '' })
  const cells = titles.cells.map((cell) => cell.normalize('NFC').trim())
  const skuAt = cells.findIndex((cell) => SKU.test(cell))
  if (skuAt === -1)
    throw new StudioError('sheet_unreadable', {
      line: titles.line,
      column: 1,
      expected: 'sku',
      found: cells.slice(0, 8).join(', ').slice(0, 200),
    })
  const nameAt = cells.findIndex((cell) => NAME.test(cell))
  const columns = cells.map((title, n) => (n === skuAt || n === nameAt ? null : columnOf(title)))
  const rows = records.slice(1).flatMap(({ line, cells: its }) => {
    const say = (column: number, code: SheetProblem['code'], expected: string, found: string) =>
      problems.push({ line, column, code, expected, found: found.slice(0, 200) })
    if (its.length > cells.length) {
      say(cells.length + 1, 'columns', String(cells.length), String(its.length))
      return []
    }
    const sku = (its[skuAt] ?? '').normalize('NFC').trim()
    if (sku === '') {
      say(skuAt + 1, 'sku_missing', cells[skuAt], its.join(', '))
      return []
    }
    const files = columns.flatMap((column, n) => {
      const file = (its[n] ?? '').trim()
      return column && file !== ''
        ? [{ column: column.title, file, slot: column.slot, side: column.side }]
        : []
    })
    const name = nameAt === -1 ? '' : (its[nameAt] ?? '').trim().slice(0, 120)
    return [{ line, sku: sku.slice(0, 120), name: name || null, files }]
  })
  problems.sort((a, b) => a.line - b.line)
  return { encoding, rows, problems: problems.slice(0, MOST_PROBLEMS) }
}

interface SheetRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** Each record with the line it begins on. A quote that is never closed swallows the rest: its line is told. */
function recordsOf(text: string, problems: SheetProblem[]): SheetRecord[] {
  const records: SheetRecord[] = []
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = ['\t', ';', ','].find((one) => first.includes(one)) ?? ','
  const lines = text.split(/\r\n|\r|\n/)
  let read = 0
  const broken = (error: unknown) => {
    const { code, lines: at } = (error ?? {}) as { code?: unknown; lines?: unknown }
    // A quote that is never closed is where the last whole line ended, and not where the file does.
    const line = code === 'CSV_QUOTE_NOT_CLOSED' || typeof at !== 'number' ? read + 1 : at
    const found = (lines[line - 1] ?? '').trim().slice(0, 200)
    problems.push({ line, column: null, code: 'quote', expected: '"', found })
  }
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: string[], info) => {
      const height = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
      records.push({ line: info.lines - height, cells })
      read = info.lines
      return null
    },
    on_skip: (error) => {
      broken(error)
      return undefined
    },
  })
  return records
}

/** A column of photos, by its title: `upper_front`, `상의 뒤`, `앞`, `image1`. */
function columnOf(title: string): Column | null {
  const { slot, side } = readWords(title)
  const n = /^(?:image|photo|사진|이미지|画像|写真)[ _]?([12])?$/i.exec(title)
  if (slot === null && side === null && !n) return null
  return { title, slot, side: side ?? (n?.[1] === '2' ? 'back' : 'front') }
}

/** The text of a sheet. What is no valid UTF-8 is what Excel writes in Korea: EUC-KR. */
function decode(bytes: Uint8Array): { text: string; encoding: Sheet['encoding'] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('euc-kr').decode(bytes), encoding: 'euc-kr' }
  }
}

/** Reads a sheet that is on its way in. Throws as readSheet does, and sheet_unreadable for one that is too big. */
export async function takeSheet(bytes: AsyncIterable<Uint8Array>): Promise<Sheet> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > MOST_SHEET_BYTES)
      throw new StudioError('sheet_unreadable', {
        line: 1,
        column: 1,
        expected: `${MOST_SHEET_BYTES / 1e6} MB`,
        found: '',
      })
    chunks.push(chunk)
  }
  return readSheet(Buffer.concat(chunks))
}
