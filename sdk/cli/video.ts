// `maepsi video`: submits a turntable of a product, shows its progress, and downloads it when it is made.

import type { Maepsi } from '../client.ts'
import { type PayVideoWith, priceOfVideo } from '../contract/price.ts'
import type { VideoDirection } from '../contract/vto-jobs.ts'
import { download } from './download.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress } from './progress.ts'
import { insist, newId, shortfall, untilEnded } from './watch-job.ts'
import { doubtsInWords } from './words.ts'

export interface VideoOptions extends Omit<VideoDirection, 'engine'> {
  readonly pay?: PayVideoWith
  /** The idempotency key: the same one again never makes a second job. */
  readonly id?: string
  /** The file it is written to; left out, it stays in the studio. */
  readonly out?: string
}

/** Says the video's id, or the file it was written to, on standard output. Throws Failure when it was not delivered. */
export async function makeVideo(
  productId: string,
  { pay, id = newId(), out, ...direction }: VideoOptions,
): Promise<void> {
  const studio = await openStudio()
  const { maepsi } = studio
  const progress = openProgress()
  const { signal, release } = untilInterrupted(
    `No longer watching: the video is still made in the studio (job ${id}).`,
  )
  try {
    const paid = await choosePay(maepsi, pay)
    const body = {
      id,
      productId,
      kind: 'turntable',
      direction: { engine: 'drape', ...direction },
      ...paid,
    } as const
    const submitted = await insist(() => maepsi.vtoJobs.submitVideo({ body, signal }))
    const unit = paid.pay === 'credit' ? `${paid.price} credits` : '1 video ticket'
    progress.say(`Job ${submitted.id}: a turntable for ${unit}`)
    const job = await untilEnded(maepsi, submitted, progress, signal)
    const made = job.looks[0]?.videoId
    if (!made) throw new Failure(`The turntable was not made. ${shortfall(job)}`)
    const video = await insist(() => maepsi.videos.get({ params: { id: made }, signal }))
    if (out !== undefined) await download(studio, video.url, () => out)
    progress.end()
    process.stdout.write(`${out ?? video.id}\n`)
    const unsure = doubtsInWords(video.details.doubts)
    if (unsure) progress.say(`  ${unsure}`)
  } finally {
    progress.end()
    release()
  }
}

/** What was asked for, or a video ticket if there is one, or credits. */
async function choosePay(
  maepsi: Maepsi,
  asked?: PayVideoWith,
): Promise<{ pay: PayVideoWith; price: number }> {
  const [{ prices }, left] = await Promise.all([maepsi.studio.get(), maepsi.points.balance()])
  const purse = { video_ticket: left.videoTicket, credit: left.credit }
  for (const pay of asked ? [asked] : (['video_ticket', 'credit'] as const)) {
    const price = priceOfVideo({ pay }, prices)
    if (asked || purse[pay] >= price) return { pay, price }
  }
  throw new Failure('Your balance does not pay a turntable: get a video ticket, or more credits.')
}
