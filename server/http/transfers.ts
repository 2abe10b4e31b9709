// Files on their way to somebody: cut off when what let them go is taken back, so that a long video does not outlive its link.
import type { Readable } from 'node:stream'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

interface Transfer {
  readonly who: string
  readonly key: string
  readonly stream: Readable
}

export class Transfers {
  readonly #running = new Set<Transfer>()

  /** Asks again for each of them, by `maySee`, whenever anybody's access or account changes in any process. */
  constructor(app: App, studio: Studio, maySee: (who: string, key: string) => Promise<boolean>) {
    const deaf = studio.live.hear((heard) => {
      if (heard !== 'lost' && heard.event.type !== 'access' && heard.event.type !== 'account') return
      for (const { who, key, stream } of this.#running)
        maySee(who, key).then(
          (allowed) => {
            if (!allowed) stream.destroy(new Error('taken back'))
          },
          // What cannot be asked is not sent on either.
          (error: unknown) => stream.destroy(error as Error),
        )
    })
    app.addHook('onClose', async () => deaf())
  }

  /** The same stream, watched until it ends. */
  watch(who: string, key: string, stream: Readable): Readable {
    const transfer = { who, key, stream }
    this.#running.add(transfer)
    stream.once('close', () => this.#running.delete(transfer))
    return stream
  }
}
