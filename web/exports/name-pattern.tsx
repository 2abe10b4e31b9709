// How files are called: a pattern with fields to put in.
import { NAME_TOKENS } from '#sdk/contract/exports.ts'
import { useT } from '#web/i18n.ts'
import { Field } from '#web/ui/field.tsx'
import { useRef } from 'react'
import { fieldOf, type NameToken, usualPattern } from './pattern-words.ts'

interface NamePatternProps {
  readonly value: string
  readonly onChange: (pattern: string) => void
  /** What is wrong with it. */
  readonly error: string | null
}

const TOKENS = Object.keys(NAME_TOKENS) as NameToken[]

/** The pattern, and buttons that put a field in where the cursor is. */
export function NamePattern({ value, onChange, error }: NamePatternProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const add = (token: NameToken) => {
    const at = input.current?.selectionStart ?? value.length
    const piece = fieldOf(token)
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
        placeholder={usualPattern()}
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
            {fieldOf(token)}
          </button>
        ))}
        <span>{t('export.patternHelp')}</span>
      </p>
    </div>
  )
}
