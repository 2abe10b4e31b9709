// Lets threads see the same numbers: typed arrays are laid into shared memory once and then handed on without copying.

type Numbers = Float32Array | Uint32Array | Uint16Array | Uint8Array | Uint8ClampedArray | Int8Array

const isNumbers = (value: unknown): value is Numbers => ArrayBuffer.isView(value) && 'length' in value

/** A copy of plain data whose typed arrays lie in shared memory; what is the same in it stays the same. */
export function share<T>(value: T): T {
  const done = new Map<unknown, unknown>()
  const visit = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one
    const known = done.get(one)
    if (known) return known
    if (isNumbers(one)) {
      if (one.buffer instanceof SharedArrayBuffer) return one
      const Kind = one.constructor as new (buffer: SharedArrayBuffer) => Numbers
      const copy = new Kind(new SharedArrayBuffer(one.byteLength))
      copy.set(one)
      done.set(one, copy)
      return copy
    }
    if (Array.isArray(one)) {
      const copy: unknown[] = []
      done.set(one, copy)
      for (const part of one) copy.push(visit(part))
      return copy
    }
    const copy: Record<string, unknown> = {}
    done.set(one, copy)
    for (const [name, part] of Object.entries(one)) copy[name] = visit(part)
    return copy
  }
  return visit(value) as T
}

/** Bytes of all typed arrays in plain data, each counted once. */
export function weigh(value: unknown, seen: Set<unknown> = new Set()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  if (isNumbers(value)) {
    if (value.buffer instanceof SharedArrayBuffer) {
      if (seen.has(value.buffer)) return 0
      seen.add(value.buffer)
    }
    return value.byteLength
  }
  let sum = 0
  for (const part of Object.values(value)) sum += weigh(part, seen)
  return sum
}
