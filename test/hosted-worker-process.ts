// A worker in a process of its own with the engines its environment names: for tests that kill it in the middle of a bought call.
import { readConfig } from '#server/config.ts'
import { openStudio } from '#server/studio.ts'
import { startWorker } from '#server/worker/worker.ts'

const studio = await openStudio(readConfig(process.env), process.env['DATABASE_URL']!)
await startWorker(studio, { inProcess: false })
console.log('ready')
