// The wordmark, in the display face.
import { useT } from '#web/i18n.ts'

/** Maepsi, in the letters of the reader's language. */
export function Wordmark({ className = '' }: { readonly className?: string }) {
  const t = useT()
  return <span className={`display text-22 tracking-[-0.03em] ${className}`}>{t('app.name')}</span>
}
