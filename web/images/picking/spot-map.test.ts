// Spots by hand and by an engine's map: the same spot both ways, and none where nothing is known.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { PlaceMap } from '#drape/places/place-map.ts'
import { engineSpots, laidSpots } from './spot-map.ts'

const near = (a: number, b: number, by = 1e-6) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`)
const aspects = new Map([
  ['photos/a', 1.25],
  ['photos/b', 1],
])

test('a spot laid by hand carries its surroundings both ways', () => {
  const spot = { photoKey: 'photos/a', photo: { x: 0.5, y: 0.4 }, look: { x: 0.45, y: 0.35 }, widths: 2 }
  const map = laidSpots({ spots: [spot], width: 900, height: 1200 }, aspects)
  const here = map.toLook({ photoKey: 'photos/a', x: 0.5, y: 0.4 })!
  assert.deepEqual(here, { x: 0.45, y: 0.35, widths: 2 })
  const right = map.toLook({ photoKey: 'photos/a', x: 0.7, y: 0.4 })!
  near(right.x, 0.55)
  const back = map.toPhoto(right.x, 0.5, 'photos/a')!
  near(back.x, 0.7)
  near(map.toLook(back)!.y, 0.5)
  assert.equal(map.toLook({ photoKey: 'photos/b', x: 0.5, y: 0.5 }), null)
  assert.equal(map.toPhoto(0.5, 0.5, 'photos/b'), null)
})

test('an engine’s map is as good as its photos are known', () => {
  // A look of 40 × 40 pixels whose left half shows the middle of photo a, upright, and whose right half nothing.
  const cells = Array.from({ length: 100 }, (_, i) => ({ i: i % 10, j: Math.floor(i / 10) }))
  const parts = (cell: number) => Math.round((0.4 + ((4 * cell + 2.5) / 40) * 0.2) * 4095)
  const map: PlaceMap = {
    lookWidth: 40,
    lookHeight: 40,
    width: 10,
    height: 10,
    sheet: Uint8Array.from(cells, ({ i }) => (i < 5 ? 1 : 0)),
    u: Uint16Array.from(cells, ({ i }) => parts(i)),
    v: Uint16Array.from(cells, ({ j }) => parts(j)),
  }
  const sheets = [{ slot: 'upper', side: 'front', photoKey: 'photos/a' }] as const
  const spots = engineSpots(map, [...sheets], aspects)
  const aim = spots.toPhoto(0.3, 0.6, '')!
  assert.equal(aim.photoKey, 'photos/a')
  near(aim.x, 0.46, 2e-3)
  near(aim.y, 0.52, 2e-3)
  const sight = spots.toLook(aim)!
  near(sight.x, 0.3, 5e-3)
  near(sight.y, 0.6, 5e-3)
  assert.equal(spots.toLook({ photoKey: 'photos/a', x: 0.9, y: 0.5 }), null, 'not seen in the look')
  assert.equal(engineSpots(map, [...sheets], new Map()).toPhoto(0.3, 0.6, ''), null, 'the photo was replaced')
})
