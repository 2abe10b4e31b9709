// What runs on Drape's worker threads: reads garments, dresses mannequins, takes pictures, examines photos.

import { parentPort } from 'node:worker_threads'
import { deflateSync } from 'node:zlib'
import {
  dressBody,
  type Dressed,
  type Garment,
  type LookWish,
  type Places,
  prepareGarment,
  renderLook,
  type Sheet,
  type Stage,
} from './drape.ts'
import type { Description } from './describe/describe.ts'
import type { Verdict } from './examine/examine.ts'
import type { Centimetres, Doubt, GarmentPhoto, Handles, Mannequin, Side, Slot, Wear } from './garment.ts'
import { DrapeError, type DrapeErrorCode, encodePicture, readPicture } from './node-pictures.ts'
import type { CutBytes } from './node-cut.ts'
import { share } from './node-share.ts'
import { mapPlaces, packPlaces } from './places/place-map.ts'
import { i420 } from './raster/i420.ts'

/** Photos are worked on at this size at most; examining looks at more, since it judges the photo's own size. */
const DRESSING_SIDE = 1600
const EXAMINING_SIDE = 4096

export interface PhotoBytes {
  readonly slot: Slot
  readonly side: Side
  readonly bytes: Uint8Array
  readonly handles?: Handles | undefined
}

/** A dressed mannequin under the number threads know it by; sent along to a thread that does not hold it yet. */
export interface Held {
  readonly key: number
  readonly dressed?: Dressed | undefined
}

export interface ReadOrder {
  readonly type: 'read'
  readonly slot: Slot
  readonly front: PhotoBytes
  readonly back?: PhotoBytes | undefined
  readonly centimetres?: Centimetres | undefined
}

export interface DressOrder {
  readonly type: 'dress'
  readonly garments: readonly Garment[]
  readonly mannequin: Mannequin
  readonly wear: Wear
}

export interface LookOrder {
  readonly type: 'look'
  readonly held: Held
  readonly wish: LookWish
  readonly format: 'png' | 'jpeg' | 'webp'
  readonly places?: boolean
}

export interface FrameOrder {
  readonly type: 'frame'
  readonly held: Held
  readonly wish: LookWish
}

export interface MeshOrder {
  readonly type: 'mesh'
  readonly held: Held
}

export interface ExamineOrder extends PhotoBytes {
  readonly type: 'examine'
}

export interface DescribeOrder extends PhotoBytes {
  readonly type: 'describe'
}

export interface CutOrder {
  readonly type: 'cut'
  readonly bytes: Uint8Array
}

/** To the thread. */
export type Order =
  | ReadOrder
  | DressOrder
  | LookOrder
  | FrameOrder
  | MeshOrder
  | ExamineOrder
  | DescribeOrder
  | CutOrder

/** What spots of which photos a look shows: a PlaceMap, packed and deflated (zlib), and the sheets it numbers from 1. */
export interface LookPlaces {
  readonly bytes: Uint8Array
  readonly sheets: readonly Sheet[]
}

/** A look as a thread makes it. */
export interface LookBytes {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly doubts: readonly Doubt[]
  readonly confidence: number
  /** When it was asked for. */
  readonly places?: LookPlaces
}

export interface LookMade extends LookBytes {
  /** Which of the wishes it is, from 0. */
  readonly n: number
}

export interface Progress {
  readonly stage: Stage
  /** 0 to 100 over the whole order. */
  readonly percent: number
  /** The look being made, from 0; null while the garments are prepared. */
  readonly n: number | null
}

/** The answer to each kind of order. */
export interface Answers {
  readonly read: Garment
  readonly dress: Dressed
  readonly look: LookBytes
  readonly frame: Uint8Array<ArrayBuffer>
  readonly mesh: Uint8Array<ArrayBuffer>
  readonly examine: Verdict
  readonly describe: Description
  readonly cut: CutBytes
}

/** From the thread; `percent` is of the order at hand. */
export type Report =
  | { readonly type: 'progress'; readonly id: number; readonly stage: Stage; readonly percent: number }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly code: DrapeErrorCode; readonly message: string }

/** The mannequin whose pictures are being taken: one at a time keeps a thread small. */
let holding: { readonly key: number; readonly dressed: Dressed } | null = null

/** Pixels of the last frame of a video, written over by the next. */
let lastFrame: Uint8ClampedArray<ArrayBuffer> | null = null

