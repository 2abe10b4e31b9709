// The built-in engine: Drape dresses a mannequin on threads of this machine.
import { DRAPE_VERSION, type Backdrop } from '#drape/drape.ts'
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
  type Mannequin,
  type Pose,
  type Slot,
  type Wear,
} from '#drape/garment.ts'
import { DrapeError, makeLooks } from '#drape/node.ts'
import { EngineError, type Engine, type Task, type TaskPhoto, type Worn } from './engine.ts'

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

  async make(task: Task): Promise<void> {
    const { input, missing, photos, signal } = task
    const looks = missing.map((n) => input.looks[n])
    // One direction makes all looks of a job, so whoever wears the first wears them all.
    const { mannequin, wear } = dressOf(looks[0])
    await inWords(() =>
      makeLooks({
        photos,
        centimetres: centimetresOf(photos),
        mannequin,
        wear,
        looks: looks.map(({ view, width, height, backdrop, ghost }) => ({
          view,
          width,
          height,
          backdrop: backdrop as Backdrop,
          ghost,
        })),
        signal,
        onProgress: ({ stage, percent, n }) =>
          task.onProgress({ stage, percent, n: n === null ? null : missing[n] }),
        onLook: (look) => task.onLook({ ...look, n: missing[look.n], contentType: 'image/png' }),
      }),
    )
  }

  async close(): Promise<void> {}
}

/** Older jobs say less: theirs is the mannequin as it comes. */
function dressOf(worn: Worn): { mannequin: Mannequin; wear: Wear } {
  const { body, bodySize = 'M', finish = 'white', pose, tucked = false, open = false } = worn
  return {
    mannequin: {
      kind: body as BodyKind,
      size: bodySize as BodySize,
      finish: finish as Finish,
      pose: pose as Pose,
    },
    wear: { tucked, open },
  }
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
