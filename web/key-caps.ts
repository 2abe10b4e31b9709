// Which key a single-letter shortcut is on: its own, another one, or none. Kept on this device, since keyboards differ.

/** By the letter a shortcut was made with: the letter it is on now, or nothing where it was switched off. */
export type KeyCaps = Readonly<Record<string, string>>

/** The letters that can be given another key, in the order of the settings. */
export const LETTERS = ['f', 'x', 'c', 'e', 't', 'v', 'z', 'b', 'o', 'w', 'i', 'r', 'g'] as const
export type Letter = (typeof LETTERS)[number]

const STORED = 'maepsi.key-caps'
const listeners = new Set<() => void>()
let caps: KeyCaps | null = null

/** Makes caps of whatever was stored; what is no letter falls back to the shortcut's own. */
export function readCaps(stored: string | null): KeyCaps {
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return {}
    return Object.fromEntries(
      Object.entries(parsed).filter(
        ([letter, cap]) => LETTERS.some((one) => one === letter) && /^[a-z]?$/.test(String(cap)),
      ),
    ) as KeyCaps
  } catch {
    return {}
  }
}

/** The shortcut to press for one as it was made; null where it was switched off. Only its first letter moves. */
export function pressFor(shortcut: string, moved: KeyCaps): string | null {
  const [first, ...rest] = shortcut.split(' ')
  const cap = moved[first]
  if (cap === '') return null
  return [cap ?? first, ...rest].join(' ')
}

/** The other letter whose shortcut is on this key already; null when it is free. */
export function conflictOf(letter: Letter, cap: string, moved: KeyCaps): Letter | null {
  return LETTERS.find((other) => other !== letter && (moved[other] ?? other) === cap) ?? null
}

/** The caps of this device. */
export function getCaps(): KeyCaps {
  caps ??= typeof localStorage === 'undefined' ? {} : readCaps(localStorage.getItem(STORED))
  return caps
}

/** Puts a shortcut on another key, or off with an empty one, on this device. Null puts all back. */
export function setCap(letter: Letter | null, cap = ''): void {
  caps = letter === null ? {} : { ...getCaps(), [letter]: cap }
  localStorage.setItem(STORED, JSON.stringify(caps))
  for (const listener of listeners) listener()
}

/** Hears of changes. Answers the way to stop. */
export function hearCaps(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is printed on the key of a shortcut, for hints; empty where it was switched off. */
export function capOf(letter: string): string {
  return (pressFor(letter.toLowerCase(), getCaps()) ?? '').toUpperCase()
}
