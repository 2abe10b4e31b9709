// How far a bulk is: why it stands still and what then helps, failures by reason, and pause, resume, cancel, run again.
import type { Bulk } from '#sdk/contract/bulk-shapes.ts'
import { askQuote } from '#web/bulk/questions.ts'
import { failWords } from '#web/bulk/problem-words.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatNumber } from '#web/times.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

export function BulkWatch({ bulk }: { readonly bulk: Bulk }) {
  const t = useT()
  const queries = useQueryClient()
  const [cap, setCap] = useState('')
  const [busy, setBusy] = useState(false)
  const pay = bulk.pay ?? 'credit'
  const params = { id: bulk.id }
  // Products that were mended since: they can be started beside the others.
  const more = useQuery({
    ...askQuote(bulk.id, pay),
    enabled: bulk.states.left > 0 && bulk.state !== 'running',
  }).data
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      showToast(sayError(error))
    }
    setBusy(false)
    await queries.invalidateQueries({ queryKey: ['bulk'] })
  }
  const resume = async () =>
    maepsi.bulk.resume({ params, body: cap.trim() === '' ? {} : { cap: Number(cap) } })
  const going = bulk.state === 'running' || bulk.state === 'paused'
  return (
    <div className="mt-4 grid gap-4">
      <p className="num flex flex-wrap gap-x-5 gap-y-1 text-14" data-testid="bulk-count">
        <b className="font-semibold">{t('bulk.watch.count', bulk.looks)}</b>
        <span className="text-ink-2">
          {t('bulk.watch.spent', { spent: `${formatNumber(bulk.spent)} ${t(`bulk.price.${pay}`)}` })}
        </span>
        {bulk.leftToDo.rows > 0 && (
          <span className="text-ink-2" data-testid="left-to-do">
            {t('bulk.watch.left', { count: bulk.leftToDo.rows, price: bulk.leftToDo.price })}
          </span>
        )}
        {bulk.state === 'running' && <span className="text-ink-3">{t('bulk.watch.closed')}</span>}
      </p>
      {bulk.state === 'paused' && (
        <Banner
          kind="warn"
          testId="bulk-paused"
          title={t(`bulk.pause.${bulk.pauseReason ?? 'asked'}`)}
          action={
            <span className="flex flex-wrap items-end gap-2">
              {bulk.pauseReason === 'cap' && (
                <Field
                  label={t('bulk.pause.capNew')}
                  inputMode="numeric"
                  value={cap}
                  placeholder={String(bulk.spent + bulk.leftToDo.price)}
                  onChange={(event) => setCap(event.target.value.replaceAll(/\D/g, '').slice(0, 9))}
                  className="w-32"
                />
              )}
              {bulk.pauseReason === 'points' && (
                <Link to="/account/plan" className={buttonClass('outline', 'small')}>
                  {t('bulk.pause.buy')}
                </Link>
              )}
              <Button
                look="primary"
                size="small"
                busy={busy}
                onClick={() => void act(resume)}
                data-testid="bulk-resume"
              >
                {t('bulk.watch.resume')}
              </Button>
            </span>
          }
        />
      )}
      {bulk.failures.length > 0 && (
        <section
          aria-label={t('bulk.watch.failures')}
          className="bg-err-wash px-4 py-3 text-14"
          data-testid="bulk-failures"
        >
          <h2 className="font-semibold">{t('bulk.watch.failures')}</h2>
          <ul className="mt-1 grid gap-1">
            {bulk.failures.map(({ code, rows }) => (
              <li key={code} className="flex flex-wrap items-center gap-x-3">
                <span className="min-w-0 flex-1">{failWords(code, t)}</span>
                <span className="num">{t('bulk.products', { count: rows })}</span>
                <Button
                  size="small"
                  busy={busy}
                  onClick={() => void act(async () => maepsi.bulk.retry({ params, body: { code } }))}
                >
                  {t('bulk.watch.retry')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="flex flex-wrap gap-2">
        {bulk.state === 'running' && (
          <Button
            busy={busy}
            onClick={() => void act(async () => maepsi.bulk.pause({ params }))}
            data-testid="bulk-pause"
          >
            {t('bulk.watch.pause')}
          </Button>
        )}
        {going && (
          <Button
            look="danger"
            busy={busy}
            onClick={() => void act(async () => maepsi.bulk.cancel({ params }))}
            data-testid="bulk-cancel"
          >
            {t('bulk.watch.cancel')}
          </Button>
        )}
        {bulk.state === 'ended' && bulk.states.failed + bulk.states.cancelled > 0 && (
          <Button busy={busy} onClick={() => void act(async () => maepsi.bulk.retry({ params, body: {} }))}>
            {t('bulk.watch.retryAll')}
          </Button>
        )}
        {more && more.rows > 0 && (
          <Button
            busy={busy}
            onClick={() =>
              void act(async () =>
                maepsi.bulk.start({ params, body: { pay, price: more.price, cap: bulk.cap } }),
              )
            }
          >
            {t('bulk.watch.startMore')}
          </Button>
        )}
        {bulk.state === 'ended' && bulk.looks.made > 0 && (
          <>
            <Link to="/pick" className={buttonClass('primary')}>
              {t('bulk.watch.pick')}
            </Link>
            <a href={`/projects/${bulk.projectId}/export`} className={buttonClass()}>
              {t('bulk.watch.export')}
            </a>
          </>
        )}
      </p>
    </div>
  )
}
