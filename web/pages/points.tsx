// The page of credits and tickets: the balances, what was used lately, then the ledger.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { Balances } from '#web/points/balances.tsx'
import { Ledger } from '#web/points/ledger.tsx'
import type { LedgerSearch } from '#web/points/ledger-wish.ts'
import { UseBars } from '#web/points/use-bars.tsx'
import { askBalance, askMe, askStudio } from '#web/queries.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { readZone } from '#web/times.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/signed-in/account/points')

export function PointsPage() {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [now] = useState(() => Date.now())
  const zone = readZone()
  const balance = useQuery(askBalance)
  const grants = useQuery({
    queryKey: keys.grants,
    queryFn: async ({ signal }) => maepsi.points.grants({ signal }),
  })
  const use = useQuery({
    queryKey: keys.daysOfUse(zone),
    queryFn: async ({ signal }) => maepsi.points.days({ query: { zone }, signal }),
  })
  const studio = useQuery(askStudio)
  const { data: me } = useQuery(askMe)
  const onSearch = ({ kind, type, month }: LedgerSearch) =>
    void navigate({
      search: { ...(kind && { kind }), ...(type && { type }), ...(month && { month }) },
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <title>{`${t('account.points')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-lg:sr max-md:mb-0">{t('account.points')}</h1>
      {/* All at once: what came later would push what stands below. */}
      {[balance, grants, use, studio].some(({ isPending }) => isPending) ? (
        <Skeleton className="h-[80vh]" />
      ) : (
        <>
          <PartFailed of={[balance, grants, use]} />
          {!balance.error && (
            <Balances
              balance={balance.data}
              grants={grants.data?.items}
              prices={studio.data?.prices}
              now={now}
            />
          )}
          {use.data && <UseBars use={use.data} />}
          <Ledger search={search} onSearch={onSearch} since={me?.createdAt} />
        </>
      )}
    </>
  )
}
