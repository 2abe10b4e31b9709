// How a letter shall be written, what it costs, and the button that writes it.
import { type Tone, TONES } from '#sdk/contract/letter-markets.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { LANGUAGE_NAMES, useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { PenLine } from 'lucide-react'
import type { LetterChoice, useWriteLetter } from './write-letter.ts'

interface LetterHeadProps {
  readonly choice: LetterChoice
  readonly onChoice: (choice: LetterChoice) => void
  readonly writing: ReturnType<typeof useWriteLetter>
  readonly isThere: boolean
  readonly busy: boolean
  readonly readOnly: boolean
}

export function LetterHead({ choice, onChoice, writing, isThere, busy, readOnly }: LetterHeadProps) {
  const t = useT()
  const price = writing.priceOf(null)
  const short = writing.isShort(null)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2.5">
        <Segmented
          label={t('letter.language')}
          value={choice.language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
          onChange={(language) => onChoice({ ...choice, language })}
        />
        <Segmented
          label={t('letter.tone')}
          value={choice.tone}
          options={TONES.map((value: Tone) => ({ value, label: t(`letter.tones.${value}`) }))}
          onChange={(tone) => onChoice({ ...choice, tone })}
        />
        {!readOnly && (
          <Button
            look={isThere ? 'outline' : 'primary'}
            busy={writing.write.isPending || busy}
            aria-disabled={price === null || short || undefined}
            data-testid="write-letter"
            onClick={() => writing.write.mutate(null)}
          >
            <PenLine size={16} strokeWidth={1.5} aria-hidden />
            {`${t(isThere ? 'letter.writeAgain' : 'letter.write')} · ${
              price === 0 ? t('letter.free') : t('letter.price', { count: price ?? 0 })
            }`}
          </Button>
        )}
      </div>
      <p className="text-13 text-ink-3">
        {writing.model ? t('letter.byModel', { model: writing.model }) : t('letter.byBuiltIn')}{' '}
        {isThere && t('letter.keptHelp')}
      </p>
      {short && (
        <p role="status" className="text-13 text-err">
          {t('letter.short')}
        </p>
      )}
    </div>
  )
}
