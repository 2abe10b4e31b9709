// The words of the studio as a journey meets them: texts of the web's catalogues by their keys, in the language of the run.
import { readdirSync, readFileSync } from 'node:fs'
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'
import type { TextKey, Translate } from '#web/i18n.ts'
import { flatten, sayText, type TextValues } from '#web/say-text.ts'

/** The language of the run: E2E_LANGUAGE, or Korean. */
export const LANGUAGE = chosen('E2E_LANGUAGE', LANGUAGES)
/** The theme of the run: E2E_THEME, or light. */
export const THEME = chosen('E2E_THEME', ['light', 'dark'])
/** Whether a phone walks every journey (E2E_PHONE=all), or only those that differ there. */
export const ALL_ON_PHONE = process.env['E2E_PHONE'] === 'all'

function chosen<T extends string>(variable: string, known: readonly [T, ...T[]]): T {
  const wish = process.env[variable] ?? known[0]
  const found = known.find((one) => one === wish)
  if (!found) throw new Error(`${variable} is one of ${known.join(', ')}, not ${wish}`)
  return found
}

function readTexts(language: Language): Record<string, string> {
  const texts: Record<string, string> = {}
  const folder = new URL(`../../web/locales/${language}/`, import.meta.url)
  for (const name of readdirSync(folder))
    flatten(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object, '', texts)
  return texts
}

/** The words of one language, for a step that is about that language. Everything else says `t`. */
export function wordsOf(language: Language): Translate {
  const texts = readTexts(language)
  return (key, values) => {
    const text = sayText(texts, language, key, values)
    if (text === key || /\{\w+\}/.test(text)) throw new Error(`${key} lacks a value: ${text}`)
    return text
  }
}

/** A text, whole. Throws where one of its values is not given. */
export const t = wordsOf(LANGUAGE)

const texts = readTexts(LANGUAGE)

const formsOf = (key: TextKey): string[] =>
  [key, `${key}_one`, `${key}_other`].filter((form) => texts[form] !== undefined)

/** Any of some texts as a pattern: `{count}`, where it is not given, is any number in any plural form, and another value anything. */
export function like(keys: TextKey | readonly TextKey[], values: TextValues = {}): RegExp {
  const forms = [keys].flat().flatMap((key) => ('count' in values ? [key] : formsOf(key)))
  const patterns = forms.map((form) =>
    sayText(texts, LANGUAGE, form, values)
      .replace(/[\\^$.*+?()[\]|]/g, String.raw`\$&`)
      .replace(/\{(\w+)\}/g, (_, name) => (name === 'count' ? String.raw`[\d,.]+` : '.+')),
  )
  return new RegExp(patterns.join('|'))
}

/** Of texts that stand beside each other by language, as plans and markets have them, the run's own. */
export function inLanguage<T>(texts: Readonly<Record<Language, T>>): T {
  return texts[LANGUAGE]
}
