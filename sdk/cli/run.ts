// `maepsi run`: submits a run of a product's looks, shows its progress, and ends when the job ends.

import type { Maepsi } from '../client.ts'
import { type PayWith, priceOfRun } from '../contract/price.ts'
import type { Direction, VtoJob } from '../contract/vto-jobs.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress } from './progress.ts'
import { insist } from '../client-insist.ts'
import { newId, shortfall, untilEnded } from './watch-job.ts'

export interface RunOptions extends Omit<Direction, 'engine'> {
  readonly pay?: PayWith
  /** The idempotency key: the same one again never makes a second job. */
  readonly id?: string
}

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

function count(looks: number): string {
  return looks === 1 ? '1 look' : `${looks} looks`
}

function report(job: VtoJob): void {
  for (const { imageId, view } of job.looks) if (imageId) process.stdout.write(`${imageId}  ${view}\n`)
  const missing = job.looks.filter(({ imageId }) => !imageId).length
  if (missing === 0) return
  const were = missing === 1 ? 'was' : 'were'
  throw new Failure(`${missing} of ${count(job.looks.length)} ${were} not made. ${shortfall(job)}`)
}
