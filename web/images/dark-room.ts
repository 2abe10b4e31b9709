// The viewer is a dark room in both themes: the tokens of the dark theme, for an element and all in it.
import type { CSSProperties } from 'react'

/** Style of the viewer's root. The theme's own tokens follow the whole page, so they are named again here. */
export const DARK_ROOM = {
  colorScheme: 'dark',
  '--color-bg': '#111111',
  '--color-surface': '#1b1b1b',
  '--color-well': '#232323',
  '--color-well-2': '#2c2c2c',
  '--color-ink': '#f2f2f2',
  '--color-ink-2': '#bebebe',
  '--color-ink-3': '#999999',
  '--color-on-ink': '#111111',
  '--color-line': '#2e2e2e',
  '--color-line-2': '#767676',
  '--color-chalk': '#93a4ff',
  '--color-ok': '#6fcf97',
  '--color-err': '#ff8a7a',
  '--color-err-wash': '#331512',
  '--color-warn': '#e8b04b',
  '--color-warn-wash': '#2a2110',
} as CSSProperties
