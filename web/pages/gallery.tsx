// The gallery page: all looks of a project by run, filling in as they are made; the viewer opens over it.
import type { VideoKind } from '#sdk/contract/film.ts'
import type { Image } from '#sdk/contract/images.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { type Gallery, GalleryContext } from '#web/images/gallery-context.ts'
import {
  isLook,
  type RunSection,
  runOfTile,
  sectionOfJob,
  sectionsOfImages,
  type Tile,
} from '#web/images/gallery-sections.ts'
import { focusFilters, GalleryTools } from '#web/images/gallery-tools.tsx'
import { type GridFocus, ImageGrid } from '#web/images/image-grid.tsx'
import { useLookActions } from '#web/images/look-actions.ts'
import type { TileHandlers } from '#web/images/look-tile.tsx'
import { imagesOfTiles, useFilteredImages, useRunImages } from '#web/images/run-images.ts'
import { SelectionBar } from '#web/images/selection-bar.tsx'
import { Selection } from '#web/images/selection.ts'
import { LARGEST, recallTileSize, rememberTileSize, widthOfSize } from '#web/images/tile-size.ts'
import { keys } from '#web/maepsi.ts'
import { askProject } from '#web/queries.ts'
import { ReportDialog } from '#web/reports/report-lazily.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { SkeletonFrames } from '#web/ui/skeleton.tsx'
import { rememberChoice } from '#web/vto-jobs/direction-choice.ts'
import { hasEnded, useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { RunHeader } from '#web/vto-jobs/run-header.tsx'
import { useSayProgress } from '#web/vto-jobs/say-progress.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet, useMatch, useRouter } from '@tanstack/react-router'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { EmptyGallery } from './empty-gallery.tsx'
import { titleCount, wordsOf } from './gallery-words.ts'
import { useHeldBack } from './hold-back.ts'

const MakeVideoOfLooks = lazy(async () => ({
  default: (await import('./make-video-of-looks.tsx')).MakeVideoOfLooks,
}))

const route = getRouteApi('/signed-in/projects/$id/looks')

export function GalleryPage() {
  const { id } = route.useParams()
  const { filter } = route.useSearch()
  return <GalleryOf key={`${id} ${filter ?? ''}`} projectId={id} filter={filter} />
}

function GalleryOf({
  projectId,
  filter,
}: {
  readonly projectId: string
  readonly filter: 'selected' | 'unseen' | 'bin' | undefined
}) {
  const t = useT()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const router = useRouter()
  const { data: project } = useSuspenseQuery(askProject(projectId))
  const jobsQuery = useProjectJobs(projectId)
  const jobs = useMemo(
    () => (jobsQuery.data?.pages.flatMap((page) => page.items) ?? []).filter((job) => job.kind === 'look'),
    [jobsQuery.data],
  )
  useSayProgress(jobsQuery.data ? jobs : null)
  const { shown, held } = useHeldBack(jobs)
  const [onScreen, setOnScreen] = useState<ReadonlySet<string>>(() => new Set())
  const runImages = useRunImages(
    projectId,
    useMemo(() => (filter ? [] : shown.map((job) => job.id)), [filter, shown]),
    onScreen,
  )
  const filtered = useFilteredImages(projectId, filter)
  const sections = useMemo(() => {
    if (!filter)
      return shown
        .map((job) => sectionOfJob(job, runImages.get(job.id) ?? null))
        .filter(
          (section) => section.tiles.length > 0 || !section.job?.looks.some((look) => look.status === 'made'),
        )
    const images = filtered.data?.pages.flatMap((page) => page.items) ?? []
    return sectionsOfImages(images, new Map(jobs.map((job) => [job.id, job])))
  }, [filter, shown, jobs, runImages, filtered.data])

  const [selection] = useState(() => new Selection())
  const selectedIds = useSyncExternalStore(selection.subscribe, selection.list)
  const [filming, setFilming] = useState<{ images: readonly Image[]; kind: VideoKind } | null>(null)
  const [reporting, setReporting] = useState<readonly Image[]>([])
  const [selectMode, setSelectMode] = useState(false)
  const [size, setSize] = useState(recallTileSize)
  const resize = (next: number) => {
    const kept = Math.min(LARGEST, Math.max(0, next))
    rememberTileSize(kept)
    setSize(kept)
  }
  const images = useMemo(
    () =>
      new Map(
        sections.flatMap((section) =>
          section.tiles.flatMap((tile) => (tile.image ? [[tile.id, tile.image] as const] : [])),
        ),
      ),
    [sections],
  )
  const looks = useMemo(
    () =>
      new Map(
        sections.flatMap((section) => section.tiles.filter(isLook).map((tile) => [tile.id, tile] as const)),
      ),
    [sections],
  )
  useEffect(() => selection.keep(new Set(looks.keys())), [selection, looks])
  const selected = selectedIds.flatMap((id) => looks.get(id) ?? [])
  // Looks further down may be selected before their facts are loaded.
  const withLooks = (them: readonly Tile[], act: (images: readonly Image[]) => void) =>
    imagesOfTiles(queries, projectId, them).then(act, (error: unknown) =>
      showToast(sayError(error), { kind: 'error' }),
    )
  const withSelected = (act: (images: readonly Image[]) => void) => withLooks(selected, act)
  const actions = useLookActions(projectId)
  const acts = {
    ...actions,
    bin: filter === 'bin' ? actions.restore : actions.bin,
    turntable: (images: readonly Image[]) => setFilming({ images, kind: 'turntable' }),
    video: (images: readonly Image[]) => setFilming({ images, kind: 'clip' }),
    export: (images: readonly Image[]) => {
      const looks = images.map((image) => image.id).join(',')
      void navigate({ to: '/projects/$id/export', params: { id: projectId }, search: { looks } })
    },
  }
  const grid = useRef<GridFocus>(null)
  const compare = () => {
    if (selected.length < 2) {
      showToast(t('gallery.compareMore'))
      return
    }
    const ids = selected.flatMap(({ imageId }) => imageId ?? []).join(',')
    void navigate({ to: '/projects/$id/compare', params: { id: projectId }, search: { ids } })
  }

  const toStudio = useCallback(
    (job: VtoJob) => {
      const pay = job.usedPointType === 'video_ticket' ? 'credit' : job.usedPointType
      rememberChoice(projectId, { ...job.direction, pay })
      void navigate({
        to: '/projects/$id/studio',
        params: { id: projectId },
        search: job.productId === null ? {} : { product: job.productId },
      })
    },
    [navigate, projectId],
  )
  const openedHere = useRef(false)
  const sayTile = useCallback((tile: Tile, section: RunSection) => wordsOf(tile, section, t), [t])
  const latest = useRef(sections)
  useEffect(() => {
    latest.current = sections
  }, [sections])
  const selectRun = useCallback(
    (job: VtoJob) => {
      const section = latest.current.find((one) => one.id === job.id)
      if (section) selection.all([...selection.list(), ...madeOf(section)])
    },
    [selection],
  )
  const jobOf = useRef(new Map<string, VtoJob>())
  useEffect(() => {
    jobOf.current = new Map(jobs.map((job) => [job.id, job]))
  }, [jobs])
  const handlers = useMemo<Omit<TileHandlers, 'focus' | 'select'>>(
    () => ({
      open: ({ imageId }) => {
        if (imageId === null) return
        openedHere.current = true
        void navigate({
          to: '/projects/$id/looks/$lookId',
          params: { id: projectId, lookId: imageId },
          search: true,
          resetScroll: false,
        })
      },
      favourite: (image) => actions.favourite([image]),
      again: (tile) => {
        const job = jobOf.current.get(runOfTile(tile))
        if (job) toStudio(job)
      },
      lost: (tile) => {
        const jobId = runOfTile(tile)
        void queries.invalidateQueries({
          queryKey: filter ? keys.images({ projectId, filter }) : keys.images({ projectId, jobId }),
        })
      },
    }),
    [navigate, projectId, actions, toStudio, queries, filter],
  )

  const order = useMemo(
    () =>
      sections.flatMap((section) =>
        section.tiles.flatMap((tile) => (tile.imageId !== null ? [tile.imageId] : [])),
      ),
    [sections],
  )
  const gallery = useMemo<Gallery>(() => {
    const byId = new Map([...images.values()].map((image) => [image.id, image]))
    return {
      projectId,
      order,
      imageOf: (imageId) => byId.get(imageId),
      close: () => {
        if (openedHere.current) router.history.back()
        else
          void navigate({
            to: '/projects/$id/looks',
            params: { id: projectId },
            search: true,
            replace: true,
            resetScroll: false,
          })
      },
      more: (image) => {
        const job = jobOf.current.get(image.jobId ?? '')
        if (job) toStudio(job)
      },
    }
  }, [projectId, order, images, navigate, router, toStudio])

  const viewed = useMatch({ from: '/signed-in/projects/$id/looks/$lookId', shouldThrow: false })?.params
    .lookId
  const seenLast = useRef<string | null>(null)
  const focusSeenLast = useEffectEvent(() => {
    const tile = sections.flatMap((section) => section.tiles).find((one) => one.imageId === seenLast.current)
    seenLast.current = null
    openedHere.current = false
    // The router puts the scroll back first.
    requestAnimationFrame(() => grid.current?.focus(tile?.id ?? ''))
  })
  useEffect(() => {
    if (viewed !== undefined) seenLast.current = viewed
    else if (seenLast.current !== null) focusSeenLast()
  }, [viewed])

  const mayEdit = project.role === 'owner' || project.role === 'editor'
  const counts = {
    all: project.totalImageNumber,
    selected: project.selectedImageNumber,
    unseen: project.unseenImageNumber,
    bin: null,
  }
  const running = jobs.filter((job) => !hasEnded(job))
  const pending = filter ? filtered.isPending : jobsQuery.isPending
  const failed = filter ? filtered.error : jobsQuery.error
  const more = filter ? filtered : jobsQuery
  return (
    <GalleryContext value={gallery}>
      <title>{`${titleCount(running)}${project.name} — ${t('gallery.title')}`}</title>
      <div className="mx-auto max-w-480 px-(--margin) pb-32">
        <GalleryTools
          projectId={projectId}
          mayEdit={mayEdit}
          filter={filter}
          counts={counts}
          size={size}
          onSize={resize}
          selecting={selectMode}
          onSelecting={(on) => {
            setSelectMode(on)
            if (!on) selection.clear()
          }}
        />
        {pending ? (
          <div role="status" aria-label={t('app.loading')} className="border-t border-line pt-19">
            <div className="grid grid-cols-[repeat(auto-fill,minmax(9.375rem,1fr))] gap-3 max-md:grid-cols-3 max-md:gap-1">
              <SkeletonFrames count={8} />
            </div>
          </div>
        ) : failed && sections.length === 0 ? (
          <EmptyState
            title={t('state.failed')}
            actions={
              <Button look="primary" onClick={() => void more.refetch()}>
                {t('do.retry')}
              </Button>
            }
          >
            {sayError(failed)}
          </EmptyState>
        ) : sections.length === 0 ? (
          <EmptyGallery projectId={projectId} filter={filter} />
        ) : (
          <ImageGrid
            sections={sections}
            tileSize={widthOfSize(size)}
            selection={selection}
            selecting={selectMode || selectedIds.length > 0}
            wordsOf={sayTile}
            renderHeader={(section) =>
              section.job ? (
                <RunHeader job={section.job} onSelectAll={selectRun} onAgain={toStudio} mayEdit={mayEdit} />
              ) : (
                <h2 className="display border-t border-line pt-5 pb-3.5 text-[1.5rem]/[1.3]">
                  {t('gallery.others')}
                </h2>
              )
            }
            handlers={handlers}
            onKey={(key, tile) => {
              if (key === 'compare') return compare()
              if (key === 'smaller' || key === 'larger') return resize(size + (key === 'larger' ? 1 : -1))
              if (key === 'filter') return focusFilters()
              // What is in the bin can only be taken out.
              if (filter === 'bin' && key !== 'bin') return
              const them = selected.length > 0 ? selected : tile && isLook(tile) ? [tile] : []
              if (them.length > 0) void withLooks(them, acts[key])
            }}
            onSight={(ids, end) => {
              setOnScreen(ids)
              if (end && more.hasNextPage && !more.isFetchingNextPage) void more.fetchNextPage()
            }}
            focusRef={grid}
          />
        )}
      </div>
      {held > 0 && (
        <Button
          look="primary"
          className="fixed top-20 left-1/2 z-20 -translate-x-1/2 rounded-round shadow-float"
          onClick={() => scrollTo({ top: 0 })}
        >
          {t('gallery.newLooks', { count: held })}
        </Button>
      )}
      <p className="hidden text-12 print:block">{t('gallery.printed')}</p>
      <SelectionBar
        count={selected.length}
        allFavourites={selected.every((tile) => tile.image?.isSelected)}
        inBin={filter === 'bin'}
        isMain={selected.length === 1 && selected[0].image?.isMain === true}
        onMain={
          selected.length === 1 && selected[0].image?.productId
            ? () => void withSelected(([image]) => actions.main(image))
            : undefined
        }
        onFavourite={() => void withSelected(actions.favourite)}
        onVideo={() => void withSelected(acts.video)}
        onCompare={compare}
        onDownload={() => void withSelected(actions.download)}
        onExport={() => void withSelected(acts.export)}
        onBin={() => void withSelected(actions.bin)}
        onRestore={() => void withSelected(actions.restore)}
        onReport={() => void withSelected(setReporting)}
        onClear={() => {
          selection.clear()
          setSelectMode(false)
        }}
      />
      {filming && filming.images.length > 0 && (
        <Suspense>
          <MakeVideoOfLooks
            projectId={projectId}
            {...filming}
            onClose={() => setFilming(null)}
            onStarted={() => void navigate({ to: '/projects/$id/videos', params: { id: projectId } })}
          />
        </Suspense>
      )}
      {reporting.length > 0 && (
        <Suspense>
          <ReportDialog
            subjects={reporting.map((image) => ({ imageId: image.id }))}
            onClose={() => setReporting([])}
            onSent={() => selection.clear()}
          />
        </Suspense>
      )}
      <Outlet />
    </GalleryContext>
  )
}

const madeOf = (section: RunSection): string[] => section.tiles.filter(isLook).map((tile) => tile.id)
