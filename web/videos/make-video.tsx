// Makes a video of selected looks: which kind first, then what that kind needs.
import { VIDEO_KINDS, type VideoKind } from '#sdk/contract/film.ts'
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useState } from 'react'
import { ClipForm } from './clip-form.tsx'
import { MotionForm } from './motion-form.tsx'

interface MakeVideoProps {
  readonly projectId: string
  /** In the order in which they were selected. */
  readonly images: readonly Image[]
  /** Which kind is offered first. */
  readonly kind: VideoKind
  /** Goes on to the turntable of a look's product. */
  readonly onTurntable: (image: Image) => void
  readonly onClose: () => void
  readonly onStarted: () => void
}

export function MakeVideo({
  projectId,
  images,
  kind: offered,
  onTurntable,
  onClose,
  onStarted,
}: MakeVideoProps) {
  const t = useT()
  const [kind, setKind] = useState<VideoKind>(offered)
  const [first] = images
  const oneProduct = new Set(images.map(({ productId }) => productId)).size === 1
  return (
    <Dialog open onClose={onClose} title={t('films.make')} closeLabel={t('do.close')} testId="make-video">
      <Segmented
        className="mb-4"
        label={t('films.make')}
        value={kind}
        options={VIDEO_KINDS.map((value) => ({ value, label: t(`films.kinds.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'clip' ? (
        <ClipForm projectId={projectId} images={images} onStarted={onStarted} />
      ) : kind === 'motion' ? (
        images.length === 1 && first ? (
          <MotionForm image={first} onStarted={onStarted} />
        ) : (
          <p className="text-13 text-ink-2">{t('films.oneLook')}</p>
        )
      ) : oneProduct && first ? (
        <div className="grid justify-items-start gap-4">
          <p className="text-13 text-ink-2">{t('films.help.turntable')}</p>
          <Button look="primary" onClick={() => onTurntable(first)}>
            {t('videos.make')}
          </Button>
        </div>
      ) : (
        <p className="text-13 text-ink-2">{t('films.oneProduct')}</p>
      )}
    </Dialog>
  )
}
