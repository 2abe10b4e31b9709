// What an administrator may do to a job: run it again, give points back, cancel it.
import type { WholeAdminJob } from '#sdk/contract/admin-shapes.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ActDialog } from './act-dialog.tsx'
import { sayUnit } from './admin-words.ts'

type Asked = 'retry' | 'refund' | 'cancel'

export function JobActs({ job }: { readonly job: WholeAdminJob }) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const hasEnded = job.status !== 'PENDING' && job.status !== 'RUNNING'
  const mayRetry =
    job.status === 'PENDING' || (hasEnded && job.deliveredCount < job.lookCount && !job.retriedBy)
  const act = async (reason: string, form: HTMLFormElement): Promise<string | void> => {
    const params = { id: job.id }
    if (asked === 'cancel') await maepsi.admin.cancelJob({ params, body: { reason } })
    if (asked === 'refund') {
      const amount = Number(readFields(form, 'amount').amount.replaceAll(/[,\s]/g, ''))
      if (!Number.isSafeInteger(amount) || amount < 1 || amount > job.refundable)
        return t('errors.refund_big', { most: job.refundable })
      await maepsi.admin.refundJob({ params, body: { amount, reason } })
    }
    if (asked === 'retry') {
      const { jobId } = await maepsi.admin.retryJob({ params, body: { reason } })
      if (jobId !== job.id) await navigate({ to: '/admin/jobs/$id', params: { id: jobId } })
    }
    showToast(t('admin.done'))
    await queries.invalidateQueries({ queryKey: ['admin'] })
  }
  return (
    <div className="flex flex-wrap gap-2">
      {mayRetry && <Button onClick={() => setAsked('retry')}>{t('admin.retry.do')}</Button>}
      {job.refundable > 0 && <Button onClick={() => setAsked('refund')}>{t('admin.refund.do')}</Button>}
      {!hasEnded && (
        <Button look="danger" onClick={() => setAsked('cancel')}>
          {t('admin.cancel.do')}
        </Button>
      )}
      {asked && (
        <ActDialog
          open
          onClose={() => setAsked(null)}
          title={t(`admin.${asked}.title`)}
          help={t(`admin.${asked}.help`)}
          submit={t(`admin.${asked}.do`)}
          danger={asked === 'cancel'}
          {...(asked === 'refund' && { reasonHint: t('admin.grantReason') })}
          onAct={act}
        >
          {asked === 'refund' && (
            <Field
              label={`${t('admin.amount')} (${sayUnit(t, job.usedPointType)})`}
              name="amount"
              inputMode="numeric"
              defaultValue={String(job.refundable)}
              autoComplete="off"
              hint={t('admin.refundMost', { most: job.refundable })}
            />
          )}
        </ActDialog>
      )}
    </div>
  )
}
