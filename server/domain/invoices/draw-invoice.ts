// Draws an invoice or a receipt: one A4 page as PDF, in Korean, English or Japanese, with the letters it needs inside.
import { DECIMALS } from '#sdk/contract/subscriptions.ts'
import PdfKit from 'pdfkit'
import en from '../../locales/en/invoice.json' with { type: 'json' }
import ja from '../../locales/ja/invoice.json' with { type: 'json' }
import ko from '../../locales/ko/invoice.json' with { type: 'json' }
import type { Party } from '../payments/parties.ts'
import { registerFonts, runsOf, type Weight } from './letters-of-papers.ts'

type Language = 'ko' | 'en' | 'ja'

/** All that stands on the paper. Amounts are integers in the currency's smallest unit, tax included but for `subtotal` and `tax`. */
export interface Sheet {
  readonly kind: 'invoice' | 'receipt'
  readonly language: Language
  readonly number: string
  readonly issuedAt: Date
  readonly paidAt: Date | null
  readonly supplier: Party
  readonly buyer: Party
  readonly lines: readonly {
    readonly what: string
    /** The days paid for; `to` is the first one that is not. Null for what is no plan. */
    readonly period: { readonly from: Date; readonly to: Date } | null
    readonly quantity: number
    readonly amount: number
  }[]
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  readonly refunded: number
  readonly currency: 'KRW' | 'USD' | 'JPY'
  readonly method: {
    readonly type: string
    readonly brand: string | null
    readonly last4: string | null
  } | null
  readonly receiptUrl: string | null
  /** Where it is dated: the studio's. */
  readonly timeZone: string
}

const WORDS = { ko, en, ja } as const
const INK = '#141414'
const QUIET = '#5f5f5f'
const LINE = '#d9d9d9'
/** Points: 72 to an inch. */
const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const DAY_MS = 86_400_000

/** The bytes of the PDF, some 30 kB. */
export async function drawInvoice(sheet: Sheet): Promise<Buffer> {
  const words = WORDS[sheet.language]
  const pdf = new PdfKit({
    size: 'A4',
    margin: MARGIN,
    lang: sheet.language,
    info: {
      Title: `${words[sheet.kind]} ${sheet.number}`,
      Author: sheet.supplier.name ?? '',
      CreationDate: sheet.issuedAt,
    },
  })
  registerFonts(pdf)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve) => pdf.once('end', resolve))
  const at = drawTotals(pdf, sheet, drawLines(pdf, sheet, drawParties(pdf, sheet, drawHead(pdf, sheet))))
  drawFoot(pdf, sheet, at)
  pdf.end()
  await done
  return Buffer.concat(chunks)
}

type Pdf = PDFKit.PDFDocument

function drawHead(pdf: Pdf, sheet: Sheet): number {
  const { kind, language, number, issuedAt, paidAt, method, supplier } = sheet
  const words = WORDS[language]
  write(pdf, words[kind], MARGIN, MARGIN, { size: 26, font: 'bold' })
  write(pdf, supplier.name ?? '', MARGIN, MARGIN + 10, { size: 12, font: 'bold', align: 'right' })
  const facts = [
    [words.number, number],
    [words.issued, sayDay(issuedAt, sheet)],
    [words.paid, paidAt ? sayDay(paidAt, sheet) : '—'],
    [words.method, method ? sayMethod(method, language) : '—'],
  ] as const
  const top = MARGIN + 62
  rule(pdf, top - 12, INK)
  const width = WIDTH / facts.length
  for (const [n, [name, value]] of facts.entries()) {
    write(pdf, name, MARGIN + n * width, top, { size: 9, ink: QUIET, width: width - 10 })
    write(pdf, value, MARGIN + n * width, top + 14, { size: 10.5, width: width - 10 })
  }
  return top + 56
}

function drawParties(pdf: Pdf, { supplier, buyer, language }: Sheet, top: number): number {
  const words = WORDS[language]
  const half = WIDTH / 2
  const bottoms = [
    [words.supplier, supplier],
    [words.buyer, buyer],
  ].map(([title, party], n) => {
    const left = MARGIN + n * half
    const { name, businessNumber, person, address, contact } = party as Party
    write(pdf, title as string, left, top, { size: 9, ink: QUIET })
    write(pdf, name ?? '—', left, top + 14, { size: 12, font: 'bold', width: half - 20 })
    const rows = [
      businessNumber && `${words.businessNumber} ${businessNumber}`,
      person && `${words.person} ${person}`,
      address,
      contact,
    ].filter((row): row is string => Boolean(row))
    let y = pdf.y + 4
    for (const row of rows) {
      write(pdf, row, left, y, { size: 10, width: half - 20 })
      y = pdf.y + 2
    }
    return y
  })
  return Math.max(...bottoms) + 28
}

