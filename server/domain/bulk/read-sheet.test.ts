// Sheets of products: encodings, titles in three languages, and broken lines told by line and column.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { throwsCode } from '#test/throws.ts'
import { readSheet } from './read-sheet.ts'

/** "품번,상품명,앞,뒤\nA1,셔츠,a.jpg,b.jpg\n" as Excel writes it in Korea. */
const EUC_KR = Buffer.from(
  'c7b0b9f82cbbf3c7b0b8ed2cbed52cb5da0a41312cbcc5c3f72c612e6a70672c622e6a70670a',
  'hex',
)
const TEXT = '품번,상품명,앞,뒤\nA1,셔츠,a.jpg,b.jpg\n'
const ROW = {
  line: 2,
  sku: 'A1',
  name: '셔츠',
  files: [
    { column: '앞', file: 'a.jpg', slot: null, side: 'front' },
    { column: '뒤', file: 'b.jpg', slot: null, side: 'back' },
  ],
}

test('UTF-8 with and without its mark, UTF-16 and EUC-KR say the same', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')])
  for (const [bytes, encoding] of [
    [Buffer.from(TEXT), 'utf-8'],
    [Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
    [Buffer.from(TEXT.replaceAll(',', '\t').replaceAll('\n', '\r\n')), 'utf-8'],
    [utf16, 'utf-16le'],
    [EUC_KR, 'euc-kr'],
  ] as const)
    assert.deepEqual(readSheet(bytes), { encoding, rows: [ROW], problems: [] })
})

test('titles in English and Japanese, with slots', () => {
  const english = readSheet(Buffer.from('SKU,Title,upper_front,bottom back,Price\nA1,Set,u.jpg,b.jpg,9000\n'))
  assert.deepEqual(
    english.rows[0].files.map(({ file, slot, side }) => [file, slot, side]),
    [
      ['u.jpg', 'upper', 'front'],
      ['b.jpg', 'bottom', 'back'],
    ],
  )
  const japanese = readSheet(Buffer.from('品番,商品名,ワンピース前\nA1,夏,o.jpg\n'))
  assert.deepEqual(japanese.rows[0].files[0], {
    column: 'ワンピース前',
    file: 'o.jpg',
    slot: 'onepiece',
    side: 'front',
  })
})

test('a broken line is told with what was expected; the others are read', () => {
  const { rows, problems } = readSheet(
    Buffer.from(
      'sku,name,front\nA1,One,1.jpg\n,No number,2.jpg\nA3,Three,3.jpg,too,much\n"A4\nfour",Four,4.jpg\nA5,Five,5.jpg\n',
    ),
  )
  assert.deepEqual(
    rows.map(({ line, sku }) => [line, sku]),
    [
      [2, 'A1'],
      [5, 'A4\nfour'],
      [7, 'A5'],
    ],
  )
  assert.deepEqual(problems, [
    { line: 3, column: 1, code: 'sku_missing', expected: 'sku', found: ', No number, 2.jpg' },
    { line: 4, column: 4, code: 'columns', expected: '3', found: '5' },
  ])
})

test('a quote that is never closed is told by its line, and what came before is kept', () => {
  const { rows, problems } = readSheet(Buffer.from('sku,front\nA1,1.jpg\nA2,"2.jpg\nA3,3.jpg\n'))
  assert.deepEqual(
    rows.map(({ sku }) => sku),
    ['A1'],
  )
  assert.deepEqual(problems, [{ line: 3, column: null, code: 'quote', expected: '"', found: 'A2,"2.jpg' }])
})

test('without an article number there is no sheet', () => {
  const refused = throwsCode('sheet_unreadable', { line: 1, expected: 'sku', found: 'a, b' })
  assert.throws(() => readSheet(Buffer.from('a,b\n1,2\n')), refused)
  assert.throws(() => readSheet(Buffer.from('')), throwsCode('sheet_unreadable'))
})
