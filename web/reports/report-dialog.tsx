// Asks what is wrong with looks or videos that came out bad, and says beforehand what will come back.
import { REPORT_REASONS, type ReportPolicy, type ReportReason } from '#sdk/contract/reports.ts'
import { type Translate, useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { sayAnswers, sendReports, type Subject } from './send-reports.ts'

interface ReportDialogProps {
  readonly subjects: readonly Subject[]
  readonly onClose: () => void
  /** They are reported; the dialog closes by itself. */
  readonly onSent?: () => void
}

/** One reason for all of them; with "other" a line in the seller's words. */
export function ReportDialog({ subjects, onClose, onSent }: ReportDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const id = useId()
  const [reason, setReason] = useState<ReportReason>('wrong_colour')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const policy = useQuery({
    queryKey: keys.reportPolicy,
    queryFn: async ({ signal }) => maepsi.reports.policy({ signal }),
  }).data
  const send = async (words: string) => {
    if (reason === 'other' && !words) return setWrong(t('report.wordsNeeded'))
    setBusy(true)
    setWrong(null)
    try {
      showToast(sayAnswers(t, await sendReports(subjects, reason, words)))
      onSent?.()
      onClose()
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
      for (const queryKey of [['reports'], ['points']]) void queries.invalidateQueries({ queryKey })
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = new FormData(event.currentTarget).get('words')
    if (!busy) void send(typeof words === 'string' ? words.trim() : '')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={subjects.length > 1 ? t('report.titleMany', { count: subjects.length }) : t('report.title')}
      closeLabel={t('do.close')}
      testId="report-dialog"
    >
      <form noValidate onSubmit={submit}>
        <p className="mb-4 text-ink-2">{t('report.help')}</p>
        <fieldset>
          <legend className="mb-1.5 text-13 font-semibold text-ink-2">{t('report.reason')}</legend>
          {REPORT_REASONS.map((one, at) => (
            <label
              key={one}
              className="flex min-h-10 items-center gap-3 border-b border-line pointer-coarse:min-h-11"
            >
              <input
                type="radio"
                name="reason"
                value={one}
                checked={one === reason}
                onChange={() => setReason(one)}
                data-autofocus={at === 0 ? true : undefined}
                className="size-4.5 accent-ink"
              />
              {t(`report.reasons.${one}`)}
            </label>
          ))}
        </fieldset>
        <label htmlFor={`${id}-words`} className="mt-5 mb-1.5 block text-13 font-semibold text-ink-2">
          {t('report.words')}
        </label>
        <textarea
          id={`${id}-words`}
          name="words"
          rows={2}
          maxLength={1000}
          placeholder={t('report.wordsHint')}
          aria-invalid={wrong !== null || undefined}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          className="block w-full rounded-control border border-line-2 bg-surface px-3 py-2 text-16 placeholder:text-ink-3 md:text-14"
        />
        {wrong !== null && (
          <p id={`${id}-wrong`} role="alert" className="mt-1.5 text-13 font-medium text-err">
            {wrong}
          </p>
        )}
        <p data-testid="report-policy" className="num mt-4 min-h-5 text-13 text-ink-3">
          {policy && sayPolicy(t, policy)}
        </p>
        <p className="mt-5 flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={busy} data-testid="report-send">
            {t('report.send')}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}

function sayPolicy(t: Translate, { monthly, left, share, days }: ReportPolicy): string {
  if (monthly === 0 || share === 0 || days === 0) return t('report.policyOff')
  if (left === 0) return t('report.policyUsed')
  return t(share === 100 ? 'report.policy' : 'report.policyShare', { days, left, share })
}
