// A back painted from the front of a drawn garment, beside the same garment drawn without what belongs to its front.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { cutOut } from '../../cutout/cut-out.ts'
import { labOf } from '../../cutout/lab.ts'
import { drawGarment } from '../../drawn/draw-garment.ts'
import type { DrawnSpec } from '../../drawn/draw-garment.ts'
import { exactMarks } from '../../drawn/exact-marks.ts'
import type { Cutout, GarmentKind, Landmarks } from '../../garment.ts'
import { outlineOf } from '../../landmarks/outline.ts'
import { guessBack } from '../back-paint.ts'
import type { Texture } from '../texture.ts'

/** A drawn garment's cut-out with its true landmarks. */
function read(spec: Omit<DrawnSpec, 'side'>, kind: GarmentKind): { cutout: Cutout; marks: Landmarks } {
  const drawn = drawGarment({ width: 560, height: 700, side: 'front', ...spec })
  const cutout = cutOut(drawn.picture)
  const outline = outlineOf(cutout)
  assert.ok(outline)
  return { cutout, marks: exactMarks(kind, outline, drawn.landmarks, cutout.scale) }
}

/** Lab distances, lightness counted half, between a texture and a picture, over a part of the garment's box; sorted. */
function differences(
  texture: Texture,
  { source }: Cutout,
  { box }: Landmarks,
  part: { left: number; right: number; top: number; bottom: number },
): Float32Array {
  const at = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share)
  const list: number[] = []
  const theirs = labOf(
    Uint8ClampedArray.from(
      { length: texture.data.length },
      (_, i) => source.data[4 * Math.floor(i / 3) + (i % 3)],
    ),
  )
  const ours = labOf(texture.data)
  for (let y = at(box.top, box.bottom, part.top); y < at(box.top, box.bottom, part.bottom); y++)
    for (let x = at(box.left, box.right, part.left); x < at(box.left, box.right, part.right); x++) {
      const i = 3 * (y * texture.width + x)
      list.push(
        Math.hypot((ours[i] - theirs[i]) / 2, ours[i + 1] - theirs[i + 1], ours[i + 2] - theirs[i + 2]),
      )
    }
  return Float32Array.from(list).toSorted()
}

const CHEST = { left: 0.36, right: 0.64, top: 0.25, bottom: 0.6 }

it('takes the words off a back and leaves cloth, without smudges', () => {
  for (const [colour, ink] of [
    ['#e9e4d8', '#8c2f2b'],
    ['#2c3a55', '#f4f1e8'],
  ]) {
    const { cutout, marks } = read(
      { kind: 'tee', colour, print: { kind: 'lettering', colours: [ink] } },
      'top',
    )
    const plain = read({ kind: 'tee', colour }, 'top')
    const photo = { ...cutout.source, data: cutout.source.data.filter((_, i) => i % 4 < 3) }
    const before = differences(photo, plain.cutout, marks, CHEST)
    assert.ok(before[Math.floor(0.99 * before.length)] > 15, 'the words are there')
    const after = differences(guessBack(cutout, marks, null).paint, plain.cutout, marks, CHEST)
    assert.ok(after[Math.floor(0.5 * after.length)] < 1.5, `${colour}: ${after[after.length >> 1]}`)
    assert.ok(
      after[Math.floor(0.99 * after.length)] < 5,
      `${colour}: ${after[Math.floor(0.99 * after.length)]}`,
    )
  }
})

it('leaves stripes and flowers as they are', () => {
  for (const kind of ['stripes', 'flowers'] as const) {
    const { cutout, marks } = read(
      { kind: 'tee', colour: '#e9e4d8', print: { kind, colours: ['#26365e'] } },
      'top',
    )
    const after = differences(guessBack(cutout, marks, null).paint, cutout, marks, CHEST)
    assert.ok(
      after[Math.floor(0.98 * after.length)] < 1,
      `${kind}: ${after[Math.floor(0.98 * after.length)]}`,
    )
  }
})

it('closes the fly of trousers and the buttons of a shirt', () => {
  const jeans = read({ kind: 'jeans', colour: '#35506f' }, 'trousers')
  const seat = { left: 0.42, right: 0.58, top: 0.06, bottom: 0.2 }
  const shirt = read({ kind: 'shirt', colour: '#cddbea' }, 'top')
  const front = { left: 0.46, right: 0.54, top: 0.3, bottom: 0.85 }
  for (const [{ cutout, marks }, part] of [
    [jeans, seat],
    [shirt, front],
  ] as const) {
    /** Mean change of lightness from column to column: seams and buttons make it large. */
    const rough = (texture: Texture): number => {
      const lab = labOf(texture.data)
      const { box } = marks
      let [sum, n] = [0, 0]
      for (
        let y = Math.round(box.top + part.top * (box.bottom - box.top));
        y < box.top + part.bottom * (box.bottom - box.top);
        y++
      )
        for (
          let x = Math.round(box.left + part.left * (box.right - box.left));
          x < box.left + part.right * (box.right - box.left);
          x++
        ) {
          sum += Math.abs(lab[3 * (y * texture.width + x + 2)] - lab[3 * (y * texture.width + x - 2)])
          n++
        }
      return sum / n
    }
    const photo = { ...cutout.source, data: cutout.source.data.filter((_, i) => i % 4 < 3) }
    const [before, after] = [rough(photo), rough(guessBack(cutout, marks, null).paint)]
    assert.ok(after < 0.75 * before, `${marks.kind}: ${after} of ${before}`)
  }
})
