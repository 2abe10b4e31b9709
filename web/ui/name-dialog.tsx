// Asks for a name: to make something, or to call it something else.
import { useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field, readFields } from './field.tsx'

interface NameDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Does it; throws what is to be shown under the field. */
  readonly onName: (name: string) => Promise<unknown>
  /** Puts what was thrown into a sentence. */
  readonly say: (error: unknown) => string
  readonly title: string
  readonly label: string
  readonly name?: string
  readonly placeholder?: string
  readonly words: {
    readonly submit: string
    readonly cancel: string
    readonly close: string
    readonly required: string
  }
}

/** A dialog with one field. It closes when the name is taken. */
export function NameDialog({
  open,
  onClose,
  onName,
  say,
  title,
  label,
  name = '',
  placeholder,
  words,
}: NameDialogProps) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setError(null)
    onClose()
  }
  const send = async (next: string): Promise<void> => {
    if (!next) return setError(words.required)
    if (next === name) return leave()
    setBusy(true)
    try {
      await onName(next)
      leave()
    } catch (refused) {
      setError(say(refused))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={leave} title={title} closeLabel={words.close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void send(readFields(event.currentTarget, 'name').name.trim())
        }}
      >
        <Field
          label={label}
          name="name"
          defaultValue={name}
          placeholder={placeholder}
          maxLength={120}
          error={error}
          autoComplete="off"
          data-autofocus
        />
        <div className="mt-6 flex justify-end gap-2">
          <Button look="ghost" onClick={leave}>
            {words.cancel}
          </Button>
          <Button look="primary" type="submit" busy={busy}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
