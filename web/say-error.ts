// Puts an error into a sentence that names the way out.
import { t } from './i18n.ts'
import { MaepsiError } from './maepsi.ts'

/** The sentence for whatever went wrong, in the language shown. */
export function sayError(error: unknown): string {
  if (!(error instanceof MaepsiError)) return t('errors.unexpected')
  // The beginning of a request id is the time, which many share.
  const values: Record<string, string | number> = { id: error.requestId?.slice(-8) ?? '—' }
  for (const [name, value] of Object.entries(error.details))
    if (typeof value === 'string' || typeof value === 'number') values[name] = value
  const text = t(`errors.${error.code}`, values)
  return text === `errors.${error.code}` ? t('errors.unexpected', values) : text
}
