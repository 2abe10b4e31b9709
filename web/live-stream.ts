// The stream of live events: opened again whenever it breaks, saying so once it has been gone for a while.
import { LIVE_URL, type LiveEvent } from '#sdk/contract/live.ts'

/** `stale`: the stream has been gone for 3 s, so what is on screen may be old. `offline`: and so is the network. */
export type LiveState = 'live' | 'stale' | 'offline'

export interface Stream {
  /** Opens it anew, since nothing tells whether a silent line is alive. */
  readonly reopen: () => void
  readonly close: () => void
}

/** The stream may be gone this long, in milliseconds, before the screen says so; also the pause before trying again. */
const STALE_AFTER = 3_000

/** Opens the stream; `hear` gets every event, `tell` every change between live and not. */
export function openStream(hear: (event: LiveEvent) => void, tell: (state: LiveState) => void): Stream {
  let source: EventSource | undefined
  let late: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const alive = () => {
    clearTimeout(late)
    late = undefined
    tell('live')
  }
  const lose = () => {
    late ??= setTimeout(() => {
      late = undefined
      tell(navigator.onLine ? 'stale' : 'offline')
    }, STALE_AFTER)
  }
  const open = () => {
    clearTimeout(retry)
    source?.close()
    const opened = new EventSource(LIVE_URL)
    source = opened
    // Until it is open nothing is known to be current.
    lose()
    opened.addEventListener('open', alive)
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      alive()
      hear(JSON.parse(data) as LiveEvent)
    })
    opened.addEventListener('error', () => {
      lose()
      // A browser connects again by itself, except after an answer that was no stream.
      if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, STALE_AFTER)
    })
  }
  open()
  return {
    reopen: open,
    close() {
      clearTimeout(late)
      clearTimeout(retry)
      source?.close()
    },
  }
}
