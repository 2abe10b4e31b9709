// Ends a plan in two presses: what stays until when, a reason if one likes, and the second press with the day on it.
import type { Current } from '#sdk/contract/subscriptions.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

const REASONS = ['price', 'season', 'quality', 'other_tool', 'something'] as const
type Reason = (typeof REASONS)[number]

interface EndDialogProps {
  readonly open: boolean
  readonly subscription: NonNullable<Current['subscription']>
  readonly onClose: () => void
}

/** The dialog behind "end the plan". */
export function EndDialog({ open, subscription, onClose }: EndDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const [reason, setReason] = useState<Reason | null>(null)
  const [more, setMore] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const day = formatDate(subscription.endsAt)
  const end = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const words = [reason, more.trim()].filter(Boolean).join(': ')
      await maepsi.subscriptions.cancel({ body: { reason: words || null } })
      await queries.invalidateQueries({ queryKey: keys.subscriptions })
      showToast(t('billing.end.done', { day }))
      onClose()
    } catch (error) {
      setFailure(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('billing.end.title')}
      closeLabel={t('do.close')}
      testId="end-dialog"
    >
      <ul className="grid gap-1.5 text-14">
        <li className="font-semibold">{t('billing.end.keeps', { day })}</li>
        <li>{t('billing.end.goes')}</li>
        <li>{t('billing.end.stays')}</li>
      </ul>
      <fieldset className="mt-5">
        <legend className="mb-1 text-13 font-semibold text-ink-2">{t('billing.end.why')}</legend>
        {REASONS.map((value) => (
          <label
            key={value}
            className="flex min-h-10 cursor-pointer items-center gap-3 text-14 pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="reason"
              value={value}
              checked={value === reason}
              onChange={() => setReason(value)}
              className="size-4.5 accent-ink"
            />
            {t(`billing.end.reasons.${value}`)}
          </label>
        ))}
      </fieldset>
      {reason !== null && (
        <Field
          label={t('billing.end.more')}
          value={more}
          maxLength={900}
          onChange={({ target }) => setMore(target.value)}
          className="mt-3"
        />
      )}
      {failure && (
        <p role="alert" className="mt-3 text-13 font-medium text-err">
          {failure}
        </p>
      )}
      <p className="mt-6 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose} data-autofocus>
          {t('billing.resume')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void end()} data-testid="confirm-end">
          {t('billing.end.confirm', { day })}
        </Button>
      </p>
    </Dialog>
  )
}
