// Files to products: names in three languages, folders, sheets, and what finds no place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileRule, FIRST_RULES, matchFiles, MORE_RULES, type SheetRow } from './bulk-match.ts'

const files = (...paths: string[]) => paths.map((path) => ({ path, bytes: 1000 }))
const match = (paths: string[], more: Partial<Parameters<typeof matchFiles>[1]> = {}) =>
  matchFiles(files(...paths), { rules: FIRST_RULES, twice: 'merge', ...more })
/** `SKU: slot-side=path …`, a line a row. */
const told = ({ rows }: ReturnType<typeof match>) =>
  rows.map(
    ({ sku, files: its }) =>
      `${sku}: ${its.map(({ slot, side, path }) => `${slot}-${side}=${path.split('/').at(-1)}`).join(' ')}`,
  )

const NAMES: readonly (readonly [string, string])[] = [
  ['TEE01_front.jpg', 'TEE01: upper-front'],
  ['TEE01-back.JPG', 'TEE01: upper-back'],
  ['TEE_01_pants_back.png', 'TEE_01: bottom-back'],
  ['linen-skirt_front.webp', 'linen-skirt: bottom-front'],
  ['A-100_dress_front.heic', 'A-100: onepiece-front'],
  ['A100 jacket back view.jpg', 'A100: outer-back'],
  ['봄신상_앞.jpg', '봄신상: upper-front'],
  ['봄신상_뒷면.jpg', '봄신상: upper-back'],
  ['ZB1_상의_뒤.jpg', 'ZB1: upper-back'],
  ['ZB1/하의 앞.jpg', 'ZB1: bottom-front'],
  ['신상/ZB2/앞.jpg', 'ZB2: upper-front'],
  ['원피스/ZB3_앞.jpg', 'ZB3: onepiece-front'],
  ['KJ9_ワンピース_後ろ.jpg', 'KJ9: onepiece-back'],
  ['KJ9_正面.jpg', 'KJ9: upper-front'],
  ['KJ8/ジャケット背面.jpg', 'KJ8: outer-back'],
  ['KJ7/パンツ_前.jpg', 'KJ7: bottom-front'],
  ['SOLO42.jpg', 'SOLO42: upper-front'],
  ['P77/IMG_2041.jpg', 'P77: upper-front'],
]
for (const [path, says] of NAMES)
  test(`${path} is ${says}`, () => {
    // Beside another folder, so that its own is not the root of all.
    const [row] = match([path, 'zz/zz_front.jpg']).rows.filter(({ sku }) => sku !== 'zz')
    const [file] = row.files
    assert.equal(`${row.sku}: ${file.slot}-${file.side}`, says)
    // macOS writes Hangul and kana in parts.
    const [apart] = match([path.normalize('NFD'), 'zz/zz_front.jpg']).rows.filter(({ sku }) => sku !== 'zz')
    assert.equal(apart.sku, row.sku)
  })

test('front and back of a number are one product; a slot that only one of them names holds for both', () => {
  assert.deepEqual(told(match(['J1_jeans_front.jpg', 'J1_back.jpg', 'T1_front.jpg', 'T1_back.jpg'])), [
    'J1: bottom-front=J1_jeans_front.jpg bottom-back=J1_back.jpg',
    'T1: upper-front=T1_front.jpg upper-back=T1_back.jpg',
  ])
  const [row] = match(['T1_front.jpg']).rows
  assert.equal(row.files[0].guessed, true)
  assert.equal(match(['T1_top_front.jpg']).rows[0].files[0].guessed, false)
})

test('a folder a product: the first photo is the front; the folder of all and folders of slots are no products', () => {
  assert.deepEqual(told(match(['봄/A1/1.jpg', '봄/A1/2.jpg', '봄/하의/B2.jpg'])), [
    'A1: upper-front=1.jpg upper-back=2.jpg',
    'B2: bottom-front=B2.jpg',
  ])
})

