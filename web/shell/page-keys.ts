// The keys each page knows, for the shortcut sheet. Studio, gallery and viewer act on them themselves.
import type { TextKey } from '#web/i18n.ts'
import { capOf } from '#web/key-caps.ts'
import { singleKeysOn } from '#web/keys.ts'

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
  row('C', 'keys.compareLooks'),
  row('E', 'keys.export'),
  row('T', 'keys.turntable'),
  row('V', 'keys.video'),
  row('/', 'keys.filter'),
  row('− +', 'keys.size'),
]
const viewer = [
  row('← →', 'keys.step'),
  row('Z', 'keys.zoom'),
  row('− + 0', 'keys.scale'),
  row('B', 'keys.compare'),
  row('O', 'keys.overlay'),
  row('C', 'keys.compareLooks'),
  row('W', 'keys.surround'),
  row('I', 'keys.facts'),
  row('F', 'keys.favourite'),
  row('X', 'keys.bin'),
  row('Esc', 'keys.leave'),
]
const compare = [
  row('← →', 'keys.pickA'),
  row('↑ ↓', 'keys.both'),
  row('1 2 4 O', 'keys.ways'),
  row('− + 0', 'keys.scale'),
  row('W', 'keys.surround'),
  row('Esc', 'keys.leave'),
]
const pick = [
  row('F', 'keys.keep'),
  row('→', 'keys.pass'),
  row('X', 'keys.binNext'),
  row('←', 'keys.backOne'),
  row('W', 'keys.surround'),
  row('Esc', 'keys.leave'),
]
const everywhere: readonly KeyRow[] = [
  { caps: ['G', 'H'], does: 'keys.home' },
  { caps: ['G', 'J'], does: 'keys.jobs' },
  { caps: ['G', 'P'], does: 'keys.pick' },
  { caps: [`${MOD} K`], does: 'nav.search' },
  { caps: [`${MOD} Z`], does: 'keys.undo' },
  { caps: ['?'], does: 'keys.sheet' },
]

/** The keys of the page at an address, then those of every page, by the caps they are on now; those switched off are left out. */
export function keysOf(pathname: string): readonly KeyRow[] {
  return [...ownOf(pathname), ...everywhere].flatMap(({ caps, does }) => {
    const first = caps[0] ?? ''
    if (!/^[A-Z]$/.test(first)) return [{ caps, does }]
    const cap = singleKeysOn() ? capOf(first) : ''
    return cap === '' ? [] : [{ caps: [cap, ...caps.slice(1)], does }]
  })
}

function ownOf(pathname: string): readonly KeyRow[] {
  if (pathname === '/pick') return pick
  const [, place, look] = /^\/projects\/[^/]+\/(studio|looks|compare)(\/.)?/.exec(pathname) ?? []
  if (place === 'studio') return studio
  if (place === 'compare') return compare
  return place === 'looks' ? (look ? viewer : gallery) : []
}
