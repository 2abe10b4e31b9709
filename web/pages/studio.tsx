// The studio page: an outfit, a direction, and the call sheet that makes looks of them.
import { useT } from '#web/i18n.ts'
import { useOnline } from '#web/media.ts'
import { listenForKeys } from '#web/keys.ts'
import { Outfit } from '#web/products/outfit.tsx'
import { placeName } from '#web/products/place-name.ts'
import { useProductName } from '#web/products/product-strip.tsx'
import { useProjectProducts } from '#web/products/project-products.ts'
import { placeKey } from '#web/products/slots.ts'
import { previewOf, useUploads } from '#web/products/uploads.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { PersonChoice } from '#web/people/person-choice.tsx'
import { askBalance, askProject, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { CallSheet } from '#web/vto-jobs/call-sheet.tsx'
import { callSheet } from '#web/vto-jobs/call-sheet-state.ts'
import { CallPlan } from '#web/vto-jobs/call-plan.tsx'
import {
  type Choice,
  FIRST_CHOICE,
  recallChoice,
  rememberChoice,
  remembersChoice,
} from '#web/vto-jobs/direction-choice.ts'
import { DirectionForm } from '#web/vto-jobs/direction-form.tsx'
import { EngineChoice } from '#web/vto-jobs/engine-choice.tsx'
import { chosenEngine } from '#web/vto-jobs/engine-offers.ts'
import { PriceChanged } from '#web/vto-jobs/price-changed.tsx'
import { useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { secondsFor } from '#web/vto-jobs/run-seconds.ts'
import { useSubmitRun } from '#web/vto-jobs/submit-run.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import { BODIES, BODY_SIZES, FINISHES, POSES, VIEWS, type View } from '#sdk/contract/vto-jobs.ts'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'

const route = getRouteApi('/signed-in/projects/$id/studio')

/** Where the number keys lead. */
const PLACES: Readonly<Record<string, string>> = { 1: 'outfit', 2: 'model', 3: 'views', 4: 'backdrop' }

/** What is offered until the studio has said what its engine can do. */
const EVERYTHING = {
  bodies: BODIES,
  bodySizes: BODY_SIZES,
  finishes: FINISHES,
  poses: POSES,
  views: VIEWS,
  ghost: true,
}

export function StudioPage() {
  const { id } = route.useParams()
  return <Studio key={id} projectId={id} />
}

function Studio({ projectId }: { readonly projectId: string }) {
  const t = useT()
  const navigate = route.useNavigate()
  const nameOf = useProductName()
  const { product: wanted } = route.useSearch()
  const { data: project } = useSuspenseQuery(askProject(projectId))
  const { query, products, add, rename, bin } = useProjectProducts(projectId)
  const product = products.find((one) => one.id === wanted) ?? products.at(-1)
  const uploads = useUploads().filter((upload) => upload.productId === product?.id)
  const [own, setOwn] = useState<Choice | null>(() =>
    remembersChoice(projectId) ? recallChoice(projectId) : null,
  )
  // A new project starts as the collection's last run was directed, whatever device that was on.
  const last = useQuery({
    queryKey: keys.lastDirection(projectId),
    queryFn: async ({ signal }) => maepsi.vtoJobs.lastDirection({ query: { projectId }, signal }),
    enabled: own === null,
  }).data?.direction
  const choice = own ?? { ...FIRST_CHOICE, ...last }
  const change = (part: Partial<Choice>) =>
    setOwn((old) => {
      const next = { ...(old ?? choice), ...part }
      rememberChoice(projectId, next)
      return next
    })
  const studio = useQuery(askStudio).data
  const balance = useQuery(askBalance).data
  const jobs = useProjectJobs(projectId).data?.pages.flatMap((page) => page.items) ?? []
  const online = useOnline()
  const photos = product?.photos ?? []
  const engine = studio && chosenEngine(studio, choice, photos)
  const taken = engine?.choice ?? choice
  const sheet = callSheet({
    photos,
    uploading: uploads.map((upload) => ({
      place: placeKey(upload.place),
      failed: upload.state === 'failed',
    })),
    choice: taken,
    balance,
    prices: engine?.prices,
    engine: engine?.wants,
    online,
  })
  const run = useSubmitRun(
    () => void navigate({ to: '/projects/$id/looks', params: { id: projectId } }),
    (id) => void navigate({ to: '/projects/$id/studio', params: { id } }),
  )
  const make = (views: readonly View[] = taken.views, price?: number) => {
    if (!product) return
    const each = sheet.chosen.each ?? 0
    run.submit({
      projectId,
      productId: product.id,
      productName: product.name,
      choice: { ...taken, views: [...views] },
      price: price ?? each * views.length,
    })
  }

  const mayEdit = project.role === 'owner' || project.role === 'editor'
  const owner = project.ownerName ?? t('sharing.someone')
  const pressed = useEffectEvent(() => {
    if (!mayEdit) return
    if (sheet.needs.length === 0) make()
    else document.querySelector<HTMLElement>('#needs a')?.focus()
  })
  useEffect(
    () =>
      listenForKeys(document, {
        'mod+Enter': () => pressed(),
        ...Object.fromEntries(
          Object.entries(PLACES).map(([key, place]) => [
            key,
            () => {
              const part = document.querySelector<HTMLElement>(`#${place}`)
              part?.focus({ preventScroll: true })
              part?.scrollIntoView({ block: 'start', behavior: 'smooth' })
            },
          ]),
        ),
      }),
    [],
  )

  const choose = (id: string) => void navigate({ search: { product: id }, replace: true, resetScroll: false })
  const addAndChoose = async () => {
    const made = await add()
    choose(made.id)
    return made
  }

  if (query.isPending) return <StudioFrames />
  if (query.isError)
    return (
      <div className="p-10 max-md:p-4">
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
      </div>
    )
  return (
    <div className="mx-auto grid max-w-440 grid-cols-[minmax(22.5rem,26.25rem)_minmax(0,1fr)_20rem] items-stretch max-xl:grid-cols-[minmax(20rem,23.75rem)_minmax(0,1fr)] max-lg:grid-cols-1 max-md:pb-20">
      <title>{`${project.name} — ${t('studio.title')}`}</title>
      <div className="border-r border-line max-lg:border-r-0" inert={!mayEdit}>
        <Outfit
          products={products}
          product={product}
          onChoose={choose}
          onAdd={async () =>
            addAndChoose().catch((error: unknown) => {
              showToast(sayError(error), { kind: 'error' })
              throw error
            })
          }
          onRename={rename}
          onBin={(one) => bin(one, nameOf(one, products.indexOf(one)))}
        />
      </div>
      <DirectionForm
        choice={choice}
        onChange={change}
        engines={
          studio && (
            <EngineChoice
              engines={studio.engines}
              chosen={taken.engine}
              prices={studio.prices}
              size={choice.size}
              onChange={change}
            />
          )
        }
        person={
          engine?.engine.can.person && (
            <PersonChoice
              engine={engine.engine.name}
              chosen={choice.personId}
              views={taken.views}
              onChange={(personId) => change({ personId })}
            />
          )
        }
        offers={engine?.offers ?? EVERYTHING}
        // How something is worn can be told only to an engine that takes words, or to Drape.
        slots={SLOTS.filter(
          (slot) =>
            !engine?.offers.keepsBackdrop &&
            photos.some((photo) => photo.slot === slot && photo.side === 'front'),
        )}
        backGuessed={
          taken.views.includes('back') &&
          !engine?.engine.can.person &&
          photos.length > 0 &&
          photos.every((photo) => photo.side === 'front')
        }
      />
      <div className="border-l border-line max-xl:col-span-2 max-xl:border-t max-xl:border-l-0 max-lg:col-span-1 max-md:border-t-0">
        <div className="sticky top-(--bar)">
          <CallSheet
            sheet={sheet}
            choice={taken}
            plan={
              engine?.engine.can.person && (
                <CallPlan
                  engine={engine.engine}
                  photos={photos}
                  views={taken.views}
                  each={taken.size === 'large' ? engine.prices.lookLarge : engine.prices.look}
                />
              )
            }
            creditOnly={engine?.prices.creditOnly ?? false}
            keepsBackdrop={engine?.offers.keepsBackdrop ?? false}
            outfit={photos.map((photo) => ({
              name: placeName(photo, t),
              picture: previewOf(photo.key) ?? photo.thumbnailUrl,
            }))}
            onChange={change}
            onMake={make}
            busy={run.busy}
            resting={studio?.workers === 0}
            refused={mayEdit ? null : t('sharing.noMake', { owner })}
            seconds={secondsFor(
              jobs.filter((job) => job.kind === 'look'),
              taken.views.length,
            )}
          />
        </div>
      </div>
      <PriceChanged
        change={run.priceChange}
        onClose={run.forgetPriceChange}
        onAccept={({ quote, is }) => make(quote.choice.views, is)}
      />
    </div>
  )
}

function StudioFrames() {
  const t = useT()
  return (
    <div
      role="status"
      aria-label={t('app.loading')}
      className="mx-auto grid max-w-440 grid-cols-[minmax(22.5rem,26.25rem)_1fr_20rem] gap-7 p-10 max-xl:grid-cols-2 max-md:grid-cols-1 max-md:p-4"
    >
      <div className="grid grid-cols-2 content-start gap-3">
        <Skeleton className="col-span-2 h-24" />
        <Skeleton className="aspect-3/4" />
        <Skeleton className="aspect-3/4" />
        <Skeleton className="aspect-3/4" />
        <Skeleton className="aspect-3/4" />
      </div>
      <div className="grid grid-cols-6 content-start gap-2.5">
        {Array.from({ length: 12 }, (_, n) => (
          <Skeleton key={n} className="aspect-3/4" />
        ))}
      </div>
      <Skeleton className="h-120" />
    </div>
  )
}
