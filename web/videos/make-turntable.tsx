// Asks for a turntable: what it will show, what it costs in either kind of point, and the button.
import { priceOfVideo } from '#sdk/contract/price.ts'
import type { Product } from '#sdk/contract/products.ts'
import type { VideoDirection } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useQuery } from '@tanstack/react-query'
import { PayChoice, usePay } from './pay-choice.tsx'
import { useSubmitFilm } from './submit-film.ts'

interface MakeTurntableProps {
  readonly product: Product
  readonly productName: string
  readonly direction: VideoDirection
  readonly onClose: () => void
  readonly onStarted: () => void
}

export function MakeTurntable({ product, productName, direction, onClose, onStarted }: MakeTurntableProps) {
  const t = useT()
  const list = useQuery(askStudio).data?.prices
  const prices = list
    ? {
        video_ticket: priceOfVideo({ pay: 'video_ticket' }, list),
        credit: priceOfVideo({ pay: 'credit' }, list),
      }
    : {}
  const paying = usePay(prices)
  const { pay, price, short } = paying
  const clear = direction.backdrop === 'transparent'
  const submit = useSubmitFilm(
    product.projectId,
    async ({ id, price }) =>
      maepsi.vtoJobs.submitVideo({
        body: {
          id,
          productId: product.id,
          kind: 'turntable',
          direction: clear ? { ...direction, backdrop: 'white' } : direction,
          pay,
          price,
        },
      }),
    onStarted,
  )
  const fronts = product.photos.filter((photo) => photo.side === 'front')
  const guessed = product.photos.every((photo) => photo.side === 'front')

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
      <PayChoice {...paying} prices={prices} />
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
