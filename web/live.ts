// Live events: one stream a browser, shared by its tabs; an event says what to look at again.
/* oxlint-disable unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin */
import { LIVE_URL, type LiveEvent } from '#sdk/contract/live.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** `stale`: the stream has been silent or gone for 3 s, so what is on screen may be old. */
export type LiveState = 'live' | 'stale' | 'offline'

/** The stream may be gone this long, in milliseconds, before the screen says so. */
const STALE_AFTER = 3_000
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
  product: [['products'], ['projects']],
  project: [['projects'], ['collections']],
  points: [['points']],
}

type JobEvent = Extract<LiveEvent, { type: 'job' }>

/** Writes the progress of a running job into the answers that show it. False when one of them needs a look again. */
function progressed(queries: QueryClient, event: JobEvent): boolean {
  let known = 0
  let changed = false
  const patch = (data: unknown): unknown => {
    if (Array.isArray(data)) return data.map(patch)
    if (!data || typeof data !== 'object') return data
    if ('pages' in data) return { ...data, pages: patch(data.pages) }
    if ('items' in data) return { ...data, items: patch(data.items) }
    const job = data as Partial<VtoJob>
    if (job.id !== event.jobId) return data
    known++
    changed ||= job.status !== event.status
    return { ...job, progress: event.progress, stage: event.stage }
  }
  queries.setQueriesData({ queryKey: ['vto-jobs'] }, patch)
  return known > 0 && !changed
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
  let leading = false

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
  const tell = (next: LiveState) => {
    setState(next)
    channel.postMessage({ state: next } satisfies Shared)
  }
  const catchUp = () => hear({ type: 'hello' })
  const back = () => {
    setState('stale')
    if (!leading) channel.postMessage({ ask: true } satisfies Shared)
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Shared>) => {
    if ('event' in data) hear(data.event)
    else if ('state' in data && navigator.onLine) setState(data.state)
    else if ('ask' in data && leading) channel.postMessage({ state } satisfies Shared)
  })
  globalThis.addEventListener('offline', () => setState('offline'), { signal: end.signal })
  globalThis.addEventListener('online', back, { signal: end.signal })
  if (!navigator.onLine) setState('offline')

  const lead = async () => {
    leading = true
    let timer: ReturnType<typeof setTimeout> | undefined
    let source: EventSource
    const alive = () => {
      clearTimeout(timer)
      timer = undefined
      tell('live')
    }
    const open = () => {
      source = new EventSource(LIVE_URL)
      source.addEventListener('open', alive)
      source.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const event = JSON.parse(data) as LiveEvent
        alive()
        channel.postMessage({ event } satisfies Shared)
        hear(event)
      })
      source.addEventListener('error', () => {
        timer ??= setTimeout(() => tell(navigator.onLine ? 'stale' : 'offline'), STALE_AFTER)
        // A browser connects again by itself, except after an answer that was no stream.
        if (source.readyState === EventSource.CLOSED && !end.signal.aborted) setTimeout(open, STALE_AFTER)
      })
    }
    open()
    await new Promise<void>((done) => {
      end.signal.addEventListener('abort', () => done())
    })
    clearTimeout(timer)
    source!.close()
  }
  navigator.locks.request('maepsi-live', { signal: end.signal }, lead).catch((error: unknown) => {
    if (!end.signal.aborted) throw error
  })
  // A tab that was frozen, or that follows another, may have missed something.
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && state !== 'live' && catchUp(),
    { signal: end.signal },
  )
  channel.postMessage({ ask: true } satisfies Shared)

  return () => {
    end.abort()
    clearTimeout(again)
    channel.close()
  }
}
