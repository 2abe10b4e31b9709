// The engines that are switched on, and the looks at photos and the sample garments that Drape gives to every studio.
import { StudioError } from '../errors.ts'
import type { Engine } from './engine.ts'

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

  async close(): Promise<void> {
    await Promise.all(this.list().map((engine) => engine.close()))
  }
}
