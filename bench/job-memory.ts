// How much memory a job of Drape's takes, in a process of its own: `node bench/job-memory.ts UPPER BOTTOM` (photo files).
import { readFile } from 'node:fs/promises'
import { mannequin } from '#drape/garment.ts'
import { makeLooks } from '#drape/node.ts'

const [upper, bottom] = await Promise.all(process.argv.slice(2, 4).map((file) => readFile(file)))
const before = process.memoryUsage.rss()
let peak = before
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10)
await makeLooks({
  photos: [
    { slot: 'upper', side: 'front', bytes: upper },
    { slot: 'bottom', side: 'front', bytes: bottom },
  ],
  mannequin: mannequin('female'),
  looks: (['front', 'left', 'back'] as const).map((view) => ({
    view,
    width: 1152,
    height: 1536,
    backdrop: 'paper' as const,
  })),
  onLook: () => {},
})
clearInterval(watch)
const mb = (bytes: number): string => (bytes / 1e6).toFixed(0)
console.log(
  `memory of a job of two garments and three looks: ${mb(peak)} MB at most, ${mb(before)} MB of it before it began (goal 400)`,
)
process.exit()
