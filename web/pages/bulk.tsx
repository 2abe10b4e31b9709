// One bulk: before its start the products, their direction and the price; afterwards how far it is, and how it is steered.
import { askBulk } from '#web/bulk/questions.ts'
import { useT } from '#web/i18n.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { BulkDirection } from './bulk-direction.tsx'
import { BulkPrice } from './bulk-price.tsx'
import { BulkRows } from './bulk-rows.tsx'
import { BulkWatch } from './bulk-watch.tsx'

const route = getRouteApi('/signed-in/bulk/$id')

export function BulkPage() {
  const { id } = route.useParams()
  return <OneBulk key={id} id={id} />
}

function OneBulk({ id }: { readonly id: string }) {
  const t = useT()
  const { data: bulk } = useSuspenseQuery(askBulk(id))
  const draft = bulk.state === 'draft'
  return (
    <div className="mx-auto max-w-420 px-(--margin) pt-8 pb-24 max-md:pt-4 max-md:pb-12">
      <title>{`${bulk.name} — ${t('app.name')}`}</title>
      <p className="text-13 text-ink-3">
        <Link to="/bulk" className="inline-flex min-h-8 items-center hover:text-ink">
          {t('bulk.title')}
        </Link>
        <span aria-hidden> /</span>
      </p>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="display min-w-0 text-40 tracking-[-0.03em] max-md:text-32">{bulk.name}</h1>
        <Link to="/projects/$id/looks" params={{ id: bulk.projectId }} className={buttonClass('ghost')}>
          {t('bulk.watch.project')}
        </Link>
      </div>
      <p className="num mt-1 text-14 text-ink-2" data-testid="bulk-state">
        {t(`bulk.state.${bulk.state}`)} · {t('bulk.products', { count: bulk.rows })}
      </p>
      {!draft && (
        <Stitch
          value={bulk.looks.made}
          max={bulk.looks.wanted}
          label={t('bulk.watch.title')}
          stale={bulk.state === 'paused'}
          className="mt-4"
          testId="bulk-stitch"
        />
      )}
      {!draft && <BulkWatch bulk={bulk} />}
      <BulkRows bulk={bulk} />
      {draft && <BulkDirection bulk={bulk} />}
      {draft && <BulkPrice bulk={bulk} />}
    </div>
  )
}
