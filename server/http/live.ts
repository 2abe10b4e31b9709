// `GET /v1/live`: what changes, as server-sent events, to those who may see it.
import { Readable } from 'node:stream'
import { LIVE_URL, type LiveEvent } from '#sdk/contract/live.ts'
import { maySeeProject } from '../domain/users/may-see.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { Remembered } from './remembered.ts'
import { stillSignedIn } from './signed-in.ts'

/** Keeps proxies from closing a quiet stream; also how soon a stream ends after its session. */
const BEAT_MS = 15_000
/** A reader this far behind is told to fetch everything again instead. */
const MOST_WAITING = 1_000
/** How soon browsers come back after a lost connection. */
const RETRY_MS = 1_000

type Heard = Parameters<Parameters<Studio['live']['hear']>[0]>[0]

export function liveRoutes(app: App, studio: Studio): void {
  const listeners = new Set<Listener>()
  const sees = new Remembered(app, studio, (userId, projectId) => maySeeProject(studio, userId, projectId))
  app.addHook('preClose', async () => {
    for (const listener of listeners) listener.end()
  })

  app.get(LIVE_URL, { exposeHeadRoute: false }, (request, reply) => {
    const { user } = request
    const listener = new Listener()
    listeners.add(listener)
    const deaf = studio.live.hear((heard) => listener.hear(heard))
    reply.raw.once('close', () => {
      deaf()
      listeners.delete(listener)
      listener.end()
    })

    async function* events(): AsyncGenerator<string> {
      let id = 0
      let checkedAt = Date.now()
      const event = (data: LiveEvent) => `id: ${++id}\ndata: ${JSON.stringify(data)}\n\n`
      yield `retry: ${RETRY_MS}\n${event({ type: 'hello' })}`
      for (;;) {
        const heard = await listener.next(BEAT_MS)
        const isAccount =
          typeof heard === 'object' && heard.userId === user.id && heard.event.type === 'account'
        if (isAccount || Date.now() - checkedAt >= BEAT_MS) {
          if (!(await stillSignedIn(studio, request))) return
          checkedAt = Date.now()
        }
        if (heard === 'ended') return
        if (heard === 'quiet') yield ': still here\n\n'
        else if (heard === 'lost') yield event({ type: 'hello' })
        else if (
          heard.userId === user.id ||
          (heard.projectId !== undefined && (await sees.ask(user.id, heard.projectId)))
        )
          yield event(heard.event)
      }
    }

    return reply
      .headers({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // A stream is the last thing on its connection; kept alive after it, it would hold up the closing of the door.
        connection: 'close',
      })
      .send(Readable.from(events(), { objectMode: true, highWaterMark: 1 }))
  })
}

/** What one stream has still to send. */
class Listener {
  #waiting: Heard[] = []
  #ended = false
  #wake: () => void = () => {}

  hear(heard: Heard): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(heard)
    else this.#waiting = ['lost']
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** The next thing heard; `quiet` when there was nothing for that long. */
  async next(within: number): Promise<Heard | 'ended' | 'quiet'> {
    if (this.#waiting.length === 0 && !this.#ended) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        timer = setTimeout(resolve, within)
      })
      clearTimeout(timer)
    }
    return this.#ended ? 'ended' : (this.#waiting.shift() ?? 'quiet')
  }
}
