// Asks for a turntable: what it will show, what it costs in either kind of point, and the button.
import { type PayVideoWith, priceOfVideo } from '#sdk/contract/price.ts'
import type { Product } from '#sdk/contract/products.ts'
import type { VideoDirection } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askBalance, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'

interface MakeTurntableProps {
  readonly product: Product
  readonly productName: string
  readonly direction: VideoDirection
  readonly onClose: () => void
  readonly onStarted: () => void
}

const PAYS: readonly PayVideoWith[] = ['video_ticket', 'credit']

export function MakeTurntable({ product, productName, direction, onClose, onStarted }: MakeTurntableProps) {
  const t = useT()
  const group = useId()
  const queries = useQueryClient()
  const prices = useQuery(askStudio).data?.prices
  const balance = useQuery(askBalance).data
  const have = { video_ticket: balance?.videoTicket ?? 0, credit: balance?.credit ?? 0 }
  const priceOf = (pay: PayVideoWith) => (prices ? priceOfVideo({ pay }, prices) : null)
  const [chosen, setChosen] = useState<PayVideoWith | null>(null)
  // A ticket first: it is good for nothing else.
  const pay = chosen ?? (have.video_ticket > 0 ? 'video_ticket' : 'credit')
  const price = priceOf(pay)
  const clear = direction.backdrop === 'transparent'
  // One key however often it is pressed: a second try after a lost answer is the same job.
  const [id] = useState(() => uuidv7())
  const submit = useMutation({
    mutationFn: async (agreed: number) =>
      maepsi.vtoJobs.submitVideo({
        body: {
          id,
          productId: product.id,
          kind: 'turntable',
          direction: clear ? { ...direction, backdrop: 'white' } : direction,
          pay,
          price: agreed,
        },
      }),
    onSuccess: () => {
      for (const queryKey of [
        keys.jobs({ projectId: product.projectId }),
        keys.jobs({ active: true }),
        keys.balance,
      ])
        void queries.invalidateQueries({ queryKey })
      showToast(t('videos.started'))
      onStarted()
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: keys.studio })
      void queries.invalidateQueries({ queryKey: keys.balance })
      showToast(sayError(error), { kind: 'error' })
    },
  })
  const fronts = product.photos.filter((photo) => photo.side === 'front')
  const guessed = product.photos.every((photo) => photo.side === 'front')
  const short = balance !== undefined && price !== null && have[pay] < price

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('videos.make')}
      closeLabel={t('do.close')}
      testId="make-turntable"
    >
      <div className="flex gap-4">
        {fronts[0] && (
          <img
            src={fronts[0].thumbnailUrl}
            alt=""
            width={90}
            height={120}
            className="picture aspect-3/4 w-22 shrink-0 bg-white object-contain"
          />
        )}
        <div className="grid content-start gap-2 text-13">
          <p className="text-15 font-semibold">{productName}</p>
          <p className="text-ink-2">{t('videos.makeHelp')}</p>
          {guessed && <p className="text-warn">{t('videos.backGuessed')}</p>}
          {clear && <p className="text-ink-3">{t('videos.onWhite')}</p>}
        </div>
      </div>
      <fieldset className="num mt-5 grid auto-cols-fr grid-flow-col divide-x divide-line rounded-control border border-line-2 bg-surface">
        <legend className="sr">{t('studio.payWith')}</legend>
        {PAYS.map((one) => (
          <label
            key={one}
            className="relative grid px-3 pt-2.5 pb-3 has-checked:inset-ring-[1.5px] has-checked:inset-ring-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
          >
            <input
              type="radio"
              name={group}
              checked={one === pay}
              onChange={() => setChosen(one)}
              className="absolute top-3 right-2.5 size-4 accent-ink outline-none"
            />
            <b className={`display text-[2.25rem]/10 ${one === pay ? '' : 'text-ink-3'}`}>
              {prices ? formatNumber(priceOf(one) ?? 0) : '–'}
            </b>
            <span className="font-semibold">
              {one === 'video_ticket' ? t('videos.payTicket') : t('studio.points.credit')}
            </span>
            <span className="text-12 text-ink-3">{t('videos.have', { have: have[one] })}</span>
          </label>
        ))}
      </fieldset>
      {short && (
        <p role="status" className="mt-3 text-13 text-err">
          {t('videos.short')}
        </p>
      )}
      <Button
        look="primary"
        size="large"
        className="mt-5 w-full"
        data-testid="submit-turntable"
        data-autofocus
        busy={submit.isPending}
        aria-disabled={price === null || short || fronts.length === 0 || undefined}
        onClick={() => price !== null && submit.mutate(price)}
      >
        {t('videos.submit', { amount: t(`videos.amount.${pay}`, { count: price ?? 0 }) })}
      </Button>
      <p className="mt-3 text-12 text-ink-3">{t('studio.returned')}</p>
    </Dialog>
  )
}
