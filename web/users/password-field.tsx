// A password field one can look into.
import { useT } from '#web/i18n.ts'
import { Field } from '#web/ui/field.tsx'
import { type ReactNode, useState } from 'react'

interface PasswordFieldProps {
  readonly label: string
  readonly name: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly hint?: ReactNode
  readonly error?: string | null
}

/** A password field with a box that shows what was typed: nobody has to type it twice. */
export function PasswordField({ hint, ...field }: PasswordFieldProps) {
  const t = useT()
  const [shown, setShown] = useState(false)
  return (
    <div>
      <Field
        {...field}
        type={shown ? 'text' : 'password'}
        maxLength={128}
        autoCapitalize="none"
        spellCheck={false}
        hint={hint}
      />
      <label className="mt-2 inline-flex min-h-6 items-center gap-2 text-13 text-ink-2 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
          className="size-4 accent-ink"
        />
        {t('enter.showPassword')}
      </label>
    </div>
  )
}
