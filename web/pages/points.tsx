// The page of credits and tickets: the balances, then the ledger.
import { useT } from '#web/i18n.ts'
import { Balances } from '#web/points/balances.tsx'
import { Ledger } from '#web/points/ledger.tsx'
import { askBalance, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { useQuery } from '@tanstack/react-query'

export function PointsPage() {
  const t = useT()
  const balance = useQuery(askBalance)
  const { data: studio } = useQuery(askStudio)
  return (
    <>
      <title>{`${t('account.points')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('account.points')}</h1>
      {balance.error ? (
        <Banner
          kind="error"
          title={t('state.partFailed')}
          action={
            <Button size="small" onClick={() => void balance.refetch()}>
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(balance.error)}
        </Banner>
      ) : (
        <Balances balance={balance.data} prices={studio?.prices} />
      )}
      <Ledger />
    </>
  )
}
