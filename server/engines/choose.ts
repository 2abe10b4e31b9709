// The engines that are switched on, and what Drape gives to every studio beside looks: verdicts on photos and sample garments.
import { examinePhoto, type ExaminePhoto } from '#drape/node.ts'
import { StudioError } from '../errors.ts'
import { DrapeEngine } from './drape.ts'
import type { Engine } from './engine.ts'
import { drawSampleOutfits, type DrawnOutfit } from './sample-outfits.ts'

export class Engines {
  readonly #engines: ReadonlyMap<string, Engine>

  constructor(engines: readonly Engine[]) {
    this.#engines = new Map(engines.map((engine) => [engine.name, engine]))
  }

  list(): Engine[] {
    return [...this.#engines.values()]
  }

  /** Throws `engine_unknown` when there is none of that name. */
  get(name: string): Engine {
    const engine = this.#engines.get(name)
    if (!engine) throw new StudioError('engine_unknown', { engine: name, engines: [...this.#engines.keys()] })
    return engine
  }

  /**
   * Looks at a garment photo (encoded bytes): what is wrong with it, and whether it fits its slot. One at a time, on a thread kept
   * for that. Throws DrapeError when the bytes are no picture.
   */
  examinePhoto(photo: ExaminePhoto): ReturnType<typeof examinePhoto> {
    return examinePhoto(photo)
  }

  /** The outfits of the sample project, each as soon as it is drawn. */
  drawSampleOutfits(): AsyncGenerator<DrawnOutfit> {
    return drawSampleOutfits()
  }

  async close(): Promise<void> {
    await Promise.all(this.list().map((engine) => engine.close()))
  }
}

/** Opens the engines of this installation. */
export function openEngines(): Engines {
  return new Engines([new DrapeEngine()])
}
