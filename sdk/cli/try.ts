// `maepsi try`: dresses the mannequin on this computer; no studio, no account, no network.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Backdrop } from '../../drape/drape.ts'
import type { BodyKind, BodySize, Centimetres, Finish, Pose, Side, Slot, View } from '../../drape/garment.ts'
import { DrapeError, examinePhoto, makeLooks, makeMesh, makeTurntable } from '../../drape/node.ts'
import type { PhotoBytes } from '../../drape/node-thread.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openProgress, type Progress } from './progress.ts'
import { doubtsInWords, findingInWords, stageInWords } from './words.ts'

export interface TryOptions {
  readonly upper?: string
  readonly upperBack?: string
  readonly bottom?: string
  readonly bottomBack?: string
  readonly onepiece?: string
  readonly onepieceBack?: string
  readonly outer?: string
  readonly outerBack?: string
  readonly body: BodyKind
  readonly bodySize: BodySize
  readonly finish: Finish
  readonly pose: Pose
  readonly tucked: boolean
  readonly open: boolean
  readonly ghost: boolean
  readonly views: readonly View[]
  /** In pixels. */
  readonly size?: { readonly width: number; readonly height: number }
  readonly backdrop: Backdrop
  /** What was measured, by slot. */
  readonly cm?: Readonly<Partial<Record<Slot, Centimetres>>>
  readonly turntable?: boolean
  readonly glb?: boolean
  /** Make looks of photos that look wrong, too. */
  readonly anyway?: boolean
  readonly out: string
}

/** Pixels of a look unless said. */
const LOOK = { width: 1152, height: 1536 }

interface Sureness {
  readonly doubts: readonly string[]
  readonly confidence: number
}

/** A photo as it was named on the command line. */
interface NamedPhoto {
  readonly slot: Slot
  readonly side: Side
  readonly file: string
}

/**
 * Writes `look-<view>.png` for every view, and `turntable.mp4` and `look.glb` where they are wished, and says each file on standard
 * output. Throws Failure.
 */
export async function tryOn(options: TryOptions): Promise<void> {
  const named = photosOf(options)
  await mkdir(options.out, { recursive: true }).catch((cause: unknown) => {
    throw new Failure(`Nothing can be written to ${options.out}: name another folder with --out.`, 2, {
      cause,
    })
  })
  const { signal, release } = untilInterrupted('Stopped: looks that were finished are kept.')
  const progress = openProgress()
  try {
    progress.show(0, 'looking at the photos')
    const photos = await lookAtPhotos(named, options.anyway ?? false, progress, signal)
    const { body, bodySize, finish, pose, tucked, open, ghost, backdrop } = options
    const outfit = {
      photos,
      centimetres: options.cm,
      mannequin: { kind: body, size: bodySize, finish, pose },
      wear: { tucked, open },
      signal,
    }
    const write = async (name: string, bytes: Uint8Array, { doubts, confidence }: Sureness) => {
      const file = path.join(options.out, name)
      await writeFile(file, bytes)
      progress.end()
      process.stdout.write(`${file}\n`)
      const unsure = doubtsInWords(doubts)
      if (unsure) progress.say(`  ${unsure} (confidence ${Math.round(confidence * 100)} %)`)
    }
    await makeLooks({
      ...outfit,
      looks: options.views.map((view) => ({ view, ...(options.size ?? LOOK), backdrop, ghost })),
      onProgress: ({ stage, percent, n }) =>
        progress.show(
          percent,
          n === null ? stageInWords(stage) : `${stageInWords(stage)}: ${options.views[n]}`,
        ),
      onLook: (look) => write(`look-${options.views[look.n]}.png`, look.bytes, look),
    })
    if (options.turntable) {
      const onProgress = ({ percent }: { percent: number }) => progress.show(percent, 'filming the turntable')
      const video = await makeTurntable({ ...outfit, ...options.size, backdrop, onProgress })
      await write('turntable.mp4', video.mp4, video)
    }
    if (options.glb) await write('look.glb', await makeMesh(outfit), { doubts: [], confidence: 1 })
  } catch (error) {
    if (!(error instanceof DrapeError)) throw error
    throw new Failure(error.message, error.code === 'drape_crashed' ? 1 : 2, { cause: error })
  } finally {
    progress.end()
    release()
  }
}

function photosOf(options: TryOptions): NamedPhoto[] {
  const photos: NamedPhoto[] = []
  for (const slot of ['upper', 'bottom', 'onepiece', 'outer'] as const) {
    const front = options[slot]
    const back = options[`${slot}Back`]
    if (front !== undefined) photos.push({ slot, side: 'front', file: front })
    if (back === undefined) continue
    if (front === undefined)
      throw new Failure(`--${slot}-back needs the front photo too: add --${slot} PHOTO.`, 2)
    photos.push({ slot, side: 'back', file: back })
  }
  if (photos.length === 0) throw new Failure('Give at least one garment photo, as in --upper shirt.jpg.', 2)
  if (options.onepiece !== undefined && (options.upper !== undefined || options.bottom !== undefined)) {
    throw new Failure('A one-piece takes the place of upper and bottom: leave out --upper and --bottom.', 2)
  }
  return photos
}

/** Reads every photo and says what is wrong with each, one line a photo; bad ones end the command together. */
async function lookAtPhotos(
  named: readonly NamedPhoto[],
  anyway: boolean,
  progress: Progress,
  signal: AbortSignal,
): Promise<PhotoBytes[]> {
  const photos: PhotoBytes[] = []
  const bad: string[] = []
  for (const { slot, side, file } of named) {
    try {
      const bytes = await readFile(file).catch(unreadable)
      const verdict = await examinePhoto({ bytes, slot, side, signal })
      const told = verdict.findings.map(({ code, values }) =>
        findingInWords(code, {
          ...values,
          ...(verdict.betterSlot ? { betterSlot: verdict.betterSlot } : {}),
        }),
      )
      if (!anyway && (verdict.level === 'stop' || verdict.level === 'wrong_slot'))
        bad.push(`${file}: ${told.join('; ')}`)
      else if (told.length > 0) progress.say(`${file}: ${told.join('; ')}`)
      photos.push({ slot, side, bytes })
    } catch (error) {
      if (!(error instanceof DrapeError) || error.code === 'drape_crashed') throw error
      bad.push(`${file}: ${error.message}`)
    }
  }
  if (bad.length > 0) throw new Failure(bad.join('\n'), 2)
  return photos
}

function unreadable(cause: NodeJS.ErrnoException): never {
  const why = cause.code === 'ENOENT' ? 'There is no such file' : 'The file cannot be read'
  throw new DrapeError('photo_missing', `${why}: check its name and place.`, { cause })
}
