// One part of a letter with what can be done to it alone: edited, locked, written again, taken out; or the gap it still is.
import type { FactName, From } from '#sdk/contract/letters.ts'
import { useT } from '#web/i18n.ts'
import { Lock, LockOpen, Plus, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { EditText } from './edit-text.tsx'

interface LetterRowProps {
  readonly label: string
  readonly text: string
  readonly lang: string
  readonly maxLength: number
  readonly locked: boolean
  readonly from: From
  readonly gap?: FactName | undefined
  /** The fact is there, but not in the letter's language. */
  readonly gapGiven?: boolean
  readonly readOnly: boolean
  readonly busy: boolean
  readonly className?: string
  readonly testId: string
  readonly onSave: (text: string) => void
  readonly onLock: (locked: boolean) => void
  readonly onAgain: () => void
  readonly onRemove?: (() => void) | undefined
  /** Leads to the field of the missing fact. */
  readonly onGap?: (() => void) | undefined
}

const icon = { size: 15, strokeWidth: 1.5, 'aria-hidden': true } as const

export function LetterRow(props: LetterRowProps) {
  const t = useT()
  const { label, text, lang, locked, from, gap, readOnly, busy, testId } = props
  const [filling, setFilling] = useState(false)
  const kept = locked || from === 'edited'
  if (gap && text === '' && !filling)
    return (
      <Gap
        gap={gap}
        given={props.gapGiven ?? false}
        readOnly={readOnly}
        onPress={() => (props.gapGiven ? setFilling(true) : props.onGap?.())}
      />
    )
  return (
    <div data-testid={testId} data-from={from} data-locked={locked || undefined} className="group">
      <EditText
        label={label}
        value={text}
        lang={lang}
        maxLength={props.maxLength}
        readOnly={readOnly || locked}
        single
        takesFocus={filling}
        className={props.className ?? 'text-15'}
        onSave={(said) => {
          setFilling(false)
          props.onSave(said)
        }}
      />
      <div className="flex flex-wrap items-center gap-x-1 pl-1.5 text-12 text-ink-3">
        <span className="px-1 py-1">
          {t(locked ? 'letter.isLocked' : from === 'edited' ? 'letter.isEdited' : `letter.from.${from}`)}
        </span>
        {!readOnly && (
          <>
            <Small onClick={() => props.onLock(!locked)} pressed={locked} name={label}>
              {locked ? <LockOpen {...icon} /> : <Lock {...icon} />}
              {t(locked ? 'letter.unlock' : 'letter.lock')}
            </Small>
            {!kept && (
              <Small onClick={props.onAgain} disabled={busy} name={label}>
                <RefreshCw {...icon} />
                {t('letter.again')}
              </Small>
            )}
            {props.onRemove && !locked && (
              <Small onClick={props.onRemove} name={label}>
                <Trash2 {...icon} />
                {t('letter.remove')}
              </Small>
            )}
          </>
        )}
      </div>
    </div>
  )
}

function Gap({
  gap,
  given,
  readOnly,
  onPress,
}: {
  readonly gap: FactName
  readonly given: boolean
  readonly readOnly: boolean
  readonly onPress: () => void
}) {
  const t = useT()
  return (
    <button
      type="button"
      data-testid={`gap-${gap}`}
      disabled={readOnly}
      onClick={onPress}
      className="seam my-1.5 inline-flex min-h-9 items-center gap-1.5 px-3.5 text-13 font-medium text-ink-2 hover:text-ink pointer-coarse:min-h-11"
    >
      <Plus {...icon} />
      {t(given ? `letter.gapLanguage.${gap}` : `letter.gap.${gap}`)}
    </button>
  )
}

interface SmallProps {
  readonly name: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}

/** What a row can do, quiet until it is wanted; its name says of which row. */
function Small({ name, pressed, disabled, onClick, children }: SmallProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
      className="inline-flex min-h-7 items-center gap-1 rounded-control px-1.5 hover:bg-well hover:text-ink disabled:opacity-50 pointer-coarse:min-h-10"
    >
      {children}
      <span className="sr">{name}</span>
    </button>
  )
}
