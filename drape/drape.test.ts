// The whole way from photos to looks, on garments the project draws itself.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf } from './body/body.ts'
import { distanceAt } from './body/distance-grid.ts'
import { dressBody, prepareGarment, renderLook } from './drape.ts'
import type { Look } from './drape.ts'
import { drawGarment } from './drawn/draw-garment.ts'
import { mannequin } from './garment.ts'
import type { Picture, Side, View } from './garment.ts'

const draw = (kind: 'tee' | 'jeans', colour: string, side: Side = 'front'): Picture =>
  drawGarment({ kind, side, colour, width: 560, height: 700 }).picture

/** Sums of red, green and blue over the pixels of a half of the picture that are `wanted`. */
function count(
  { picture }: Look,
  wanted: (r: number, g: number, b: number) => boolean,
  from = 0,
  to = 1,
): number {
  const { data, width } = picture
  let n = 0
  for (let i = 0; i < data.length; i += 4) {
    const x = ((i / 4) % width) / width
    if (x >= from && x < to && data[i + 3] > 200 && wanted(data[i], data[i + 1], data[i + 2])) n++
  }
  return n
}
const red = (r: number, g: number, b: number): boolean => r > 1.7 * g && r > 1.7 * b
const blue = (r: number, g: number, b: number): boolean => b > 1.5 * r && b > 1.2 * g
const green = (r: number, g: number, b: number): boolean => g > 1.4 * r && g > 1.4 * b

const wish = (view: View) => ({ view, width: 150, height: 200, backdrop: 'transparent' }) as const

/** The red tee with its sleeve on the picture's left dyed green. */
function oneGreenSleeve(): Picture {
  const picture = draw('tee', '#c03030')
  const data = picture.data.slice()
  for (let i = 0; i < data.length; i += 4)
    if (((i / 4) % picture.width) / picture.width < 0.24 && data[i] > 1.4 * data[i + 1])
      data.set([data[i + 1], data[i], data[i + 2]], i)
  return { ...picture, data }
}

describe('a look', () => {
  const tee = prepareGarment({ slot: 'upper', front: { picture: oneGreenSleeve() } })
  const backed = {
    ...tee,
    back: prepareGarment({ slot: 'upper', front: { picture: draw('tee', '#3050c0', 'back') } }).front,
  }
  const jeans = prepareGarment({ slot: 'bottom', front: { picture: draw('jeans', '#35507a') } })
  const heard: string[] = []
  const alone = dressBody(mannequin('female'), [tee], undefined, (stage, percent) =>
    heard.push(`${stage} ${percent}`),
  )
  const outfit = dressBody(mannequin('female'), [tee, jeans])

  it('shows the garment on the body', () => {
    const look = renderLook(alone, wish('front'))
    assert.ok(count(look, red) > 800, 'the tee is seen')
    assert.ok(
      count(look, (r, g, b) => Math.abs(r - g) < 14 && Math.abs(g - b) < 14 && r > 120) > 1500,
      'so is the body',
    )
    assert.ok(look.confidence > 0 && look.confidence <= 1)
  })

  it('repeats the front on the back unmirrored, and says that it guessed', () => {
    const back = renderLook(alone, wish('back'))
    assert.ok(count(back, green, 0, 0.5) > 3 * count(back, green, 0.5, 1) + 5)
    assert.ok(back.doubts.includes('back_guessed'))
    assert.ok(!renderLook(alone, wish('front')).doubts.includes('back_guessed'))
  })

  it('paints the back from its photo when there is one', () => {
    const dressed = dressBody(mannequin('male'), [backed])
    const back = renderLook(dressed, wish('back'))
    assert.ok(count(back, blue) > 800)
    assert.ok(count(back, red) < 60)
    assert.ok(count(renderLook(dressed, wish('front')), red) > 800)
    assert.ok(!back.doubts.includes('back_guessed'))
  })

  it('keeps cloth out of the body and clothes over each other', () => {
    const body = bodyOf(mannequin('female'))
    let [all, inside] = [0, 0]
    for (const { mesh, paint } of outfit.surfaces) {
      if (!paint) continue
      for (let k = 0; k < mesh.positions.length; k += 3) {
        all++
        const [x, y, z] = mesh.positions.subarray(k, k + 3)
        if (distanceAt(body.armless, x, y, z) < -0.1) inside++
      }
    }
    assert.ok(inside < 0.002 * all, `${inside} of ${all} vertices are inside the body`)
    const look = renderLook(outfit, wish('front'))
    assert.ok(count(look, red) > 700 && count(look, blue) > 700, 'both are seen')
  })

  it('gives the same pixels for the same photos, in any order of the garments', () => {
    const one = renderLook(outfit, wish('left'))
    const two = renderLook(dressBody(mannequin('female'), [jeans, tee]), wish('left'))
    assert.deepEqual(one.picture.data, two.picture.data)
  })

  it('tells its progress', () => {
    assert.equal(heard[0], 'posing 0')
    assert.equal(heard.at(-1), 'draping 100')
  })

  it('refuses what cannot be worn or made', () => {
    assert.throws(() => dressBody(mannequin('female'), [tee, tee]), /Each slot takes one garment/)
    assert.throws(
      () => dressBody(mannequin('female'), [jeans, { ...tee, slot: 'onepiece' }]),
      /takes the place of/,
    )
    assert.throws(() => renderLook(alone, { ...wish('front'), width: 10 }), /64 to 4096/)
    const blank = { width: 200, height: 200, data: new Uint8ClampedArray(160_000).fill(240) }
    assert.throws(() => prepareGarment({ slot: 'upper', front: { picture: blank } }), RangeError)
  })
})
