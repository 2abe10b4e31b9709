// Makes a clip on a thread of its own: looks in, an MP4 and its first frame out.
import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { openVideo } from '#drape/node-video.ts'
import { i420 } from '#drape/raster/i420.ts'
import { drawFrame, layOver, type Sheet } from './draw-frame.ts'
import { makePlate } from './plate.ts'
import { addMusic } from './sound.ts'
import { shownAt, titleAt } from './timeline.ts'
import { drawTitle, isBright } from './title.ts'

export interface ClipOrder {
  /** The looks in their order, encoded. */
  readonly looks: readonly Uint8Array[]
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly title: string
  /** A CSS colour behind transparent looks. */
  readonly paper: string
  readonly music: Uint8Array | null
}

export type ClipReport =
  | { readonly type: 'progress'; readonly percent: number; readonly stage: 'reading' | 'finishing' }
  | { readonly type: 'made'; readonly mp4: Uint8Array; readonly poster: Uint8Array }
  | { readonly type: 'failed'; readonly message: string }

/** As turntables have, and more than Reels and TikTok ask for at least. */
const FRAMES_PER_SECOND = 24

async function make({ looks, title, music, ...order }: ClipOrder): Promise<void> {
  const { width, height, seconds } = order
  const plates: Sheet[] = []
  for (const look of looks) {
    plates.push(await makePlate(look, order))
    tell({ type: 'progress', stage: 'reading', percent: (15 * plates.length) / looks.length })
  }
  const words = title === '' ? null : await drawTitle(title, { ...order, bright: isBright(plates) })
  const frames = Math.round(seconds * FRAMES_PER_SECOND)
  const frame: Sheet = { width, height, data: new Uint8ClampedArray(width * height * 4) }
  const video = openVideo({ width, height, framesPerSecond: FRAMES_PER_SECOND })
  try {
    let poster: Uint8Array | null = null
    for (let n = 0; n < frames; n++) {
      const at = n / FRAMES_PER_SECOND
      drawFrame(frame, plates, shownAt(at, { shots: looks.length, seconds }))
      if (words) layOver(frame, words, titleAt(at, seconds))
      poster ??= await posterOf(frame)
      await video.add(i420(frame))
      tell({ type: 'progress', stage: 'finishing', percent: 15 + (80 * (n + 1)) / frames })
    }
    const silent = await video.close()
    const mp4 = music ? await addMusic(silent, music, seconds) : silent
    tell({ type: 'made', mp4, poster: poster! })
  } finally {
    video.end()
  }
}

async function posterOf({ width, height, data }: Sheet): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ quality: 84, smartSubsample: true })
    .toBuffer()
}

function tell(report: ClipReport): void {
  parentPort?.postMessage(report, [])
}

// Codecs answer from outside and keep no thread alive while they work.
setInterval(() => {}, 1_000)
make(workerData as ClipOrder).catch((error: unknown) =>
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
)
