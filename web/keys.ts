// Keyboard shortcuts that work under a Hangul or kana keyboard, on Dvorak, and beside text fields.

import { getCaps, pressFor } from './key-caps.ts'

/** What of a key event the matcher reads. */
export interface Press {
  readonly key: string
  readonly code: string
  readonly metaKey?: boolean
  readonly ctrlKey?: boolean
  readonly altKey?: boolean
  readonly shiftKey?: boolean
}

/** `f`, `Enter`, `ArrowLeft`, `?`, `shift+ArrowLeft`, `mod+z` (⌘ on a Mac, Ctrl elsewhere); `g h` is one key, then another. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** The second key of a pair is waited for this long, in milliseconds. */
const PAIR = 1_000
const STORED = 'maepsi.single-keys'
const PLACES: Readonly<Record<string, string>> = { Minus: '-', Equal: '=', Slash: '/', Space: ' ' }

/**
 * The key a press means: itself where it is ASCII or has a name, so that Dvorak and AZERTY hold; else the letter printed at that
 * place of a Latin keyboard, since an input method answers `ㄹ`, `ふ`, `Process` or `Unidentified`.
 */
export function keyOf({ key, code }: Press): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase()
  if (/^\w{2,}$/.test(key) && !['Process', 'Unidentified', 'Dead', 'HangulMode', 'HanjaMode'].includes(key))
    return key
  return (/^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1] ?? PLACES[code] ?? key).toLowerCase()
}

/** Whether a press is this shortcut. Shift counts with letters and named keys only: elsewhere it is how the sign is typed. */
export function matches(press: Press, shortcut: string): boolean {
  const parts = shortcut.split(/\+(?=.)/)
  const wanted = parts.at(-1)!
  const key = keyOf(press)
  // Under an input method `?` arrives as its place, with Shift.
  const same = key === wanted || (wanted === '?' && key === '/' && press.shiftKey === true)
  const shiftCounts = /^[a-z]$/.test(wanted) || wanted.length > 1
  return (
    same &&
    (!shiftCounts || parts.includes('shift') === Boolean(press.shiftKey)) &&
    parts.includes('mod') === Boolean(press.metaKey || press.ctrlKey) &&
    !press.altKey
  )
}

/** Whether a press is of the key that a single-letter shortcut is on, whatever is held beside it. */
export function isKeyOf(press: Press, letter: string): boolean {
  return keyOf(press) === pressFor(letter, getCaps())
}

/** Whether single-letter keys act on this device (WCAG 2.1.4: a person may switch them off). */
export function singleKeysOn(): boolean {
  return localStorage.getItem(STORED) !== 'off'
}

/** Switches single-letter keys on or off on this device. */
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off')
}

const typing =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true]'

/** What a key that is held does over and over: moving, zooming, undoing. Everything else it does once. */
const REPEATS = /^(?:Arrow|Page|[-+=]$|mod\+z$)/

/** Keys the page has seen go down, so that a key up without one can be told: some Linux input methods swallow the down. */
const down = new Set<string>()
if (typeof document !== 'undefined') {
  document.addEventListener('keydown', ({ code }) => down.add(code), true)
  // On the window, after every region has judged the same key up.
  globalThis.addEventListener('keyup', ({ code }) => down.delete(code))
  globalThis.addEventListener('blur', () => down.clear())
}

/**
 * Acts on shortcuts inside a region: an element that holds the focus, or the document for what holds everywhere. Silent while
 * text is typed and while a dialog is open that the region is not in. Answers the way to stop.
 */
export function listenForKeys(region: HTMLElement | Document, shortcuts: Shortcuts): () => void {
  const end = new AbortController()
  let first: { key: string; at: number } | null = null

  const act = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    const target = event.target instanceof Element ? event.target : null
    const dialog = document.querySelector('dialog:modal')
    if (target?.closest(typing) || (dialog && !dialog.contains(region))) return
    const pair = first && event.timeStamp - first.at < PAIR ? `${first.key} ` : ''
    for (const [shortcut, run] of Object.entries(shortcuts)) {
      const single = /^(.|. .)$/.test(shortcut)
      if (single && shortcut !== ' ' && !singleKeysOn()) continue
      // The space is a shortcut itself, and no pair.
      const press = shortcut === ' ' ? shortcut : pressFor(shortcut, getCaps())
      if (press === null) continue
      const [one, two] = press === ' ' ? [' '] : press.split(' ')
      const hit = two && one ? pair === `${one} ` && matches(event, two) : !pair && matches(event, press)
      if (!hit) continue
      first = null
      event.preventDefault()
      if (!event.repeat || REPEATS.test(shortcut.replace('shift+', ''))) run(event)
      return
    }
    first = { key: keyOf(event), at: event.timeStamp }
    const begins = (shortcut: string) => pressFor(shortcut, getCaps())?.startsWith(`${first?.key} `)
    if (!Object.keys(shortcuts).some(begins)) first = null
  }
  region.addEventListener('keydown', (event) => act(event as KeyboardEvent), { signal: end.signal })
  region.addEventListener(
    'keyup',
    (event) => {
      const press = event as KeyboardEvent
      if (!down.has(press.code) && /^(Key|Digit)\w$/.test(press.code)) act(press)
    },
    { signal: end.signal },
  )
  return () => end.abort()
}
