// The ledger: every change of the balance, newest first, by day.
import { type LedgerRow as Row, USAGE_TYPES, type UsageType } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDay } from '#web/times.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LedgerRow } from './ledger-row.tsx'
import { sayUnit } from './ledger-words.ts'

/** The rows in runs of one day each. */
function byDay(rows: readonly Row[]): { readonly day: string; readonly rows: readonly Row[] }[] {
  const days: { day: string; rows: Row[] }[] = []
  for (const row of rows) {
    const day = formatDay(row.createdAt)
    if (days.at(-1)?.day === day) days.at(-1)?.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}

const head = 'border-b border-ink py-2.5 text-12 font-medium text-ink-3'

/** The ledger with its filter. */
export function Ledger() {
  const t = useT()
  const [only, setOnly] = useState<UsageType | null>(null)
  const ledger = useInfiniteQuery({
    queryKey: keys.ledger(only ?? undefined),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.points.ledger({
        query: {
          limit: 50,
          ...(only ? { usageType: only } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const rows = ledger.data?.pages.flatMap(({ items }) => items)
  return (
    <section aria-labelledby="ledger" className="mt-11 max-md:mt-8">
      <header className="flex flex-wrap items-center gap-x-7 gap-y-1">
        <h2 id="ledger" className="display text-30 max-md:text-26">
          {t('points.ledger')}
        </h2>
        <fieldset
          aria-label={t('points.filter')}
          className="no-scrollbar flex min-w-0 gap-4.5 overflow-x-auto p-1"
        >
          {[null, ...USAGE_TYPES].map((type) => (
            <button
              key={type ?? 'all'}
              type="button"
              aria-pressed={type === only}
              onClick={() => setOnly(type)}
              className="min-h-10 border-b-2 border-transparent font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
            >
              {type ? sayUnit(t, type) : t('points.all')}
            </button>
          ))}
        </fieldset>
      </header>
      {ledger.error && (
        <Banner
          kind="error"
          title={t('state.partFailed')}
          action={
            <Button size="small" onClick={() => void ledger.refetch()}>
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(ledger.error)}
        </Banner>
      )}
      {ledger.isPending && (
        <output aria-label={t('app.loading')} className="mt-3 grid gap-px">
          {[0, 1, 2, 3, 4].map((n) => (
            <Skeleton key={n} className="h-14" />
          ))}
        </output>
      )}
      {rows?.length === 0 && (
        <div className="mt-4">
          <EmptyState title={only ? t('points.emptyFilter') : t('points.empty')}>
            {only ? null : t('points.emptyHelp')}
          </EmptyState>
        </div>
      )}
      {rows && rows.length > 0 && (
        <table className="w-full border-collapse max-md:block" aria-labelledby="ledger">
          <thead className="max-md:sr">
            <tr className="text-left">
              <th className={`${head} w-16`}>{t('points.when')}</th>
              <th className={head}>{t('points.what')}</th>
              <th className={`${head} w-24`}>{t('points.kind')}</th>
              <th className={`${head} text-right`}>{t('points.amount')}</th>
              <th className={`${head} w-28 text-right`}>{t('points.left')}</th>
            </tr>
          </thead>
          {byDay(rows).map((day) => (
            <tbody key={day.day} className="max-md:block">
              <tr className="max-md:block">
                <th
                  colSpan={5}
                  scope="rowgroup"
                  className="border-b border-line pt-5 pb-1.5 text-left text-13 font-semibold first-letter:uppercase max-md:block"
                >
                  {day.day}
                </th>
              </tr>
              {day.rows.map((row) => (
                <LedgerRow key={row.id} row={row} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      {rows && rows.length > 0 && (
        <p className="mt-5 flex flex-wrap items-center gap-4 text-13 text-ink-3">
          {ledger.hasNextPage && (
            <Button size="small" busy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
              {t('do.loadMore')}
            </Button>
          )}
          {t('points.keep')}
        </p>
      )}
    </section>
  )
}
