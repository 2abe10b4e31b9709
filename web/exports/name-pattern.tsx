// How files are called: a pattern with fields to put in.
import { NAME_TOKENS, USUAL_PATTERN } from '#sdk/contract/exports.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { Field } from '#web/ui/field.tsx'
import { useRef } from 'react'

interface NamePatternProps {
  readonly value: string
  readonly onChange: (pattern: string) => void
  /** What is wrong with it. */
  readonly error: string | null
}

const TOKENS = Object.keys(NAME_TOKENS) as (keyof typeof NAME_TOKENS)[]

/** The word of a field in the reader's language. */
function wordOf(token: keyof typeof NAME_TOKENS): string {
  const words: readonly string[] = NAME_TOKENS[token]
  const at = { ko: 0, en: 1, ja: 2 }[getLanguage()]
  return words[at] ?? words[0] ?? token
}

/** The pattern, and buttons that put a field in where the cursor is. */
export function NamePattern({ value, onChange, error }: NamePatternProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const add = (token: keyof typeof NAME_TOKENS) => {
    const at = input.current?.selectionStart ?? value.length
    const piece = `{${wordOf(token)}}`
    onChange(value.slice(0, at) + piece + value.slice(at))
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(at + piece.length, at + piece.length)
    })
  }
  return (
    <div>
      <Field
        ref={input}
        label={t('export.pattern')}
        value={value}
        maxLength={120}
        placeholder={USUAL_PATTERN}
        error={error}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="mt-2 flex flex-wrap items-center gap-1.5 text-12 text-ink-3">
        {TOKENS.map((token) => (
          <button
            key={token}
            type="button"
            onClick={() => add(token)}
            className="h-7 rounded-control border border-line-2 bg-surface px-2 text-ink hover:bg-well pointer-coarse:h-10"
          >
            {`{${wordOf(token)}}`}
          </button>
        ))}
        <span>{t('export.patternHelp')}</span>
      </p>
    </div>
  )
}
