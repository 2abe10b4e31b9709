// What a letter said before, and the way back to it.
import type { Letter } from '#sdk/contract/letters.ts'
import { useT } from '#web/i18n.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useLetterVersions } from './letter-data.ts'

interface LetterVersionsProps {
  readonly letter: Letter
  readonly readOnly: boolean
  readonly onRestore: (version: number) => void
  readonly onClose: () => void
}

export function LetterVersions({ letter, readOnly, onRestore, onClose }: LetterVersionsProps) {
  const t = useT()
  const versions = useLetterVersions(letter.id).data?.items
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('letter.versions')}
      closeLabel={t('do.close')}
      testId="letter-versions"
    >
      {versions?.length === 0 && <p className="text-ink-2">{t('letter.noVersions')}</p>}
      <ol className="grid gap-4">
        {versions?.map(({ version, title, summary, lines, cause, createdAt }) => (
          <li key={version} className="grid gap-1.5 border-t border-line pt-3" data-testid="letter-version">
            <p className="num flex flex-wrap items-center justify-between gap-2 text-13 text-ink-3">
              {`${formatMoment(createdAt)} · ${t(`letter.cause.${cause}`)}`}
              {!readOnly && (
                <Button size="small" onClick={() => onRestore(version)}>
                  {t('letter.restoreVersion')}
                </Button>
              )}
            </p>
            <div lang={letter.language}>
              <p className="font-semibold">{title}</p>
              <p>{summary}</p>
              <ul className="mt-1 list-disc pl-5 text-13 text-ink-2">
                {lines.map(({ id, text }) => text && <li key={id}>{text}</li>)}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
