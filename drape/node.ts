// Drape's one door to the machine: looks, turntables, meshes and verdicts from encoded photos, made on worker threads.

import type { LookWish } from './drape.ts'
import type { Description } from './describe/describe.ts'
import type { Verdict } from './examine/examine.ts'
import type { Handles, Side, Slot } from './garment.ts'
import type { CutBytes } from './node-cut.ts'
import { ask, giveBack, handTo, openThread, takeSpareThreads, takeThread, type Thread } from './node-pool.ts'
import { type Outfit, prepare, type Prepared } from './node-prepare.ts'
import type { LookBytes, LookMade, LookOrder, Progress } from './node-thread.ts'

export { DrapeError, encodePicture, readPicture } from './node-pictures.ts'
export type { CutBytes } from './node-cut.ts'
export { makeTurntable, type Turntable } from './node-turntable.ts'

export interface MakeLooks extends Outfit {
  readonly looks: readonly LookWish[]
  /** How looks are encoded; PNG unless said. */
  readonly format?: 'png' | 'jpeg' | 'webp'
  /** Looks come with a map of what spots of the photos they show. */
  readonly places?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Called for each look in order; the next call waits until its promise has settled. */
  readonly onLook: (look: LookMade) => void | Promise<void>
}

/**
 * Dresses a mannequin in the photographed garments and renders every wish, over as many threads as cores are free.
 * Aborting ends the work at once and throws the signal's reason. Throws DrapeError, and whatever onLook or onProgress throw.
 */
export async function makeLooks(wanted: MakeLooks): Promise<void> {
  const { looks, format = 'png', places = false, signal, onLook, onProgress } = wanted
  signal?.throwIfAborted()
  const threads = [takeThread()]
  const say = (stage: Progress['stage'], percent: number, n: number | null = null): void =>
    onProgress?.({ stage, percent: Math.round(percent), n })
  try {
    const prepared = await prepare(threads[0], wanted, signal, say)
    threads.push(...takeSpareThreads(looks.length - 1))
    const making: Promise<LookBytes>[] = []
    const begin = (): void => {
      const n = making.length
      if (n >= looks.length) return
      const look = take(threads[n % threads.length], prepared, { wish: looks[n], format, places }, signal)
      // Whoever waits for it hears of its failure; until then nobody need.
      look.catch(() => null)
      making.push(look)
    }
    // A look that is being encoded leaves its thread to the next one.
    for (let ahead = 0; ahead < 2 * threads.length; ahead++) begin()
    for (let n = 0; n < looks.length; n++) {
      say('finishing', 65 + (35 * n) / looks.length, n)
      const look = await making[n]
      begin()
      await onLook({ ...look, n })
      signal?.throwIfAborted()
    }
    say('finishing', 100)
  } finally {
    for (const thread of threads) giveBack(thread)
  }
}

function take(
  thread: Thread,
  { key, dressed }: Prepared,
  look: Pick<LookOrder, 'wish' | 'format' | 'places'>,
  signal: AbortSignal | undefined,
): Promise<LookBytes> {
  return ask(thread, { type: 'look', held: handTo(thread, key, dressed), ...look }, signal)
}

export interface MakeMesh extends Outfit {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** The dressed mannequin as a binary glTF 2.0 file, in metres, y up. Throws as makeLooks does. */
export async function makeMesh(wanted: MakeMesh): Promise<Uint8Array> {
  const { signal, onProgress } = wanted
  signal?.throwIfAborted()
  const thread = takeThread()
  const say = (stage: Progress['stage'], percent: number): void =>
    onProgress?.({ stage, percent: Math.round(percent), n: null })
  try {
    const { key, dressed } = await prepare(thread, wanted, signal, say)
    say('finishing', 65)
    const mesh = await ask(thread, { type: 'mesh', held: handTo(thread, key, dressed) }, signal)
    say('finishing', 100)
    return mesh
  } finally {
    giveBack(thread)
  }
}

export interface ExaminePhoto {
  readonly bytes: Uint8Array
  readonly slot: Slot
  readonly side: Side
  readonly signal?: AbortSignal
}

/** Kept warm between photos, apart from those that make looks: a verdict is waited for on the screen. */
let examiner: Thread | null = null
let examining: Promise<unknown> = Promise.resolve()

/**
 * Tells what is wrong with a photo and whether it fits its slot, one photo at a time, on a thread kept for that.
 * Throws DrapeError when it is no readable photo, and the signal's reason when aborted.
 */
export async function examinePhoto(photo: ExaminePhoto): Promise<Verdict> {
  const { bytes, slot, side, signal } = photo
  return inTurn(async (thread) => ask(thread, { type: 'examine', bytes, slot, side }, signal), signal)
}

/** Goes up when the same photo may be described otherwise. */
export const DESCRIBE_VERSION = 1

export interface DescribePhoto extends ExaminePhoto {
  readonly handles?: Handles | undefined
}

/**
 * Says in words what a photo shows of its garment: kind, colours, pattern, cut. Waits its turn behind the verdicts, on the same thread.
 * Throws as examinePhoto does.
 */
export async function describePhoto(photo: DescribePhoto): Promise<Description> {
  const { bytes, slot, side, handles, signal } = photo
  return inTurn(
    async (thread) => ask(thread, { type: 'describe', bytes, slot, side, handles }, signal),
    signal,
  )
}

/**
 * Frees the garment of a photo from its backdrop, at most 1600 px on its longest side. Waits its turn behind the verdicts, on the same
 * thread. Throws as examinePhoto does.
 */
export async function cutOutPhoto({
  bytes,
  signal,
}: Pick<ExaminePhoto, 'bytes' | 'signal'>): Promise<CutBytes> {
  return inTurn(async (thread) => ask(thread, { type: 'cut', bytes }, signal), signal)
}

async function inTurn<T>(work: (thread: Thread) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const turn = examining.then(async () => {
    signal?.throwIfAborted()
    if (!examiner || examiner.ended) examiner = openThread()
    return work(examiner)
  })
  examining = turn.catch(() => null)
  return turn
}
