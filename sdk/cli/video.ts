// `maepsi video`, `maepsi clip` and `maepsi motion`: submit a video, show its progress, and download it when it is made.

import type { Maepsi } from '../client.ts'
import type { CLIP_SECONDS, ClipFormat, Motion } from '../contract/film.ts'
import { type PayVideoWith, priceOfMotion, priceOfVideo } from '../contract/price.ts'
import type { VideoDirection, VtoJob } from '../contract/vto-jobs.ts'
import { download } from './download.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress } from './progress.ts'
import { insist } from '../client-insist.ts'
import { newId, shortfall, untilEnded } from './watch-job.ts'
import { doubtsInWords } from './words.ts'

interface FilmOptions {
  /** The idempotency key: the same one again never makes a second job. */
  readonly id?: string
  /** The file it is written to; left out, it stays in the studio. */
  readonly out?: string
}

export interface VideoOptions extends Omit<VideoDirection, 'engine'>, FilmOptions {
  readonly pay?: PayVideoWith
}

export interface ClipOptions extends FilmOptions {
  readonly format: ClipFormat
  readonly seconds: (typeof CLIP_SECONDS)[number]
  readonly title: string
  readonly pay?: PayVideoWith
}

export interface MotionOptions extends FilmOptions {
  readonly engine: string
  readonly motion: Motion
  readonly seconds: number
}

/** A turntable of a product. Throws Failure when it was not delivered. */
export async function makeVideo(productId: string, options: VideoOptions): Promise<void> {
  const { pay, id, out, ...direction } = options
  await film('turntable', { id, out }, async (maepsi, order) => {
    const paid = await choosePay(maepsi, 'turntable', pay)
    const body = {
      ...order,
      productId,
      kind: 'turntable',
      direction: { engine: 'drape', ...direction },
      ...paid,
    } as const
    return { paid, submit: async (signal) => maepsi.vtoJobs.submitVideo({ body, signal }) }
  })
}

/** A clip cut from looks, in this order. Throws Failure when it was not delivered. */
export async function makeClip(imageIds: string[], options: ClipOptions): Promise<void> {
  const { pay, id, out, ...wish } = options
  await film('clip', { id, out }, async (maepsi, order) => {
    const paid = await choosePay(maepsi, 'clip', pay)
    const body = { ...order, imageIds, ...wish, ...paid }
    return { paid, submit: async (signal) => maepsi.vtoJobs.submitClip({ body, signal }) }
  })
}

/** A look brought to life by an engine that makes such. Throws Failure when it was not delivered. */
export async function makeMotion(imageId: string, options: MotionOptions): Promise<void> {
  const { id, out, ...wish } = options
  await film('video', { id, out }, async (maepsi, order) => {
    const { engines } = await maepsi.studio.get()
    const price = priceOfMotion(wish, engines.find(({ name }) => name === wish.engine)?.prices ?? null)
    const able = engines.filter(({ prices }) => prices?.second !== undefined).map(({ name }) => name)
    if (price === null)
      throw new Failure(
        able.length > 0
          ? `"${wish.engine}" brings no looks to life here: choose from ${able.join(', ')}.`
          : 'No engine of this studio brings looks to life: ask its operator for one.',
        2,
      )
    const paid = { pay: 'credit', price } as const
    const body = { ...order, imageId, ...wish, ...paid }
    return { paid, submit: async (signal) => maepsi.vtoJobs.submitMotion({ body, signal }) }
  })
}

/** What is paid, and the call that pays it. */
interface Ready {
  readonly paid: { readonly pay: PayVideoWith; readonly price: number }
  submit(signal: AbortSignal): Promise<VtoJob>
}

/** Says the video's id, or the file it was written to, on standard output. */
async function film(
  what: string,
  { id = newId(), out }: FilmOptions,
  prepare: (maepsi: Maepsi, order: { readonly id: string }) => Promise<Ready>,
): Promise<void> {
  const studio = await openStudio()
  const { maepsi } = studio
  const progress = openProgress()
  const { signal, release } = untilInterrupted(
    `No longer watching: the video is still made in the studio (job ${id}).`,
  )
  try {
    const ready = await prepare(maepsi, { id })
    const { paid } = ready
    const submitted = await insist(() => ready.submit(signal))
    const unit = paid.pay === 'credit' ? `${paid.price} credits` : '1 video ticket'
    progress.say(`Job ${submitted.id}: a ${what} for ${unit}`)
    const job = await untilEnded(maepsi, submitted, progress, signal)
    const made = job.looks[0]?.videoId
    if (!made) throw new Failure(`The ${what} was not made. ${shortfall(job)}`)
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
async function choosePay(maepsi: Maepsi, what: string, asked?: PayVideoWith): Promise<Ready['paid']> {
  const [{ prices }, left] = await Promise.all([maepsi.studio.get(), maepsi.points.balance()])
  const purse = { video_ticket: left.videoTicket, credit: left.credit }
  for (const pay of asked ? [asked] : (['video_ticket', 'credit'] as const)) {
    const price = priceOfVideo({ pay }, prices)
    if (asked || purse[pay] >= price) return { pay, price }
  }
  throw new Failure(`Your balance does not pay a ${what}: get a video ticket, or more credits.`)
}
