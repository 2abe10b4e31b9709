// Everything brought in at once so far, and the way to bring in more.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

export function BulkListPage() {
  const t = useT()
  const bulks = useQuery({
    queryKey: keys.bulks,
    queryFn: async ({ signal }) => maepsi.bulk.list({ query: { limit: 50 }, signal }),
  })
  const begin = (
    <Link to="/bulk/new" className={buttonClass('primary')} data-testid="new-bulk">
      {t('bulk.new')}
    </Link>
  )
  return (
    <div className="mx-auto max-w-300 px-(--margin) pt-8 pb-24 max-md:pt-4 max-md:pb-12">
      <title>{`${t('bulk.title')} — ${t('app.name')}`}</title>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="display text-56 tracking-[-0.035em] max-md:text-40">{t('bulk.title')}</h1>
        {bulks.data && bulks.data.items.length > 0 && begin}
      </div>
      <p className="mt-2 text-14 text-ink-2">{t('bulk.about')}</p>
      {bulks.error && (
        <div className="mt-6">
          <Banner kind="error" title={t('state.partFailed')}>
            {sayError(bulks.error)}
          </Banner>
        </div>
      )}
      {bulks.isPending && <Skeleton className="mt-8 h-24 w-full" />}
      {bulks.data?.items.length === 0 && (
        <div className="mt-10 max-w-2xl">
          <EmptyState seams title={t('bulk.empty')} actions={begin}>
            {t('bulk.emptyHelp')}
          </EmptyState>
        </div>
      )}
      <ul className="mt-8 border-t border-line">
        {bulks.data?.items.map((bulk) => (
          <li key={bulk.id} className="border-b border-line">
            <Link
              to="/bulk/$id"
              params={{ id: bulk.id }}
              className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 py-4 hover:bg-well"
            >
              <b className="min-w-0 truncate font-semibold">{bulk.name}</b>
              <span className="text-13 text-ink-2">{t(`bulk.state.${bulk.state}`)}</span>
              <span className="num text-13 text-ink-3">
                {t('bulk.products', { count: bulk.rows })}
                {bulk.looks.wanted > 0 && ` · ${t('bulk.watch.count', bulk.looks)}`}
              </span>
              {bulk.state === 'running' && (
                <Stitch value={bulk.looks.made} max={bulk.looks.wanted} className="w-32" />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
