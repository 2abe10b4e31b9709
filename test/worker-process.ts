// A worker in a process of its own, on the database and files its parent names, with an engine that takes LOOK_MS for each look or video.
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#server/config.ts'
import { Engines } from '#server/engines/choose.ts'
import { openStudio } from '#server/studio.ts'
import { startWorker } from '#server/worker/worker.ts'
import { ScriptedEngine } from './scripted-engine.ts'

const work = async ({ signal }: { signal: AbortSignal }) =>
  pause(Number(process.env['LOOK_MS']), undefined, { signal })
const engine = new ScriptedEngine({ beforeLook: work, beforeVideo: work })
const studio = await openStudio(readConfig(process.env), process.env['DATABASE_URL']!, new Engines([engine]))
const worker = await startWorker(studio, { inProcess: false })
process.once('SIGTERM', async () => {
  await worker.stop()
  await studio.close()
})
console.log('ready')
