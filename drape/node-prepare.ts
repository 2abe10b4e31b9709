// From photos to a dressed mannequin, with what was read and dressed lately kept for the next time.

import { createHash } from 'node:crypto'
import type { Dressed, Garment, Stage } from './drape.ts'
import { SLOTS } from './garment.ts'
import type { Centimetres, Mannequin, Slot, Wear } from './garment.ts'
import { DrapeError } from './node-pictures.ts'
import { ask, type Thread } from './node-pool.ts'
import { weigh } from './node-share.ts'
import type { PhotoBytes } from './node-thread.ts'

/** What a mannequin is to be dressed in. */
export interface Outfit {
  readonly photos: readonly PhotoBytes[]
  /** What the seller measured, by slot. */
  readonly centimetres?: Readonly<Partial<Record<Slot, Centimetres>>>
  readonly mannequin: Mannequin
  readonly wear?: Wear
}

/** A dressed mannequin under the number threads know it by. */
export interface Prepared {
  readonly key: number
  readonly dressed: Dressed
}

/** Keeps what was used last, by name, as long as all of it weighs less than `most` bytes. */
class Kept<T> {
  readonly #most: number
  readonly #all = new Map<string, { readonly value: T; readonly bytes: number }>()
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  get(name: string): T | undefined {
    const found = this.#all.get(name)
    if (!found) return undefined
    this.#all.delete(name)
    this.#all.set(name, found)
    return found.value
  }

  set(name: string, value: T): void {
    const bytes = weigh(value)
    this.#bytes += bytes - (this.#all.get(name)?.bytes ?? 0)
    this.#all.delete(name)
    this.#all.set(name, { value, bytes })
    for (const [oldest, { bytes: size }] of this.#all) {
      if (this.#bytes <= this.#most || oldest === name) break
      this.#all.delete(oldest)
      this.#bytes -= size
    }
  }
}

const garments = new Kept<Garment>(72e6)
const mannequins = new Kept<Prepared>(48e6)
let made = 0

const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64')

/** What a garment is known by: its photos, what was put right on them, its measures, its slot. */
function nameOf(
  front: PhotoBytes,
  back: PhotoBytes | undefined,
  centimetres: Centimetres | undefined,
): string {
  const sides = [front, back].map((side) => side && [digest(side.bytes), side.handles ?? null])
  return digest(JSON.stringify([front.slot, sides, centimetres ?? null]))
}

/** Reads the photos and dresses the mannequin on a thread; `onProgress` hears 0 to 65 percent of a job. Throws DrapeError. */
export async function prepare(
  thread: Thread,
  { photos, centimetres = {}, mannequin, wear = { tucked: false, open: false } }: Outfit,
  signal: AbortSignal | undefined,
  onProgress: (stage: Stage, percent: number) => void,
): Promise<Prepared> {
  if (photos.length === 0) throw new DrapeError('photo_missing', 'A look needs at least one front photo.')
  onProgress('reading', 0)
  const worn: Garment[] = []
  const names: string[] = []
  const slots = SLOTS.filter((slot) => photos.some((photo) => photo.slot === slot))
  for (const [i, slot] of slots.entries()) {
    const side = (wanted: string) => photos.find((photo) => photo.slot === slot && photo.side === wanted)
    const [front, back] = [side('front'), side('back')]
    if (!front)
      throw new DrapeError('photo_missing', `The back of "${slot}" needs a front photo beside it: add one.`)
    const name = nameOf(front, back, centimetres[slot])
    const known = garments.get(name)
    const garment =
      known ??
      (await ask(thread, { type: 'read', slot, front, back, centimetres: centimetres[slot] }, signal))
    if (!known) garments.set(name, garment)
    worn.push(garment)
    names.push(name)
    onProgress('reading', (30 * (i + 1)) / slots.length)
  }
  onProgress('posing', 30)
  const name = digest(JSON.stringify([names, mannequin, wear]))
  const known = mannequins.get(name)
  if (known) {
    onProgress('draping', 65)
    return known
  }
  const order = { type: 'dress', garments: worn, mannequin, wear } as const
  const dressed = await ask(thread, order, signal, (stage, percent) => onProgress(stage, 30 + 0.35 * percent))
  const prepared = { key: ++made, dressed }
  mannequins.set(name, prepared)
  return prepared
}
