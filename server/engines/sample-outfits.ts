// The outfits of the sample project as photos, drawn on a thread so that nobody waits for the drawing.
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Landmark, LandmarkName, Side, Slot } from '#drape/garment.ts'

/** An outfit drawn as a seller would photograph it. */
export interface DrawnOutfit {
  /** Names the outfit in the catalogues of words. */
  readonly key: string
  readonly body: 'female' | 'male'
  readonly photos: readonly {
    readonly slot: Slot
    readonly side: Side
    /** JPEG. */
    readonly bytes: Uint8Array
    readonly fileName: string
    /** Where its landmarks are drawn, as shares (0..1) of the photo's width and height. */
    readonly landmarks: Readonly<Partial<Record<LandmarkName, Landmark>>>
  }[]
}

/** Draws the sample outfits, each given out as soon as it is done. Stopping early ends the thread. */
export async function* drawSampleOutfits(): AsyncGenerator<DrawnOutfit> {
  const thread = new Worker(new URL('./sample-thread.ts', import.meta.url))
  try {
    // A thread that fails makes `on` throw its error.
    for await (const [outfit] of on(thread, 'message', { close: ['exit'] })) yield outfit as DrawnOutfit
  } finally {
    await thread.terminate()
  }
}
