// The built-in engine: Drape dresses a mannequin on threads of this machine.
import { DRAPE_VERSION, type Backdrop } from '#drape/drape.ts'
import sharp from 'sharp'
import type { Capabilities } from '#sdk/contract/engines.ts'
import { RATIOS, SIZES } from '#sdk/contract/price.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import {
  BODIES,
  BODY_SIZES,
  FINISHES,
  POSES,
  VIEWS,
  type BodyKind,
  type BodySize,
  type Centimetres,
  type Finish,
  type Pose,
  type Slot,
} from '#drape/garment.ts'
import { DrapeError, makeLooks, makeMesh, makeTurntable } from '#drape/node.ts'
import type { Progress } from '#drape/node-thread.ts'
import { makeClip } from './clip/make-clip.ts'
import {
  EngineError,
  type ClipWish,
  type Engine,
  type MadeLook,
  type MadeVideo,
  type Task,
  type TaskPhoto,
  type VideoTask,
  type Worn,
} from './engine.ts'

const CAN: Capabilities = {
  slots: [...SLOTS],
  garments: SLOTS.length,
  person: false,
  backdrop: true,
  ownBackdrop: true,
  outputs: 1,
  seed: false,
  ratios: [...RATIOS],
  sizes: [...SIZES],
  durations: [4],
  cancel: false,
  resultHours: null,
  commercial: 'yes',
  watermarks: [],
  sourceType: 'compositeSynthetic',
}

export class DrapeEngine implements Engine {
  readonly name = 'drape'
  readonly version = DRAPE_VERSION
  readonly bodies = BODIES
  readonly bodySizes = BODY_SIZES
  readonly finishes = FINISHES
  readonly poses = POSES
  readonly views = VIEWS
  readonly ghost = true
  readonly lane = 'cpu'
  readonly secondsPerLook = 5
  readonly films = ['turntable', 'clip'] as const
  readonly secondsPerVideo = 25
  readonly can = CAN
  readonly prices = null

  async make(task: Omit<Task, 'person' | 'steps' | 'mayFailOver'>): Promise<void> {
    const { input, missing, photos, signal } = task
    const looks = missing.map((n) => input.looks[n])
    // One direction makes all looks of a job, so whoever wears the first wears them all.
    const outfit = outfitOf(looks[0], photos)
    const onProgress = onward(({ stage, percent, n }) =>
      task.onProgress({ stage, percent, n: n === null ? null : missing[n] }),
    )
    await inWords(async () => {
      // The mannequin is dressed for the model, and kept for the looks. Where it is left out of them, no model shows the same.
      if (!looks[0].ghost)
        await task.onMesh(await makeMesh({ ...outfit, signal, onProgress: upTo(DRESSED, onProgress) }))
      await makeLooks({
        ...outfit,
        looks: looks.map(({ view, width, height, backdrop, ghost }) => ({
          view,
          width,
          height,
          backdrop: task.backdrop ? 'transparent' : (backdrop as Backdrop),
          ghost,
        })),
        places: true,
        signal,
        onProgress,
        onLook: async (look) => {
          const bytes = task.backdrop ? await laidOn(task.backdrop, look) : look.bytes
          await task.onLook({ ...look, bytes, n: missing[look.n], contentType: 'image/png' })
        },
      })
    })
  }

  async makeVideo(task: Omit<VideoTask, 'steps' | 'mayFailOver'>): Promise<MadeVideo> {
    const [wish] = task.input.looks
    if (wish.view === 'motion') throw new EngineError('wish_not_possible', { retryable: false })
    if (wish.view === 'clip') return this.#cut(task, wish)
    const { width, height, frames, seconds, backdrop } = wish
    const made = await inWords(() =>
      makeTurntable({
        ...outfitOf(wish, task.photos),
        backdrop: backdrop as Backdrop,
        width,
        height,
        frames,
        seconds,
        signal: task.signal,
        onProgress: (progress) => task.onProgress(progress),
      }),
    )
    return { ...made, seconds }
  }

  async #cut(
    { shots, music, signal, onProgress }: Omit<VideoTask, 'steps' | 'mayFailOver'>,
    wish: ClipWish,
  ): Promise<MadeVideo> {
    const { width, height, seconds, title } = wish
    const order = { looks: shots, music, width, height, seconds, title, paper: PAPER }
    const tell = onward((progress) => onProgress(progress))
    const made = await makeClip(order, { signal, onProgress: (step) => tell({ ...step, n: null }) })
    return { ...made, width, height, seconds, confidence: null, doubts: [] }
  }

  async close(): Promise<void> {}
}

/** A look without a backdrop, and its shadow, on a picture that fills it. */
async function laidOn(
  backdrop: Uint8Array,
  { bytes, width, height }: Pick<MadeLook, 'bytes' | 'width' | 'height'>,
): Promise<Uint8Array> {
  return sharp(backdrop)
    .resize(width, height, { fit: 'cover' })
    .removeAlpha()
    .composite([{ input: Buffer.from(bytes) }])
    .png()
    .toBuffer()
}

/** Behind looks without a backdrop. */
const PAPER = '#ffffff'

/** Percent of a run at which the mannequin is dressed and the first picture is taken. */
const DRESSED = 65

type Tell = (progress: Progress) => void

/** Passes on what is not behind what was passed on before. */
function onward(tell: Tell): Tell {
  let reached = 0
  return (progress) => {
    if (progress.percent < reached) return
    reached = progress.percent
    tell(progress)
  }
}

function upTo(most: number, tell: Tell): Tell {
  return (progress) => tell({ ...progress, percent: Math.min(most, progress.percent) })
}

/** Older jobs say less: theirs is the mannequin as it comes. */
function outfitOf(worn: Worn, photos: readonly TaskPhoto[]) {
  const { body, bodySize = 'M', finish = 'white', pose, tucked = false, open = false } = worn
  const mannequin = {
    kind: body as BodyKind,
    size: bodySize as BodySize,
    finish: finish as Finish,
    pose: pose as Pose,
  }
  return { photos, centimetres: centimetresOf(photos), mannequin, wear: { tucked, open } }
}

/** By slot: what was measured on a front goes before what was measured on its back. */
function centimetresOf(photos: readonly TaskPhoto[]): Partial<Record<Slot, Centimetres>> {
  const measured: Partial<Record<Slot, Centimetres>> = {}
  for (const side of ['back', 'front'] as const)
    for (const { slot, centimetres } of photos.filter((photo) => photo.side === side))
      if (centimetres) measured[slot] = { ...measured[slot], ...centimetres }
  return measured
}

/** The same photos give the same answer; only a thread that died may fare better the next time. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DrapeError)) throw error
    throw new EngineError(error.code, { retryable: error.code === 'drape_crashed', cause: error })
  }
}
