// `npm run drape:measure`: the figures Drape is held to, on garments whose truth is known.
//
// Options: --reads 88 (drawn garments read), --moves 11 (of them photographed again, smaller, larger and turned),
// --looks 11 (of them worn and pictured), --from 0 (the first seed), --list (every garment that misses a figure).
import { parseArgs } from 'node:util'
import { drawGarment } from '../drawn/draw-garment.ts'
import { randomGarment } from '../drawn/random-garment.ts'
import { isRight, mean, missesByName, quantile } from './figures.ts'
import type { Read } from './figures.ts'
import { measureColour, measurePrint, measureThrough, pictured } from './measure-picture.ts'
import { measureMoves, measureReading, SECONDS } from './measure-reading.ts'
import { GOALS } from './goals.ts'
import { PRINTED } from './printed.ts'

const { values } = parseArgs({
  options: {
    reads: { type: 'string', default: '88' },
    moves: { type: 'string', default: '11' },
    looks: { type: 'string', default: '11' },
    from: { type: 'string', default: '0' },
    list: { type: 'boolean', default: false },
  },
})
const [reads, moves, looks, from] = [values.reads, values.moves, values.looks, values.from].map(Number)
const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const figure = (name: string, value: string, goal: string, holds: boolean): void =>
  say(`${holds ? 'holds ' : 'MISSES'}  ${name.padEnd(44)} ${value.padEnd(30)} goal ${goal}`)

const all: Read[] = []
for (let seed = from; seed < from + reads; seed++) {
  const drawn = randomGarment(seed)
  all.push({ seed, words: drawn.words, truth: drawn.kind, reading: measureReading(drawn) })
}
const overlaps = all.map(({ reading }) => reading.overlap)
const misses = all.flatMap(({ reading }) => reading.misses)
const off = misses.map(({ by }) => by)
const right = all.filter(isRight).length / all.length
say(`${reads} drawn garments read, seeds ${from} to ${from + reads - 1}`)
figure(
  'mask, intersection over union, mean',
  `${mean(overlaps).toFixed(4)}, lowest ${Math.min(...overlaps).toFixed(4)}`,
  `>= ${GOALS.overlap}`,
  mean(overlaps) >= GOALS.overlap,
)
figure(
  'masks that reach it',
  percent(overlaps.filter((value) => value >= GOALS.overlap).length / all.length, 1),
  'all',
  overlaps.every((value) => value >= GOALS.overlap),
)
say(`        soft edge, mean error of coverage: ${mean(all.map(({ reading }) => reading.edge)).toFixed(3)}`)
figure(
  'landmarks, mean error of garment height',
  `${percent(mean(off))}, 95 of 100 ${percent(quantile(off, 0.95))}`,
  `<= ${percent(GOALS.landmarks, 1)}`,
  mean(off) <= GOALS.landmarks,
)
say(
  `        within it: ${percent(off.filter((by) => by <= GOALS.landmarks).length / off.length, 1)} of landmarks; not found: ${all.reduce((sum, { reading }) => sum + reading.absent.length, 0)}`,
)
for (const [name, { mean: by, most }] of missesByName(misses))
  say(`        ${name.padEnd(16)} mean ${percent(by)}, 95 of 100 ${percent(most)}`)
figure('category right', percent(right, 1), `>= ${percent(GOALS.category, 0)}`, right >= GOALS.category)
if (values.list)
  for (const read of all) {
    const { seed, words, truth, reading } = read
    const far = reading.misses.filter(({ by }) => by > GOALS.landmarks)
    const said = [
      ...(reading.overlap < GOALS.overlap ? [`mask ${reading.overlap.toFixed(4)}`] : []),
      ...(isRight(read) ? [] : [`${reading.kind}, is ${truth}`]),
      ...far.map(({ name, by, confidence }) => `${name} ${percent(by, 1)} (sure ${confidence.toFixed(2)})`),
      ...reading.absent.map((name) => `${name} not found`),
    ]
    if (said.length) say(`        ${seed} ${words}: ${said.join(', ')}`)
  }

const moved = SECONDS.map((second) => ({ second, by: [] as number[] }))
for (const { seed, reading } of all.slice(0, moves)) {
  const drawn = randomGarment(seed)
  for (const { second, by } of moved)
    by.push(...measureMoves(drawn, reading.landmarks, second).map((move) => move.by))
}
say(`\n${Math.min(moves, reads)} of them photographed again`)
for (const { second, by } of moved)
  figure(
    `landmarks move, ${second.scale} x, ${second.degrees} degrees`,
    `mean ${percent(mean(by))}, 95 of 100 ${percent(quantile(by, 0.95))}`,
    `<= ${percent(GOALS.moves, 1)}`,
    mean(by) <= GOALS.moves,
  )

say(`\n${looks} drawn garments worn, and printed tees`)
const through: number[] = []
const colours: number[] = []
for (let seed = from; seed < from + looks; seed++) {
  const drawn = randomGarment(seed)
  const worn = pictured(drawn)
  for (const view of ['front', 'left', 'back'] as const) through.push(measureThrough(worn.dressed, view))
  const colour = measureColour(drawn, worn)
  if (colour !== null) colours.push(colour)
}
for (const [name, spec] of Object.entries(PRINTED)) {
  const drawn = drawGarment(spec)
  const same = measurePrint(drawn, pictured(drawn)) ?? 0
  figure(`${name}, SSIM laid back on the photo`, same.toFixed(3), `>= ${GOALS.print}`, same >= GOALS.print)
}
figure(
  'colour, difference from the photo',
  `mean ${mean(colours).toFixed(2)}, most ${Math.max(...colours).toFixed(2)}`,
  `<= ${GOALS.colour}`,
  Math.max(...colours) <= GOALS.colour,
)
figure(
  'body through cloth, share of its pixels',
  `mean ${percent(mean(through), 3)}, most ${percent(Math.max(...through), 3)}`,
  `<= ${percent(GOALS.through)}`,
  Math.max(...through) <= GOALS.through,
)
const [one, two] = [0, 1].map(() => pictured(randomGarment(from)).look.picture.data)
const same = one.every((byte, i) => byte === two[i])
figure('same photo, same bytes', same ? 'yes' : 'no', 'yes', same)
