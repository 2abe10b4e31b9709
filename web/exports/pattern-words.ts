// The fields of a name's pattern in the reader's language; the studio knows them in every one.
import { NAME_TOKENS } from '#sdk/contract/exports.ts'
import { getLanguage } from '#web/i18n.ts'

export type NameToken = keyof typeof NAME_TOKENS

/** A field as it is written in a pattern: `{market}`. */
export function fieldOf(token: NameToken): string {
  const words: readonly string[] = NAME_TOKENS[token]
  const at = { ko: 0, en: 1, ja: 2 }[getLanguage()]
  return `{${words[at] ?? words[0] ?? token}}`
}

/** The pattern to begin with: product, look, market and a running number. */
export function usualPattern(): string {
  return (['sku', 'look', 'market', 'n'] as const).map(fieldOf).join('_')
}
