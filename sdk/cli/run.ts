// `maepsi run`: submits a run of a product's looks, shows its progress, and ends when the job ends.

import { randomFillSync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Maepsi, MaepsiError } from '../client.ts'
import { type PayWith, priceOfRun } from '../contract/price.ts'
import type { Direction, VtoJob } from '../contract/vto-jobs.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress, type Progress } from './progress.ts'
import { stageInWords } from './words.ts'

export interface RunOptions extends Omit<Direction, 'engine'> {
  readonly pay?: PayWith
  /** The idempotency key: the same one again never makes a second job. */
  readonly id?: string
}

/** While events are missing, a job is asked after this often, in milliseconds. */
const ASK_AGAIN = 15_000

/** Says the id of every look on standard output. Throws Failure when a look was not delivered. */
export async function runProduct(
  productId: string,
  { pay, id = newId(), ...direction }: RunOptions,
): Promise<void> {
  const { maepsi } = await openStudio()
  const progress = openProgress()
  const { signal, release } = untilInterrupted(
    `No longer watching: the run goes on in the studio (job ${id}).`,
  )
  try {
    const paid = await choosePay(maepsi, direction, pay)
    const body = {
      id,
      productId,
      direction: { engine: 'drape', ...direction },
      pay: paid.pay,
      price: paid.total,
    }
    const job = await insist(() => maepsi.vtoJobs.submit({ body, signal }))
    progress.say(`Job ${job.id}: ${count(job.looks.length)} for ${paid.total} ${UNITS[paid.pay]}`)
    report(await untilEnded(maepsi, job, progress, signal))
  } finally {
    progress.end()
    release()
  }
}

const UNITS: Readonly<Record<PayWith, string>> = {
  credit: 'credits',
  look_book_ticket: 'look-book tickets',
  subscription: 'included looks',
}

/** What was asked for, or the first kind of point that can pay the whole run: included looks, tickets, credits. */
async function choosePay(
  maepsi: Maepsi,
  { views, size }: Pick<Direction, 'views' | 'size'>,
  asked?: PayWith,
) {
  const [{ prices }, left] = await Promise.all([maepsi.studio.get(), maepsi.points.balance()])
  const purse = {
    subscription: left.includedLook,
    look_book_ticket: left.lookBookTicket,
    credit: left.credit,
  }
  for (const pay of asked ? [asked] : (['subscription', 'look_book_ticket', 'credit'] as const)) {
    const price = priceOfRun({ looks: views.length, size, pay }, prices)
    if (price && (asked || purse[pay] >= price.total)) return { pay, total: price.total }
  }
  if (asked)
    throw new Failure(`A run of ${size} looks cannot be paid with ${UNITS[asked]}: leave --pay out.`, 2)
  throw new Failure(
    `Your balance does not pay ${count(views.length)}: ask for fewer --views, or get more credits.`,
  )
}

/** A call that is safe to repeat is repeated when the line was lost. */
async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call()
    } catch (error) {
      const lost = error instanceof MaepsiError && (error.code === 'offline' || error.status >= 502)
      if (!lost || tries === 4) throw error
      await wait(500 * 2 ** tries)
    }
  }
}

async function untilEnded(
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

function count(looks: number): string {
  return looks === 1 ? '1 look' : `${looks} looks`
}

function describe(status: string, stage: string | null, ahead: number | null): string {
  if (status === 'PENDING') return ahead ? `waiting, ${ahead} before it` : 'waiting'
  return stageInWords(stage)
}

function report(job: VtoJob): void {
  for (const { imageId, view } of job.looks) if (imageId) process.stdout.write(`${imageId}  ${view}\n`)
  const missing = job.looks.filter(({ imageId }) => !imageId).length
  if (missing === 0) return
  const back = job.returnedAmount > 0 ? ` ${job.returnedAmount} came back to your balance.` : ''
  const why =
    job.status === 'CANCELLED' ? 'The run was cancelled' : `The studio says: ${job.failReason ?? 'not made'}`
  throw new Failure(
    `${missing} of ${count(job.looks.length)} ${missing === 1 ? 'was' : 'were'} not made. ${why}.${back}`,
  )
}

/** A uuid of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, the rest random. */
function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
