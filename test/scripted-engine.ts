// An engine for tests: tiny real pictures at once, and whatever goes wrong as the test says.
import sharp from 'sharp'
import { VIEWS } from '#drape/garment.ts'
import type { Engine, MadeLook, Task } from '#server/engines/engine.ts'

export interface Script {
  /** Called once, before the first look; as beforeLook. */
  beforeFirst?(task: Task): Promise<void> | void
  /** Called before each look; may wait, and may throw what `make` is to throw. */
  beforeLook?(task: Task, n: number): Promise<void> | void
}

export class ScriptedEngine implements Engine {
  readonly name = 'scripted'
  readonly version = '1'
  readonly bodies = ['female', 'male']
  readonly views = VIEWS
  readonly lane
  readonly secondsPerLook = 5
  readonly #script: Script

  constructor(script: Script = {}, lane: Engine['lane'] = 'cpu') {
    this.#script = script
    this.lane = lane
  }

  async make(task: Task): Promise<void> {
    await this.#script.beforeFirst?.(task)
    for (const [i, n] of task.missing.entries()) {
      task.onProgress({ stage: 'draping', percent: (100 * i) / task.missing.length, n })
      await this.#script.beforeLook?.(task, n)
      task.signal.throwIfAborted()
      await task.onLook(await pictureOf(task, n))
      task.signal.throwIfAborted()
    }
  }

  async close(): Promise<void> {}
}

/** A picture of 30 × 40 pixels whose colour tells which look it is. */
async function pictureOf({ input }: Task, n: number): Promise<MadeLook> {
  const background = { r: 40 * VIEWS.indexOf(input.looks[n].view), g: 120, b: 200 }
  const bytes = await sharp({ create: { width: 30, height: 40, channels: 3, background } })
    .png()
    .toBuffer()
  return { n, bytes, contentType: 'image/png', width: 30, height: 40, confidence: 1, doubts: [] }
}
