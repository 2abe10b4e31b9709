// Going through looks one at a time: what was kept, passed and binned, and one step back.
import type { UnseenImage } from '#sdk/contract/images.ts'

export type Verdict = 'kept' | 'passed' | 'binned'

export interface PickQueue {
  readonly looks: readonly UnseenImage[]
  /** The look picked now; as many as there are looks at the end. */
  readonly at: number
  /** In the order they were judged. */
  readonly judged: readonly { readonly id: string; readonly verdict: Verdict }[]
  /** Looks there are in all, as far as known: some may not be loaded yet. */
  readonly total: number
}

/** Begins with the first looks there are. */
export function startQueue(looks: readonly UnseenImage[], total: number): PickQueue {
  return { looks, at: 0, judged: [], total: Math.max(total, looks.length) }
}

/** Judges the look picked now, and goes on to the next one that is not judged. */
export function judge(queue: PickQueue, verdict: Verdict): PickQueue {
  const look = queue.looks[queue.at]
  if (!look) return queue
  const judged = [...queue.judged.filter(({ id }) => id !== look.id), { id: look.id, verdict }]
  return { ...queue, judged, at: nextAfter(queue.looks, queue.at, judged) }
}

/** Takes the last judgement back and goes to its look; the same when there is none. */
export function stepBack(queue: PickQueue): PickQueue {
  const last = queue.judged.at(-1)
  if (!last) return queue
  return { ...queue, judged: queue.judged.slice(0, -1), at: placeOf(queue, last.id) }
}

/** Goes to a look of the film. */
export function goTo(queue: PickQueue, id: string): PickQueue {
  return { ...queue, at: placeOf(queue, id) }
}

/** Adds looks that were not known yet; `unseen` is how many the studio counts, 0 where these are the last. */
export function append(queue: PickQueue, more: readonly UnseenImage[], unseen: number): PickQueue {
  const known = new Set(queue.looks.map(({ id }) => id))
  const looks = [...queue.looks, ...more.filter(({ id }) => !known.has(id))]
  // What the studio still counts as unseen is all that was not judged.
  return { ...queue, looks, total: Math.max(looks.length, queue.judged.length + unseen) }
}

/** Puts a look in place of its older self. */
export function renew(queue: PickQueue, look: UnseenImage): PickQueue {
  return { ...queue, looks: queue.looks.map((one) => (one.id === look.id ? look : one)) }
}

/** How a look was judged. */
export function verdictOf(queue: PickQueue, id: string): Verdict | null {
  return queue.judged.find((one) => one.id === id)?.verdict ?? null
}

/** How many were judged so. */
export const countOf = (queue: PickQueue, verdict: Verdict): number =>
  queue.judged.filter((one) => one.verdict === verdict).length

const placeOf = ({ looks, at }: PickQueue, id: string): number => {
  const found = looks.findIndex((look) => look.id === id)
  return found < 0 ? at : found
}

/** Looks that were left out on the way come at the end. */
function nextAfter(looks: readonly UnseenImage[], at: number, judged: PickQueue['judged']): number {
  const past = new Set(judged.map(({ id }) => id))
  const behind = looks.findIndex(({ id }, n) => n > at && !past.has(id))
  if (behind >= 0) return behind
  const before = looks.findIndex(({ id }) => !past.has(id))
  return before >= 0 ? before : looks.length
}
