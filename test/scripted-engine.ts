// An engine for tests: tiny real pictures at once, and whatever goes wrong as the test says.
import sharp from 'sharp'
import { BODIES, BODY_SIZES, FINISHES, POSES, VIEWS } from '#drape/garment.ts'
import { DrapeEngine } from '#server/engines/drape.ts'
import type { Engine, MadeLook, MadeVideo, Task, VideoTask } from '#server/engines/engine.ts'

export interface Script {
  /** Called once, before the first look; as beforeLook. */
  beforeFirst?(task: Task): Promise<void> | void
  /** Called before each look; may wait, and may throw what `make` is to throw. */
  beforeLook?(task: Task, n: number): Promise<void> | void
  /** Called in the middle of making a video; as beforeLook. */
  beforeVideo?(task: VideoTask): Promise<void> | void
  /** The model of a job's looks; without it they have none. */
  mesh?: Uint8Array
}

export class ScriptedEngine implements Engine {
  readonly name = 'scripted'
  readonly version = '1'
  readonly bodies = BODIES
  readonly bodySizes = BODY_SIZES
  readonly finishes = FINISHES
  readonly poses = POSES
  readonly views = VIEWS
  readonly ghost = true
  readonly lane
  readonly secondsPerLook = 5
  readonly films: Engine['films'] = ['turntable']
  readonly can = new DrapeEngine().can
  readonly prices = null
  readonly #script: Script

  constructor(script: Script = {}, lane: Engine['lane'] = 'cpu') {
    this.#script = script
    this.lane = lane
  }

  async make(task: Task): Promise<void> {
    await this.#script.beforeFirst?.(task)
    if (this.#script.mesh) await task.onMesh(this.#script.mesh)
    for (const [i, n] of task.missing.entries()) {
      task.onProgress({ stage: 'draping', percent: (100 * i) / task.missing.length, n })
      await this.#script.beforeLook?.(task, n)
      task.signal.throwIfAborted()
      await task.onLook(await pictureOf(task, n))
      task.signal.throwIfAborted()
    }
  }

  async makeVideo(task: VideoTask): Promise<MadeVideo> {
    task.onProgress({ stage: 'draping', percent: 50, n: 0 })
    await this.#script.beforeVideo?.(task)
    task.signal.throwIfAborted()
    const { width, height, seconds } = task.input.looks[0]
    // An MP4 without a track: a whole file that labels fit into, with nothing in it.
    const box = (type: string, body: Buffer) => {
      const head = Buffer.from(`\0\0\0\0${type}`, 'latin1')
      head.writeUInt32BE(8 + body.length)
      return Buffer.concat([head, body])
    }
    const mp4 = Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
      box('moov', box('mvhd', Buffer.alloc(100))),
      box('mdat', Buffer.alloc(8)),
    ])
    const poster = await sharp({ create: { width: 30, height: 40, channels: 3, background: '#789' } })
      .webp()
      .toBuffer()
    return { mp4, poster, width, height, seconds, confidence: 1, doubts: [] }
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
