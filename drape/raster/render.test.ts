// Pictures have the size, backdrop and edges that were asked for.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bodyOf } from '../body/body.ts'
import { mannequin } from '../garment.ts'
import type { Picture, View } from '../garment.ts'
import type { Backdrop } from './backdrop.ts'
import { render } from './render.ts'
import type { Surface } from './scene.ts'

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

/** A square of cloth, 60 cm wide, hanging 10 cm before the body; its texture has a texel a half cm. */
function cloth(alpha?: number): Surface {
  const [wide, tall] = [120, 120]
  const data = new Uint8ClampedArray(3 * wide * tall)
  for (let i = 0; i < wide * tall; i++) data.set([40, 150, 60], 3 * i)
  const cover = alpha === undefined ? undefined : new Uint8ClampedArray(wide * tall).fill(alpha)
  const texture = { width: wide, height: tall, data, ...(cover && { alpha: cover }) }
  const positions = Float32Array.of(-30, 80, 18, 30, 80, 18, 30, 140, 18, -30, 140, 18)
  return {
    mesh: {
      positions,
      normals: Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1),
      triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
    },
    colour: [1, 1, 1],
    material: { lit: 0.75, rim: 0, shine: 0, nearer: 0 },
    paint: { uv: Float32Array.of(0, 120, 120, 120, 120, 0, 0, 0), outer: texture, inner: texture },
  }
}

const shot = { view: 'front', width: 300, height: 400, backdrop: 'transparent' } as const

it('tells what each pixel shows, and where on its texture', () => {
  const pixels = shot.width * shot.height
  const places = { surface: new Int8Array(pixels), uv: new Float32Array(2 * pixels) }
  render([...scene, cloth()], body.figure.height, shot, { places })
  const seen = [...places.surface.keys()].filter((i) => places.surface[i] === 2)
  assert.ok(seen.length > 8000 && places.surface.includes(1) && places.surface.includes(0))
  // The square's texture runs evenly over it: one pixel is as many texels everywhere, within perspective.
  const rows = Map.groupBy(seen, (i) => Math.floor(i / shot.width))
  for (const row of rows.values()) {
    const span = places.uv[2 * row[row.length - 1]] - places.uv[2 * row[0]]
    assert.ok(Math.abs(span - (120 * (row.length - 1)) / row.length) < 2.5)
  }
})

it('shows the inner face from behind', () => {
  const pixels = shot.width * shot.height
  const places = { surface: new Int8Array(pixels), uv: new Float32Array(2 * pixels) }
  render([cloth()], body.figure.height, { ...shot, view: 180 }, { places })
  const count = (wanted: number): number => places.surface.filter((seen) => seen === wanted).length
  // Of the outer face only the rolled edge is to be seen.
  assert.ok(count(-1) > 8000 && count(1) < 0.05 * count(-1), `${count(-1)} ${count(1)}`)
})

it('keeps the colour of cloth that faces the camera', () => {
  const picture = render([cloth()], body.figure.height, { ...shot, backdrop: 'white' })
  const [r, g, b] = pixel(picture, 150, 160)
  assert.ok(Math.abs(r - 40) <= 1 && Math.abs(g - 150) <= 1 && Math.abs(b - 60) <= 1, `${r} ${g} ${b}`)
})

it('lets what is behind shine through thin cloth', () => {
  const bare = pixel(render(scene, body.figure.height, shot), 150, 160)
  const over = (...covers: number[]): number[] =>
    pixel(render([...scene, ...covers.map((c) => cloth(c))], body.figure.height, shot), 150, 160)
  assert.ok(Math.abs(over(0)[0] - bare[0]) < 8)
  const [once, full] = [over(128), over(255)]
  assert.ok(once[0] < bare[0] - 20 && once[0] > full[0] + 20)
  assert.ok(Math.abs(full[0] - over(0, 255)[0]) < 3)
  // Nothing behind: the picture is as see-through as the cloth.
  const alone = pixel(render([cloth(128)], body.figure.height, shot), 150, 160)
  assert.ok(Math.abs(alone[3] - 128) < 3 && Math.abs(alone[1] - 150) < 3)
})

it('leaves the mannequin out of a ghost, and fills the picture with the garment', () => {
  const picture = render([...scene, cloth()], body.figure.height, { ...shot, ghost: true })
  let left: number = shot.width
  let [right, others] = [0, 0]
  for (let i = 0; i < shot.width * shot.height; i++) {
    const [r, g, , a] = picture.data.subarray(4 * i, 4 * i + 4)
    if (a < 128) continue
    left = Math.min(left, i % shot.width)
    right = Math.max(right, i % shot.width)
    if (r > 60 || g < 120) others++
  }
  assert.ok(others < 0.01 * shot.width * shot.height, 'nothing but cloth and its shaded edges')
  assert.ok(left > 0 && right < shot.width - 1 && right - left > 0.75 * shot.width)
})

it('gives the same pixels every time, also in memory that was used before', () => {
  for (const backdrop of ['paper', 'white', 'transparent'] as const) {
    const wish = { view: 'left', width: 96, height: 128, backdrop } as const
    const data = new Uint8ClampedArray(4 * 96 * 128).fill(77)
    const fresh = render(scene, body.figure.height, wish)
    assert.deepEqual(render(scene, body.figure.height, wish, { data }).data, fresh.data)
  }
  assert.deepEqual(shoot(96, 128, 'sand', 'right').data, shoot(96, 128, 'sand', 'right').data)
})
