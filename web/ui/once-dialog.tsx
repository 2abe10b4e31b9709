// Shows a secret that was just made, this once, to be copied.
import { useRef, useState } from 'react'
import { announce } from './announce.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'

interface OnceDialogProps {
  /** null while there is nothing to show. */
  readonly secret: string | null
  readonly onClose: () => void
  readonly onCopy: (secret: string, field: HTMLInputElement | null) => Promise<void>
  readonly words: {
    readonly title: string
    readonly about: string
    /** What the field holds. */
    readonly label: string
    readonly copy: string
    readonly copied: string
    readonly done: string
    readonly close: string
  }
  readonly testId: string
}

export function OnceDialog({ secret, onClose, onCopy, words, testId }: OnceDialogProps) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    await onCopy(secret ?? '', field.current)
    setCopied(secret)
    announce(words.copied)
  }
  return (
    <Dialog open={secret !== null} onClose={onClose} title={words.title} closeLabel={words.close}>
      <p className="mb-4 text-ink-2">{words.about}</p>
      <Field
        label={words.label}
        ref={field}
        quietLabel
        readOnly
        value={secret ?? ''}
        data-testid={testId}
        data-autofocus
        onFocus={(event) => event.target.select()}
      />
      <p className="mt-6 flex justify-end gap-2">
        <Button onClick={() => void copy()}>
          {copied !== null && copied === secret ? words.copied : words.copy}
        </Button>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </p>
    </Dialog>
  )
}
