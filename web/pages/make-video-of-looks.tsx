// A video of looks, where it needs more than the looks: a turntable is made of their product.
import type { VideoKind } from '#sdk/contract/film.ts'
import type { Image } from '#sdk/contract/images.ts'
import { useProductName } from '#web/products/product-strip.tsx'
import { useProjectProducts } from '#web/products/project-products.ts'
import { MakeTurntable } from '#web/videos/make-turntable.tsx'
import { MakeVideo } from '#web/videos/make-video.tsx'
import { useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { recallChoice } from '#web/vto-jobs/direction-choice.ts'
import { useState } from 'react'
import { videoDirection } from './video-direction.ts'

interface MakeVideoOfLooksProps {
  readonly projectId: string
  readonly images: readonly Image[]
  /** Which kind is offered first. */
  readonly kind: VideoKind
  readonly onClose: () => void
  readonly onStarted: () => void
}

export function MakeVideoOfLooks({ projectId, images, kind, onClose, onStarted }: MakeVideoOfLooksProps) {
  const nameOf = useProductName()
  const { products } = useProjectProducts(projectId)
  const jobs = useProjectJobs(projectId).data?.pages.flatMap((page) => page.items) ?? []
  const [turned, setTurned] = useState<Image | null>(null)
  const product = products.find((one) => one.id === turned?.productId)
  if (!product)
    return (
      <MakeVideo
        projectId={projectId}
        images={images}
        kind={kind}
        onTurntable={setTurned}
        onClose={onClose}
        onStarted={onStarted}
      />
    )
  const direction = jobs.find((job) => job.id === turned?.jobId)?.direction ?? recallChoice(projectId)
  return (
    <MakeTurntable
      product={product}
      productName={nameOf(product, products.indexOf(product))}
      direction={{ ...videoDirection(direction), engine: 'drape' }}
      onClose={onClose}
      onStarted={onStarted}
    />
  )
}