test('fronts in one folder and backs in another are one product', () => {
  assert.deepEqual(told(match(['앞/A1.jpg', '뒤/A1.jpg'])), ['A1: upper-front=A1.jpg upper-back=A1.jpg'])
})

test('the same number twice: merged, or one each', () => {
  const twice = ['a/T1_front.jpg', 'b/T1_front.jpg', 'b/T1_back.jpg']
  const merged = match(twice)
  assert.deepEqual(
    [merged.twice, told(merged)],
    [['T1'], ['T1: upper-front=T1_front.jpg upper-back=T1_back.jpg']],
  )
  assert.deepEqual(merged.left, [{ path: 'b/T1_front.jpg', reason: 'taken' }])
  const each = match(twice, { twice: 'suffix' })
  assert.deepEqual(told(each), [
    'T1: upper-front=T1_front.jpg',
    'T1-2: upper-front=T1_front.jpg upper-back=T1_back.jpg',
  ])
})

test('what finds no place says why; litter is not mentioned', () => {
  const { rows, left } = matchFiles(
    [
      ...files(
        'T1_front.jpg',
        'T1_detail.jpg',
        'T1_onepiece_front.jpg',
        'notes.pdf',
        '.DS_Store',
        '__MACOSX/T1.jpg',
      ),
      { path: 'T2_front.jpg', bytes: 0 },
      { path: 'T3_front.jpg', bytes: 26 * 1024 * 1024 },
    ],
    { rules: FIRST_RULES, twice: 'merge' },
  )
  assert.deepEqual(
    rows.map(({ sku }) => sku),
    ['T1'],
  )
  assert.deepEqual(Object.fromEntries(left.map(({ path, reason }) => [path, reason])), {
    'T1_detail.jpg': 'no_place',
    'T1_front.jpg': 'taken',
    'notes.pdf': 'photo_type',
    'T2_front.jpg': 'photo_empty',
    'T3_front.jpg': 'photo_big',
  })
})

test('rules are the seller’s to change', () => {
  const rules = ['{any}__{sku}__{n}']
  assert.deepEqual(told(match(['shop__T1__1.jpg', 'shop__T1__2.jpg', 'T1_front.jpg'], { rules })), [
    'T1: upper-front=shop__T1__1.jpg upper-back=shop__T1__2.jpg',
  ])
  for (const rule of [...FIRST_RULES, ...MORE_RULES]) assert.ok(compileRule(rule), rule)
  for (const rule of ['', '{place}', '{sku}{sku}', '{sku}_{colour}'])
    assert.equal(compileRule(rule), null, rule)
})

test('a sheet goes before the rules, finds files by name or path, and tells what is not there', () => {
  const sheet: SheetRow[] = [
    {
      line: 2,
      sku: 'A1',
      name: '린넨 셔츠',
      files: [
        { column: '앞', file: 'IMG_1.JPG', slot: null, side: 'front' },
        { column: '뒤', file: './photos/IMG_2.jpg', slot: null, side: 'back' },
      ],
    },
    {
      line: 3,
      sku: 'A2',
      name: null,
      files: [{ column: '앞', file: 'IMG_9.jpg', slot: null, side: 'front' }],
    },
    { line: 4, sku: 'A3', name: '여름 티', files: [] },
  ]
  const found = match(['photos/IMG_1.jpg', 'photos/IMG_2.jpg', 'photos/A3_front.jpg'], { sheet })
  assert.deepEqual(told(found), [
    'A1: upper-front=IMG_1.jpg upper-back=IMG_2.jpg',
    'A3: upper-front=A3_front.jpg',
    'A2: ',
  ])
  assert.deepEqual(
    found.rows.map(({ name }) => name),
    ['린넨 셔츠', '여름 티', null],
  )
  assert.deepEqual(found.absent, [{ line: 3, column: '앞', file: 'IMG_9.jpg' }])
})
