// Changes a plan: when it changes, what is paid now for which days, and what it costs from then on, before anything is confirmed.
import type { Current, Plan } from '#sdk/contract/subscriptions.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { formatMoney, sayGrants } from './say-money.ts'

interface ChangeDialogProps {
  readonly to: Plan | null
  readonly from: NonNullable<Current['subscription']>
  readonly onClose: () => void
}

/** The dialog; it is gone while no plan is chosen. */
export function ChangeDialog({ to, from, onClose }: ChangeDialogProps) {
  const t = useT()
  const name = to?.name[getLanguage()] ?? ''
  return (
    <Dialog
      open={to !== null}
      onClose={onClose}
      title={t('billing.change.title', { name })}
      closeLabel={t('do.close')}
      testId="change-plan"
    >
      {to && <ChangeForm key={to.id} to={to} from={from} onClose={onClose} />}
    </Dialog>
  )
}

function ChangeForm({ to, from, onClose }: ChangeDialogProps & { readonly to: Plan }) {
  const t = useT()
  const language = getLanguage()
  const queries = useQueryClient()
  const [id, setId] = useState(() => uuidv7())
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const preview = useQuery({
    queryKey: keys.planChange(to.id),
    queryFn: async ({ signal }) => maepsi.subscriptions.preview({ query: { plan: to.id }, signal }),
    // What was shown is what is confirmed: it never changes under the button.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  if (preview.error) return <p role="alert">{sayError(preview.error)}</p>
  if (!preview.data) return <Skeleton className="h-40" />
  const { when, price, at, vat, currency, grants, periodEnd, nextAmount } = preview.data
  const day = formatDate(periodEnd)
  const name = to.name[language]
  const extra = sayGrants(t, grants)
  const confirm = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { subscription } = await maepsi.subscriptions.change({ body: { id, plan: to.id, price, at } })
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.subscriptions }),
        queries.invalidateQueries({ queryKey: keys.points }),
      ])
      const waits = when === 'now' && subscription?.plan !== to.id
      showToast(
        waits
          ? t('billing.change.waits', { name })
          : t(when === 'now' ? 'billing.change.doneNow' : 'billing.change.doneLater', { name, day }),
      )
      onClose()
    } catch (error) {
      setFailure(sayError(error))
      if (error instanceof MaepsiError && error.code === 'price_changed') {
        setFailure(t('billing.change.repriced'))
        setId(uuidv7())
        await preview.refetch()
      }
      setBusy(false)
    }
  }
  return (
    <>
      <p className="text-16 font-semibold" data-testid="change-when">
        {when === 'now' ? t('billing.change.now') : t('billing.change.later', { day })}
      </p>
      <dl className="num mt-4 grid grid-cols-[1fr_auto] gap-x-6 gap-y-3 border-t border-ink pt-3 text-14">
        <dt>
          {t('billing.change.payNow')}
          <span className="block text-12 text-ink-3">
            {price > 0 ? t('billing.change.rest', { day }) : t('billing.change.nothingNow')}
          </span>
        </dt>
        <dd className="text-right font-semibold" data-testid="change-price">
          {formatMoney(price, currency)}
          {vat > 0 && (
            <span className="block text-12 font-normal text-ink-3">
              {t('billing.vat', { amount: formatMoney(vat, currency) })}
            </span>
          )}
        </dd>
        {extra.length > 0 && (
          <>
            <dt>{t('billing.change.extra')}</dt>
            <dd className="text-right">
              {extra.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>{t('billing.change.then', { day })}</dt>
        <dd className="text-right font-semibold">{formatMoney(nextAmount, currency)}</dd>
      </dl>
      {when === 'period-end' && (
        <p className="mt-4 text-13 text-ink-2">{t('billing.change.keeps', { name: from.name[language] })}</p>
      )}
      {failure && (
        <p role="alert" className="mt-3 text-13 font-medium text-err">
          {failure}
        </p>
      )}
      <Button
        look="primary"
        size="large"
        busy={busy}
        className="mt-6 w-full"
        onClick={() => void confirm()}
        data-testid="confirm-change"
      >
        {when === 'period-end'
          ? t('billing.change.confirmLater', { day })
          : price > 0
            ? t('billing.change.confirmNow', { amount: formatMoney(price, currency) })
            : t('billing.change.confirmFree')}
      </Button>
    </>
  )
}
