// What a bulk would make and cost, how much it may spend, whether some go first, and the button that starts it.
import { PAYS, type Bulk } from '#sdk/contract/bulk-shapes.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import { askQuote } from '#web/bulk/questions.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askBalance } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { formatNumber } from '#web/times.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** So many go first, when some do. */
const TRIAL = 3

export function BulkPrice({ bulk }: { readonly bulk: Bulk }) {
  const t = useT()
  const queries = useQueryClient()
  const [pay, setPay] = useState<PayWith>('credit')
  const [cap, setCap] = useState('')
  const [trial, setTrial] = useState<boolean | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const balance = useQuery(askBalance).data
  const { data: quote, error } = useQuery({ ...askQuote(bulk.id, pay), enabled: bulk.direction !== null })
  const left =
    balance &&
    { credit: balance.credit, look_book_ticket: balance.lookBookTicket, subscription: balance.includedLook }[
      pay
    ]
  const tries = trial ?? (quote?.trial ?? null) !== null
  const start = async () => {
    if (!quote || quote.rows === 0) return
    setBusy(true)
    setFailed(null)
    try {
      const limit = cap.trim() === '' ? null : Number(cap)
      const body = { pay, price: quote.price, cap: limit, trial: tries ? TRIAL : null }
      await maepsi.bulk.start({ params: { id: bulk.id }, body })
    } catch (wrong) {
      setFailed(wrong)
    }
    setBusy(false)
    await queries.invalidateQueries({ queryKey: ['bulk'] })
  }
  const wrong = failed ?? error
  return (
    <section aria-labelledby="bulk-price" className="mt-8 border-t border-line pt-8">
      <h2 id="bulk-price" className="display text-26">
        {t('bulk.price.title')}
      </h2>
      <div className="mt-4 grid max-w-xl gap-5">
        <Segmented
          label={t('bulk.price.pay')}
          className="justify-self-start"
          value={pay}
          options={PAYS.map((value) => ({ value, label: t(`bulk.price.${value}`) }))}
          onChange={setPay}
        />
        {quote && (
          <div className="num grid gap-1 text-14" data-testid="bulk-quote">
            <p className="text-26 font-semibold">{formatNumber(quote.price)}</p>
            <p>
              {t('bulk.products', { count: quote.rows })} · {t('bulk.looks', { count: quote.looks })}
            </p>
            {quote.leftOut > 0 && (
              <p className="text-warn">{t('bulk.price.leftOut', { count: quote.leftOut })}</p>
            )}
            {quote.checking > 0 && (
              <p className="text-ink-3">{t('bulk.price.checking', { count: quote.checking })}</p>
            )}
            {quote.already > 0 && (
              <p className="text-ink-3">{t('bulk.price.already', { count: quote.already })}</p>
            )}
            {left !== undefined && left < quote.price && (
              <p className="text-warn">{t('bulk.price.short', { left })}</p>
            )}
          </div>
        )}
        <Field
          label={t('bulk.price.cap')}
          hint={t('bulk.price.capHint')}
          inputMode="numeric"
          value={cap}
          onChange={(event) => setCap(event.target.value.replaceAll(/\D/g, '').slice(0, 9))}
          className="max-w-56"
          data-testid="bulk-cap"
        />
        <label className="flex min-h-8 items-center gap-2.5 text-14">
          <input
            type="checkbox"
            checked={tries}
            onChange={(event) => setTrial(event.target.checked)}
            className="size-5 accent-ink"
          />
          {t('bulk.price.trial')}
        </label>
        {wrong !== null && <Banner kind="error" title={sayError(wrong)} />}
        <p>
          <Button
            look="primary"
            size="large"
            busy={busy}
            aria-disabled={!quote || quote.rows === 0}
            aria-describedby="bulk-nothing"
            onClick={() => void start()}
            data-testid="bulk-start"
          >
            {t('bulk.price.start', { count: quote?.looks ?? 0 })}
          </Button>
        </p>
        <p id="bulk-nothing" className="text-13 text-ink-3">
          {quote?.rows === 0 ? t('bulk.price.nothing') : t('bulk.watch.closed')}
        </p>
      </div>
    </section>
  )
}
