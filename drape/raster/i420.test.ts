// Colours reach the video as BT.709 says.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { i420 } from './i420.ts'

const flat = (r: number, g: number, b: number, width = 4, height = 2) => {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < width * height; i++) data.set([r, g, b, 255], 4 * i)
  return i420({ width, height, data })
}

it('gives the known values of black, white and the primaries', () => {
  const values = (r: number, g: number, b: number) => {
    const planes = flat(r, g, b)
    return [planes[0], planes[8], planes[10]]
  }
  assert.deepEqual(values(0, 0, 0), [16, 128, 128])
  assert.deepEqual(values(255, 255, 255), [235, 128, 128])
  assert.deepEqual(values(255, 0, 0), [63, 102, 240])
  assert.deepEqual(values(0, 255, 0), [173, 42, 26])
  assert.deepEqual(values(0, 0, 255), [32, 240, 118])
})

it('keeps brightness for every pixel and colour for every four', () => {
  assert.equal(flat(1, 2, 3, 6, 4).length, 36)
  const data = new Uint8ClampedArray(16).fill(255)
  data.set([0, 0, 0, 255])
  assert.deepEqual([...i420({ width: 2, height: 2, data })], [16, 235, 235, 235, 128, 128])
})

it('refuses odd sides', () => {
  assert.throws(() => flat(0, 0, 0, 3, 2), /even/)
})
