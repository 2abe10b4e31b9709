// Fetches the fonts of a language before its words are drawn, so that they need not change shape.
import type { Language } from '#sdk/contract/users.ts'

/** A letter of each script beside Latin, which the page loads by itself. */
const LETTERS: Readonly<Record<Language, string>> = { ko: '가', en: '', ja: 'の' }

/** Starts the fetch; failing is fine, the device's own fonts stand in. */
export function warmFonts(language: Language): void {
  const letter = LETTERS[language]
  for (const font of letter ? ["400 1rem 'Maepsi UI'", "300 1rem 'Maepsi Display'"] : [])
    document.fonts.load(font, letter).catch(() => {})
}
