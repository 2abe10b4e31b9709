// Sorting of dropped files into places.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readName } from '#sdk/contract/photo-names.ts'
import { sortFiles } from './sort-files.ts'

const file = (name: string, size = 1000, type = 'image/jpeg') => ({ name, size, type })
const placesOf = (names: string[], filled: Parameters<typeof sortFiles>[1] = []) =>
  Object.fromEntries(
    sortFiles(
      names.map((name) => file(name)),
      filled,
    ).placed.map((p) => [p.file.name, `${p.place.slot}-${p.place.side}`]),
  )

test('reads slot and side from names in three languages', () => {
  assert.deepEqual(readName('linen-shirt_front.jpg'), { slot: 'upper', side: 'front' })
  assert.deepEqual(readName('SKU001_pants_BACK.PNG'), { slot: 'bottom', side: 'back' })
  assert.deepEqual(readName('린넨 원피스 뒤.heic'), { slot: 'onepiece', side: 'back' })
  assert.deepEqual(readName('ジャケット正面.webp'), { slot: 'outer', side: 'front' })
  assert.deepEqual(readName('IMG_2041.jpg'), { slot: null, side: null })
})

test('reads Hangul that macOS has taken apart', () => {
  assert.deepEqual(readName('바지_앞.jpg'.normalize('NFD')), { slot: 'bottom', side: 'front' })
})

test('a hint is a word of its own', () => {
  assert.deepEqual(readName('stop-backdrop.jpg'), { slot: null, side: null })
  assert.equal(readName('desktop.jpg').slot, null)
  assert.equal(readName('top1.jpg').slot, 'upper')
})

test('names decide, the rest fills free fronts first, in the order given', () => {
  assert.deepEqual(placesOf(['a.jpg', 'b.jpg', 'pants_front.jpg', 'shirt_back.jpg']), {
    'pants_front.jpg': 'bottom-front',
    'shirt_back.jpg': 'upper-back',
    'a.jpg': 'upper-front',
    'b.jpg': 'bottom-back',
  })
})

test('never replaces a photo that is there', () => {
  assert.deepEqual(placesOf(['shirt_front.jpg'], [{ slot: 'upper', side: 'front' }]), {})
  assert.equal(
    sortFiles([file('shirt_front.jpg')], [{ slot: 'upper', side: 'front' }]).left[0]?.reason,
    'full',
  )
})

test('a one-piece and upper or bottom exclude each other', () => {
  const both = sortFiles([file('dress_front.jpg'), file('shirt_front.jpg')], [])
  assert.deepEqual(
    both.placed.map((p) => p.place.slot),
    ['onepiece'],
  )
  assert.deepEqual(
    both.left.map((l) => l.reason),
    ['excluded'],
  )
  assert.deepEqual(placesOf(['a.jpg'], [{ slot: 'onepiece', side: 'front' }]), {})
})

test('lists what cannot be a photo with its reason', () => {
  const { left } = sortFiles(
    [
      file('a.pdf', 10, 'application/pdf'),
      file('b.jpg', 0),
      file('c.jpg', 31e6),
      file('d.HEIC', 10, ''),
      file('e.svg', 10, 'image/svg+xml'),
    ],
    [],
  )
  assert.deepEqual(
    left.map((l) => [l.file.name, l.reason]),
    [
      ['a.pdf', 'photo_type'],
      ['b.jpg', 'photo_empty'],
      ['c.jpg', 'photo_big'],
      ['e.svg', 'photo_type'],
    ],
  )
})
