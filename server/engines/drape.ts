// The built-in engine: Drape dresses a mannequin on threads of this machine.
import { DRAPE_VERSION, type Backdrop } from '#drape/drape.ts'
import { BODIES, VIEWS, type BodyKind } from '#drape/garment.ts'
import { DrapeError, makeLooks } from '#drape/node.ts'
import { EngineError, type Engine, type Task } from './engine.ts'

export class DrapeEngine implements Engine {
  readonly name = 'drape'
  readonly version = DRAPE_VERSION
  readonly bodies = BODIES
  readonly views = VIEWS
  readonly lane = 'cpu'
  readonly secondsPerLook = 5

  async make(task: Task): Promise<void> {
    const bodies = new Set(task.missing.map((n) => task.input.looks[n].body))
    for (const body of bodies) {
      const wanted = task.missing.filter((n) => task.input.looks[n].body === body)
      await this.#dress(task, body as BodyKind, wanted, wanted.length / task.missing.length)
    }
  }

  async close(): Promise<void> {}

  /** Makes the looks of one body, which are `share` of the whole task. */
  async #dress(task: Task, body: BodyKind, wanted: readonly number[], share: number): Promise<void> {
    const before = (task.missing.indexOf(wanted[0]) / task.missing.length) * 100
    try {
      await makeLooks({
        photos: task.photos,
        mannequin: { kind: body, size: 'M', finish: 'white', pose: 'standing' },
        looks: wanted.map((n) => {
          const { view, width, height, backdrop } = task.input.looks[n]
          return { view, width, height, backdrop: backdrop as Backdrop }
        }),
        signal: task.signal,
        onProgress: ({ stage, percent, n }) =>
          task.onProgress({ stage, percent: before + percent * share, n: n === null ? null : wanted[n] }),
        onLook: (look) => task.onLook({ ...look, n: wanted[look.n], contentType: 'image/png' }),
      })
    } catch (error) {
      if (!(error instanceof DrapeError)) throw error
      // The same photos give the same answer; only a thread that died may fare better the next time.
      throw new EngineError(error.code, { retryable: error.code === 'drape_crashed', cause: error })
    }
  }
}
