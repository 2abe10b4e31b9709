// Draws contact sheets: looks in a grid on A4 pages as PDF, each with its name, and with the words that say how they were made.
import PdfKit from 'pdfkit'
import type { Language } from '#sdk/contract/users.ts'
import { registerFonts, runsOf, type Weight } from '../invoices/letters-of-papers.ts'

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

/** The bytes of the PDF. */
export async function drawSheet(sheet: SheetPages): Promise<Buffer> {
  const { language, title, looks, madeAt } = sheet
  const pdf = new PdfKit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: language,
    info: { Title: title, CreationDate: madeAt },
  })
  registerFonts(pdf)
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

type Pdf = PDFKit.PDFDocument

function drawFrame(pdf: Pdf, { title, facts, note, pageOf }: SheetPages, page: number, pages: number): void {
  const { margin, width, height } = PAGE
  const room = width - 2 * margin
  write(pdf, title, margin, margin - 8, { size: 13, font: 'bold', width: room * 0.62 })
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
  write(pdf, look.name, left, words, { size: 7.5, font: 'bold', width: CELL })
  write(pdf, look.about, left, words + 10, { size: 7, ink: QUIET, width: CELL })
}

/** On a plate in the corner, as on exported pictures: read on anything. */
function drawMark(pdf: Pdf, mark: string, right: number, bottom: number): void {
  const size = 5.5
  const width = widthOf(pdf, mark, { size, width: 0 }) + 6
  pdf
    .save()
    .fillOpacity(0.78)
    .rect(right - width - 3, bottom - 12, width, 9)
    .fill('#141414')
    .restore()
  write(pdf, mark, right - width, bottom - 10.6, { size, ink: '#ffffff', width })
}

interface Look {
  readonly size: number
  readonly font?: Weight
  readonly ink?: string
  readonly width: number
  readonly align?: 'left' | 'right'
}

/** Pretendard's, of its size: text of every font stands on its line. */
const ASCENT = 0.952

/** One line; what does not fit ends in an ellipsis. */
function write(pdf: Pdf, text: string, x: number, y: number, look: Look): void {
  const { size, font = 'plain', ink = INK, width, align = 'left' } = look
  const line = fitted(pdf, text.replaceAll(UNPRINTABLE, '').replaceAll(/\s+/g, ' ').trim(), look)
  let left = align === 'right' ? x + width - widthOf(pdf, line, look) : x
  pdf.fillColor(ink)
  for (const run of runsOf(line, font)) {
    pdf
      .font(run.font)
      .fontSize(size)
      .text(run.text, left, y, { lineBreak: false, baseline: -ASCENT * size })
    left += pdf.widthOfString(run.text)
  }
}

function fitted(pdf: Pdf, text: string, look: Look): string {
  if (widthOf(pdf, text, look) <= look.width + 1) return text
  const letters = Array.from(text)
  while (letters.length > 0 && widthOf(pdf, `${letters.join('')}…`, look) > look.width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

function widthOf(pdf: Pdf, text: string, { size, font = 'plain' }: Look): number {
  return runsOf(text, font).reduce(
    (sum, run) => sum + pdf.font(run.font).fontSize(size).widthOfString(run.text),
    0,
  )
}

function rule(pdf: Pdf, y: number, ink: string): void {
  pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(ink === INK ? 0.8 : 0.5)
    .strokeColor(ink)
    .stroke()
}
