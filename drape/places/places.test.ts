// A drawn outfit worn, and its map held against what every pixel of the look shows: from the look to the photo, and back again.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { dressBody, prepareGarment, renderLook, type Dressed, type Look } from '../drape.ts'
import { drawGarment, type DrawnKind } from '../drawn/draw-garment.ts'
import { mannequin, type Slot } from '../garment.ts'
import { lookPlaceOf, photoPlaceAt } from './find-place.ts'
import { mapPlaces, packPlaces, unpackPlaces, type PlaceMap } from './place-map.ts'

const [WIDTH, HEIGHT] = [576, 768]
const PHOTO = { width: 480, height: 600 }
const aspect = PHOTO.height / PHOTO.width

const drawn = (kind: DrawnKind, side: 'front' | 'back') => ({
  picture: drawGarment({ kind, side, colour: '#3f6d4d', ...PHOTO, shadow: 0 }).picture,
})

function garment(slot: Slot, kind: DrawnKind, back = false) {
  return prepareGarment({
    slot,
    front: drawn(kind, 'front'),
    ...(back && { back: drawn(kind, 'back') }),
  })
}

interface Mapped {
  readonly look: Look
  readonly map: PlaceMap
}

function mapped(dressed: Dressed, view: 'front' | 'back'): Mapped {
  const look = renderLook(
    dressed,
    { view, width: WIDTH, height: HEIGHT, backdrop: 'white' },
    { places: true },
  )
  const sizes = dressed.sheets.map(({ photographed }, n) =>
    photographed ? (dressed.surfaces[n + 1].paint?.outer ?? null) : null,
  )
  return { look, map: mapPlaces(look.places!, WIDTH, HEIGHT, sizes) }
}

/** Looks at one pixel in so many, and answers those that show a sheet, with the photo's place in pixels. */
function* seen({ look: { places } }: Mapped, sheet: number) {
  for (let i = 0; i < WIDTH * HEIGHT; i += 97) {
    if (places!.surface[i] !== sheet + 1) continue
    yield {
      x: ((i % WIDTH) + 0.5) / WIDTH,
      y: (Math.floor(i / WIDTH) + 0.5) / HEIGHT,
      u: places!.uv[2 * i],
      v: places!.uv[2 * i + 1],
    }
  }
}

/** The value that so great a share of the values do not exceed. */
const within = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Infinity

describe('the map of a look', () => {
  let dressed: Dressed
  let front: Mapped
  let back: Mapped
  before(() => {
    dressed = dressBody(mannequin('female'), [garment('upper', 'tee', true), garment('bottom', 'jeans')], {
      tucked: true,
      open: false,
    })
    front = mapped(dressed, 'front')
    back = mapped(dressed, 'back')
  })

  it('names its sheets in the order of the surfaces, and knows which were photographed', () => {
    assert.deepEqual(
      dressed.sheets.map(({ slot, side, photographed }) => `${slot} ${side} ${photographed}`),
      ['upper front true', 'upper back true', 'bottom front true', 'bottom back false'],
    )
    // Beneath an arm a sliver of the back is seen from the front.
    const shown = ({ sheet: sheets }: PlaceMap) => {
      const shares = [1, 2, 3, 4].map((sheet) => sheets.filter((one) => one === sheet).length / sheets.length)
      return shares.map((share) => share > 0.003)
    }
    assert.deepEqual(shown(front.map), [true, false, true, false])
    assert.deepEqual([shown(back.map)[1], shown(back.map)[3]], [true, false])
  })

  it('tells what a pixel of the look shows, within two pixels of the photo', () => {
    for (const [from, sheet] of [
      [front, 1],
      [front, 3],
      [back, 2],
    ] as const) {
      const off = [...seen(from, sheet)].map(({ x, y, u, v }) => {
        const place = photoPlaceAt(from.map, x, y, () => aspect)!
        return place.sheet === sheet
          ? Math.hypot(place.x * PHOTO.width - u, place.y * PHOTO.height - v)
          : Infinity
      })
      assert.ok(off.length > 100, `sheet ${sheet}: ${off.length} pixels`)
      assert.ok(within(off, 0.5) < 0.6, `half of sheet ${sheet}: ${within(off, 0.5)} px`)
      assert.ok(within(off, 0.95) < 2, `sheet ${sheet}: ${within(off, 0.95)} px`)
    }
  })

  it('finds a spot of the photo in the look, within two pixels', () => {
    for (const sheet of [1, 3]) {
      const off = [...seen(front, sheet)].map(({ x, y, u, v }) => {
        const place = lookPlaceOf(front.map, sheet, u / PHOTO.width, v / PHOTO.height, aspect)!
        return Math.hypot((place.x - x) * WIDTH, (place.y - y) * HEIGHT)
      })
      assert.ok(within(off, 0.95) < 2, `sheet ${sheet}: ${within(off, 0.95)} px`)
    }
  })

  it('says how far off a spot is that is not seen, and how much closer the photo is', () => {
    const middle = lookPlaceOf(front.map, 1, 0.5, 0.5, aspect)!
    assert.equal(middle.off, 0)
    assert.ok(lookPlaceOf(front.map, 1, 0.01, 0.01, aspect)!.off > 0.1, 'a corner of the backdrop')
    assert.equal(lookPlaceOf(front.map, 4, 0.5, 0.5, aspect), null, 'what no photo shows is not found')
    const { widths } = photoPlaceAt(front.map, middle.x, middle.y, () => aspect)!
    // The garment fills more of its photo than of the look.
    assert.ok(widths > 1.2 && widths < 5, `${widths} widths`)
  })

  it('answers the nearest cloth for a spot beside it', () => {
    const place = photoPlaceAt(front.map, 0.02, 0.3, () => aspect)!
    assert.ok(place.sheet >= 1 && place.sheet <= 3, `${place.sheet}`)
  })

  it('survives being packed, and refuses what is none', () => {
    const read = unpackPlaces(packPlaces(front.map))
    assert.deepEqual([read.width, read.height], [front.map.width, front.map.height])
    assert.deepEqual([read.sheet, read.u, read.v], [front.map.sheet, front.map.u, front.map.v])
    assert.throws(() => unpackPlaces(packPlaces(front.map).subarray(0, 500)), RangeError)
    assert.throws(() => unpackPlaces(new Uint8Array(40)), RangeError)
  })
})
