// The head of a list: words to find by, and which of all are shown.
import { useT } from '#web/i18n.ts'
import { Field } from '#web/ui/field.tsx'
import { Choice } from './choice.tsx'

interface AdminSearchProps<Only extends string> {
  readonly hint: string
  readonly words: string
  readonly onWords: (words: string) => void
  readonly only: Only
  readonly choices: readonly { readonly value: Only; readonly label: string }[]
  readonly onOnly: (only: Only) => void
}

/** A search field beside a choice of what is shown. */
export function AdminSearch<Only extends string>(props: AdminSearchProps<Only>) {
  const { hint, words, onWords, only, choices, onOnly } = props
  const t = useT()
  return (
    <search className="mb-5 grid max-w-2xl grid-cols-[minmax(0,1fr)_11rem] gap-3 max-md:grid-cols-1">
      <Field
        type="search"
        label={t('admin.search')}
        placeholder={hint}
        value={words}
        maxLength={200}
        onChange={(event) => onWords(event.target.value)}
      />
      <Choice
        label={t('admin.show')}
        value={only}
        options={choices}
        onChange={(value) => {
          const chosen = choices.find((one) => one.value === value)
          if (chosen) onOnly(chosen.value)
        }}
      />
    </search>
  )
}
