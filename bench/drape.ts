// What Drape costs beside its floors, in one run: `node bench/drape.ts`. Decoding a photo is the floor of anything that looks at it.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { cutOut } from '#drape/cutout/cut-out.ts'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { dressBody, prepareGarment, renderLook } from '#drape/drape.ts'
import { mannequin } from '#drape/garment.ts'
import { examine } from '#drape/examine/examine.ts'
import { findLandmarks } from '#drape/landmarks/find-landmarks.ts'
import { encodePicture, makeTurntable, readPicture } from '#drape/node.ts'
import type { PhotoBytes } from '#drape/node-thread.ts'
import { meshOf } from '#drape/node-mesh.ts'
import { openVideo } from '#drape/node-video.ts'
import { i420 } from '#drape/raster/i420.ts'

const ROUNDS = 5
const TURN = { width: 1080, height: 1440, frames: 96, seconds: 4, backdrop: 'paper' } as const

const drawn = {
  upper: drawGarment({ kind: 'tee', side: 'front', colour: '#2f5d8a' }).picture,
  bottom: drawGarment({ kind: 'jeans', side: 'front', colour: '#35507a' }).picture,
}
const photo = async (slot: 'upper' | 'bottom'): Promise<PhotoBytes> => ({
  slot,
  side: 'front',
  bytes: await encodePicture(drawn[slot], 'jpeg'),
})
const [upper, bottom] = [await photo('upper'), await photo('bottom')]

/** Milliseconds on the clock, and of processor time over all threads: what another program takes lengthens only the first. */
interface Cost {
  readonly clock: number
  readonly cpu: number
}

async function cost(run: () => unknown): Promise<Cost> {
  const began = process.cpuUsage()
  const start = performance.now()
  await run()
  const clock = performance.now() - start
  const { user, system } = process.cpuUsage(began)
  return { clock, cpu: (user + system) / 1000 }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Median of some rounds, after one to warm up. */
async function time(run: () => unknown): Promise<Cost> {
  await run()
  const found: Cost[] = []
  for (let round = 0; round < ROUNDS; round++) found.push(await cost(run))
  return { clock: median(found.map(({ clock }) => clock)), cpu: median(found.map(({ cpu }) => cpu)) }
}

const ms = ({ clock, cpu }: Cost): string => `${clock.toFixed(0)} ms, ${cpu.toFixed(0)} ms of processor`
const say = (claim: string, what: Cost, floor: Cost, beside: string, goal = ''): void =>
  console.log(
    `${claim}: ${(what.clock / floor.clock).toFixed(2)} × ${beside} (${ms(what)}; by processor ${(what.cpu / floor.cpu).toFixed(2)} ×)${goal}`,
  )
const sum = (a: Cost, b: Cost): Cost => ({ clock: a.clock + b.clock, cpu: a.cpu + b.cpu })

const folder = await mkdtemp(path.join(tmpdir(), 'drape-bench-'))
const files = await Promise.all(
  [upper, bottom].map(async ({ slot, bytes }) => {
    const file = path.join(folder, `${slot}.jpg`)
    await writeFile(file, bytes)
    return file
  }),
)
const memory = path.join(import.meta.dirname, 'job-memory.ts')
process.stdout.write(execFileSync(process.execPath, [memory, ...files]))
await rm(folder, { recursive: true })

const decoding = await time(() => readPicture(upper.bytes, 1600))
console.log(`decoding a photo of ${drawn.upper.width} × ${drawn.upper.height}: ${ms(decoding)}`)
const picture = await readPicture(upper.bytes, 1600)
const cutout = cutOut(picture)
const read = () => prepareGarment({ slot: 'upper', front: { picture } })
const garment = read()
const dressed = dressBody(mannequin('female'), [garment])
const wish = { view: 'front', width: 1024, height: 1536, backdrop: 'paper' } as const

const reading = await time(read)
const dressing = await time(() => dressBody(mannequin('female'), [garment]))
say('photo to mesh', sum(reading, dressing), decoding, 'decoding', ', goal 2000 ms')
say('  cutting out', await time(() => cutOut(picture)), decoding, 'decoding')
say('  finding landmarks', await time(() => findLandmarks(cutout, 'upper')), decoding, 'decoding')
say('  all of reading', reading, decoding, 'decoding')
say('  dressing', dressing, decoding, 'decoding')
const look = await time(() => renderLook(dressed, wish))
say('a further view of 1024 × 1536', look, decoding, 'decoding', ', goal 250 ms')
const png = renderLook(dressed, wish).picture
say('  encoding it as PNG', await time(() => encodePicture(png, 'png')), decoding, 'decoding')
say('a verdict', await time(() => examine(picture, 'upper', 'front')), decoding, 'decoding')
say('a GLB mesh', await time(() => meshOf(dressed)), decoding, 'decoding')

// A turntable beside its views over the cores and its encoding, each alone.
const { width, height, frames, seconds, backdrop } = TURN
let turned = 0
const data = new Uint8ClampedArray(4 * width * height)
const frame = () =>
  i420(renderLook(dressed, { view: (360 * turned++) / frames, width, height, backdrop }, { data }).picture)
const view = await time(frame)
const few = Array.from({ length: 12 }, frame)
const encode = async (): Promise<void> => {
  const video = openVideo({ width, height, framesPerSecond: frames / seconds })
  for (let n = 0; n < frames; n++) await video.add(few[n % few.length].slice())
  await video.close()
  video.end()
}
const encoding = await cost(encode)
const outfit = { photos: [upper], mannequin: mannequin('female') }
await makeTurntable({ ...outfit, ...TURN, frames: 4 })
const turntable = await cost(() => makeTurntable({ ...outfit, ...TURN }))
const cores = availableParallelism()
const floor = {
  clock: (frames * view.clock) / cores + encoding.clock,
  cpu: frames * view.cpu + encoding.cpu,
}
say('a turntable, garment and mannequin known', turntable, floor, 'its floor', ', goal 1.2')
console.log(`  its floor: ${frames} views (one: ${ms(view)}) ÷ ${cores} cores + encoding (${ms(encoding)})`)
process.exit()
