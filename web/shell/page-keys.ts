// The keys each page knows, for the shortcut sheet. Studio, gallery and viewer act on them themselves.
import type { TextKey } from '#web/i18n.ts'

export interface KeyRow {
  /** The caps to press, as printed; several are pressed one after another. */
  readonly caps: readonly string[]
  readonly does: TextKey
}

/** ⌘ on a Mac, Ctrl elsewhere. */
const MOD = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'

const row = (cap: string, does: TextKey): KeyRow => ({ caps: [cap], does })
const studio = [row(`${MOD} ↵`, 'keys.make'), row('1 – 4', 'keys.jump')]
const gallery = [
  row('← → ↑ ↓', 'keys.walk'),
  row('Enter', 'keys.open'),
  row('Space', 'keys.select'),
  row('Shift ← →', 'keys.range'),
  row(`${MOD} A`, 'keys.all'),
  row('Esc', 'keys.clear'),
  row('F', 'keys.favourite'),
  row('X', 'keys.bin'),
  row('− +', 'keys.size'),
]
const viewer = [
  row('← →', 'keys.step'),
  row('Z', 'keys.zoom'),
  row('− + 0', 'keys.scale'),
  row('B', 'keys.compare'),
  row('W', 'keys.surround'),
  row('I', 'keys.facts'),
  row('F', 'keys.favourite'),
  row('X', 'keys.bin'),
  row('Esc', 'keys.leave'),
]
const everywhere: readonly KeyRow[] = [
  { caps: ['G', 'H'], does: 'keys.home' },
  { caps: ['G', 'J'], does: 'keys.jobs' },
  { caps: ['G', 'P'], does: 'keys.pick' },
  { caps: [`${MOD} Z`], does: 'keys.undo' },
  { caps: ['?'], does: 'keys.sheet' },
]

/** The keys of the page at an address, then those of every page. */
export function keysOf(pathname: string): readonly KeyRow[] {
  const [, place, look] = /^\/projects\/[^/]+\/(studio|looks)(\/.)?/.exec(pathname) ?? []
  const own = place === 'studio' ? studio : place === 'looks' ? (look ? viewer : gallery) : []
  return [...own, ...everywhere]
}
