// Export: which looks, for which markets, cut where, under which names; and the ZIPs that came of it.
import { exportParts } from '#sdk/contract/export-parts.ts'
import { MOST_LOOKS, MOST_UNDER_WAY } from '#sdk/contract/exports.ts'
import { LABEL_SENTENCES } from '#sdk/contract/letter-text.ts'
import { sourceTypeOfAll, sourceTypeOfLook, type SourceType } from '#sdk/contract/lineage.ts'
import { CLIP_SECONDS } from '#sdk/contract/film.ts'
import { whyFilmUnfit } from '#sdk/contract/film-fits.ts'
import { SHEET_PDF_URL } from '#sdk/contract/sheets.ts'
import { copyText } from '#web/copy-text.ts'
import { centreKey, Crops } from '#web/exports/crops.tsx'
import type { Centre } from '#web/exports/crop-frame.tsx'
import {
  askPresets,
  MOST_SHOWN,
  useExportPlan,
  useExports,
  useLooksToExport,
  usePresets,
  type Wish,
} from '#web/exports/export-data.ts'
import { ExportList } from '#web/exports/export-list.tsx'
import { FileTree } from '#web/exports/file-tree.tsx'
import { LookChoice } from '#web/exports/look-choice.tsx'
import { MarketChoice } from '#web/exports/market-choice.tsx'
import { NamePattern } from '#web/exports/name-pattern.tsx'
import { recallWish, rememberWish } from '#web/exports/remember-wish.ts'
import { VideoChoice } from '#web/exports/video-choice.tsx'
import { getLanguage, useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { askProject } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { SkeletonFrames } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useProjectVideos } from '#web/videos/video-actions.ts'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'

const MakeVideoOfLooks = lazy(async () => ({
  default: (await import('./make-video-of-looks.tsx')).MakeVideoOfLooks,
}))

const route = getRouteApi('/signed-in/projects/$id/export')

/** A clip is cut from as many looks as it has seconds. */
const MOST_OF_CLIP = Math.max(...CLIP_SECONDS)

export function ExportPage() {
  const t = useT()
  const { id } = route.useParams()
  const { data: project } = useSuspenseQuery(askProject(id))
  const { looks: asked } = route.useSearch()
  const query = useLooksToExport(id, asked?.split(',') ?? [])
  const presets = useQuery(askPresets)
  const failed = query.error ?? presets.error
  // All at once, for what comes later would push what stands below.
  const looks = presets.isPending ? undefined : query.data?.items
  return (
    <div className="mx-auto max-w-480 px-(--margin) pt-6 pb-32">
      <title>{`${project.name} — ${t('export.title')}`}</title>
      {failed ? (
        <EmptyState
          title={t('state.failed')}
          actions={
            <Button look="primary" onClick={() => void Promise.all([query.refetch(), presets.refetch()])}>
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(failed)}
        </EmptyState>
      ) : !looks ? (
        <div role="status" aria-label={t('app.loading')} className="grid grid-cols-6 gap-2">
          <SkeletonFrames count={6} />
        </div>
      ) : looks.length === 0 ? (
        <EmptyState
          title={t('export.noLooks')}
          actions={
            <Link to="/projects/$id/studio" params={{ id }} className={buttonClass('primary')}>
              {t('export.toStudio')}
            </Link>
          }
        >
          {t('export.noLooksHelp')}
        </EmptyState>
      ) : (
        <Exporting projectId={id} looks={looks} more={query.data?.more ?? false} />
      )}
    </div>
  )
}

type Looks = NonNullable<ReturnType<typeof useLooksToExport>['data']>['items']

interface ExportingProps {
  readonly projectId: string
  readonly looks: Looks
  /** There are older looks that are not among them. */
  readonly more: boolean
}

