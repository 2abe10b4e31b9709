// Papers in three languages: every letter of their words and of names in kanji, kana and Hangul is in a font that is inside.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { drawInvoice, type Sheet } from './draw-invoice.ts'

const NAMES = [
  '맵시 株式會社',
  '株式会社ミナモト・アパレル',
  '源 みなも',
  '〒150-0001 東京都渋谷区神宮前２番３号',
  'Élodie & Söhne',
]

function sheet(language: Sheet['language'], name: string): Sheet {
  const at = new Date('2027-01-01T00:30:00+09:00')
  const party = { name, businessNumber: '123-45-67890', person: name, address: name, contact: name }
  return {
    kind: 'receipt',
    language,
    number: '2027-000012',
    issuedAt: at,
    paidAt: at,
    timeZone: 'Asia/Seoul',
    supplier: party,
    buyer: party,
    lines: [
      {
        what: name,
        period: { from: at, to: new Date('2027-02-01T00:30:00+09:00') },
        quantity: 1,
        amount: 3900,
      },
    ],
    subtotal: 3545,
    tax: 355,
    total: 3900,
    refunded: 100,
    currency: language === 'ja' ? 'JPY' : 'KRW',
    method: { type: 'card', brand: null, last4: null },
    receiptUrl: 'https://receipt.example/1',
  }
}

/** The letters a PDF says it shows, by the tables from glyphs to Unicode that its fonts carry. */
function lettersOf(pdf: Buffer): Set<string> {
  const letters = new Set<string>()
  for (const [, stream = ''] of pdf.toString('latin1').matchAll(/\nstream\n([^]*?)\nendstream/g)) {
    let text: string
    try {
      text = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    } catch {
      continue
    }
    if (!text.includes('begincmap')) continue
    for (const [, hex = ''] of text.matchAll(/<([0-9a-f]{4}|[0-9a-f]{8})>/gi))
      letters.add(Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  }
  return letters
}

for (const language of ['ko', 'en', 'ja'] as const)
  test(`a paper in ${language} holds every letter it shows`, async () => {
    for (const name of NAMES) {
      const pdf = await drawInvoice(sheet(language, name))
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
      const letters = lettersOf(pdf)
      const missing = Array.from(name).filter((letter) => letter !== ' ' && !letters.has(letter))
      assert.deepEqual(missing, [], name)
      const kanji = /[\p{Script=Han}\p{Script=Katakana}]/u.test(name) || language === 'ja'
      assert.equal(/BIZUDPGothic/.test(pdf.toString('latin1')), kanji, 'only where it is needed')
    }
  })

test('the same invoice is the same bytes', async () => {
  const [one, two] = await Promise.all([1, 2].map(async () => drawInvoice(sheet('ko', '맵시'))))
  assert.ok(one.equals(two))
})
