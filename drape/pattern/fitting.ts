// What fitting a garment to a body gives: the cloth's rest shape, its start, and how it is held.

/** How a vertex is held while the cloth settles. */
export const FREE = 0
export const PINNED = 1
export const HELD_HEIGHT = 2

export interface Fit {
  /** Rest shape, two cm a vertex. Distances in it are the cloth's own. */
  readonly pattern: Float32Array
  /** Where each vertex starts, three cm a vertex. */
  readonly seed: Float32Array
  readonly hold: Uint8Array
  /** 0..1: how far the cloth is cut to the shape it starts in instead of the flat pattern's. */
  readonly shaped: Float32Array
  /** The unit direction, three numbers a vertex, along which it keeps its start: heights of a trunk, lengths of a sleeve. */
  readonly pull: Float32Array
  /** 1 where the vertex must keep out of the arms too. */
  readonly limb: Uint8Array
  /** Height of the armpits on the body; of garments that hang from the waist, their waist's. */
  pits: number
  /** The most a row had to be widened to go round the body. */
  readonly widened: number
}

/** Semi-axes of an ellipse whose half girth is `half` and whose depth is `ratio` of its width. */
export function ellipseAxes(half: number, ratio: number): [number, number] {
  const unit = (Math.PI / 2) * (3 * (1 + ratio) - Math.sqrt((3 + ratio) * (1 + 3 * ratio)))
  return [half / unit, (half / unit) * ratio]
}