parentPort?.on('message', ({ id, order }: { id: number; order: Order }) => void obey(id, order))

async function obey(id: number, order: Order): Promise<void> {
  try {
    const handOver: ArrayBuffer[] = []
    const answer = await answers(id, order, handOver)
    tell({ type: 'answer', id, answer }, handOver)
  } catch (error) {
    const known = error instanceof DrapeError
    const what = error instanceof Error ? error.message : String(error)
    const message = known ? error.message : `Drape broke off: ${what}`
    tell({ type: 'failed', id, code: known ? error.code : 'drape_crashed', message })
  }
}

async function answers(id: number, order: Order, handOver: ArrayBuffer[]): Promise<Answers[Order['type']]> {
  if (order.type === 'read') return share(await read(order))
  if (order.type === 'examine') return examinePhoto(order)
  if (order.type === 'describe') return describePhoto(order)
  if (order.type === 'cut') {
    const { cutPhoto } = await import('./node-cut.ts')
    const cut = await cutPhoto(await readPicture(order.bytes, DRESSING_SIDE))
    handOver.push(cut.bytes.buffer)
    return cut
  }
  if (order.type === 'dress') {
    const { mannequin, garments, wear } = order
    return share(
      asked('wish_not_possible', () =>
        dressBody(mannequin, garments, wear, (stage, percent) =>
          tell({ type: 'progress', id, stage, percent }),
        ),
      ),
    )
  }
  const dressed = hold(order.held)
  if (order.type === 'frame') {
    const size = 4 * order.wish.width * order.wish.height
    if (lastFrame?.length !== size) lastFrame = new Uint8ClampedArray(size)
    const data = lastFrame
    const frame = asked('wish_not_possible', () => i420(renderLook(dressed, order.wish, { data }).picture))
    handOver.push(frame.buffer)
    return frame
  }
  if (order.type === 'mesh') {
    const { meshOf } = await import('./node-mesh.ts')
    const mesh = await meshOf(dressed)
    handOver.push(mesh.buffer)
    return mesh
  }
  const look = asked('wish_not_possible', () =>
    renderLook(dressed, order.wish, { places: order.places ?? false }),
  )
  const { picture, doubts, confidence } = look
  const bytes = Uint8Array.from(await encodePicture(picture, order.format))
  handOver.push(bytes.buffer)
  const { width, height } = picture
  const places = look.places && mapOf(dressed, look.places, width, height)
  return { bytes, width, height, doubts, confidence, ...(places && { places }) }
}

function mapOf({ surfaces, sheets }: Dressed, places: Places, width: number, height: number): LookPlaces {
  const sizes = sheets.map(({ photographed }, n) =>
    photographed ? (surfaces[n + 1].paint?.outer ?? null) : null,
  )
  return { bytes: deflateSync(packPlaces(mapPlaces(places, width, height, sizes))), sheets }
}

function hold({ key, dressed }: Held): Dressed {
  if (holding?.key === key) return holding.dressed
  if (!dressed) throw new TypeError('The thread does not hold this mannequin')
  holding = { key, dressed }
  return dressed
}

async function read({ slot, front, back, centimetres }: ReadOrder): Promise<Garment> {
  const photos = { front: await readSide(front), back: back && (await readSide(back)) }
  return asked('photo_none', () => prepareGarment({ slot, ...photos, centimetres }))
}

/** What Drape refuses is the asker's to mend, not a crash: its sentence is handed on under a code. */
function asked<T>(code: DrapeErrorCode, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof RangeError ? new DrapeError(code, `${error.message}.`, { cause: error }) : error
  }
}

async function readSide({ bytes, handles }: PhotoBytes): Promise<GarmentPhoto> {
  return { picture: await readPicture(bytes, DRESSING_SIDE), handles }
}

async function examinePhoto({ bytes, slot, side }: ExamineOrder): Promise<Verdict> {
  // Loaded when first needed: threads that only make looks start sooner without it.
  const { examine } = await import('./examine/examine.ts')
  return examine(await readPicture(bytes, EXAMINING_SIDE), slot, side)
}

async function describePhoto({ bytes, slot, handles }: DescribeOrder): Promise<Description> {
  const { describe } = await import('./describe/describe.ts')
  return describe(await readPicture(bytes, DRESSING_SIDE), slot, handles)
}

function tell(report: Report, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(report, handedOver)
}
