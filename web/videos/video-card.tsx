// One finished video with what can be done with it.
import type { Video } from '#sdk/contract/videos.ts'
import { type Translate, useT } from '#web/i18n.ts'
import { lineageFacts } from '#web/lineage-words.ts'
import { formatMoment } from '#web/times.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Bookmark, Download, Heart, RotateCcw, Trash2, TriangleAlert } from 'lucide-react'
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
  const lineage = lineageFacts(video.details.lineage, t)
  return (
    <article data-testid="video" className="min-w-0">
      <Player video={video} alt={altOf(video, productName, t)} />
      <div className="mt-1 flex items-start gap-1">
        <h2 className="min-w-0 grow truncate pt-2 text-15 font-semibold">{productName}</h2>
        {!binned && video.productId !== null && (
          <IconButton
            label={t('videos.main')}
            aria-pressed={video.isMain}
            data-testid="main-video"
            onClick={() => actions.main(video)}
          >
            <Bookmark {...icon} fill={video.isMain ? 'currentColor' : 'none'} />
          </IconButton>
        )}
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
      {video.isMain && <p className="text-12 font-semibold">{t('videos.main')}</p>}
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
      {lineage.length > 0 && (
        <details className="mt-1 text-12 text-ink-2">
          <summary className="flex w-fit cursor-pointer items-center pointer-coarse:min-h-11">
            <span className="link">{t('verify.lineage.title')}</span>
          </summary>
          <dl>
            {[
              [t('viewer.fact.engine'), `${video.details.engine} ${video.details.engineVersion}`] as const,
              ...lineage,
            ].map(([name, fact]) => (
              <div key={name} className="flex gap-4 border-b border-line py-1.5">
                <dt className="w-20 shrink-0 text-ink-3">{name}</dt>
                <dd className="num min-w-0 grow break-words">{fact}</dd>
              </div>
            ))}
          </dl>
        </details>
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
