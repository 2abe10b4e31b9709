// Comparing a row of looks two or four at a time: which come next, what was picked, and one step back.

export type GroupSize = 2 | 4

/** One group that was judged. */
export interface Judged {
  readonly at: readonly string[]
  readonly picked: readonly string[]
}

export interface Pairs {
  /** All looks that may come, in their order. */
  readonly order: readonly string[]
  readonly size: GroupSize
  /** The looks compared now; fewer than `size` at the end of the row, none after it. */
  readonly at: readonly string[]
  readonly judged: readonly Judged[]
}

/** Begins with the looks that were asked for; after them come those behind the first of them. */
export function startPairs(order: readonly string[], ids: readonly string[], size: GroupSize): Pairs {
  const known = ids.filter((id) => order.includes(id))
  const first = known.slice(0, size)
  const begin: Pairs = { order, size, at: first, judged: [] }
  // More than are compared at once: those alone are the row. Fewer than two say nothing: the row fills them up.
  if (known.length > size) return { ...begin, order: known }
  return first.length >= 2 ? begin : { ...begin, at: fill(begin, first) }
}

/** Judges the looks compared now, and goes on to the next. */
export function choose(pairs: Pairs, picked: readonly string[]): Pairs {
  if (pairs.at.length === 0) return pairs
  const judged = [...pairs.judged, { at: pairs.at, picked: picked.filter((id) => pairs.at.includes(id)) }]
  const next = { ...pairs, judged }
  return { ...next, at: fill(next, []) }
}

/** Takes the last judgement back; the same when there is none. */
export function back(pairs: Pairs): Pairs {
  const last = pairs.judged.at(-1)
  return last ? { ...pairs, at: last.at, judged: pairs.judged.slice(0, -1) } : pairs
}

/** Two or four at a time from here on: the first of those compared now stay. */
export function resize(pairs: Pairs, size: GroupSize): Pairs {
  if (pairs.at.length === 0) return { ...pairs, size }
  return { ...pairs, size, at: fill({ ...pairs, size }, pairs.at.slice(0, size)) }
}

/** Puts another look in a place of those compared now. */
export function replace(pairs: Pairs, place: number, id: string): Pairs {
  if (pairs.at.includes(id) || !pairs.order.includes(id)) return pairs
  return { ...pairs, at: pairs.at.map((one, n) => (n === place ? id : one)) }
}

function fill({ order, size, judged, at }: Pairs, begun: readonly string[]): string[] {
  const past = new Set([...judged.flatMap((one) => one.at), ...begun])
  const from = order.indexOf((judged[0]?.at ?? at)[0] ?? order[0] ?? '')
  const rest = order.slice(Math.max(0, from)).filter((id) => !past.has(id))
  return [...begun, ...rest].slice(0, size)
}
