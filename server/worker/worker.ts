// A worker: takes shifts until told to stop. Beside it run its reaper, the errands and the webhooks.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Studio } from '../studio.ts'
import { workErrands } from './errands.ts'
import { startReaper } from './reaper.ts'
import { Shift } from './shift.ts'
import { startWebhooks } from './webhooks.ts'

export interface Worker {
  /** Claims nothing more, breaks off what runs and hands it back to the queue, without counting the attempt. */
  stop(): Promise<void>
}

/**
 * Starts a worker. One that lives beside the HTTP server (`inProcess`) registers anew when it was declared dead, as after a laptop's
 * sleep; one with a process of its own ends that process with code 1, for its supervisor to start it again.
 */
export async function startWorker(studio: Studio, { inProcess }: { inProcess: boolean }): Promise<Worker> {
  const stopping = new AbortController()
  const stopReaper = startReaper(studio)
  const stopErrands = workErrands(studio)
  const stopWebhooks = startWebhooks(studio)
  const shifts = takeShifts(studio, await Shift.open(studio), stopping.signal, inProcess)
  return {
    async stop() {
      stopping.abort()
      await Promise.all([shifts, stopErrands(), stopReaper(), stopWebhooks()])
    },
  }
}

async function takeShifts(
  studio: Studio,
  first: Shift,
  stop: AbortSignal,
  inProcess: boolean,
): Promise<void> {
  let shift: Shift | null = first
  while (!stop.aborted) {
    if (shift) {
      await aborted(AbortSignal.any([shift.lost, stop]))
      if (!shift.lost.aborted) return shift.handBack()
      studio.log.error({ reason: String(shift.lost.reason) }, 'this worker lost its jobs')
      // What is half done must not go on here while another does it again.
      if (!inProcess) process.exit(1)
      await shift.abandon()
    }
    shift = await Shift.open(studio).catch((error: unknown) => {
      studio.log.error({ error }, 'the worker could not register: trying again in a second')
      return null
    })
    if (!shift) await pause(1_000, undefined, { signal: stop }).catch(() => {})
  }
  await shift?.handBack()
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
