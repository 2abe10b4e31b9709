// How large the tiles of the grid are, remembered on this device.

/** Least widths in px, from many small tiles to few large ones. */
const SIZES = [96, 120, 150, 190, 240, 320] as const
const STORED = 'maepsi.tile-size'
const MIDDLE = 2

export const LARGEST = SIZES.length - 1

export const widthOfSize = (size: number): number => SIZES[size] ?? SIZES[MIDDLE]

/** The size chosen last, 0 to LARGEST. */
export function recallTileSize(): number {
  const stored = Number(localStorage.getItem(STORED) ?? MIDDLE)
  return Number.isInteger(stored) && stored >= 0 && stored <= LARGEST ? stored : MIDDLE
}

export function rememberTileSize(size: number): void {
  localStorage.setItem(STORED, String(size))
}
