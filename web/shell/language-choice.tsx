// The language switch of pages one sees before signing in.
import { LANGUAGES } from '#sdk/contract/users.ts'
import { getLanguage, LANGUAGE_NAMES, setLanguage, useT } from '#web/i18n.ts'

/** The languages by their own names, side by side. */
export function LanguageChoice() {
  const t = useT()
  return (
    <nav aria-label={t('app.language')} className="flex gap-5 text-13">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === getLanguage()}
          onClick={() => void setLanguage(language)}
          className="min-h-6 border-b-2 border-transparent text-ink-3 hover:text-ink aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </nav>
  )
}
