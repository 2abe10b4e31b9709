// Asks for the reason of an act, says what it does, and does it.
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type ReactNode, useState } from 'react'

interface ActDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What happens, in a sentence or two. */
  readonly help: string
  readonly submit: string
  readonly danger?: boolean
  /** Fields above the reason. */
  readonly children?: ReactNode
  readonly reasonHint?: string
  /** Does it; what it throws is said under the reason. An answer of text says what is wrong without asking the studio. */
  readonly onAct: (reason: string, form: HTMLFormElement) => Promise<string | undefined | void>
}

/** A dialog with a reason nobody gets past without; it closes when the act is done. */
export function ActDialog({
  open,
  onClose,
  title,
  help,
  submit,
  danger,
  children,
  reasonHint,
  onAct,
}: ActDialogProps) {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setWrong(null)
    onClose()
  }
  const send = async (form: HTMLFormElement): Promise<void> => {
    const reason = readFields(form, 'reason').reason.trim()
    if (reason.length < 2) return setWrong(t('admin.reasonNeeded'))
    setBusy(true)
    try {
      const refused = await onAct(reason, form)
      if (typeof refused === 'string') setWrong(refused)
      else leave()
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={leave} title={title} closeLabel={t('do.close')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void send(event.currentTarget)
        }}
        className="grid gap-4"
      >
        <p className="text-ink-2">{help}</p>
        {children}
        <Field
          label={t('admin.reasonLabel')}
          name="reason"
          maxLength={500}
          autoComplete="off"
          hint={reasonHint ?? t('admin.reasonHint')}
          error={wrong}
          data-autofocus
        />
        <p className="mt-2 flex justify-end gap-2">
          <Button look="ghost" onClick={leave}>
            {t('do.cancel')}
          </Button>
          <Button look={danger ? 'danger' : 'primary'} type="submit" busy={busy}>
            {submit}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}
