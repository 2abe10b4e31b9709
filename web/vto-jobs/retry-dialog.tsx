// Making again what a job did not deliver: a new run of the same direction, at today's price, shown before the press.
import type { PayWith } from '#sdk/contract/price.ts'
import { priceOfVideo } from '#sdk/contract/price.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { askBalance, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { callSheet, type Offer } from './call-sheet-state.ts'
import { rememberChoice, type Choice } from './direction-choice.ts'
import { chosenEngine } from './engine-offers.ts'
import { PriceChoice } from './price-choice.tsx'
import { putJob } from './project-jobs.ts'

interface RetryDialogProps {
  readonly job: VtoJob & { readonly productId: string }
  readonly name: string
  readonly onClose: () => void
  readonly onDone: (job: VtoJob) => void
}

/** The looks of a job that were not made, by their views; once each. */
export function missingViews({ looks, direction }: VtoJob): VtoJob['direction']['views'] {
  const missing = new Set<string>(
    looks.filter(({ status }) => status !== 'made' && status !== 'waiting').map(({ view }) => view),
  )
  return direction.views.filter((view) => missing.has(view))
}

/** The dialog; the same press twice is one job. */
export function RetryDialog({ job, name, onClose, onDone }: RetryDialogProps) {
  const t = useT()
  const queries = useQueryClient()
  const [id] = useState(() => uuidv7())
  const [pay, setPay] = useState<PayWith>(job.usedPointType === 'video_ticket' ? 'credit' : job.usedPointType)
  const { data: studio } = useQuery(askStudio)
  const { data: balance } = useQuery(askBalance)
  const product = useQuery({
    queryKey: keys.product(job.productId),
    queryFn: async ({ signal }) => maepsi.products.get({ params: { id: job.productId }, signal }),
    retry: false,
  })
  const video = job.kind === 'video'
  const choice: Choice = { ...job.direction, views: missingViews(job), pay }
  const engine = studio && product.data ? chosenEngine(studio, choice, product.data.photos) : null
  const sheet = callSheet({
    photos: product.data?.photos ?? [],
    uploading: [],
    choice: engine?.choice ?? choice,
    balance,
    prices: engine?.prices,
    engine: engine?.wants,
    online: true,
  })
  const credits = studio ? priceOfVideo({ pay: 'credit' }, studio.prices) : null
  const filmed: Offer | null =
    video && credits !== null && balance
      ? { pay: 'credit', each: credits, total: credits, have: balance.credit, left: balance.credit - credits }
      : null
  const offers = video ? (filmed ? [filmed] : []) : sheet.offers
  const offer = video ? filmed : sheet.chosen
  const possible =
    offer?.total !== null && offer !== null && offer.left !== null && offer.left >= 0 && product.isSuccess
  const ready = possible && (video || sheet.needs.length === 0)
  const submit = useMutation({
    mutationFn: async () => {
      const price = offer?.total ?? 0
      const { pay: _, ...direction } = engine?.choice ?? choice
      const { productId } = job
      if (!video) return maepsi.vtoJobs.submit({ body: { id, productId, direction, pay, price } })
      const { body, bodySize, finish, pose, tucked, open, backdrop } = direction
      const filming = { engine: direction.engine, body, bodySize, finish, pose, tucked, open, backdrop }
      return maepsi.vtoJobs.submitVideo({
        body: { id, productId, kind: 'turntable', direction: filming, pay: 'credit', price },
      })
    },
    onSuccess: (made) => {
      putJob(queries, made)
      void queries.invalidateQueries({ queryKey: ['vto-jobs'] })
      void queries.invalidateQueries({ queryKey: keys.balance })
      onDone(made)
    },
    onError: (error) => {
      if (error instanceof MaepsiError && error.code === 'price_changed')
        void queries.invalidateQueries({ queryKey: keys.studio })
      showToast(sayError(error), { kind: 'error' })
    },
  })
  const waiting = product.isPending || !studio || !balance
  return (
    <Dialog open onClose={onClose} title={t('jobs.retryTitle')} closeLabel={t('do.close')} testId="retry">
      <p className="mb-4 text-ink-2">
        <b className="font-semibold text-ink">{name}</b>
        {' · '}
        {video ? t('jobs.retryVideo') : t('jobs.retryLooks', { count: choice.views.length })}
      </p>
      {offers.length > 0 && (
        <PriceChoice
          offers={offers}
          chosen={offer?.pay ?? pay}
          onChoose={setPay}
          creditOnly={engine?.prices.creditOnly ?? false}
        />
      )}
      {!waiting && !ready && (
        <p role="status" className="mt-3 bg-warn-wash p-3 text-13">
          {product.isError
            ? sayError(product.error)
            : t(offer?.left !== null && offer && offer.left < 0 ? 'jobs.short' : 'jobs.cannot')}
        </p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Link
          to="/projects/$id/studio"
          params={{ id: job.projectId }}
          search={{ product: job.productId }}
          className={buttonClass('ghost')}
          onClick={() => rememberChoice(job.projectId, choice)}
        >
          {t('jobs.inStudio')}
        </Link>
        <Button
          look="primary"
          busy={submit.isPending || waiting}
          aria-disabled={!ready || undefined}
          data-autofocus
          onClick={() => submit.mutate()}
        >
          {offer?.total
            ? t('jobs.retryFor', { amount: t(`studio.amount.${offer.pay}`, { count: offer.total }) })
            : t('jobs.retry')}
        </Button>
      </div>
    </Dialog>
  )
}
