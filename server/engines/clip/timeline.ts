// When a clip shows which look, and through what window: the cut, as numbers alone.

/** A look on screen: `share` of the picture (the rest is the look before), and what part of its plate is seen. */
export interface Shown {
  readonly shot: number
  /** 0 to 1. */
  readonly share: number
  readonly window: Window
}

/** A part of a plate with the plate's own shape: its middle and its size, as shares (0 to 1) of the plate. */
export interface Window {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** A cross-fade takes so long, in seconds, and no more than this share of a shot. */
const FADE_SECONDS = 0.5
const FADE_SHARE = 0.3

/** How the camera moves, shot after shot: closer, up the figure, back, and along it. From one window to the other. */
const MOVES: readonly { readonly from: Window; readonly to: Window }[] = [
  { from: { x: 0.5, y: 0.5, size: 1 }, to: { x: 0.5, y: 0.45, size: 0.9 } },
  { from: { x: 0.5, y: 0.56, size: 0.86 }, to: { x: 0.5, y: 0.43, size: 0.86 } },
  { from: { x: 0.5, y: 0.42, size: 0.84 }, to: { x: 0.5, y: 0.5, size: 1 } },
  { from: { x: 0.47, y: 0.48, size: 0.9 }, to: { x: 0.53, y: 0.48, size: 0.9 } },
]

/** What a clip of `shots` looks shows at `at` of its `seconds`: one look, or two while one fades into the next. */
export function shownAt(at: number, { shots, seconds }: { shots: number; seconds: number }): Shown[] {
  const fade = Math.min(FADE_SECONDS, (seconds / shots) * FADE_SHARE)
  const length = (seconds + (shots - 1) * fade) / shots
  const begins = (shot: number): number => shot * (length - fade)
  const shown: Shown[] = []
  for (let shot = 0; shot < shots; shot++) {
    const into = at - begins(shot)
    if (into < 0 || (into >= length && shot < shots - 1)) continue
    const share = shot === 0 ? 1 : Math.min(1, into / fade)
    shown.push({ shot, share: smooth(share), window: between(MOVES[shot % MOVES.length], into / length) })
  }
  return shown
}

/** How much of the title is seen: all of it from the first frame on, then it fades out. It stays for two seconds at least. */
export function titleAt(at: number, seconds: number): number {
  const until = Math.max(2, seconds * 0.45)
  return Math.min(1, Math.max(0, (until - at) / FADE_SECONDS))
}

function between({ from, to }: (typeof MOVES)[number], share: number): Window {
  const part = smooth(Math.min(1, share))
  const mix = (a: number, b: number): number => a + (b - a) * part
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), size: mix(from.size, to.size) }
}

/** Begins and ends slowly. */
function smooth(share: number): number {
  return share * share * (3 - 2 * share)
}
