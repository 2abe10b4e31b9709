// Draws contact sheets: looks in a grid on A4 pages as PDF, each with its name, and with the words that say how they were made.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PdfKit from 'pdfkit'
import type { Language } from '#sdk/contract/users.ts'

/** All that stands on the pages. */
export interface SheetPages {
  readonly language: Language
  readonly title: string
  /** Beside the title: who it is from, the day, how many. */
  readonly facts: string
  /** At the foot of each page. */
  readonly note: string
  readonly pageOf: (page: number, pages: number) => string
  readonly looks: readonly {
    /** A JPEG; null where it could not be read, and `missing` says so. */
    readonly picture: Buffer | null
    readonly width: number
    readonly height: number
    readonly name: string
    readonly about: string
    /** On the picture; null where the studio's owner wants none. */
    readonly mark: string | null
  }[]
  readonly missing: string
  readonly madeAt: Date
}

const INK = '#141414'
const QUIET = '#5f5f5f'
const LINE = '#d9d9d9'
/** Points, 72 to an inch: an A4 page of four by four. */
const PAGE = { width: 595.28, height: 841.89, margin: 36 } as const
const ACROSS = 4
const DOWN = 4
const GAP = 10
const CELL = (PAGE.width - 2 * PAGE.margin - (ACROSS - 1) * GAP) / ACROSS
/** Room for a picture, and from one row to the next. */
const PICTURE = 158
const ROW = 185
const HEAD = 26
/** No font here has them. */
const UNPRINTABLE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu

const require = createRequire(import.meta.url)
const subsetFont = require('subset-font') as (
  font: Buffer,
  text: string,
  options: { readonly targetFormat: 'truetype' },
) => Promise<Buffer>
const BOLD = join(
  dirname(require.resolve('pretendard/package.json')),
  'dist/public/static/alternative/Pretendard-SemiBold.ttf',
)
/** Letters of all three languages; the bold one has no kanji. */
const PLAIN = new URL('../../fonts/PretendardJP-Regular.woff2', import.meta.url)
let fonts: { readonly plain: Buffer; readonly bold: Buffer } | undefined

/** The bytes of the PDF. */
export async function drawSheet(sheet: SheetPages): Promise<Buffer> {
  fonts ??= { plain: readFileSync(PLAIN), bold: readFileSync(BOLD) }
  const { language, title, looks, madeAt } = sheet
  const pdf = new PdfKit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: language,
    info: { Title: title, CreationDate: madeAt },
  })
  // pdfkit cuts TrueType to what a document needs, but not WOFF2.
  pdf.registerFont('plain', await subsetFont(fonts.plain, textOf(sheet), { targetFormat: 'truetype' }))
  pdf.registerFont('bold', fonts.bold)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve) => pdf.once('end', resolve))
  const onPage = ACROSS * DOWN
  const pages = Math.max(1, Math.ceil(looks.length / onPage))
  for (let page = 0; page < pages; page++) {
    pdf.addPage()
    drawFrame(pdf, sheet, page + 1, pages)
    looks.slice(page * onPage, (page + 1) * onPage).forEach((look, at) => drawLook(pdf, sheet, look, at))
  }
  pdf.end()
  await done
  return Buffer.concat(chunks)
}

/** Every letter that may be written. */
function textOf({ title, facts, note, pageOf, looks, missing }: SheetPages): string {
  const written = looks.flatMap(({ name, about, mark }) => [name, about, mark ?? ''])
  return [title, facts, note, pageOf(1, 1), missing, ...written, '0123456789… '].join('')
}

type Pdf = PDFKit.PDFDocument

function drawFrame(pdf: Pdf, { title, facts, note, pageOf }: SheetPages, page: number, pages: number): void {
  const { margin, width, height } = PAGE
  const room = width - 2 * margin
  write(pdf, title, margin, margin - 8, { size: 13, strong: true, width: room * 0.62 })
  write(pdf, facts, margin + room * 0.62, margin - 4, {
    size: 8,
    ink: QUIET,
    width: room * 0.38,
    align: 'right',
  })
  rule(pdf, margin + 12, INK)
  const foot = height - margin + 6
  rule(pdf, foot - 7, LINE)
  write(pdf, note, margin, foot, { size: 7.5, ink: QUIET, width: room * 0.8 })
  write(pdf, pageOf(page, pages), margin + room * 0.8, foot, {
    size: 7.5,
    ink: QUIET,
    width: room * 0.2,
    align: 'right',
  })
}

function drawLook(pdf: Pdf, { missing }: SheetPages, look: SheetPages['looks'][number], at: number): void {
  const left = PAGE.margin + (at % ACROSS) * (CELL + GAP)
  const top = PAGE.margin + HEAD + Math.floor(at / ACROSS) * ROW
  if (look.picture) {
    const by = Math.min(CELL / look.width, PICTURE / look.height)
    const [width, height] = [look.width * by, look.height * by]
    const y = top + PICTURE - height
    pdf.image(look.picture, left, y, { width, height })
    if (look.mark !== null) drawMark(pdf, look.mark, left + width, y + height)
  } else {
    pdf
      .rect(left, top, CELL, PICTURE - 8)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke()
    write(pdf, missing, left + 8, top + PICTURE / 2 - 8, {
      size: 7,
      ink: QUIET,
      width: (PICTURE * 3) / 4 - 16,
    })
  }
  const words = top + PICTURE + 4
  write(pdf, look.name, left, words, { size: 7.5, strong: true, width: CELL })
  write(pdf, look.about, left, words + 10, { size: 7, ink: QUIET, width: CELL })
}

/** On a plate in the corner, as on exported pictures: read on anything. */
function drawMark(pdf: Pdf, mark: string, right: number, bottom: number): void {
  const size = 5.5
  pdf.font(fontOf(mark, false)).fontSize(size)
  const width = pdf.widthOfString(mark) + 6
  pdf
    .save()
    .fillOpacity(0.78)
    .rect(right - width - 3, bottom - 12, width, 9)
    .fill('#141414')
    .restore()
  write(pdf, mark, right - width, bottom - 10.4, { size, ink: '#ffffff', width: width + 4 })
}

interface Look {
  readonly size: number
  readonly strong?: boolean
  readonly ink?: string
  readonly width: number
  readonly align?: 'left' | 'right'
}

/** One line; what does not fit ends in an ellipsis. */
function write(pdf: Pdf, text: string, x: number, y: number, look: Look): void {
  const { size, strong = false, ink = INK, width, align = 'left' } = look
  pdf
    .font(fontOf(text, strong))
    .fontSize(size)
    .fillColor(ink)
    .text(text.replaceAll(UNPRINTABLE, '').replaceAll(/\s+/g, ' ').trim(), x, y, {
      width,
      height: size * 1.4,
      align,
      ellipsis: true,
      lineBreak: true,
    })
}

const fontOf = (text: string, strong: boolean): string =>
  strong && !/\p{Script=Han}/u.test(text) ? 'bold' : 'plain'

function rule(pdf: Pdf, y: number, ink: string): void {
  pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(ink === INK ? 0.8 : 0.5)
    .strokeColor(ink)
    .stroke()
}