function Exporting({ projectId, looks, more }: ExportingProps) {
  const t = useT()
  const queries = useQueryClient()
  const { looks: asked } = route.useSearch()
  const presets = usePresets()
  const [chosen, setChosen] = useState(() => firstLooks(looks, asked))
  const [{ presetIds, pattern, letter }, setWish] = useState(recallWish)
  const [markChoice, setMarkChoice] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [centres, setCentres] = useState<ReadonlyMap<string, Centre>>(new Map())
  const [videoIds, setVideoIds] = useState<readonly string[] | null>(null)
  const [sending, setSending] = useState(false)
  const [filming, setFilming] = useState(false)
  const navigate = route.useNavigate()
  const videos = useProjectVideos(projectId, 'all').data?.pages.flatMap((page) => page.items) ?? []

  const inOrder = presets.filter(({ id }) => presetIds.includes(id))
  const marked = new Set(presets.filter(({ id, aiMark }) => markChoice.get(id) ?? aiMark).map(({ id }) => id))
  const filmPresets = inOrder.filter(({ format }) => format === 'mp4')
  const films = filmPresets.length > 0
  // The newest that fits somewhere, unless somebody chose.
  const fitting = videos.find((video) => filmPresets.some((preset) => whyFilmUnfit(preset, video) === null))
  const chosenVideos = videoIds ?? (fitting ? [fitting.id] : [])
  const chosenLooks = looks.filter(({ id }) => chosen.has(id)).toSorted((a, b) => a.number - b.number)
  const asking: Wish | null =
    inOrder.length === 0 || (chosenLooks.length === 0 && !films)
      ? null
      : {
          projectId,
          imageIds: chosenLooks.map(({ id }) => id),
          presetIds: inOrder.map(({ id }) => id),
          videoIds: films ? [...chosenVideos] : [],
          letter,
          pattern,
          marked: inOrder.flatMap(({ id, format }) => (format !== 'mp4' && marked.has(id) ? [id] : [])),
        }
  const isFilm = (preset: string) => filmPresets.some((film) => film.id === preset)
  const parts = asking ? exportParts(asking, isFilm) : []
  const tooMany = parts.length > MOST_UNDER_WAY
  const planned = useExportPlan(tooMany ? [] : parts)
  const plan = asking === null ? undefined : planned.data
  const { data: made } = useExports(projectId)
  const wrong = planned.error instanceof MaepsiError ? planned.error : null
  const update = (change: Partial<ReturnType<typeof recallWish>>) =>
    setWish((old) => {
      const next = { ...old, ...change }
      rememberWish(next)
      return next
    })

  const start = async () => {
    if (!asking) return
    setSending(true)
    try {
      const ratios = new Set(inOrder.map(({ ratio }) => ratio))
      const kept = [...centres].flatMap(([key, { x, y }]) => {
        const [imageId = '', ratio = ''] = key.split(' ')
        return chosen.has(imageId) && ratios.has(ratio) ? [{ imageId, ratio, x, y }] : []
      })
      for (const part of parts) {
        const its = kept.filter(({ imageId }) => part.imageIds.includes(imageId))
        await maepsi.exports.create({ body: { ...part, centres: its } })
      }
      showToast(t('export.started'))
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    } finally {
      setSending(false)
      await queries.invalidateQueries({ queryKey: keys.projectExports(projectId) })
    }
  }

  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_21rem]">
      {filming && (
        <Suspense>
          <MakeVideoOfLooks
            projectId={projectId}
            images={chosenLooks.slice(0, MOST_OF_CLIP)}
            kind="clip"
            onClose={() => setFilming(false)}
            onStarted={() => void navigate({ to: '/projects/$id/videos', params: { id: projectId } })}
          />
        </Suspense>
      )}
      <div className="grid gap-10">
        <Part title={t('export.looks')}>
          <LookChoice looks={looks} chosen={chosen} onChoose={(ids) => setChosen(new Set(ids))} />
          {more && <p className="mt-2 text-13 text-ink-3">{t('export.newestOnly', { count: MOST_SHOWN })}</p>}
        </Part>
        <Part title={t('export.markets')}>
          <MarketChoice
            presets={presets}
            chosen={new Set(presetIds)}
            marked={marked}
            onChoose={(id, on) =>
              update({ presetIds: on ? [...presetIds, id] : presetIds.filter((one) => one !== id) })
            }
            onMark={(id, on) => setMarkChoice(new Map(markChoice).set(id, on))}
            bytesOf={(id) =>
              plan?.files.reduce((sum, file) => sum + (file.presetId === id ? (file.bytes ?? 0) : 0), 0) ??
              null
            }
          />
        </Part>
        {films && (
          <Part title={t('export.videos')}>
            <VideoChoice
              videos={videos}
              presets={filmPresets}
              chosen={new Set(chosenVideos)}
              onChoose={setVideoIds}
              onMakeClip={chosenLooks.length > 0 ? () => setFilming(true) : null}
            />
          </Part>
        )}
        <Part title={t('export.crops')}>
          <Crops
            presets={inOrder.filter(({ shows, format }) => shows === 'look' && format !== 'mp4')}
            looks={chosenLooks}
            plan={plan}
            centres={centres}
            onMove={(imageId, ratio, centre) =>
              setCentres((old) => {
                const next = new Map(old)
                if (centre) next.set(centreKey(imageId, ratio), centre)
                else next.delete(centreKey(imageId, ratio))
                return next
              })
            }
          />
        </Part>
      </div>
      <aside className="grid content-start gap-10 lg:sticky lg:top-20 lg:max-h-[calc(100vh-6rem)] lg:overflow-y-auto lg:p-1">
        <Part title={t('export.names')}>
          <NamePattern
            value={pattern}
            onChange={(next) => update({ pattern: next })}
            error={wrong?.code === 'pattern_unknown' ? sayError(wrong) : null}
          />
          <label className="mt-4 flex min-h-8 items-start gap-2 text-13 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={letter}
              onChange={(event) => update({ letter: event.target.checked })}
              className="mt-0.5 size-4.5 shrink-0 accent-ink"
            />
            {t('export.letter')}
          </label>
        </Part>
        <Part title={t('export.tree')}>
          {wrong && wrong.code !== 'pattern_unknown' ? (
            <p className="text-13 text-err">{sayError(wrong)}</p>
          ) : (
            <FileTree plan={plan} />
          )}
          {parts.length > 1 && (
            <p className={`mt-3 text-13 ${tooMany ? 'text-err' : 'text-ink-2'}`} data-testid="export-parts">
              {t(tooMany ? 'export.tooManyParts' : 'export.parts', {
                count: parts.length,
                most: MOST_UNDER_WAY,
              })}
            </p>
          )}
          <Button
            look="primary"
            size="large"
            className="mt-5 w-full"
            data-testid="start-export"
            busy={sending}
            disabled={!plan || tooMany || wrong !== null}
            onClick={() => void start()}
          >
            {t('export.start')}
          </Button>
          <p className="mt-2 text-13 text-ink-3">{t('export.startHelp')}</p>
          <p className="mt-1 text-13 text-ink-3">{t('export.markHelp')}</p>
          <Sentence pictures={sourceTypeOfAll(chosenLooks.map(({ details }) => sourceTypeOfLook(details)))} />
        </Part>
        {chosenLooks.length > 0 && chosenLooks.length <= MOST_LOOKS && (
          <Part title={t('export.sheet')}>
            <p className="mb-3 text-13 text-ink-3">{t('export.sheetHelp', { count: chosenLooks.length })}</p>
            <a
              href={`${SHEET_PDF_URL.replace(':id', projectId)}?images=${chosenLooks.map(({ id }) => id).join()}&language=${getLanguage()}`}
              target="_blank"
              rel="noreferrer"
              className={buttonClass('outline', 'small')}
            >
              {t('export.sheetOpen')}
            </a>
          </Part>
        )}
        <Part title={t('export.past')}>
          <ExportList items={made?.items ?? []} />
        </Part>
      </aside>
    </div>
  )
}

