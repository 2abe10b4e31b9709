// One finished video with what can be done with it.
import type { Video } from '#sdk/contract/videos.ts'
import { type Translate, useT } from '#web/i18n.ts'
import { formatMoment } from '#web/times.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Download, Heart, RotateCcw, Trash2, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Player } from './player.tsx'
import type { VideoActions } from './video-actions.ts'

interface VideoCardProps {
  readonly video: Video
  readonly productName: string
  /** Model and backdrop in words. */
  readonly facts: string
  /** Why the engine is not sure of it, a sentence each. */
  readonly doubts: readonly string[]
  readonly actions: VideoActions
  /** What else can be done with it, below its facts. */
  readonly children?: ReactNode
}

const icon = { size: 17, strokeWidth: 1.5, 'aria-hidden': true } as const

export function VideoCard({ video, productName, facts, doubts, actions, children }: VideoCardProps) {
  const t = useT()
  const binned = video.deletedAt !== null
  return (
    <article data-testid="video" className="min-w-0">
      <Player video={video} alt={altOf(video, productName, t)} />
      <div className="mt-1 flex items-start gap-1">
        <h2 className="min-w-0 grow truncate pt-2 text-15 font-semibold">{productName}</h2>
        {!binned && (
          <IconButton
            label={t('videos.favourite')}
            aria-pressed={video.isSelected}
            onClick={() => actions.favourite(video)}
          >
            <Heart {...icon} fill={video.isSelected ? 'currentColor' : 'none'} />
          </IconButton>
        )}
        {!binned && (
          <a
            href={video.url}
            download={`${productName}.mp4`}
            aria-label={t('videos.download')}
            title={t('videos.download')}
            className="grid size-10 shrink-0 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
          >
            <Download {...icon} />
          </a>
        )}
        <IconButton
          label={t(binned ? 'videos.restore' : 'videos.bin')}
          onClick={() => (binned ? actions.restore(video) : actions.bin(video))}
        >
          {binned ? <RotateCcw {...icon} /> : <Trash2 {...icon} />}
        </IconButton>
      </div>
      <p className="num text-12 text-ink-3">{`${facts} · ${formatMoment(video.createdAt)}`}</p>
      {doubts.length > 0 && (
        <p className="mt-1 flex gap-1.5 text-12 text-warn">
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0" />
          <span>
            <span className="sr">{t('videos.doubts')} </span>
            {doubts.join(' · ')}
          </span>
        </p>
      )}
      {children}
    </article>
  )
}

/** What a video shows, for whoever cannot see it. */
function altOf({ details: { kind, imageIds = [], title } }: Video, product: string, t: Translate): string {
  if (kind === 'turntable') return t('videos.alt', { product })
  const alt = t(`films.alt.${kind}`, { product, count: imageIds.length })
  return title ? `${title} — ${alt}` : alt
}

/** What is told of a video below it; of a turntable who wears the clothes, which `worn` says. */
export function factsOfVideo({ details, seconds }: Video, worn: string, t: Translate): string {
  const { kind, format = '', imageIds = [], motion } = details
  if (kind === 'clip') return t('films.facts.clip', { format, count: imageIds.length, seconds })
  if (kind === 'motion')
    return t('films.facts.motion', { motion: motion ? t(`films.motions.${motion}`) : '', seconds })
  return worn
}
