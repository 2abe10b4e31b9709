// A text of a catalogue with its plural form and its values: for the page, and for the journeys that read it.

export type TextValues = Readonly<Record<string, string | number>>

/** The texts of a catalogue by their whole keys, `home.title`. */
export function flatten(
  tree: object,
  prefix = '',
  into: Record<string, string> = {},
): Record<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into[prefix + key] = value
    else if (value && typeof value === 'object') flatten(value, `${prefix}${key}.`, into)
  }
  return into
}

/** The text of a key in a language, `count` choosing its plural form; the key itself where there is none. */
export function sayText(
  texts: Readonly<Record<string, string>>,
  language: string,
  key: string,
  values?: TextValues,
): string {
  const count = values?.['count']
  const plural = typeof count === 'number' ? `${key}_${new Intl.PluralRules(language).select(count)}` : key
  const text = texts[plural] ?? texts[`${key}_other`] ?? texts[key] ?? key
  if (!values) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : (value ?? whole)
  })
}