function drawLines(pdf: Pdf, sheet: Sheet, top: number): number {
  const { lines, currency, language } = sheet
  const words = WORDS[language]
  const columns = [
    { name: words.what, left: 0, width: WIDTH * 0.4, align: 'left' },
    { name: words.period, left: WIDTH * 0.4, width: WIDTH * 0.32, align: 'left' },
    { name: words.quantity, left: WIDTH * 0.72, width: WIDTH * 0.08, align: 'right' },
    { name: words.amount, left: WIDTH * 0.8, width: WIDTH * 0.2, align: 'right' },
  ] as const
  for (const { name, left, width, align } of columns)
    write(pdf, name, MARGIN + left, top, { size: 9, ink: QUIET, width, align })
  rule(pdf, top + 16, INK)
  let y = top + 26
  for (const line of lines) {
    const cells = [
      line.what,
      line.period ? sayPeriod(line.period, sheet) : '—',
      new Intl.NumberFormat(language).format(line.quantity),
      sayMoney(line.amount, currency, language),
    ]
    let bottom = y
    for (const [n, { left, width, align }] of columns.entries()) {
      write(pdf, cells[n], MARGIN + left, y, {
        size: 10.5,
        width: width - (align === 'left' ? 12 : 0),
        align,
      })
      bottom = Math.max(bottom, pdf.y)
    }
    rule(pdf, bottom + 8, LINE)
    y = bottom + 18
  }
  return y + 6
}

function drawTotals(pdf: Pdf, sheet: Sheet, top: number): number {
  const { language, currency, subtotal, tax, total, refunded, kind } = sheet
  const words = WORDS[language]
  const percent = subtotal > 0 ? Math.round((tax / subtotal) * 100) : 0
  const rows = [
    [words.subtotal, subtotal, false],
    [percent > 0 ? `${words.tax} ${percent}%` : words.tax, tax, false],
    [kind === 'receipt' ? words.totalPaid : words.total, total, true],
    ...(refunded > 0 ? [[words.refunded, -refunded, false] as const] : []),
  ] as const
  const left = MARGIN + WIDTH * 0.5
  let y = top
  for (const [name, amount, strong] of rows) {
    if (strong) rule(pdf, y - 2, INK, left)
    const look = strong ? { size: 14, font: 'bold' as const } : { size: 10.5 }
    write(pdf, name, left, y + (strong ? 8 : 0), { ...look, width: WIDTH * 0.25 })
    write(pdf, sayMoney(amount, currency, language), MARGIN, y + (strong ? 8 : 0), {
      ...look,
      align: 'right',
    })
    y = pdf.y + 6
  }
  return y
}

function drawFoot(pdf: Pdf, { language, receiptUrl, tax }: Sheet, top: number): void {
  const words = WORDS[language]
  const y = Math.max(top + 40, 740)
  write(pdf, tax > 0 ? `${words.notTax} ${words.taxIn}` : words.notTax, MARGIN, y, { size: 9, ink: QUIET })
  if (receiptUrl)
    write(pdf, `${words.receiptAt}: ${receiptUrl}`, MARGIN, pdf.y + 2, {
      size: 9,
      ink: QUIET,
      link: receiptUrl,
    })
}

interface Look {
  readonly size: number
  readonly font?: Weight
  readonly ink?: string
  readonly width?: number
  readonly align?: 'left' | 'right'
  readonly link?: string
}

/** Pretendard's, of its size: text of every font stands on its line, and is as high as its. */
const ASCENT = 0.952
const HEIGHT = 1.193

/** Writes a text of one or more fonts; what is at the right end and of more than one stays on one line. */
function write(pdf: Pdf, text: string, x: number, y: number, look: Look): void {
  const { size, font = 'plain', ink = INK, width = WIDTH, align = 'left', link } = look
  const runs = runsOf(text, font)
  pdf.fontSize(size).fillColor(ink)
  const isRight = align === 'right' && runs.length > 1
  const whole = isRight ? runs.reduce((sum, run) => sum + pdf.font(run.font).widthOfString(run.text), 0) : 0
  const options = {
    align: isRight ? ('left' as const) : align,
    width,
    baseline: -ASCENT * size,
    ...(link && { link }),
  }
  for (const [n, run] of runs.entries()) {
    pdf.font(run.font)
    const rest = {
      ...options,
      continued: n < runs.length - 1,
      lineGap: size * HEIGHT + 2 - pdf.currentLineHeight(),
    }
    if (n > 0) pdf.text(run.text, rest)
    else pdf.text(run.text, isRight ? x + width - whole : x, y, rest)
  }
}

function rule(pdf: Pdf, y: number, ink: string, left = MARGIN): void {
  pdf
    .moveTo(left, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(ink === INK ? 0.8 : 0.5)
    .strokeColor(ink)
    .stroke()
}

/** A sum in the words of the language: ₩39,000, $39.00. */
export function sayMoney(amount: number, currency: Sheet['currency'], language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(
    amount / 10 ** DECIMALS[currency],
  )
}

function sayDay(day: Date, { language, timeZone }: Sheet): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(day)
}

function sayPeriod(
  { from, to }: { readonly from: Date; readonly to: Date },
  { language, timeZone }: Sheet,
): string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone })
  // The paper names the last day that is paid for.
  return `${day.format(from)} – ${day.format(new Date(Math.max(from.getTime(), to.getTime() - DAY_MS)))}`
}

function sayMethod({ type, brand, last4 }: NonNullable<Sheet['method']>, language: Language): string {
  const names: Readonly<Record<string, string>> = WORDS[language].methods
  return [brand ?? names[type] ?? names['other'], last4 && `···${last4}`].filter(Boolean).join(' ')
}
