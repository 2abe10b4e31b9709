// The ledger: every change of the balance, newest first, by day.
import type { LedgerRow as Row } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { formatDay, readZone } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { LedgerRow } from './ledger-row.tsx'
import { LedgerTools } from './ledger-tools.tsx'
import type { LedgerSearch } from './ledger-wish.ts'

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

const PAGE = 50
const head = 'border-b border-ink py-2.5 text-12 font-medium text-ink-3'

interface LedgerProps {
  readonly search: LedgerSearch
  readonly onSearch: (search: LedgerSearch) => void
  readonly since: string | undefined
}

/** The ledger with its filters. */
export function Ledger({ search, onSearch, since }: LedgerProps) {
  const t = useT()
  const { kind, type, month } = search
  const filtered = Boolean(kind ?? type ?? month)
  const ledger = useInfiniteQuery({
    queryKey: keys.ledger(search),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.points.ledger({
        query: {
          limit: PAGE,
          zone: readZone(),
          ...(kind && { kind }),
          ...(type && { usageType: type }),
          ...(month && { month }),
          ...(pageParam && { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  const rows = ledger.data?.pages.flatMap(({ items }) => items)
  return (
    <section aria-labelledby="ledger" className="mt-11 max-md:mt-8">
      <LedgerTools search={search} onSearch={onSearch} since={since} />
      <PartFailed of={[ledger]} />
      {ledger.isPending && (
        <output aria-label={t('app.loading')} className="mt-3 grid gap-px">
          {[0, 1, 2, 3, 4].map((n) => (
            <Skeleton key={n} className="h-16" />
          ))}
        </output>
      )}
      {rows?.length === 0 && (
        <div className="mt-4">
          <EmptyState
            title={t(filtered ? 'points.emptyFilter' : 'points.empty')}
            actions={
              filtered ? <Button onClick={() => onSearch({})}>{t('points.showAll')}</Button> : undefined
            }
          >
            {t(filtered ? 'points.emptyFilterHelp' : 'points.emptyHelp')}
          </EmptyState>
        </div>
      )}
      {rows && rows.length > 0 && (
        <table
          aria-labelledby="ledger"
          aria-busy={ledger.isPlaceholderData || undefined}
          className="w-full border-collapse max-md:block"
        >
          <thead className="max-md:sr">
            <tr className="text-left">
              <th className={`${head} w-16`}>{t('points.when')}</th>
              <th className={head}>{t('points.what')}</th>
              <th className={`${head} w-24`}>{t('points.kind')}</th>
              <th className={`${head} w-24 text-right`}>{t('points.credit')}</th>
              <th className={`${head} w-24 text-right`}>{t('points.tickets')}</th>
              <th className={`${head} w-36 text-right`}>
                {t('points.balanceHead')}
                <span className="block text-11 font-normal">{t('points.balanceParts')}</span>
              </th>
            </tr>
          </thead>
          {byDay(rows).map((day) => (
            <tbody key={day.day} className="max-md:block">
              <tr className="max-md:block">
                <th
                  colSpan={6}
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
        <p className="mt-5 flex flex-wrap items-center gap-4 text-13 text-ink-3 max-md:flex-col max-md:items-stretch max-md:text-center">
          {ledger.hasNextPage && (
            <Button
              size="small"
              busy={ledger.isFetchingNextPage}
              onClick={() => void ledger.fetchNextPage()}
              className="max-md:h-11"
            >
              {t('do.loadMore')}
            </Button>
          )}
          {t('points.keep')}
        </p>
      )}
    </section>
  )
}
