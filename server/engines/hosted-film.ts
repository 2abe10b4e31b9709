// An engine of someone else's that brings a look to life: one call, bought once, and its video looked at before it is kept.
import { BufferSource, Input, MP4 } from 'mediabunny'
import sharp from 'sharp'
import { Buyer } from './buy.ts'
import { firstFrame } from './clip/first-frame.ts'
import { EngineError, type Engine, type MadeVideo, type VideoTask } from './engine.ts'
import { factsOf, fingerprint, type HostedTerms } from './hosted.ts'
import { DECISIONS, VendorError, type FilmCall, type Picture, type Vendor } from './vendor.ts'

/** Part of every key: a change here that gives other videos gives other keys. */
const KEYS_VERSION = 1
const MOST_FILM = 500 * 1024 * 1024
/** A video takes so many times as long as a picture may. */
const PATIENCE = 4
/** The longer side of a look on its way to a vendor. */
const SIDE = 1536

interface Film {
  readonly bytes: Uint8Array
  readonly contentType: 'video/mp4'
  readonly width: number
  readonly height: number
  readonly seconds: number
}

export class HostedFilmEngine implements Engine {
  readonly name: string
  readonly version: string
  readonly bodies: readonly string[] = []
  readonly bodySizes: readonly string[] = []
  readonly finishes: readonly string[] = []
  readonly poses: readonly string[] = []
  readonly views = []
  readonly ghost = false
  readonly lane = 'wait'
  readonly films = ['motion'] as const
  readonly secondsPerLook: number
  readonly secondsPerVideo: number
  readonly can
  readonly prices
  readonly vendor
  readonly #key: readonly string[]
  readonly #buyer: Buyer<FilmCall, Film>

  constructor(vendor: Vendor<FilmCall>, terms: HostedTerms) {
    this.name = terms.name
    this.version = vendor.model
    this.secondsPerLook = this.secondsPerVideo = vendor.seconds
    this.can = vendor.can
    this.prices = terms.prices
    this.vendor = factsOf(vendor, terms)
    this.#key = [terms.vendorName, vendor.model]
    const { name: engine, seconds } = terms
    this.#buyer = new Buyer(
      vendor,
      { ...terms, engine, model: vendor.model, seconds: seconds * PATIENCE, mostBytes: MOST_FILM },
      readFilm,
    )
  }

  async make(): Promise<void> {
    throw new EngineError('wish_not_possible', { retryable: false })
  }

  async makeVideo(task: VideoTask): Promise<MadeVideo> {
    const [wish] = task.input.looks
    if (wish.view !== 'motion') throw new EngineError('wish_not_possible', { retryable: false })
    const owner = await task.steps.owner(0)
    if (owner !== null && owner !== this.name && task.mayFailOver)
      throw new EngineError('handed_on', { retryable: false, failOver: true })
    const [look] = task.shots
    const picture = await readLook(look)
    const call = { picture, motion: wish.motion, seconds: wish.seconds }
    const said = [KEYS_VERSION, ...this.#key, fingerprint(picture.bytes), wish.motion, wish.seconds]
    const key = fingerprint(JSON.stringify(said))
    try {
      task.onProgress({ stage: 'finishing', percent: 10, n: 0 })
      const film = await this.#buyer.result(task, { n: 0, key, last: true }, call)
      await task.steps.delivered(key)
      const { bytes: mp4, width, height, seconds } = film
      return {
        mp4,
        poster: (await firstFrame(mp4)) ?? (await posterOf(look, film)),
        width,
        height,
        seconds,
        confidence: null,
        doubts: [],
      }
    } catch (error) {
      if (!(error instanceof VendorError)) throw error
      const { code } = error
      const failOver = DECISIONS[code].failOver && task.mayFailOver && (await task.steps.owner(0)) === null
      throw new EngineError(code, { retryable: false, failOver, cause: error })
    }
  }

  async close(): Promise<void> {}
}

async function readLook(look: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(look)
    .flatten({ background: '#ffffff' })
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 92 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, contentType: 'image/jpeg', width: info.width, height: info.height }
}

/** Throws bad_answer unless the bytes are an MP4 with a video that players know. */
async function readFilm(bytes: Uint8Array): Promise<Film> {
  try {
    const input = new Input({ source: new BufferSource(bytes), formats: [MP4] })
    const track = await input.getPrimaryVideoTrack()
    if (track?.codec !== 'avc') throw new VendorError('bad_answer', `a video of ${track?.codec ?? 'nothing'}`)
    const seconds = Math.round((await track.computeDuration()) * 100) / 100
    return {
      bytes,
      contentType: 'video/mp4',
      width: track.displayWidth,
      height: track.displayHeight,
      seconds,
    }
  } catch (error) {
    if (error instanceof VendorError) throw error
    throw new VendorError('bad_answer', 'no MP4', { cause: error })
  }
}

/** Where no frame of the video can be had: the look itself, in its shape, for that is where it begins. */
async function posterOf(look: Uint8Array, { width, height }: Film): Promise<Uint8Array> {
  return sharp(look)
    .flatten({ background: '#ffffff' })
    .resize({ width, height, fit: 'cover' })
    .webp({ quality: 84, smartSubsample: true })
    .toBuffer()
}
