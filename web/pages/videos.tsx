// The videos of a project: those being made, and those that are there to be played, kept and downloaded.
import { useT } from '#web/i18n.ts'
import { doubtsOf } from '#web/images/look-words.ts'
import { useProductName } from '#web/products/product-strip.tsx'
import { useProjectProducts } from '#web/products/project-products.ts'
import { askProject } from '#web/queries.ts'
import { ReportLink } from '#web/reports/report-lazily.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { SkeletonFrames } from '#web/ui/skeleton.tsx'
import { MakeTurntable } from '#web/videos/make-turntable.tsx'
import { factsOfVideo, VideoCard } from '#web/videos/video-card.tsx'
import { useProjectVideos, useVideoActions } from '#web/videos/video-actions.ts'
import { backdropName } from '#web/vto-jobs/backdrops.ts'
import { recallChoice } from '#web/vto-jobs/direction-choice.ts'
import { hasEnded, useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { bodyName } from './body-name.ts'
import { videoDirection } from './video-direction.ts'
import { VideoJob } from './video-job.tsx'

const route = getRouteApi('/signed-in/projects/$id/videos')
/** Jobs that came to nothing stay in sight this long, in ms, so that nobody wonders where they went. */
const REMEMBERED = 24 * 60 * 60_000

export function VideosPage() {
  const t = useT()
  const { id } = route.useParams()
  const { filter = 'all' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: project } = useSuspenseQuery(askProject(id))
  const query = useProjectVideos(id, filter)
  const actions = useVideoActions(id)
  const videos = query.data?.pages.flatMap((page) => page.items) ?? []
  const { products } = useProjectProducts(id)
  const nameOf = useProductName()
  const names = new Map(products.map((product, at) => [product.id, nameOf(product, at)]))
  const [opened] = useState(() => Date.now())
  const jobs = (useProjectJobs(id).data?.pages.flatMap((page) => page.items) ?? []).filter(
    (job) =>
      job.kind === 'video' &&
      filter === 'all' &&
      (!hasEnded(job) ||
        (job.status !== 'DONE' && opened - Date.parse(job.finishedAt ?? job.queuedAt) < REMEMBERED)),
  )
  const ready = products.filter((product) => product.photos.some((photo) => photo.side === 'front'))
  const [making, setMaking] = useState(false)
  const chosen = ready.at(-1)
  const nothing = videos.length === 0 && jobs.length === 0
  const make = (
    <Button look="primary" disabled={!chosen} onClick={() => setMaking(true)}>
      {t('videos.make')}
    </Button>
  )

  return (
    <div className="mx-auto max-w-480 px-(--margin) pb-32">
      <title>{`${project.name} — ${t('videos.title')}`}</title>
      <div className="flex h-19 items-center justify-between gap-4">
        <Button
          look="ghost"
          aria-pressed={filter === 'bin'}
          onClick={() => void navigate({ search: filter === 'bin' ? {} : { filter: 'bin' }, replace: true })}
        >
          {t(filter === 'bin' ? 'videos.showAll' : 'videos.showBin')}
        </Button>
        {filter === 'all' && !nothing && make}
      </div>
      {query.isPending ? (
        <div role="status" aria-label={t('app.loading')} className={grid}>
          <SkeletonFrames count={4} />
        </div>
      ) : query.isError ? (
        <EmptyState
          title={t('state.failed')}
          actions={
            <Button look="primary" onClick={() => void query.refetch()}>
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(query.error)}
        </EmptyState>
      ) : nothing ? (
        <EmptyState
          title={t(filter === 'bin' ? 'videos.emptyBin' : 'videos.empty')}
          actions={filter === 'all' ? make : undefined}
        >
          {filter === 'all' && t(chosen ? 'videos.emptyHelp' : 'videos.needsPhoto')}
        </EmptyState>
      ) : (
        <div className={grid}>
          {jobs.map((job) => (
            <VideoJob key={job.id} job={job} />
          ))}
          {videos.map((video) => (
            <VideoCard
              key={video.id}
              video={video}
              productName={
                video.details.title ||
                (names.get(video.productId ?? '') ?? t(`films.kinds.${video.details.kind}`))
              }
              facts={factsOfVideo(
                video,
                `${bodyName(video.details, t)} · ${backdropName(video.details.backdrop, t)}`,
                t,
              )}
              doubts={doubtsOf(video.details.doubts, t)}
              actions={actions}
            >
              {video.jobId !== null && video.deletedAt === null && (
                <Suspense>
                  <ReportLink subject={{ videoId: video.id }} />
                </Suspense>
              )}
            </VideoCard>
          ))}
        </div>
      )}
      {query.hasNextPage && (
        <Button className="mt-8" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
      {making && chosen && (
        <MakeTurntable
          product={chosen}
          productName={names.get(chosen.id) ?? ''}
          direction={videoDirection(recallChoice(id))}
          onClose={() => setMaking(false)}
          onStarted={() => setMaking(false)}
        />
      )}
    </div>
  )
}

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-5 gap-y-9 max-md:grid-cols-1'
