// Live events: one stream a browser, shared by its tabs; an event says what to look at again.
/* oxlint-disable unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin */
import type { LiveEvent } from '#sdk/contract/live.ts'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { progressed } from './live-progress.ts'
import { type LiveState, openStream, type Stream } from './live-stream.ts'

export type { LiveState } from './live-stream.ts'

/** A page hidden for this long, in milliseconds, may have slept through something. */
const ASLEEP = 60_000
/** Events of this many milliseconds ask for one look again together. */
const TOGETHER = 200
/** A page that shows a running job asks again this often, in milliseconds, whatever the stream says. */
export const RUNNING_REFETCH = 15_000

type Shared = { readonly event: LiveEvent } | { readonly state: LiveState } | { readonly ask: true }

let state: LiveState = 'live'
const stateListeners = new Set<() => void>()
const eventListeners = new Set<(event: LiveEvent) => void>()

function setState(next: LiveState): void {
  if (next === state) return
  state = next
  for (const listener of stateListeners) listener()
}

/** Whether what is on screen is up to date. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => state,
  )
}

/** Hears every event, beside the queries that are marked stale anyway. Answers the way to stop. */
export function hearLive(listener: (event: LiveEvent) => void): () => void {
  eventListeners.add(listener)
  return () => eventListeners.delete(listener)
}

/** The query keys each event makes stale; an empty key is every key. */
const STALE: Readonly<Record<LiveEvent['type'], readonly (readonly string[])[]>> = {
  hello: [[]],
  job: [['vto-jobs']],
  image: [['images'], ['vto-jobs'], ['projects']],
  video: [['videos'], ['vto-jobs'], ['projects']],
  letter: [['letters'], ['vto-jobs'], ['projects']],
  product: [['products'], ['projects'], ['letters'], ['bulk']],
  bulk: [['bulk']],
  export: [['exports']],
  project: [['projects'], ['collections']],
  access: [[]],
  // What moves points may be a payment, and with it the plan.
  points: [['points'], ['subscriptions', 'own'], ['payments']],
  account: [['users']],
}

/**
 * Opens the live line for a signed-in person. The first tab to get the browser-wide lock holds the stream and passes every
 * event on; when it closes, the next tab takes over. Answers the way to close it.
 */
export function openLive(queries: QueryClient): () => void {
  const channel = new BroadcastChannel('maepsi-live')
  const end = new AbortController()
  const wanted = new Map<string, readonly unknown[]>()
  let again: ReturnType<typeof setTimeout> | undefined
  let stream: Stream | undefined

  const hear = (event: LiveEvent) => {
    for (const listener of eventListeners) listener(event)
    if (event.type === 'job' && progressed(queries, event)) return
    for (const queryKey of STALE[event.type]) wanted.set(JSON.stringify(queryKey), queryKey)
    again ??= setTimeout(() => {
      again = undefined
      for (const queryKey of wanted.values()) void queries.invalidateQueries({ queryKey })
      wanted.clear()
    }, TOGETHER)
  }
  /** After a silence nothing tells whether the line is alive: the holder opens it anew, the others look at everything again. */
  const wake = () => {
    if (stream) stream.reopen()
    else hear({ type: 'hello' })
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Shared>) => {
    if ('event' in data) hear(data.event)
    else if ('state' in data) setState(data.state)
    else if (stream) channel.postMessage({ state } satisfies Shared)
  })
  // A studio on this very machine answers without a network, so losing it is a reason to look, not a verdict.
  for (const change of ['offline', 'online'])
    globalThis.addEventListener(change, wake, { signal: end.signal })

  const lead = async () => {
    stream = openStream(
      (event) => {
        channel.postMessage({ event } satisfies Shared)
        hear(event)
      },
      (next) => {
        setState(next)
        channel.postMessage({ state: next } satisfies Shared)
      },
    )
    await new Promise<void>((done) => {
      end.signal.addEventListener('abort', () => done())
    })
    stream.close()
  }
  // Browsers keep locks from addresses without https, as in a house network: there every tab holds a stream of its own.
  const locks = 'locks' in navigator ? navigator.locks : null
  const holding = locks ? locks.request('maepsi-live', { signal: end.signal }, lead) : lead()
  holding.catch((error: unknown) => {
    if (!end.signal.aborted) throw error
  })
  let hiddenAt = 0
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') hiddenAt = Date.now()
      else if (Date.now() - hiddenAt > ASLEEP) wake()
    },
    { signal: end.signal },
  )
  channel.postMessage({ ask: true } satisfies Shared)

  return () => {
    end.abort()
    clearTimeout(again)
    channel.close()
  }
}
