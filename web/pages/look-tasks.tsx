// What can be made of a look: a turntable, or the look again once its handles have been put right.
import type { Image } from '#sdk/contract/images.ts'
import { priceOfRun } from '#sdk/contract/price.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import type { Photo, Product } from '#sdk/contract/products.ts'
import { type Direction, VIEWS } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { HandleEditor } from '#web/products/handles/handle-editor.tsx'
import { placeName } from '#web/products/place-name.ts'
import { useProductName } from '#web/products/product-strip.tsx'
import { askBalance, askStudio } from '#web/queries.ts'
import { MakeTurntable } from '#web/videos/make-turntable.tsx'
import { useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { useSubmitRun } from '#web/vto-jobs/submit-run.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { MakeVideoOfLooks } from './make-video-of-looks.tsx'
import { videoDirection } from './video-direction.ts'

interface LookTasksProps {
  readonly image: Image
  readonly product: Product
  /** Leaves the viewer, back to the gallery. */
  readonly onLeave: () => void
}

export function LookTasks({ image, product, onLeave }: LookTasksProps) {
  const t = useT()
  const navigate = useNavigate()
  const nameOf = useProductName()
  const [turntable, setTurntable] = useState(false)
  const [filming, setFilming] = useState(false)
  const [photo, setPhoto] = useState<Photo | null>(null)
  const { projectId } = image
  const jobs = useProjectJobs(projectId).data?.pages.flatMap((page) => page.items) ?? []
  const direction = jobs.find((job) => job.id === image.jobId)?.direction
  const again = useMakeAgain(image, direction, onLeave)
  if (!direction) return null
  const name = nameOf(product, 0)
  return (
    <>
      <button type="button" className="link" onClick={() => setTurntable(true)}>
        {t('viewer.makeTurntable')}
      </button>
      <button type="button" className="link" onClick={() => setFilming(true)}>
        {t('films.make')}
      </button>
      {filming && (
        <MakeVideoOfLooks
          projectId={projectId}
          kind="clip"
          images={[image]}
          onClose={() => setFilming(false)}
          onStarted={() => void navigate({ to: '/projects/$id/videos', params: { id: projectId } })}
        />
      )}
      {product.photos
        .filter((one) => one.landmarks !== null)
        .map((one) => (
          <button key={one.key} type="button" className="link text-left" onClick={() => setPhoto(one)}>
            {t('viewer.putRightPhoto', { place: placeName(one, t) })}
          </button>
        ))}
      {photo && (
        <HandleEditor
          productId={product.id}
          photo={product.photos.find((one) => one.key === photo.key) ?? photo}
          onClose={() => setPhoto(null)}
          again={again}
        />
      )}
      {turntable && (
        <MakeTurntable
          product={product}
          productName={name}
          direction={videoDirection(direction)}
          onClose={() => setTurntable(false)}
          onStarted={() => void navigate({ to: '/projects/$id/videos', params: { id: projectId } })}
        />
      )}
    </>
  )
}

/** Makes the same look again, paid by a ticket where there is one, else by credit. */
function useMakeAgain(
  image: Image,
  direction: Direction | undefined,
  onLeave: () => void,
): { label: string; make: () => void } | undefined {
  const t = useT()
  const navigate = useNavigate()
  const prices = useQuery(askStudio).data?.prices
  const balance = useQuery(askBalance).data
  const run = useSubmitRun(onLeave, (id) => void navigate({ to: '/projects/$id/studio', params: { id } }))
  const view = VIEWS.find((one) => one === image.details.view)
  if (!direction || !prices || !balance || !view || image.productId === null) return undefined
  const { productId } = image
  const pay: PayWith =
    balance.lookBookTicket > 0 && direction.size === 'standard' ? 'look_book_ticket' : 'credit'
  const price = priceOfRun({ looks: 1, size: direction.size, pay }, prices)
  if (!price) return undefined
  return {
    label: t('viewer.saveAndMake', { amount: t(`studio.amount.${pay}`, { count: price.total }) }),
    make: () =>
      run.submit({
        projectId: image.projectId,
        productId,
        productName: null,
        choice: { ...direction, views: [view], pay },
        price: price.total,
      }),
  }
}