/** The looks named in the address, else the favourites, else the newest few. */
function firstLooks(looks: Looks, asked: string | undefined): ReadonlySet<string> {
  const wanted = new Set(asked?.split(','))
  const named = looks.filter(({ id }) => wanted.has(id))
  const favourites = looks.filter(({ isSelected }) => isSelected)
  const first = named.length > 0 ? named : favourites.length > 0 ? favourites : looks.slice(0, 4)
  return new Set(first.map(({ id }) => id))
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="display mb-4 text-22">{title}</h2>
      {children}
    </section>
  )
}

/** The words that tell buyers, ready for the product page. */
function Sentence({ pictures }: { readonly pictures: SourceType }) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const sentence = LABEL_SENTENCES[pictures][getLanguage()]
  return (
    <div className="mt-5 border-l-2 border-line-2 pl-3 text-13">
      <p aria-hidden className="text-ink-3">
        {t('export.sentence')}
      </p>
      <textarea
        ref={field}
        readOnly
        rows={1}
        value={sentence}
        aria-label={t('export.sentence')}
        className="block w-full resize-none bg-transparent field-sizing-content"
      />
      <Button
        size="small"
        look="ghost"
        className="-ml-2.5"
        onClick={() => void copyText(sentence, field.current).then(() => showToast(t('export.copied')))}
      >
        {t('export.copy')}
      </Button>
    </div>
  )
}
