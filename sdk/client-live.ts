// Live events as an async iterator: server-sent events that connect again by themselves and go on where they stopped.

import { type Connection, MaepsiError, send } from './client-call.ts'
import { LIVE_URL, type LiveEvent } from './contract/live.ts'

const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000
/** The studio sends something at least this often; a line silent for longer is dead, whatever TCP thinks. */
const MOST_SILENCE = 60_000

/**
 * Every live event from now on. After a lost connection it connects again, sending the last event's id; each connection
 * begins with `hello`, which says: look at everything again. Ends when the signal is aborted. Throws MaepsiError when the
 * studio refuses for good (a key that is not valid, an address that is no studio).
 */
export async function* live(connection: Connection, signal?: AbortSignal): AsyncGenerator<LiveEvent, void> {
  let lastId = ''
  let wait = FIRST_WAIT
  for (;;) {
    if (signal?.aborted) return
    try {
      for await (const message of messages(connection, lastId, signal)) {
        lastId = message.id ?? lastId
        wait = FIRST_WAIT
        if (message.data !== '') yield JSON.parse(message.data) as LiveEvent
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof MaepsiError && error.status >= 400 && error.status < 500 && error.status !== 429)
        throw error
    }
    await pause(wait, signal)
    wait = Math.min(LONGEST_WAIT, wait * 2)
  }
}

interface Message {
  readonly id: string | null
  readonly data: string
}

/** The messages of one connection (WHATWG HTML §9.2, event streams); a comment counts as a sign of life only. */
async function* messages(
  connection: Connection,
  lastId: string,
  signal?: AbortSignal,
): AsyncGenerator<Message> {
  const silence = new AbortController()
  let alarm = setTimeout(() => silence.abort(), MOST_SILENCE)
  try {
    const response = await send(connection, LIVE_URL, {
      headers: { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) },
      signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let pending = ''
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) return
      clearTimeout(alarm)
      alarm = setTimeout(() => silence.abort(), MOST_SILENCE)
      pending += part.value
      const blocks = pending.split(/\r?\n\r?\n/)
      pending = blocks.pop() ?? ''
      for (const block of blocks) yield parse(block)
    }
  } finally {
    clearTimeout(alarm)
    silence.abort()
  }
}

function parse(block: string): Message {
  let id: string | null = null
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'id') id = value
    if (field === 'data') data.push(value)
  }
  return { id, data: data.join('\n') }
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
}
