// What runs on Drape's worker threads: dresses a mannequin look by look, or examines one photo after another.

import { parentPort } from 'node:worker_threads'
import { dressBody, type Garment, type LookWish, prepareGarment, renderLook, type Stage } from './drape.ts'
import type { Verdict } from './examine/examine.ts'
import type { Centimetres, Doubt, GarmentPhoto, Handles, Mannequin, Side, Slot, Wear } from './garment.ts'
import { DrapeError, type DrapeErrorCode, encodePicture, readPicture } from './node-pictures.ts'

/** Photos are worked on at this size at most; examining looks at more, since it judges the photo's own size. */
const DRESSING_SIDE = 1600
const EXAMINING_SIDE = 4096

export interface PhotoBytes {
  readonly slot: Slot
  readonly side: Side
  readonly bytes: Uint8Array
  readonly handles?: Handles | undefined
}

export interface LooksOrder {
  readonly type: 'looks'
  readonly photos: readonly PhotoBytes[]
  readonly centimetres: Readonly<Partial<Record<Slot, Centimetres>>>
  readonly mannequin: Mannequin
  readonly wear: Wear
  readonly looks: readonly LookWish[]
  readonly format: 'png' | 'jpeg' | 'webp'
}

export interface ExamineOrder extends PhotoBytes {
  readonly type: 'examine'
}

/** To the thread: an order, or the word that the last look has been taken in. */
export type Order = LooksOrder | ExamineOrder | { readonly type: 'taken' }

export interface LookMade {
  /** Which of the wishes it is, from 0. */
  readonly n: number
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly doubts: readonly Doubt[]
  readonly confidence: number
}

export interface Progress {
  readonly stage: Stage
  /** 0 to 100 over the whole order. */
  readonly percent: number
  /** The look being made, from 0; null while the garments are prepared. */
  readonly n: number | null
}

/** From the thread. */
export type Report =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'look'; readonly look: LookMade }
  | { readonly type: 'verdict'; readonly verdict: Verdict }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: DrapeErrorCode; readonly message: string }

let taken: (() => void) | null = null

parentPort?.on('message', (order: Order) => {
  if (order.type === 'taken') taken?.()
  else if (order.type === 'looks') void answer(() => makeLooks(order))
  else void answer(() => examinePhoto(order))
})

async function answer(work: () => Promise<Report>): Promise<void> {
  try {
    tell(await work())
  } catch (error) {
    const known = error instanceof DrapeError
    tell({
      type: 'failed',
      code: known ? error.code : 'drape_crashed',
      message: known
        ? error.message
        : `Drape broke off: ${error instanceof Error ? error.message : String(error)}`,
    })
  }
}

async function makeLooks(order: LooksOrder): Promise<Report> {
  const { photos, centimetres, mannequin, wear, looks, format } = order
  say('reading', 0)
  const garments: Garment[] = []
  const slots = [...new Set(photos.map((photo) => photo.slot))]
  for (const [i, slot] of slots.entries()) {
    const front = await readSide(photos, slot, 'front')
    if (!front) {
      throw new DrapeError('photo_missing', `The back of "${slot}" needs a front photo beside it: add one.`)
    }
    const back = await readSide(photos, slot, 'back')
    garments.push(
      asked('photo_none', () => prepareGarment({ slot, front, back, centimetres: centimetres[slot] })),
    )
    say('reading', (30 * (i + 1)) / slots.length)
  }
  say('posing', 30)
  const dressed = asked('wish_not_possible', () =>
    dressBody(mannequin, garments, wear, (stage, percent) => say(stage, 30 + 0.35 * percent)),
  )
  for (const [n, wish] of looks.entries()) {
    say('finishing', 65 + (35 * n) / looks.length, n)
    const look = asked('wish_not_possible', () => renderLook(dressed, wish))
    const { width, height } = look.picture
    const bytes = Uint8Array.from(await encodePicture(look.picture, format))
    const answered = new Promise<void>((resolve) => (taken = resolve))
    const made: LookMade = { n, bytes, width, height, doubts: look.doubts, confidence: look.confidence }
    tell({ type: 'look', look: made }, [bytes.buffer])
    await answered
  }
  say('finishing', 100)
  return { type: 'done' }
}

function say(stage: Stage, percent: number, n: number | null = null): void {
  tell({ type: 'progress', progress: { stage, percent: Math.round(percent), n } })
}

/** What Drape refuses is the asker's to mend, not a crash: its sentence is handed on under a code. */
function asked<T>(code: DrapeErrorCode, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof RangeError ? new DrapeError(code, `${error.message}.`, { cause: error }) : error
  }
}

async function readSide(
  photos: readonly PhotoBytes[],
  slot: Slot,
  side: Side,
): Promise<GarmentPhoto | undefined> {
  const photo = photos.find((candidate) => candidate.slot === slot && candidate.side === side)
  return photo && { picture: await readPicture(photo.bytes, DRESSING_SIDE), handles: photo.handles }
}

async function examinePhoto({ bytes, slot, side }: ExamineOrder): Promise<Report> {
  // Loaded when first needed: threads that only make looks start sooner without it.
  const { examine } = await import('./examine/examine.ts')
  return { type: 'verdict', verdict: examine(await readPicture(bytes, EXAMINING_SIDE), slot, side) }
}

function tell(report: Report, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(report, handedOver)
}
