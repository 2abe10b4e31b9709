// Follows a job of the studio until it has ended.

import { randomFillSync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Maepsi } from '../client.ts'
import type { VtoJob } from '../contract/vto-jobs.ts'
import { insist } from '../client-insist.ts'
import type { Progress } from './progress.ts'
import { stageInWords } from './words.ts'

/** While events are missing, a job is asked after this often, in milliseconds. */
const ASK_AGAIN = 15_000

/** Shows how far a job is until it has ended, and answers it as it is then. Throws MaepsiError, and the signal's reason. */
export async function untilEnded(
  maepsi: Maepsi,
  submitted: VtoJob,
  progress: Progress,
  signal: AbortSignal,
): Promise<VtoJob> {
  const over = new AbortController()
  const until = AbortSignal.any([signal, over.signal])
  let job = submitted
  const look = async () => {
    job = await insist(() => maepsi.vtoJobs.get({ params: { id: submitted.id }, signal: until }))
    progress.show(job.progress, describe(job.status, job.stage, job.ahead))
    if (ENDED.has(job.status)) over.abort()
  }
  const listen = async () => {
    for await (const event of maepsi.live({ signal: until })) {
      if (event.type === 'hello') await look()
      if (event.type !== 'job' || event.jobId !== submitted.id) continue
      if (ENDED.has(event.status)) await look()
      else progress.show(event.progress, describe(event.status, event.stage, null))
    }
  }
  const ask = async () => {
    while (!until.aborted) {
      await wait(ASK_AGAIN, null, { signal: until })
      await look()
    }
  }
  await Promise.all([listen(), ask()]).catch((error: unknown) => {
    if (!until.aborted) throw error
  })
  signal.throwIfAborted()
  return job
}

const ENDED: ReadonlySet<string> = new Set(['DONE', 'FAILED', 'CANCELLED'])

function describe(status: string, stage: string | null, ahead: number | null): string {
  if (status === 'PENDING') return ahead ? `waiting, ${ahead} before it` : 'waiting'
  return stageInWords(stage)
}

/** Why something of a job was not made, and what came back for it. */
export function shortfall(job: VtoJob): string {
  const back = job.returnedAmount > 0 ? ` ${job.returnedAmount} came back to your balance.` : ''
  const why =
    job.status === 'CANCELLED' ? 'The run was cancelled' : `The studio says: ${job.failReason ?? 'not made'}`
  return `${why}.${back}`
}

/** A uuid of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, the rest random. */
export function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
