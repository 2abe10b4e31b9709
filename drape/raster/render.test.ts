// Pictures have the size, backdrop and edges that were asked for.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { mannequin } from '../garment.ts'
import type { Picture, View } from '../garment.ts'
import type { Backdrop } from './backdrop.ts'
import { render } from './render.ts'

const body = bodyOf(mannequin('female'))
const scene = [
  {
    mesh: body.mesh,
    colour: [0.8, 0.78, 0.75],
    material: { lit: 1, rim: 0.1, shine: 0.04, nearer: 0 },
  },
] as const

const shoot = (width: number, height: number, backdrop: Backdrop = 'paper', view: View = 'front'): Picture =>
  render(scene, body.figure.height, { view, width, height, backdrop })
const pixel = ({ data, width }: Picture, x: number, y: number): number[] => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
]

it('makes every format, the figure whole and in the middle', () => {
  for (const [width, height] of [
    [144, 192],
    [192, 192],
    [160, 200],
    [121, 171],
  ]) {
    const picture = shoot(width, height, 'transparent')
    assert.equal(picture.data.length, 4 * width * height)
    let [left, right, top, bottom] = [width, 0, height, 0]
    for (let i = 0; i < width * height; i++) {
      if (picture.data[4 * i + 3] < 250) continue
      left = Math.min(left, i % width)
      right = Math.max(right, i % width)
      top = Math.min(top, Math.floor(i / width))
      bottom = Math.max(bottom, Math.floor(i / width))
    }
    assert.ok(left > 0 && top > 0 && right < width - 1 && bottom < height - 1, 'nothing is cut off')
    assert.ok(Math.abs(left + right - width) < 0.08 * width, 'it stands in the middle')
    assert.ok(
      bottom - top > 0.8 * height * Math.min(1, (1.02 * width) / (0.53 * height)),
      'it fills the frame',
    )
  }
})

it('keeps a transparent backdrop clear, but for a shadow at the feet', () => {
  const picture = shoot(144, 192, 'transparent')
  assert.deepEqual(pixel(picture, 2, 2), [0, 0, 0, 0])
  assert.equal(pixel(picture, 72, 70)[3], 255)
  let shadow = 0
  for (let x = 40; x < 104; x++) {
    const [r, , , a] = pixel(picture, x, 183)
    if (a > 8 && a < 250 && r === 0) shadow++
  }
  assert.ok(shadow > 10)
})

it('paints backdrops in their colour, white as pure white', () => {
  assert.deepEqual(pixel(shoot(144, 192, 'white'), 3, 3), [255, 255, 255, 255])
  const [r, g, b] = pixel(shoot(144, 192, '#204080'), 60, 8)
  assert.ok(Math.abs(r - 32) < 6 && Math.abs(g - 64) < 8 && Math.abs(b - 128) < 10)
  assert.deepEqual(shoot(64, 64, '#fff').data, shoot(64, 64, '#ffffff').data)
  assert.throws(() => shoot(64, 64, '#12'), /Backdrop "#12" is not known/)
})

it('shows other sides in other views', () => {
  const sights = (['front', 'left', 'right', 'side', 'back'] as const).map((view) =>
    Buffer.from(shoot(96, 128, 'paper', view).data).toString('base64'),
  )
  assert.equal(new Set(sights).size, 5)
})

it('softens the outline: some pixels are neither figure nor backdrop', () => {
  const picture = shoot(144, 192, 'transparent')
  let soft = 0
  for (let i = 3; i < picture.data.length; i += 4) if (picture.data[i] > 20 && picture.data[i] < 235) soft++
  assert.ok(soft > 150)
})

it('gives the same pixels every time', () => {
  assert.deepEqual(shoot(96, 128, 'sand', 'right').data, shoot(96, 128, 'sand', 'right').data)
})
