// Where a look is cut for a market: the same arithmetic in browser and server, so that the frame on screen is the file.

/** A part of a picture, as shares of its width and height, 0 to 1. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Pixels of the picture. `left` and `top` may be below 0 and the rest beyond it: there the backdrop goes on. */
export interface Crop {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Room kept around the garment, as a share of it. */
const AROUND = 0.03

/**
 * The largest part of a picture in a ratio (width to height) that holds `focus` whole. Where the picture has no such part, it reaches
 * beyond the picture. `centre` (shares of the picture) moves it; it never leaves the picture further than it must.
 */
export function cropOf(
  picture: { readonly width: number; readonly height: number },
  focus: Box,
  ratio: number,
  centre: { readonly x: number; readonly y: number } | null = null,
): Crop {
  const { width, height } = picture
  const cover = Math.min(width, height * ratio)
  const wide = (focus.right - focus.left) * width * (1 + 2 * AROUND)
  const tall = (focus.bottom - focus.top) * height * (1 + 2 * AROUND)
  // Never more than what shows the picture whole.
  const whole = Math.max(width, height * ratio)
  const across = Math.min(whole, Math.max(cover, wide, tall * ratio))
  const down = across / ratio
  const x = (centre?.x ?? (focus.left + focus.right) / 2) * width
  const y = (centre?.y ?? (focus.top + focus.bottom) / 2) * height
  return {
    left: Math.round(within(x - across / 2, width - across)),
    top: Math.round(within(y - down / 2, height - down)),
    width: Math.round(across),
    height: Math.round(down),
  }
}

/** Where it would begin, kept inside; what is longer than the picture is laid around its middle. */
function within(start: number, spare: number): number {
  return spare < 0 ? spare / 2 : Math.min(spare, Math.max(0, start))
}

/** "4:5" as a number. */
export function ratioOf(text: string): number {
  const [across = 1, down = 1] = text.split(':').map(Number)
  return across / down
}
